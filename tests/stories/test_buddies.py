"""A newcomer and who looks out for them: told to each other two days before, and told when one of them can't come."""

from playground.phones.phone import Phone
from storage.rows import Rows
from tests.support.phone_steps import button_with, signs_up, times_told
from tests.support.town import Town
from volunteering.rules.hours import BEFORE_YIGONG, Kind, Subject, entry_for


async def came_often_before(town: Town, phone: Phone) -> None:
    """Twenty hours of before, as a list has brought them."""

    async def bring(records: Rows) -> None:
        person = await records.people.by_telegram(phone.person.id)
        assert person is not None
        subject = Subject(person_id=person.id, unit_id=person.unit.id, day=BEFORE_YIGONG, title="Before")
        line = entry_for(subject, Kind.CARRIED_OVER, 1200, None, by_id=None, at=town.now)
        assert line is not None
        await records.hours.append(line)

    await town.writes(bring)


async def wants_buddies(chen: Phone) -> None:
    """The admin of the town decides it for all teams."""
    await chen.sends("/units")
    await chen.taps("Manage")
    await chen.taps("Settings")
    await chen.sees("Buddies for newcomers: off")
    await chen.taps("Buddies for newcomers: turn on")
    await chen.sees("Buddies for newcomers: on")


async def test_two_days_before_they_are_told_of_each_other(town: Town) -> None:
    chen = await town.admin()
    await town.team("Baiyun")
    li = await town.leader("Li", team="Baiyun")
    mei, bo, an = [await town.member(name, team="Baiyun") for name in ("Mei", "Bo", "An")]
    for phone in (bo, an):
        await came_often_before(town, phone)
    await wants_buddies(chen)
    await town.activity("River clean-up", li, in_days=4)
    for phone in (mei, bo):
        await signs_up(phone, "River clean-up")
    await town.passes(days=1, hours=23)
    assert times_told(mei, "Your buddy") == 0
    await town.passes(hours=2)
    await mei.sees("Your buddy: Bo")
    await bo.sees("Please look out for Mei")

    await mei.taps("Write to Bo")
    await mei.sends("Where do we meet?")
    await mei.sees("✅ Sent to Bo.")
    await town.settles()
    asked = await bo.sees("Mei writes")
    assert "Where do we meet?" in asked.text
    await bo.taps("Write to Mei")
    await bo.sends("At the east gate, I have a red cap")
    await town.settles()
    answered = await mei.sees("Bo writes")
    assert bo.person.phone not in answered.text, "nobody's number is passed on"

    await li.sends("/manage")
    await li.taps(button_with(li, "River clean-up"))
    await li.taps(button_with(li, "Fri 27 Nov"))
    await li.taps("Roster")
    await li.sees("🙋 Mei is new here, buddy: Bo")

    await signs_up(an, "River clean-up")
    await bo.sends("I can't come to River clean-up")
    await bo.taps("Leave")
    await town.passes(minutes=3)
    again = await mei.sees("Your buddy: An")
    assert "in the place of Bo" in again.text
    await an.sees("Please look out for Mei")
    await town.passes(hours=3)
    assert [times_told(mei, "Your buddy: An"), times_told(mei, "Your buddy: Bo")] == [1, 1]
    assert times_told(an, "Please look out for Mei") == 1

    await an.taps("Not this time")
    await an.sees("Not this time, then")
    await town.passes(minutes=3)
    await mei.sees("An is not your buddy this time")
    await town.passes(hours=3)
    assert times_told(an, "Please look out for Mei") == 0, "who said no is not asked again"


async def test_of_a_cancelled_shift_nobody_is_told(town: Town) -> None:
    chen = await town.admin()
    await town.team("Baiyun")
    li = await town.leader("Li", team="Baiyun")
    mei, bo = await town.member("Mei", team="Baiyun"), await town.member("Bo", team="Baiyun")
    await came_often_before(town, bo)
    await wants_buddies(chen)
    await town.activity("River clean-up", li, in_days=4)
    for phone in (mei, bo):
        await signs_up(phone, "River clean-up")
    await li.sends("/manage")
    await li.taps(button_with(li, "River clean-up"))
    await li.taps("Cancel the activity")
    await li.taps("Yes, cancel the activity")
    await li.sends("The river is in flood")
    await town.passes(days=2, hours=2)
    assert times_told(mei, "Your buddy") == times_told(bo, "Please look out") == 0
