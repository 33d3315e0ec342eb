"""Whatever is typed or sent gets an answer that helps."""

import pytest

from tests.support.chat import Chat
from tests.support.city import City
from volunteering.rules.tree import Role


@pytest.mark.parametrize(
    ("typed", "meant", "leads_to"),
    [
        ("/actvities", "activities", "What is coming up"),
        ("/langauge", "language", "Language"),
        ("/Profil", "profile", "Team:"),
    ],
)
async def test_a_mistyped_command_names_the_nearest(chat: Chat, typed: str, meant: str, leads_to: str) -> None:
    wei = await chat.volunteer()
    await wei.sends(typed)
    wei.sees(f"Did you mean /{meant}?")
    await wei.taps(wei.last.labels[0])
    wei.sees(leads_to)


async def test_commands_of_others_roles_are_not_suggested(chat: Chat, city: City) -> None:
    wei, admin = await chat.volunteer(), await chat.volunteer("Chen", role=Role.ADMIN)
    for phone in (wei, admin):
        await phone.sends("/statz")
    wei.sees_not("/stats?")
    admin.sees("Did you mean /stats?")


@pytest.mark.parametrize("typed", ["/xyzzy", "/stop everything", "/x@other_bot", "/_", "/новое"])
async def test_a_command_like_none_still_leads_somewhere(chat: Chat, typed: str) -> None:
    wei = await chat.volunteer()
    await wei.sends(typed)
    wei.sees("There is no /", "‹ Home")


async def test_a_part_of_a_title_finds_the_activity(chat: Chat, city: City) -> None:
    activity = await city.activity("River <clean-up> at dawn")
    await city.shift(24, activity=activity)
    await city.shift(48, activity=activity)
    await city.shift(-24, activity=await city.activity("River party"))
    wei = await chat.volunteer()
    await wei.sends("RIVER")
    wei.sees("River <clean-up> at dawn", "East Gate", "tomorrow")
    wei.sees_not("party")


async def test_a_part_of_several_titles_says_how_many_there_are(chat: Chat, city: City) -> None:
    for number in range(7):
        await city.shift(24 + number, activity=await city.activity(f"River clean-up {number}"))
    wei = await chat.volunteer()
    await wei.sends("river")
    wei.sees("Activities: river (1–5 of 7)", "River clean-up 4")
    wei.sees_not("River clean-up 5")
    await wei.taps("Page 2 ›")
    wei.sees("(6–7 of 7)", "River clean-up 6")
    await wei.taps("River clean-up 6")
    await wei.taps("‹ Activities")
    wei.sees("Activities: river (6–7 of 7)")
    await wei.taps("All activities")
    wei.sees("What is coming up")


async def test_the_number_of_an_activity_finds_it(chat: Chat, city: City) -> None:
    shift = await city.shift()
    wei = await chat.volunteer()
    await wei.sends(str(shift.activity_id))
    wei.sees("River clean-up")


@pytest.mark.parametrize(
    "typed", ["2.5 h", "3 hours at the library", "2小时", "1,5小時", "2:30h", "2.5 2026-11-20 Library help"]
)
async def test_hours_are_recognised(chat: Chat, typed: str) -> None:
    wei = await chat.volunteer()
    await wei.sends(typed)
    wei.sees("Would you like to log hours?", "/hours 2.5", "Log hours")


@pytest.mark.parametrize(
    "typed", ["hullo", "?", "%", "_", "'", "<b>", "💥" * 50, "\u202eabc", "\0", "x" * 4096, "9" * 40, "/", "a\nb", "\\"]
)
async def test_anything_else_gets_likely_places(chat: Chat, city: City, typed: str) -> None:
    await city.shift()
    wei = await chat.volunteer()
    await wei.sends(typed)
    wei.sees("I did not understand that", "Activities", "My shifts", "Help")


async def test_what_is_no_text_is_said_to_be_none(chat: Chat) -> None:
    wei = await chat.volunteer()
    for send in (wei.sends_photo, wei.sends_voice):
        await send()
        wei.sees("I can read text only", "Activities")


async def test_a_stranger_who_sends_a_picture_of_a_certificate_is_led_to_its_number(chat: Chat) -> None:
    somebody = chat.person(7, "Somebody")
    for send in (somebody.sends_photo, somebody.sends_voice):
        await send()
        somebody.sees("type it as it stands below the code", "Register")
    await somebody.taps("Check a certificate")
    somebody.sees("Which number stands on it?")


