"""What those who lead are shown: their activities, rosters and requests for hours. On both databases."""

from datetime import timedelta

import pytest

from storage.engine.pages import Page
from storage.views.attendance.rosters import sheet_of
from storage.views.hours.claims import claim_asked, pending_for
from storage.views.leaders import who_may_lead
from storage.views.leading import LedList, led_activities, led_activity, led_shift
from storage.views.tree.teams import teams_named
from tests.support.acting import appoint
from tests.support.city import NOW, City, hours_later
from volunteering.rules.activities import State
from volunteering.rules.answers import AnswerSums
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Post, Rights, Role
from volunteering.rules.volunteers import Actor, Standing


@pytest.fixture
async def leader(city: City) -> Actor:
    """Teacher Li, who leads Jiaojiang."""
    return await appoint(city, city.leader, city.jiaojiang)


async def _listed(
    city: City, actor: Actor, hours: float = 0, *, all_units: bool = False, past: bool = False
) -> LedList:
    async with city.database.reading() as reader:
        return await led_activities(
            reader, actor.id, actor.rights, hours_later(hours), all_units=all_units, past=past, page=Page(5)
        )


def _titles(found: LedList) -> list[str]:
    return [led.title for led in found.activities]


async def test_an_activity_is_listed_once_by_its_next_shift(city: City, leader: Actor) -> None:
    river = await city.activity("River")
    for starts in (50, 10, 30):
        await city.shift(starts, activity=river)
    await city.shift(20, activity=await city.activity("Library"))
    found = await _listed(city, leader)
    assert _titles(found) == ["River", "Library"]
    assert found.activities[0].at == hours_later(10)
    assert _titles(await _listed(city, leader, 15)) == ["Library", "River"]


async def test_a_roster_that_is_owed_keeps_an_activity_on_the_list(city: City, leader: Actor) -> None:
    shift = await city.shift(10)
    await city.shift(10, activity=await city.activity("Nobody came"))
    await city.put(shift, *await city.people(1))
    found = await _listed(city, leader, 20)
    assert [(led.title, led.rosters) for led in found.activities] == [("River clean-up", 1)]
    assert _titles(await _listed(city, leader, 20, past=True)) == ["Nobody came"]
    async with city.writing() as rows:
        await rows.activities.change(shift.activity_id, state=State.CANCELLED)
    assert _titles(await _listed(city, leader, 20)) == ["River clean-up"]  # that shift was held all the same
    async with city.writing() as rows:
        await rows.hours.close_roster(shift.id, leader.id, hours_later(20))
    assert _titles(await _listed(city, leader, 20)) == []
    assert _titles(await _listed(city, leader, 20, past=True)) == ["River clean-up", "Nobody came"]
    assert _titles(await _listed(city, leader, 24 * 400, past=True)) == []


async def test_what_was_cancelled_is_past(city: City, leader: Actor) -> None:
    shift = await city.shift(10)
    async with city.writing() as rows:
        await rows.activities.change(shift.activity_id, state=State.CANCELLED)
    assert _titles(await _listed(city, leader)) == []
    assert _titles(await _listed(city, leader, past=True)) == ["River clean-up"]


async def test_what_was_called_off_is_no_later_than_its_calling_off_and_marked(city: City, leader: Actor) -> None:
    held, far = await city.shift(10), await city.shift(500, activity=await city.activity("Far away"))
    async with city.writing() as rows:
        await rows.activities.change(far.activity_id, state=State.CANCELLED)
        await rows.activities.cancel_shift(far.id, at=NOW)
    found = await _listed(city, leader, 20, past=True)
    assert [(led.title, led.called_off) for led in found.activities] == [("River clean-up", False), ("Far away", True)]
    assert found.activities[0].at == held.period.start


async def test_all_units_are_those_led_and_what_is_below(city: City, leader: Actor) -> None:
    baiyun = await city.unit("Baiyun", city.jiaojiang)
    for title, unit in (("Below", baiyun), ("Elsewhere", city.huangyan), ("Above", city.top)):
        await city.shift(10, activity=await city.activity(title, unit=unit))
    wei = Actor(person=await city.person("Wei"), rights=leader.rights)
    assert _titles(await _listed(city, wei, all_units=True)) == ["Below"]
    assert _titles(await _listed(city, wei)) == []
    nobody = Actor(person=wei.person, rights=Rights())
    assert _titles(await _listed(city, nobody, all_units=True)) == []
    both = Rights(posts=(*leader.rights.posts, Post(unit=city.huangyan, role=Role.LEADER)))
    assert _titles(await _listed(city, Actor(person=wei.person, rights=both), all_units=True)) == ["Below", "Elsewhere"]


