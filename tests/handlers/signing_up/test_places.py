"""Signing up, leaving and saying that one comes, as people meet it on their phones."""

import pytest

from handlers.buttons.activities import ShowShift
from handlers.buttons.signing_up import LeaveShift, SayComing, SayNotComing, TakeShift
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City, hours_later
from tests.support.hops import hops_of
from volunteering.rules.reminders import ReminderLine


async def shift_of(city: City, title: str = "River", starts: float = 20, places: int = 10) -> int:
    return (await city.shift(starts, places=places, activity=await city.activity(title))).id


async def confirmed(city: City, shift_id: int) -> int:
    return await city.figure(
        "SELECT COUNT(*) AS n FROM signups WHERE shift_id = :shift AND state = 'confirmed'", shift=shift_id
    )


async def take(shift_id: int, *people: PhoneInChat) -> None:
    for person in people:
        await person.taps_button(TakeShift(shift=shift_id))


async def test_from_the_list_to_a_place_in_two_taps(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    shift = await shift_of(city, starts=48)
    await wei.sends("/activities")
    await wei.taps("River")
    await wei.taps("Sign up")
    wei.sees("You are in: River", "📍 East Gate", "Door code 1234", "Teacher Li is expecting you", "My shifts", "Leave")
    wei.sees("You get a reminder tomorrow, 12:00.")
    assert wei.toast == "You are in."
    assert await confirmed(city, shift) == 1


@pytest.mark.parametrize(("starts", "says"), [(20, "You get a reminder tomorrow, 06:00."), (2, ""), (1, "")])
async def test_a_reminder_is_promised_only_where_one_will_come(
    chat: Chat, city: City, starts: float, says: str
) -> None:
    wei = await chat.volunteer()
    await take(await shift_of(city, starts=starts), wei)
    wei.sees("You are in", says)
    if not says:
        wei.sees_not("reminder")


async def test_full_means_a_number_on_the_waiting_list(chat: Chat, city: City) -> None:
    wei, mei, lan = [await chat.volunteer(name) for name in ("Wei", "Mei", "Lan")]
    shift = await shift_of(city, places=1)
    await take(shift, wei)
    await mei.sends("/activities")
    await mei.taps("River")
    mei.sees("1 of 1 place taken", "You would be number 1 on the waiting list")
    await mei.taps("Join waiting list")
    mei.sees("On the waiting list: River", "⏳ You are number 1", "it is held for you, and you are asked")
    await take(shift, lan)
    assert lan.toast == "You are number 2 on the list."
    await lan.taps_button(ShowShift(shift=shift))
    lan.sees("⏳ You are number 2 on the waiting list", "Leave")
    await lan.taps("Leave")
    lan.sees("Off the waiting list: River", "You are off its waiting list.")


async def test_close_to_the_start_a_free_place_is_for_whoever_asks(chat: Chat, city: City) -> None:
    wei, mei = [await chat.volunteer(name) for name in ("Wei", "Mei")]
    shift = await shift_of(city, starts=2, places=1)
    await take(shift, wei, mei)
    mei.sees("It begins soon")
    await wei.taps("Leave")
    wei.sees("It begins soon, so Teacher Li is told.")
    await mei.taps_button(ShowShift(shift=shift))
    mei.sees("⏳ A place is free: whoever asks first gets it")
    await mei.sends("/activities")
    mei.sees("River · East Gate · a place is free")
    await mei.taps("River")
    await mei.taps("Take the free place")
    mei.sees("You are in: River")


@pytest.mark.parametrize(("starts", "waits"), [(20, False), (20, True), (2, False), (2, True)])
async def test_whoever_says_that_they_can_t_is_thanked_whenever_it_is(
    chat: Chat, city: City, starts: float, *, waits: bool
) -> None:
    wei, mei = [await chat.volunteer(name) for name in ("Wei", "Mei")]
    shift = await shift_of(city, starts=starts, places=1)
    await take(shift, wei, *([mei] if waits else []))
    await wei.taps_button(SayNotComing(shift=shift))
    if waits and starts == 20:
        await wei.taps("Yes, leave")
    wei.sees("You are no longer signed up", "Thank you")


async def test_tapping_twice_shows_where_one_stands(chat: Chat, city: City) -> None:
    wei, mei = [await chat.volunteer(name) for name in ("Wei", "Mei")]
    shift = await shift_of(city, places=1)
    await take(shift, wei, wei)
    wei.sees("River", "🙋 You are in", "Leave")
    assert wei.toast == "You are signed up for it already."
    await take(shift, mei, mei)
    mei.sees("River", "You are number 1 on the waiting list")
    assert mei.toast == "You are on its waiting list already."
    assert await confirmed(city, shift) == 1


async def test_the_same_update_again_does_nothing_and_shows_the_card(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    shift = await shift_of(city)
    await wei.sends("/activities")
    await wei.taps("River")
    await wei.taps("Sign up")
    await wei.taps("Leave")
    await wei.repeats()
    wei.sees("River", "0 of 10 places taken", "Sign up")
    assert await confirmed(city, shift) == 0


async def test_a_refusal_names_every_reason_and_what_to_do_instead(chat: Chat, city: City) -> None:
    wei, mei = [await chat.volunteer(name) for name in ("Wei", "Mei")]
    library, river = await shift_of(city, "Library"), await shift_of(city, "River", 21, places=1)
    await take(library, wei)
    await take(river, mei)
    await take(river, wei)
    wei.sees("Not this time: River", "You are at Library then: tomorrow, 08:00–11:00", "The 1 place is taken.")
    assert wei.last.labels == ("See Library", "Other activities", "My shifts", "Ask the leader")
    await wei.taps("See Library")
    wei.sees("Library", "You are in")


async def test_leaving_and_coming_back(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    shift = await shift_of(city)
    await take(shift, wei)
    await wei.taps("Leave")
    wei.sees("Left: River", "You are no longer signed up. Thank you for saying so.")
    await wei.taps_button(LeaveShift(shift=shift))
    wei.sees("Nothing to leave", "You are not signed up for River.")
    await wei.taps("Sign up again")
    wei.sees("You are in: River")
    chat.clock.passes(hours=20)
    await wei.taps_button(LeaveShift(shift=shift))
    wei.sees("Too late to leave", "Please tell Teacher Li yourself.")
    wei.sees_not("Sign up again")


async def test_leaving_what_was_cancelled_offers_no_way_back(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    shift = await shift_of(city)
    await take(shift, wei)
    async with city.writing() as rows:
        await rows.activities.cancel_shift(shift, at=NOW)
    await wei.taps_button(LeaveShift(shift=shift))
    wei.sees("Left: River")
    wei.sees_not("Sign up again")
    await take(shift, wei)
    wei.sees("Not this time: River", "It was cancelled.")


async def test_saying_one_comes_and_being_asked_about_the_next(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    first, second, far = await shift_of(city), await shift_of(city, "Library", 23.5), await shift_of(city, "Soup", 60)
    for shift in (first, second, far):
        await take(shift, wei)
    await reminded(city, wei, (first, 20), (second, 23.5))
    await wei.taps_button(SayComing(shift=first))
    wei.sees("See you there: River", "Door code 1234", "⚠️ And Library, tomorrow, 11:30?")
    await wei.taps("I can't make it")
    wei.sees("Left: Library")
    wei.sees_not("Soup", "I'm coming")
    await wei.taps_button(ShowShift(shift=first))
    wei.sees("🙋 You are in and said you are coming")
    await wei.taps("I'll be late")
    wei.sees("See you there: River", "knows that you'll be late.")
    await wei.taps_button(ShowShift(shift=first))
    wei.sees("🙋 You are in and said you'll be late")
    await wei.taps("I'm coming")
    wei.sees("See you there: River", "I'll be late")
    wei.sees_not("knows that")


async def reminded(city: City, wei: PhoneInChat, *shifts: tuple[int, float]) -> None:
    """They were asked about these shifts, which begin so many hours after `NOW`."""
    me = await wei.known()
    assert me is not None
    lines = [
        ReminderLine(shift_id=number, person_id=me.id, about=24 * 60, starts_at=hours_later(starts))
        for number, starts in shifts
    ]
    async with city.writing() as rows:
        await rows.reminders.note(lines, NOW)


async def test_saying_so_too_late_or_of_anothers_shift(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    mine, other = await shift_of(city), await shift_of(city, "Library", 30)
    await take(mine, wei)
    await wei.taps_button(SayComing(shift=other))
    wei.sees("Not signed up", "You are not signed up for Library.", "See Library")
    await wei.taps_button(SayNotComing(shift=other))
    wei.sees("Nothing to leave")
    chat.clock.passes(hours=20)
    await wei.taps_button(SayComing(shift=mine))
    wei.sees("It has begun")
    await wei.taps_button(SayNotComing(shift=mine))
    wei.sees("Too late to leave")


@pytest.mark.parametrize("kind", [TakeShift, LeaveShift, SayComing, SayNotComing])
@pytest.mark.parametrize("number", [0, -5, 404, 2**63 - 1])
async def test_shifts_that_are_not_there(
    chat: Chat, city: City, kind: type[TakeShift | LeaveShift | SayComing | SayNotComing], number: int
) -> None:
    wei = await chat.volunteer()
    await wei.taps_button(kind(shift=number))
    wei.sees("Not found", "‹ Home")


async def test_signing_up_costs_two_hops_with_the_commit(
    chat: Chat, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    wei = await chat.volunteer()
    shift = await shift_of(city)
    await wei.taps_button(ShowShift(shift=shift))
    with hops_of(monkeypatch) as hops:
        await wei.taps("Sign up")
    assert len(hops) == 2
