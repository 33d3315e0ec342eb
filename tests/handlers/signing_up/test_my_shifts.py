"""/my: what is ahead, the hours with the lines that make them, and the stars."""

from datetime import date

import pytest

from handlers.buttons.hours import MyHours
from handlers.buttons.signing_up import MyShifts, TakeShift
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City, at_shift
from tests.support.hops import hops_of
from volunteering.rules.hours import Decision, Kind, Subject
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.volunteers import Person


async def person_of(phone: PhoneInChat) -> Person:
    person = await phone.known()
    assert person is not None
    return person


async def claim(city: City, person: Person, day: date, minutes: int, what: str = "Library help") -> int:
    async with city.writing() as rows:
        return await rows.hours.add_claim(
            person_id=person.id, unit_id=person.unit.id, day=day, minutes=minutes, what=what, at=NOW
        )


async def approve(city: City, person: Person, day: date, minutes: int, what: str = "Library help") -> None:
    number = await claim(city, person, day, minutes, what)
    async with city.writing() as rows:
        await rows.hours.decide(number, Decision.APPROVED, by_id=city.leader.id, at=NOW)
    subject = Subject(person_id=person.id, unit_id=person.unit.id, claim_id=number, day=day)
    await city.record(subject, Kind.LOGGED, minutes)


async def test_a_beginner_is_shown_the_way(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    await wei.sends("/my")
    wei.sees("No shift ahead. See what is coming up.", "🕒 No hours yet", "☆☆☆☆☆ 100 h to the next star")
    assert wei.last.labels[0] == "Activities"
    await wei.taps("My hours")
    wei.sees("No hours yet", "when the leader of a shift has confirmed who came")
    await wei.taps("‹ My shifts")
    wei.sees("No shift ahead")


async def test_places_and_waiting_numbers(chat: Chat, city: City) -> None:
    wei, mei = [await chat.volunteer(name) for name in ("Wei", "Mei")]
    river = await city.shift(1, activity=await city.activity("River"))
    soup = await city.shift(30, activity=await city.activity("Soup"), places=1)
    await city.put(soup, await person_of(mei))
    for shift in (river, soup):
        await wei.taps_button(TakeShift(shift=shift.id))
    chat.clock.passes(hours=1)
    await wei.sends("/my")
    wei.sees("🙋 now, until 16:00 · River", "⏳ tomorrow, 18:00 · Soup · number 1 on the waiting list")
    await wei.taps("Soup")
    wei.sees("⏳ You are number 1 on the waiting list")


async def test_the_only_shift_can_be_left_at_once(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    first, second = [await city.shift(starts) for starts in (20, 40)]
    for shift in (first, second):
        await city.put(shift, await person_of(wei))
    await wei.sends("/my")
    wei.sees_not("Leave")
    wei.sees("tomorrow, 08:00 River clean-up")  # two of one name are told apart by the time
    async with city.writing() as rows:
        mine = await rows.sign_ups.mine(second.id, (await person_of(wei)).id)
        assert mine is not None
        await rows.sign_ups.set_state(mine.id, SignUpState.LEFT, NOW)
    await wei.sends("/my")
    await wei.taps("Leave")
    wei.sees("Left: River clean-up")


async def test_many_shifts_have_pages(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    for number in range(6):
        await city.put(
            await city.shift(number + 10, activity=await city.activity(f"Walk {number}")), await person_of(wei)
        )
    await wei.sends("/my")
    wei.sees("Walk 0", "Walk 3")
    wei.sees_not("Walk 4")
    await wei.taps("Page 2")
    wei.sees("Walk 4", "Walk 5", "‹ Page 1")
    await wei.taps_button(MyShifts(page=9))
    wei.sees("That was all.", "‹ Page 9")


async def test_hours_and_what_is_missing_to_the_next_star(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    me = await person_of(wei)
    await approve(city, me, date(2026, 12, 1), 90)
    await approve(city, me, date(2026, 3, 1), 60 * 9)
    await approve(city, me, date(2025, 3, 1), 60 * 300)
    await claim(city, me, date(2026, 12, 1), 120)
    await wei.sends("/my")
    wei.sees("🕒 1 h 30 this month, 10 h 30 this year, 310 h 30 in all", "★★☆☆☆ 289 h 30 to the next star")
    wei.sees("⏳ 2 h waiting for approval")
    await approve(city, me, date(2024, 3, 1), 60 * 1200)
    await wei.sends("/my")
    wei.sees("★★★★★ every star there is")


async def test_the_lines_that_make_the_sum(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    me = await person_of(wei)
    shift = await city.shift(-24)
    await city.record(at_shift(shift, me), Kind.ATTENDED, 180)
    await city.record(at_shift(shift, me), Kind.ATTENDED, 150)
    missed = await city.shift(-100, activity=await city.activity("Choir"))
    await city.record(at_shift(missed, me), Kind.NO_SHOW)
    await approve(city, me, date(2026, 11, 20), 45)
    await claim(city, me, date(2026, 11, 19), 60, "Phoning <the> old")
    rejected = await claim(city, me, date(2026, 10, 2), 600, "Sleeping")
    async with city.writing() as rows:
        await rows.hours.decide(rejected, Decision.REJECTED, by_id=city.leader.id, at=NOW, reason="Was that work?")
    await wei.taps_button(MyHours())
    assert wei.last.text.splitlines()[:3] == [
        "My hours: 3 h 15 (1–5 of 6)",
        "November 2026 · 3 h 15",
        "🕒 yesterday · River clean-up · 2 h 30 · corrected by Teacher Li, today, 12:00 · “by hand”",
    ]
    wei.sees(
        "River clean-up · 3 h (replaced) · by Teacher Li, today, 12:00",
        "⚠️ Fri 27 Nov · Choir · did not come",
        "🕒 Fri 20 Nov · Library help · 45 min",
        "⏳ Thu 19 Nov · Phoning <the> old · 1 h, waiting for approval",
    )
    assert wei.last.html.count("<s>") == 1
    await wei.taps("Page 2")
    wei.sees("October 2026 · 0 h", "Sleeping · 10 h, not approved · by Teacher Li, today, 12:00 · “Was that work?”")
    await wei.taps_button(MyHours(page=9))
    wei.sees("That was all.")
    await wei.taps("From the start")
    wei.sees("My hours: 3 h 15")


async def test_nobody_sees_the_hours_of_another(chat: Chat, city: City) -> None:
    wei, mei = [await chat.volunteer(name) for name in ("Wei", "Mei")]
    await approve(city, await person_of(wei), date(2026, 11, 20), 45)
    await mei.taps_button(MyHours())
    mei.sees("No hours yet")


async def test_who_corrected_and_was_erased_is_a_former_volunteer(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    shift, me = await city.shift(-24), await person_of(wei)
    for minutes in (180, 150):
        await city.record(at_shift(shift, me), Kind.ATTENDED, minutes)
    async with city.writing() as rows:
        await rows.people.erase(city.leader.id)
    await wei.taps_button(MyHours())
    wei.sees("corrected by a former volunteer, today, 12:00")


@pytest.mark.parametrize("look", [MyShifts(), MyHours()])
async def test_my_own_costs_two_hops(
    chat: Chat, city: City, monkeypatch: pytest.MonkeyPatch, look: MyShifts | MyHours
) -> None:
    wei = await chat.volunteer()
    await wei.sends("/my")
    with hops_of(monkeypatch) as hops:
        await wei.taps_button(look)
    assert len(hops) == 2