async def test_an_activity_with_its_shifts_and_its_people(city: City) -> None:
    river = await city.activity()
    over, first, second = [await city.shift(starts, places=1, activity=river) for starts in (1, 10, 20)]
    wei, mei, ann = await city.people(3)
    await city.put(over, wei, mei)
    await city.put(first, wei)
    await city.put(first, mei, state=SignUpState.WAITING)
    await city.put(second, mei)
    async with city.database.reading() as reader:
        led = await led_activity(reader, river, ann.id, hours_later(5), page=Page(5))
        assert led is not None
        assert [manned.shift.id for manned in led.shifts] == [first.id, second.id, over.id]
        assert [(manned.capacity.taken, manned.capacity.waiting) for manned in led.shifts] == [(1, 1), (1, 0), (2, 0)]
        assert (led.ahead, led.to_tell, led.to_write, led.extent.has_more) == (2, 2, 2, False)
        without = await led_activity(reader, river, mei.id, hours_later(5), page=Page(5))
        assert without is not None
        assert (without.to_tell, without.to_write) == (1, 1)
        afterwards = await led_activity(reader, river, ann.id, hours_later(50), page=Page(5))
        assert afterwards is not None
        assert (afterwards.ahead, afterwards.to_tell, afterwards.to_write) == (0, 0, 2)
        assert await led_activity(reader, 2**63 - 1, ann.id, NOW, page=Page(5)) is None
        shift = await led_shift(reader, first.id, NOW)
        assert shift is not None
        assert (shift.manned.capacity.taken, shift.said.answers, shift.manned.people) == (
            1,
            {None: AnswerSums(unasked=1)},
            2,
        )
        assert await led_shift(reader, 2**63 - 1, NOW) is None


async def test_who_may_lead_are_the_active_leaders_of_the_unit_and_above(city: City) -> None:
    baiyun = await city.unit("Baiyun", city.jiaojiang)
    names = {}
    for name, unit in (
        ("Wei", baiyun),
        ("Mei", city.top),
        ("Ann", city.huangyan),
        ("Gone", baiyun),
        ("Élan 100%", baiyun),
    ):
        names[name] = await city.person(name)
        await appoint(city, names[name], unit)
    await appoint(city, names["Wei"], city.top, Role.ADMIN)
    async with city.writing() as rows:
        await rows.people.change(names["Gone"].id, standing=Standing.SUSPENDED)
    async with city.database.reading() as reader:
        found = await who_may_lead(reader, baiyun, "", without=names["Mei"].id, page=Page(10))
        assert found.extent.total == 2, "who has two roles is one"
        assert [(leader.name, leader.unit) for leader in found.leaders] == [("Élan 100%", "Baiyun"), ("Wei", "Baiyun")]
        for text, expected in (("éLAN", ["Élan 100%"]), ("%", ["Élan 100%"]), ("nobody", [])):
            found = await who_may_lead(reader, baiyun, text, without=0, page=Page(10))
            assert [leader.name for leader in found.leaders] == expected


async def test_a_sheet_has_everybody_in_order_of_arrival(city: City) -> None:
    shift = await city.shift(places=2)
    wei, mei, ann, gone = await city.people(4)
    await city.put(shift, wei, mei)
    await city.put(shift, ann, state=SignUpState.WAITING)
    await city.put(shift, gone, state=SignUpState.LEFT)
    async with city.writing() as rows:
        await rows.people.change(mei.id, phone="+8613800000007")
        await rows.hours.tick(shift.id, wei.id, came=True, minutes=90)
    async with city.database.reading() as reader:
        sheet = await sheet_of(reader, shift.id, NOW)
        assert sheet is not None
        assert [line.person_id for line in sheet.lines] == [wei.id, mei.id]
        assert (sheet.lines[0].came, sheet.lines[0].minutes, sheet.confirmed[1].phone) == (True, 90, "+8613800000007")
        assert [signed.line.person_id for signed in sheet.waiting] == [ann.id]
        async with city.looking() as rows:
            assert sheet.lines == await rows.hours.roster(shift.id)
        assert await sheet_of(reader, 2**63 - 1, NOW) is None


async def test_pending_hours_of_the_led_units_but_for_ones_own(city: City, leader: Actor) -> None:
    wei = await city.person("Wei")
    day = NOW.date() - timedelta(days=3)
    async with city.writing() as rows:
        claims = [
            await rows.hours.add_claim(
                person_id=person.id, unit_id=unit.id, day=day, minutes=minutes, what="Help", at=hours_later(number)
            )
            for number, (person, unit, minutes) in enumerate(
                [(wei, city.jiaojiang, 300), (wei, city.huangyan, 200), (leader.person, city.jiaojiang, 60)]
            )
        ]
    async with city.database.reading() as reader:
        found = await pending_for(reader, leader.id, leader.rights, long_day_minutes=480, page=Page(5))
        assert [(asked.claim.id, asked.name, asked.day_minutes) for asked in found.asked] == [(claims[0], "Wei", 500)]
        assert (found.count, found.minutes, found.long_days, found.newest) == (1, 300, 1, claims[0])
        assert not (await pending_for(reader, leader.id, Rights(), long_day_minutes=480, page=Page(5))).count
        elsewhere = await claim_asked(reader, claims[1])
        assert elsewhere is not None
        assert (elsewhere.unit, elsewhere.day_minutes) == (city.huangyan, 500)
        assert await claim_asked(reader, 2**63 - 1) is None


async def test_teams_are_found_within_units(city: City) -> None:
    for above in (city.jiaojiang, city.huangyan):
        await city.unit("Library team", above)
    async with city.database.reading() as reader:
        every = await teams_named(reader, "library", page=Page(9))
        within = await teams_named(reader, "library", page=Page(9), within_units=[city.huangyan])
    assert [team.above for team in every.teams] == ["Jiaojiang", "Huangyan"]
    assert [team.above for team in within.teams] == ["Huangyan"]