async def test_a_contact_nobody_asked_for_is_not_kept(chat: Chat) -> None:
    wei = await chat.volunteer()
    await wei.shares_contact("+8613800000007")
    wei.sees("It was not kept", "Change phone")
    person = await wei.known()
    assert person is not None
    assert person.phone is None


@pytest.mark.parametrize("typed", ["hullo", "2 h", "/my", "/stats"])
async def test_a_stranger_is_shown_the_way_to_register(chat: Chat, typed: str) -> None:
    stranger = chat.person(7)
    await stranger.sends(typed)
    stranger.sees("Register")
    await stranger.taps("Register")
    stranger.sees("Volunteers of Taizhou")


async def test_a_strangers_photo_is_shown_the_way_to_register(chat: Chat) -> None:
    stranger = chat.person(7)
    await stranger.sends_photo()
    stranger.sees("Register")


@pytest.mark.parametrize("data", ["", "x", "home:1", "sh:abc", "💥", "st:" + "9" * 40, "fc:1:a", ":::::", "x" * 64])
async def test_a_button_that_is_none_of_ours_leads_home(chat: Chat, data: str) -> None:
    wei = await chat.volunteer()
    await wei.taps_data(data)
    wei.sees("Hello, Wei")
    assert "older message" in wei.toast


async def test_an_edited_message_is_told_once_that_the_first_version_counted(chat: Chat, city: City) -> None:
    await city.shift()
    wei = await chat.volunteer()
    await wei.sends("rivr")
    await wei.edits("river")
    wei.sees("Your first version counted", "send it as a new message", "‹ Home")
    for again in (wei.repeats, lambda: wei.edits("River"), lambda: wei.edits("River!")):
        before = len(wei.messages)
        await again()
        assert len(wei.messages) == before, "once is enough"
    await wei.sends("rivers")
    await wei.edits("river")
    wei.sees("Your first version counted")


async def test_an_edited_answer_leads_back_into_the_form(chat: Chat) -> None:
    wei = await chat.volunteer()
    await wei.sends("/hours")
    await wei.sends("25")
    await wei.sends("2.5")
    await wei.edits("3.5")
    wei.sees("Your first version counted", "go back in the form", "Go on with the form")
    await wei.taps("Go on with the form")
    wei.sees("Which day was it?")
    await wei.taps("‹ Back")
    await wei.sends("3.5")
    wei.sees("Which day was it?")


async def test_two_people_are_told_of_their_own(chat: Chat) -> None:
    wei, ann = await chat.volunteer(), await chat.volunteer("Ann")
    for phone in (wei, ann):
        await phone.sends("hullo")
    for phone in (wei, ann):
        await phone.edits("hallo")
        phone.sees("Your first version counted")


@pytest.mark.parametrize("sent", ["photo", "voice", "sticker", "location", "video_note", "poll", "story"])
async def test_a_form_asks_again_for_what_it_wants_and_loses_nothing(chat: Chat, sent: str) -> None:
    wei = await chat.volunteer()
    await wei.sends("/hours")
    await wei.sends("2.5")
    await wei.sends_anything(sent)
    wei.sees("Please type the answer as a message.", "Which day was it?")
    await wei.taps("Today")
    await wei.sends("Library help")
    wei.sees("2 h 30", "Library help", "Confirm")


async def test_what_is_wanted_depends_on_the_question(chat: Chat) -> None:
    wei = chat.person(7)
    await wei.sends("/start")
    await wei.taps("English")
    await wei.taps("I agree")
    await wei.sends_photo()
    wei.sees("Please type the answer as a message.")
    await wei.sends("Wei")
    await wei.sends_voice()
    wei.sees("Please share your number with the button below")
    await wei.taps("Skip")
    await wei.sends_anything("location")
    wei.sees("Please tap one of the answers.", "Jiaojiang")
    await wei.taps("Jiaojiang")
    wei.sees("Welcome, Wei")


@pytest.mark.parametrize("happened", ["pinned_message", "message_auto_delete_timer_changed", "gift", "of_tomorrow"])
async def test_what_happens_to_the_chat_is_no_answer_to_a_form(chat: Chat, happened: str) -> None:
    wei = await chat.volunteer()
    await wei.sends("/hours")
    before = len(wei.messages)
    await wei.sends_anything(happened)
    assert len(wei.messages) == before
    await wei.sends("2.5")
    wei.sees("Which day was it?")
