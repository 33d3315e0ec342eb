"""Who came, for how long, and the hours that follow."""

from zoneinfo import ZoneInfo

import pytest

from tests.support.acting import acting, appoint, at, hours_later, owed, sign_up, told
from tests.support.city import City
from volunteering.actions.attendance.putting_right import NoShowUndone, NotANoShow, undo_no_show
from volunteering.actions.attendance.rosters import (
    Confirmed,
    MinutesOutOfRange,
    NobodySignedUp,
    NotOnIt,
    NotYet,
    Roster,
    adjust,
    confirm_roster,
    led_roster,
    tick,
    tick_all,
)
from volunteering.rules.activities import Shift
from volunteering.rules.hours import Kind
from volunteering.rules.tree import NotAllowed, Role
from volunteering.rules.volunteers import Actor, Person

AFTER = hours_later(60)
CORRECTED = hours_later(84)


@pytest.fixture
async def leader(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


async def held(city: City, *people: Person) -> Shift:
    """A shift of three hours, over at `AFTER`, with these people in it."""
    shift = await city.shift(48)
    await sign_up(city, shift, *people)
    return shift


async def counted(city: City, shift: Shift) -> dict[int, tuple[Kind, int] | None]:
    async with city.looking() as rows:
        lines = await rows.hours.roster(shift.id)
    return {line.person_id: (line.counted.kind, line.counted.minutes) if line.counted else None for line in lines}


async def confirm(city: City, leader: Actor, shift: Shift, *came: Person) -> Confirmed:
    async with city.writing() as rows:
        for person in came:
            await tick(rows, leader, shift.id, person.id, at(AFTER), came=True)
        outcome = await confirm_roster(rows, leader, shift.id, at(AFTER))
    assert isinstance(outcome, Confirmed)
    return outcome


async def test_ticked_came_and_the_rest_did_not(city: City, leader: Actor) -> None:
    wang, chen = await city.people(2)
    shift = await held(city, wang, chen)
    outcome = await confirm(city, leader, shift, wang)
    assert (outcome.came, outcome.no_shows, outcome.changed, outcome.own_left_out) == (1, 1, 2, False)
    assert await counted(city, shift) == {wang.id: (Kind.ATTENDED, 180), chen.id: (Kind.NO_SHOW, 0)}
    assert await told(city, "hours_recorded") == [wang.id, chen.id]


async def test_all_came_keeps_the_lengths_adjusted_before(city: City, leader: Actor) -> None:
    wang, chen = await city.people(2)
    shift = await held(city, wang, chen)
    async with city.writing() as rows:
        await adjust(rows, leader, shift.id, wang.id, 90, at(AFTER))
        roster = await tick_all(rows, leader, shift.id, at(AFTER))
    assert isinstance(roster, Roster)
    assert [(line.came, line.minutes) for line in roster.lines] == [(True, 90), (True, None)]
    await confirm(city, leader, shift)
    assert await counted(city, shift) == {wang.id: (Kind.ATTENDED, 90), chen.id: (Kind.ATTENDED, 180)}


async def test_a_tick_is_taken_back(city: City, leader: Actor) -> None:
    wang = await city.person("Wang")
    shift = await held(city, wang)
    async with city.writing() as rows:
        await tick(rows, leader, shift.id, wang.id, at(AFTER), came=True)
        roster = await tick(rows, leader, shift.id, wang.id, at(AFTER), came=None)
    assert isinstance(roster, Roster)
    assert roster.lines[0].came is None


@pytest.mark.parametrize(
    ("lasts", "minutes", "fits"),
    [
        (3, 0, True),
        (3, 180, True),
        (3, 420, True),
        (3, 421, False),
        (3, -1, False),
        (23, 1440, True),
        (23, 1441, False),
    ],
)
async def test_how_long_somebody_can_have_been_there(
    city: City, leader: Actor, lasts: float, minutes: int, *, fits: bool
) -> None:
    wang, shift = await city.person("Wang"), await city.shift(48, lasts=lasts)
    await sign_up(city, shift, wang)
    async with city.writing() as rows:
        outcome = await adjust(rows, leader, shift.id, wang.id, minutes, at(AFTER))
    assert isinstance(outcome, Roster if fits else MinutesOutOfRange)


async def test_a_correction_replaces_and_only_what_changes_is_written(city: City, leader: Actor) -> None:
    wang, chen = await city.people(2)
    shift = await held(city, wang, chen)
    await confirm(city, leader, shift, wang)
    async with city.writing() as rows:
        await adjust(rows, leader, shift.id, chen.id, 60, at(CORRECTED))
        outcome = await confirm_roster(rows, leader, shift.id, at(CORRECTED))
    assert isinstance(outcome, Confirmed)
    assert outcome.changed == 1
    assert await counted(city, shift) == {wang.id: (Kind.ATTENDED, 180), chen.id: (Kind.ATTENDED, 60)}
    lines = await city.table("SELECT kind, minutes, change, participations, no_shows FROM entries ORDER BY id")
    assert [tuple(dict(line).values()) for line in lines] == [
        ("attended", 180, 180, 1, 0),
        ("no_show", 0, 0, 0, 1),
        ("attended", 60, 60, 1, -1),
    ]
    assert await told(city, "hours_recorded") == [wang.id, chen.id, chen.id]


async def test_confirming_twice_is_confirming_once(city: City, leader: Actor) -> None:
    shift = await held(city, *await city.people(2))
    await confirm(city, leader, shift)
    assert (await confirm(city, leader, shift)).changed == 0
    assert await city.figure("SELECT COUNT(*) AS n FROM entries") == 2


async def test_nobody_approves_their_own_hours(city: City, leader: Actor) -> None:
    wang, chen = await city.people(2)
    other = await appoint(city, chen, city.top, Role.ADMIN)
    shift = await held(city, city.leader, wang)

    outcome = await confirm(city, leader, shift, city.leader, wang)

    assert (outcome.changed, outcome.own_left_out, outcome.asked) == (1, True, (chen.id,))
    assert await counted(city, shift) == {city.leader.id: None, wang.id: (Kind.ATTENDED, 180)}
    [(asked, facts)] = await owed(city, "roster_due")
    assert (asked, facts["only"]) == (chen.id, city.leader.id)

    assert (await confirm(city, other, shift)).changed == 1
    assert (await counted(city, shift))[city.leader.id] == (Kind.ATTENDED, 180)
    assert (await confirm(city, leader, shift)).asked == ()


async def test_where_nobody_else_leads_the_own_line_stays_open(city: City, leader: Actor) -> None:
    shift = await held(city, city.leader)
    outcome = await confirm(city, leader, shift, city.leader)
    assert (outcome.changed, outcome.own_left_out, outcome.asked) == (0, True, ())


async def test_the_roster_of_the_future_and_of_nobody(city: City, leader: Actor) -> None:
    wang, empty = await city.person("Wang"), await city.shift(1)
    shift = await held(city, wang)
    stranger = await acting(city, wang)
    async with city.writing() as rows:
        assert isinstance(await tick(rows, leader, shift.id, wang.id, at(hours_later(47.9)), came=True), NotYet)
        assert isinstance(await tick_all(rows, leader, shift.id, at(hours_later(47.9))), NotYet)
        assert isinstance(await confirm_roster(rows, leader, shift.id, at(hours_later(47.9))), NotYet)
        assert isinstance(await led_roster(rows, leader, shift.id, at(hours_later(48))), Roster)
        assert isinstance(await led_roster(rows, leader, empty.id, at(AFTER)), NobodySignedUp)
        assert isinstance(await tick(rows, leader, shift.id, 404, at(AFTER), came=True), NotOnIt)
        assert isinstance(await adjust(rows, leader, shift.id, 404, 60, at(AFTER)), NotOnIt)
        assert await adjust(rows, stranger, shift.id, wang.id, 60, at(AFTER)) == NotAllowed()
        assert await undo_no_show(rows, stranger, shift.id, wang.id, at(AFTER)) == NotAllowed()
        assert await led_roster(rows, leader, 404, at(AFTER)) is None


async def test_a_no_show_undone_counts_no_more_and_stays_undone(city: City, leader: Actor) -> None:
    wang, chen = await city.people(2)
    shift = await held(city, wang, chen)
    await confirm(city, leader, shift, chen)
    async with city.writing() as rows:
        assert isinstance(await undo_no_show(rows, leader, shift.id, wang.id, at(AFTER)), NoShowUndone)
    async with city.writing() as rows:
        assert isinstance(await undo_no_show(rows, leader, shift.id, wang.id, at(AFTER)), NotANoShow)
        assert isinstance(await undo_no_show(rows, leader, shift.id, 404, at(AFTER)), NotOnIt)
        assert await rows.hours.no_shows(wang.id) == ()
    await confirm(city, leader, shift)
    assert (await counted(city, shift))[wang.id] == (Kind.VOID, 0)


async def test_nobody_undoes_their_own_no_show(city: City, leader: Actor) -> None:
    other = await appoint(city, await city.person("Chen"), city.top)
    shift = await held(city, city.leader)
    await confirm(city, other, shift)
    async with city.writing() as rows:
        assert await undo_no_show(rows, leader, shift.id, city.leader.id, at(AFTER)) == NotAllowed()


@pytest.mark.parametrize(
    ("zone", "starts", "month"),
    [
        ("Asia/Shanghai", 731.9, "2026-12"), ("Asia/Shanghai", 732, "2027-01"), ("Europe/Berlin", 738.9, "2026-12"),
        ("Europe/Berlin", 739, "2027-01"), ("America/New_York", 744.9, "2026-12"), ("America/New_York", 745, "2027-01"),
    ],
)  # fmt: skip
async def test_hours_belong_to_the_month_of_the_local_start(
    city: City, leader: Actor, zone: str, starts: float, month: str
) -> None:
    wang, shift = await city.person("Wang"), await city.shift(starts)
    await sign_up(city, shift, wang)
    async with city.writing() as rows:
        await tick_all(rows, leader, shift.id, at(hours_later(800)))
        await confirm_roster(rows, leader, shift.id, at(hours_later(800), zone=ZoneInfo(zone)))
    [row] = await city.table("SELECT month FROM entries")
    assert row["month"] == month
