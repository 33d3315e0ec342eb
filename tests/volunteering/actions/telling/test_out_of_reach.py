"""People whom messages do not reach: who hears of it instead, of what, and how often."""

import json

import pytest

from storage.rows import outbox
from tests.support.acting import NOW, appoint, at, hours_later, owed, sign_up, told
from tests.support.city import City
from volunteering.actions.enquiries import Enquired, ask, find_topic
from volunteering.actions.signing_up.places import leave_shift
from volunteering.actions.telling.out_of_reach import pass_on_unheard
from volunteering.rules.activities import Shift
from volunteering.rules.enquiries import Matter
from volunteering.rules.notices.attendance import HoursRecorded, RosterDue
from volunteering.rules.notices.enquiries import EnquiryAnswered
from volunteering.rules.notices.hours import ClaimMade
from volunteering.rules.notices.leading import Cancelled, Changed, HandedOver
from volunteering.rules.notices.letters import Letter
from volunteering.rules.notices.owed import Notice, Owed
from volunteering.rules.notices.signing_up import Gap, LateLeave, LateRole, Promoted, Reminder, Unheard
from volunteering.rules.volunteers import Actor, Person


@pytest.fixture
async def leader(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


async def unheard(city: City, person: Person, notice: Notice, key: str = "") -> None:
    """A message that did not reach somebody, as delivery leaves it."""
    async with city.changing() as tx:
        await tx.execute("UPDATE people SET reachable = 0 WHERE id = :person", person=person.id)
    key = key or f"{notice.kind}:{person.id}"
    async with city.writing() as rows:
        rows.outbox.owe(Owed(key=key, person_id=person.id, notice=notice), NOW)
    [row] = await city.table("SELECT id FROM outbox WHERE key = :key", key=key)
    async with city.changing() as tx:
        outbox.failed(tx, row["id"], "blocked", NOW)
        outbox.unheard(tx, row["id"])


async def passed_on(city: City, hours: float = 0) -> list[tuple[int, list[int], str]]:
    """See to it, twice: to whom it goes, about whom, and what they have not heard."""
    for _ in range(2):
        async with city.writing() as rows:
            assert not await pass_on_unheard(rows, at(hours_later(hours)))
    assert await city.figure("SELECT COUNT(*) AS n FROM outbox WHERE unheard = 1") == 0
    return [(reader, facts["person_ids"], facts["unheard"]) for reader, facts in await owed(city, "out_of_reach")]


def about(shift: Shift, of: Unheard) -> Notice:
    """A message of that kind."""
    match of:
        case Unheard.REMINDER:
            return Reminder(shift_ids=(shift.id,))
        case Unheard.CHANGED:
            return Changed(shift_id=shift.id, title_before="A", place_before="B", period_before=shift.period)
        case Unheard.CANCELLED:
            return Cancelled(shift_id=shift.id)
        case Unheard.LETTER:
            return Letter(from_id=1, activity_id=shift.activity_id, text="Bring boots")
        case _:
            return Promoted(shift_id=shift.id)


OTHERWISE = {Unheard.PASSED_OVER, Unheard.HANDED_OVER, Unheard.ANSWER, Unheard.BUDDY, Unheard.BUDDY_WROTE}


@pytest.mark.parametrize("of", [kind for kind in Unheard if kind not in OTHERWISE])
async def test_the_leader_of_the_shift_hears_of_it_once(city: City, leader: Actor, of: Unheard) -> None:
    zhao, shift = await city.person("Zhao"), await city.shift(48)
    await sign_up(city, shift, zhao)
    await unheard(city, zhao, about(shift, of))
    assert await passed_on(city) == [(leader.id, [zhao.id], of)]


async def test_an_answer_that_did_not_arrive_is_brought_by_a_call(city: City, leader: Actor) -> None:
    zhao, shift = await city.person("Zhao"), await city.shift(48)
    await sign_up(city, shift, zhao)
    async with city.writing() as rows:
        topic = await find_topic(rows, zhao, Matter.SHIFT, shift.id)
        assert topic is not None
        asked = await ask(rows, zhao, topic, "Is it on?", at(NOW))
    assert isinstance(asked, Enquired)
    await unheard(city, zhao, EnquiryAnswered(enquiry_id=asked.enquiry_id, line_id=1))
    assert await passed_on(city) == [(leader.id, [zhao.id], Unheard.ANSWER)]


async def test_a_new_leader_who_was_not_told_is_called_by_another(city: City, leader: Actor) -> None:
    above = await appoint(city, await city.person("Chen"), city.top)
    shift = await city.shift(48)
    await unheard(city, city.leader, HandedOver(activity_id=shift.activity_id, by_id=above.id))
    assert await passed_on(city) == [(above.id, [leader.id], Unheard.HANDED_OVER)]


async def test_what_several_have_not_heard_is_one_message(city: City, leader: Actor) -> None:
    people, shift = await city.people(3), await city.shift(48)
    await sign_up(city, shift, *people)
    for person in people:
        await unheard(city, person, Reminder(shift_ids=(shift.id,)))
    assert await passed_on(city) == [(leader.id, [person.id for person in people], Unheard.REMINDER)]


async def test_what_is_about_to_be_found_out_is_waited_for(city: City, leader: Actor) -> None:
    people, shift = await city.people(2), await city.shift(48)
    await sign_up(city, shift, *people)
    await unheard(city, people[0], Cancelled(shift_id=shift.id))
    async with city.writing() as rows:
        await rows.people.change(people[1].id, reachable=False)
        rows.outbox.owe(Owed(key="owed", person_id=people[1].id, notice=Cancelled(shift_id=shift.id)), NOW)
    async with city.writing() as rows:
        assert not await pass_on_unheard(rows, at(NOW))
    assert await told(city, "out_of_reach") == []
    async with city.changing() as tx:
        await tx.execute("UPDATE outbox SET state = 'dropped', unheard = 1 WHERE key = 'owed'")
    assert await passed_on(city) == [(leader.id, [person.id for person in people], Unheard.CANCELLED)]


async def test_of_the_next_reminder_the_leader_does_not_hear_again_but_of_a_cancellation(
    city: City, leader: Actor
) -> None:
    zhao, shift = await city.person("Zhao"), await city.shift(48)
    await sign_up(city, shift, zhao)
    await unheard(city, zhao, Reminder(shift_ids=(shift.id,)), "first")
    assert len(await passed_on(city)) == 1
    await unheard(city, zhao, Reminder(shift_ids=(shift.id,)), "second")
    assert len(await passed_on(city)) == 1
    await unheard(city, zhao, Cancelled(shift_id=shift.id), "third")
    assert [what for _, _, what in await passed_on(city)] == [Unheard.REMINDER, Unheard.CANCELLED]


async def test_of_who_left_or_only_waits_or_what_is_over_nobody_has_to_hear(city: City, leader: Actor) -> None:
    gone, waiting, other = await city.people(3)
    shift = await city.shift(48, places=1)
    await sign_up(city, shift, gone, waiting)
    async with city.changing() as tx:
        await tx.execute("UPDATE people SET reachable = 0 WHERE id = :person", person=waiting.id)
    async with city.writing() as rows:
        await leave_shift(rows, gone, shift.id, at(NOW))
    before = await told(city, "out_of_reach")
    for person in (gone, waiting):
        await unheard(city, person, Reminder(shift_ids=(shift.id,)))
    await passed_on(city)
    assert await told(city, "out_of_reach") == before == [leader.id], "that Waiting was passed over, and no more"
    over = await city.shift(-48)
    await city.put(over, other)
    await unheard(city, other, Reminder(shift_ids=(over.id,)))
    await unheard(city, other, HoursRecorded(shift_id=over.id, entry_id=1))
    await passed_on(city)
    assert await told(city, "out_of_reach") == before


@pytest.mark.parametrize("kind", ["late_leave", "late_role", "gap", "roster_due"])
async def test_what_a_leader_has_not_heard_the_others_do(city: City, leader: Actor, kind: str) -> None:
    above, zhao, shift = await appoint(city, await city.person("Chen"), city.top), await city.person("Zhao"), None
    shift = await city.shift(48)
    notices: dict[str, Notice] = {
        "late_leave": LateLeave(shift_id=shift.id, person_id=zhao.id),
        "late_role": LateRole(shift_id=shift.id, person_id=zhao.id, before="Helpers"),
        "gap": Gap(shift_id=shift.id),
        "roster_due": RosterDue(shift_id=shift.id),
    }
    await unheard(city, city.leader, notices[kind], f"{kind}:{shift.id}:{leader.id}")
    await passed_on(city)
    assert await told(city, kind) == [above.id]
    [row] = await city.table("SELECT facts FROM outbox WHERE state = 'owed'")
    assert json.loads(row["facts"])["shift_id"] == shift.id


async def test_who_has_it_already_does_not_get_it_twice(city: City, leader: Actor) -> None:
    chen = await appoint(city, await city.person("Chen"), city.jiaojiang)
    wang = await city.person("Wang")
    async with city.writing() as rows:
        number = await rows.hours.add_claim(
            person_id=wang.id, unit_id=city.jiaojiang.id, day=NOW.date(), minutes=60, what="Help", at=NOW
        )
        notice = ClaimMade(claim_id=number)
        rows.outbox.owe(Owed(key=f"claim:{number}:{chen.id}", person_id=chen.id, notice=notice), NOW)
    await unheard(city, city.leader, notice, f"claim:{number}:{leader.id}")
    await passed_on(city)
    assert await told(city, "claim_made") == [chen.id]


async def test_a_shift_whose_leader_is_out_of_reach_is_the_business_of_those_above(city: City, leader: Actor) -> None:
    above = await appoint(city, await city.person("Chen"), city.top)
    zhao, shift = await city.person("Zhao"), await city.shift(48)
    await sign_up(city, shift, zhao)
    async with city.changing() as tx:
        await tx.execute("UPDATE people SET reachable = 0 WHERE id = :person", person=leader.id)
    await unheard(city, zhao, Promoted(shift_id=shift.id))
    assert await passed_on(city) == [(above.id, [zhao.id], Unheard.PROMOTED)]
