"""Posting an activity, changing what it says, writing to its people."""

from datetime import timedelta

import pytest

from tests.support.acting import NOW, acting, appoint, at, hours_later, owed, sign_up, told
from tests.support.city import City
from volunteering.actions.leading.cancelling import cancel_activity, cancel_shift
from volunteering.actions.leading.editing import Edit, Edited, edit
from volunteering.actions.leading.led import NotALeader
from volunteering.actions.leading.moving import Added, NotAdded, add_shift
from volunteering.actions.leading.posting import NotPosted, Posted, publish
from volunteering.actions.letters import WrittenToPeople, write_to_people
from volunteering.rules.activities import Category, InThePast, NewActivity, NewShift, NoShifts, TooLong
from volunteering.rules.capacity import LimitOutOfRange, limit_of
from volunteering.rules.changes import SETTLES
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.ground.periods import Period
from volunteering.rules.signing_up import Closed
from volunteering.rules.tree import NotAllowed, Rights, Role
from volunteering.rules.volunteers import Actor, Person


def shift(starts: float = 48, lasts: float = 3, places: int = 10) -> NewShift:
    return NewShift(period=Period(start=hours_later(starts), end=hours_later(starts + lasts)), limit=limit_of(places))


def activity(city: City, leader: Person, *shifts: NewShift) -> NewActivity:
    return NewActivity(
        unit=city.jiaojiang,
        leader_id=leader.id,
        title=" River \n clean-up ",
        category=Category.COMMUNITY,
        venue="East Gate",
        details="Door code 1234",
        shifts=shifts,
    )


