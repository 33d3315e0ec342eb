"""Activities and shifts: written, read, changed and locked."""

from datetime import date

from tests.support.city import NOW, ZONE, City, hours_later
from volunteering.rules.activities import Activity, Category, Shift, State
from volunteering.rules.ground.periods import Period


async def test_an_activity_with_its_unit_and_leader(city: City) -> None:
    number = await city.activity("Library <help>", unit=city.huangyan)
    async with city.looking() as rows:
        assert await rows.activities.get(404) is None
        assert await rows.activities.get(number) == Activity(
            id=number,
            unit=city.huangyan,
            leader_id=city.leader.id,
            leader_name="Teacher Li",
            title="Library <help>",
            description="",
            category=Category.COMMUNITY,
            venue="East Gate",
            details="Door code 1234",
            state=State.OPEN,
        )


async def test_shifts_by_start(city: City) -> None:
    activity = await city.activity()
    second, first = await city.shift(72, activity=activity), await city.shift(24, activity=activity, places=0)
    await city.shift(24)
    async with city.looking() as rows:
        assert await rows.activities.shifts(activity) == (first, second)
        assert await rows.activities.shifts(404) == ()
        assert await rows.activities.shift(404) is None
    assert first == Shift(
        id=first.id,
        activity_id=activity,
        period=Period(start=hours_later(24), end=hours_later(27)),
        limit=None,
        state=State.OPEN,
        since=NOW,
        posted_at=NOW,
    )


async def test_a_shift_belongs_to_its_local_day_and_month(city: City) -> None:
    # 31 December 17:00 UTC is 1 January 01:00 in the city.
    shift = await city.shift(30 * 24 + 13)
    [row] = await city.table("SELECT day, month FROM shifts WHERE id = :id", id=shift.id)
    assert dict(row) == {"day": "2027-01-01", "month": "2027-01"}
    assert shift.day(ZONE) == date(2027, 1, 1)


async def test_locking_reads_the_same_and_changes_nothing(city: City) -> None:
    shift = await city.shift()
    async with city.writing() as rows:
        assert await rows.activities.lock(shift.id) == await rows.activities.shift(shift.id)
        assert await rows.activities.lock(404) is None
    async with city.looking() as rows:
        assert await rows.activities.lock(shift.id) == await rows.activities.shift(shift.id)


async def test_changing_what_is_given_leaves_the_rest(city: City) -> None:
    activity = await city.activity()
    other = await city.person("Wang")
    async with city.writing() as rows:
        before = await rows.activities.get(activity)
        await rows.activities.change(activity)
        await rows.activities.change(activity, title="河道清洁", details="")
        await rows.activities.change(activity, leader_id=other.id, state=State.CANCELLED)
        await rows.activities.change(activity, venue="West Gate", category=Category.OTHER, description="Bring gloves")
        after = await rows.activities.get(activity)
    assert before is not None
    assert after == before.model_copy(
        update={
            "title": "河道清洁",
            "details": "",
            "leader_id": other.id,
            "leader_name": "Wang",
            "state": State.CANCELLED,
            "venue": "West Gate",
            "category": Category.OTHER,
            "description": "Bring gloves",
        }
    )


async def test_moving_a_shift_and_changing_its_places(city: City) -> None:
    shift = await city.shift(places=10)
    moved = Period(start=hours_later(24 * 40), end=hours_later(24 * 40 + 2))
    async with city.writing() as rows:
        await rows.activities.set_limit(shift.id, None)
        await rows.activities.move_shift(shift.id, moved, day=moved.day(ZONE), at=hours_later(1))
        found = await rows.activities.shift(shift.id)
    assert found is not None
    assert found[1] == shift.model_copy(update={"period": moved, "limit": None, "since": hours_later(1)})
    [row] = await city.table("SELECT day, month FROM shifts WHERE id = :id", id=shift.id)
    assert dict(row) == {"day": "2027-01-10", "month": "2027-01"}
    async with city.writing() as rows:
        await rows.activities.cancel_shift(shift.id, at=NOW)
        found = await rows.activities.shift(shift.id)
    assert found is not None
    assert found[1].state is State.CANCELLED


async def test_what_is_ahead_in_a_unit_and_below_and_what_somebody_leads_ahead(city: City) -> None:
    team = await city.unit("Team", city.jiaojiang)
    here, below, elsewhere = [await city.activity(unit=unit) for unit in (city.jiaojiang, team, city.huangyan)]
    cancelled, over, emptied = [await city.activity(unit=team) for _ in range(3)]
    for activity in (here, below, elsewhere, cancelled):
        await city.shift(-1, activity=activity)  # it goes on until 2 h
    await city.shift(-48, activity=over)
    dropped = await city.shift(48, activity=emptied)
    async with city.writing() as rows:
        await rows.activities.change(cancelled, state=State.CANCELLED)
        await rows.activities.cancel_shift(dropped.id, at=NOW)
    async with city.looking() as rows:
        ahead = await rows.activities.ahead_in(city.jiaojiang, NOW)
        led = await rows.activities.led_ahead(city.leader.id, NOW)
        assert await rows.activities.ahead_in(city.jiaojiang, hours_later(2)) == ()
    assert [activity.id for activity in ahead] == [here, below]
    assert [activity.id for activity in led] == [here, below, elsewhere]