@pytest.fixture
async def leader(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


async def test_an_activity_with_two_shifts(city: City, leader: Actor) -> None:
    async with city.writing() as rows:
        outcome = await publish(rows, leader, activity(city, city.leader, shift(72), shift(48)), at(NOW))
    assert isinstance(outcome, Posted)
    async with city.looking() as rows:
        posted = await rows.activities.get(outcome.activity_id)
        shifts = await rows.activities.shifts(outcome.activity_id)
    assert posted is not None
    assert (posted.title, posted.venue, posted.leader_name) == ("River clean-up", "East Gate", "Teacher Li")
    assert [found.period for found in shifts] == [shift(48).period, shift(72).period]


async def test_a_day_is_the_organisations(city: City, leader: Actor) -> None:
    late = shift(13)  # 1:00 of the next day in the city, still the first of the month in Greenwich
    async with city.writing() as rows:
        await publish(rows, leader, activity(city, city.leader, late), at(NOW))
    [row] = await city.table("SELECT day, month FROM shifts")
    assert (row["day"], row["month"]) == ("2026-12-02", "2026-12")


async def test_every_reason_is_told_at_once(city: City, leader: Actor) -> None:
    stranger, chen = await acting(city, await city.person("Wang")), await city.person("Chen")
    bad = (shift(0), shift(48, 24.5), shift(48, places=-1), shift(48, places=10_000))
    async with city.writing() as rows:
        outcome = await publish(rows, stranger, activity(city, chen, *bad), at(NOW))
        nothing = await publish(rows, leader, activity(city, city.leader), at(NOW))
    assert isinstance(outcome, NotPosted)
    assert [type(reason) for reason in outcome.reasons] == [
        NotAllowed, NotALeader, InThePast, TooLong, LimitOutOfRange, LimitOutOfRange,
    ]  # fmt: skip
    assert nothing == NotPosted(reasons=(NoShifts(),))
    assert await city.figure("SELECT COUNT(*) AS n FROM activities") == 0


@pytest.mark.parametrize(("lasts", "places"), [(24, 0), (1 / 60, 9999)])
async def test_the_widest_that_is_allowed(city: City, leader: Actor, lasts: float, places: int) -> None:
    async with city.writing() as rows:
        new = activity(city, city.leader, shift(1 / 60, lasts, places))
        assert isinstance(await publish(rows, leader, new, at(NOW)), Posted)


async def test_a_leader_posts_only_below_the_unit_led(city: City) -> None:
    elsewhere = await appoint(city, city.leader, city.huangyan)
    above = await appoint(city, await city.person("Chen"), city.top)
    async with city.writing() as rows:
        outcome = await publish(rows, elsewhere, activity(city, city.leader, shift()), at(NOW))
        assert outcome == NotPosted(reasons=(NotAllowed(),))
        assert isinstance(await publish(rows, above, activity(city, above.person, shift()), at(NOW)), Posted)


async def test_losing_the_role_takes_effect_at_once(city: City, leader: Actor) -> None:
    number = await city.activity()
    demoted = leader.model_copy(update={"rights": Rights()})
    async with city.writing() as rows:
        assert await edit(rows, demoted, number, Edit(title="Mine"), at(NOW)) == NotAllowed()
        assert await add_shift(rows, demoted, number, shift(), at(NOW)) == NotAllowed()
        assert await write_to_people(rows, demoted, number, "Hello", at(NOW)) == NotAllowed()
        assert await edit(rows, leader, 404, Edit(title="Nothing"), at(NOW)) is None


async def test_a_shift_more(city: City, leader: Actor) -> None:
    number = await city.activity()
    async with city.writing() as rows:
        assert isinstance(await add_shift(rows, leader, number, shift(), at(NOW)), Added)
        refused = await add_shift(rows, leader, number, shift(-1, 30), at(NOW))
        assert isinstance(refused, NotAdded)
        assert [type(reason) for reason in refused.reasons] == [InThePast, TooLong]


async def test_a_new_title_is_told_once_with_the_old_one(city: City, leader: Actor) -> None:
    wang, chen, lin, zhao = await city.people(4)
    number = await city.activity()
    first, second = await city.shift(48, places=1, activity=number), await city.shift(72, activity=number)
    over, called_off = await city.shift(1, activity=number), await city.shift(96, activity=number)
    await sign_up(city, first, wang, chen)
    await sign_up(city, second, wang)
    await sign_up(city, over, lin)
    await sign_up(city, called_off, zhao)
    async with city.writing() as rows:
        await cancel_shift(rows, leader, called_off.id, at(NOW))

    async with city.writing() as rows:
        outcome = await edit(rows, leader, number, Edit(title="Beach clean-up"), at(hours_later(5)))

    assert isinstance(outcome, Edited)
    assert outcome.told == 2
    changed = dict(await owed(city, "changed"))
    assert changed.keys() == {wang.id, chen.id}
    assert changed[wang.id]["shift_id"] == first.id
    assert (changed[wang.id]["title_before"], changed[wang.id]["place_before"]) == ("River clean-up", "East Gate")


async def test_edits_in_short_order_are_one_message_with_what_was_before_the_first(city: City, leader: Actor) -> None:
    wang = await city.person("Wang")
    number = await city.activity()
    await sign_up(city, await city.shift(activity=number), wang)
    for changes, seconds in ((Edit(title="Second"), 0), (Edit(venue="West Gate"), 20), (Edit(title="Third"), 25)):
        async with city.writing() as rows:
            await edit(rows, leader, number, changes, at(NOW + timedelta(seconds=seconds)))
    [(person_id, facts)] = await owed(city, "changed")
    assert (person_id, facts["title_before"], facts["place_before"]) == (wang.id, "River clean-up", "East Gate")
    due = await city.figure("SELECT next_at AS n FROM outbox WHERE kind = 'changed'")
    assert due == int((NOW + timedelta(seconds=25) + SETTLES).timestamp()), "half a minute from the last of them"


async def test_what_was_told_is_told_again_when_it_changes_again(city: City, leader: Actor) -> None:
    wang = await city.person("Wang")
    number = await city.activity()
    await sign_up(city, await city.shift(activity=number), wang)
    async with city.writing() as rows:
        await edit(rows, leader, number, Edit(title="Second"), at(NOW))
    async with city.changing() as tx:
        await tx.execute("UPDATE outbox SET state = 'sent' WHERE kind = 'changed'")
    async with city.writing() as rows:
        await edit(rows, leader, number, Edit(title="Third"), at(hours_later(1)))
    [(_, facts)] = await owed(city, "changed")
    assert facts["title_before"] == "Second"


@pytest.mark.parametrize(
    "changes",
    [Edit(description="Bring gloves"), Edit(details="Door code 9"), Edit(category=Category.OTHER)],
    ids=["description", "details", "category"],
)
async def test_small_changes_disturb_nobody(city: City, leader: Actor, changes: Edit) -> None:
    number = await city.activity()
    await sign_up(city, await city.shift(activity=number), await city.person("Wang"))
    async with city.writing() as rows:
        outcome = await edit(rows, leader, number, changes, at(NOW))
    assert isinstance(outcome, Edited)
    assert outcome.told == 0
    assert await told(city, "changed") == []


async def test_editing_to_what_it_is_changes_nothing(city: City, leader: Actor) -> None:
    number = await city.activity()
    async with city.writing() as rows:
        assert await edit(rows, leader, number, Edit(title="River  clean-up"), at(NOW)) == Unchanged()
        assert await edit(rows, leader, number, Edit(), at(NOW)) == Unchanged()


async def test_what_is_cancelled_is_not_edited(city: City, leader: Actor) -> None:
    number = await city.activity()
    async with city.writing() as rows:
        await cancel_activity(rows, leader, number, at(NOW))
    async with city.writing() as rows:
        assert await edit(rows, leader, number, Edit(title="Again"), at(NOW)) == Closed()
        assert await add_shift(rows, leader, number, shift(), at(NOW)) == Closed()


async def test_only_somebody_who_leads_there_can_be_the_leader(city: City, leader: Actor) -> None:
    wang, chen = await city.people(2)
    number = await city.activity()
    await appoint(city, chen, city.top, Role.ADMIN)
    async with city.writing() as rows:
        assert await edit(rows, leader, number, Edit(leader_id=wang.id), at(NOW)) == NotALeader(person_id=wang.id)
        outcome = await edit(rows, leader, number, Edit(leader_id=chen.id), at(NOW))
    assert isinstance(outcome, Edited)
    async with city.looking() as rows:
        found = await rows.activities.get(number)
    assert found is not None
    assert found.leader_name == chen.name


async def test_a_letter_reaches_those_ahead(city: City, leader: Actor) -> None:
    wang, chen, lin = await city.people(3)
    number = await city.activity()
    over, ahead = await city.shift(1, activity=number), await city.shift(48, places=1, activity=number)
    await sign_up(city, over, lin)
    await sign_up(city, ahead, wang, chen, city.leader)
    async with city.writing() as rows:
        outcome = await write_to_people(rows, leader, number, "Bring gloves", at(hours_later(6)))
    assert isinstance(outcome, WrittenToPeople)
    assert outcome.to == 2
    assert await told(city, "letter") == sorted([wang.id, chen.id])


async def test_a_letter_after_everything_thanks_everybody(city: City, leader: Actor) -> None:
    wang, chen = await city.people(2)
    number = await city.activity()
    await sign_up(city, await city.shift(1, activity=number), wang, chen)
    await sign_up(city, await city.shift(5, activity=number), wang)
    async with city.writing() as rows:
        await write_to_people(rows, leader, number, "Thank you", at(hours_later(24)))
    assert await told(city, "letter") == sorted([wang.id, chen.id])


async def test_two_letters_in_one_second_are_two_letters(city: City, leader: Actor) -> None:
    wang = await city.person("Wang")
    number = await city.activity()
    await sign_up(city, await city.shift(activity=number), wang)
    for text in ("Bring gloves", "And boots", "And boots"):
        async with city.writing() as rows:
            await write_to_people(rows, leader, number, text, at(NOW))
    assert [facts["text"] for _, facts in await owed(city, "letter")] == ["Bring gloves", "And boots"]


async def test_whoever_takes_an_activity_over_is_told_who_gave_it(city: City, leader: Actor) -> None:
    chen = await appoint(city, await city.person("Chen"), city.jiaojiang)
    number = await city.activity()
    async with city.writing() as rows:
        await edit(rows, leader, number, Edit(leader_id=chen.id), at(NOW))
    assert await owed(city, "handed_over") == [
        (chen.id, {"kind": "handed_over", "activity_id": number, "by_id": leader.id})
    ]


async def test_taking_an_activity_over_oneself_is_no_news(city: City, leader: Actor) -> None:
    chen = await appoint(city, await city.person("Chen"), city.jiaojiang)
    number = await city.activity()
    async with city.writing() as rows:
        await edit(rows, chen, number, Edit(leader_id=chen.id), at(NOW))
    assert await told(city, "handed_over") == []
