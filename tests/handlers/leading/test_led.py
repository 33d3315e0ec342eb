"""Managing activities as a leader lives it: the list, editing, shifts, cancelling, writing, handing over."""

import pytest

from handlers.buttons.leading import (
    AddShift,
    AskCancelActivity,
    AskCancelShift,
    CancelActivity,
    CancelShift,
    ChangePlaces,
    ChooseEdit,
    EditActivity,
    Field,
    HandOver,
    Manage,
    ManageActivity,
    ManageShift,
    MoveShift,
)
from handlers.buttons.letters import WriteToPeople
from handlers.buttons.signing_up import TakeShift
from tests.support.acting import told
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from tests.support.hops import hops_of
from volunteering.rules.activities import Shift
from volunteering.rules.tree import Role


async def _number(phone: PhoneInChat) -> int:
    person = await phone.known()
    assert person is not None
    return person.id


async def _led(city: City, leader: PhoneInChat, title: str = "River", starts: float = 48, places: int = 10) -> Shift:
    """A shift of an activity that this person leads."""
    shift = await city.shift(starts, places=places, activity=await city.activity(title))
    async with city.writing() as rows:
        await rows.activities.change(shift.activity_id, leader_id=await _number(leader))
    return shift


async def _people(chat: Chat, shift: Shift, count: int) -> list[PhoneInChat]:
    people = [await chat.volunteer(f"Volunteer {number + 1}") for number in range(count)]
    for person in people:
        await person.taps_button(TakeShift(shift=shift.id))
    return people


# The list


async def test_what_is_next_comes_first(chat: Chat, city: City, li: PhoneInChat) -> None:
    await _led(city, li, "Later", 90)
    await _led(city, li, "Sooner", 3)
    over = await _led(city, li, "Over", 1)
    await _people(chat, over, 1)
    await _led(city, li, "Empty", 1)
    chat.clock.passes(hours=5)
    await li.sends("/manage")
    assert [label for label in li.last.labels if label in {"Over", "Sooner", "Later", "Empty"}] == [
        "Over",
        "Sooner",
        "Later",
    ]
    li.sees("⚠️", "Over: 1 roster to confirm")
    await li.taps("Past")
    li.sees("Past activities", "Empty")
    li.sees_not("Sooner")


async def test_all_of_my_teams(chat: Chat, city: City, li: PhoneInChat) -> None:
    await city.shift(10, activity=await city.activity("By somebody else"))
    await city.shift(10, activity=await city.activity("Elsewhere", unit=city.huangyan))
    await li.sends("/manage")
    li.sees("You lead nothing that is coming up.", "New activity")
    await li.taps("All my teams")
    li.sees("By somebody else")
    li.sees_not("Elsewhere")


async def test_the_list_is_paged(city: City, li: PhoneInChat) -> None:
    for number in range(7):
        await _led(city, li, f"Activity {number}", 10 + number)
    await li.sends("/manage")
    li.sees("Activity 4")
    li.sees_not("Activity 5")
    await li.taps("Page 2")
    li.sees("Activity 5", "Activity 6", "‹ Page 1")
    await li.taps_button(Manage(page=99))
    li.sees("That was all.")


@pytest.mark.parametrize("all_units", [False, True])
@pytest.mark.parametrize("past", [False, True])
async def test_a_list_costs_two_ways_to_the_database(
    city: City, li: PhoneInChat, monkeypatch: pytest.MonkeyPatch, *, all_units: bool, past: bool
) -> None:
    await _led(city, li)
    with hops_of(monkeypatch) as hops:
        await li.taps_button(Manage(all_units=all_units, past=past))
    assert len(hops) == 2, hops


async def test_a_card_costs_two_ways_to_the_database(
    city: City, li: PhoneInChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    shift = await _led(city, li)
    for button in (ManageActivity(activity=shift.activity_id), ManageShift(shift=shift.id)):
        with hops_of(monkeypatch) as hops:
            await li.taps_button(button)
        assert len(hops) == 2, hops


# Editing


async def test_a_changed_place_is_told_and_a_changed_description_is_not(
    chat: Chat, city: City, li: PhoneInChat
) -> None:
    shift = await _led(city, li)
    await _people(chat, shift, 2)
    await li.taps_button(ManageActivity(activity=shift.activity_id))
    await li.taps("Edit")
    await li.taps("Place")
    await li.sends("West Gate")
    await li.taps("Move it")
    li.sees("✅ Saved. 2 people are asked to confirm in half a minute.", "📍 West Gate", "Undo")
    assert len(await told(city, "changed")) == 2
    await li.taps("Edit")
    await li.taps("Description")
    await li.sends("Bring gloves.")
    li.sees("✅ Saved.", "Bring gloves.")
    li.sees_not("told")
    await li.taps("Edit")
    await li.taps("Description")
    await li.taps("No description")
    li.sees_not("Bring gloves.")


@pytest.mark.parametrize(
    ("field", "answer", "says"),
    [
        (Field.TITLE, "<b>Lake</b>", "<b>Lake</b>"),
        (Field.CATEGORY, "Legal rights", "Legal rights · Jiaojiang"),
        (Field.DETAILS, "Call Wang", "Good to know: Call Wang"),
        (Field.TITLE, "River", "River"),
    ],
)
async def test_each_field(city: City, li: PhoneInChat, field: Field, answer: str, says: str) -> None:
    shift = await _led(city, li)
    await li.taps_button(EditActivity(activity=shift.activity_id, field=field))
    await li.sends(answer)
    li.sees(says, "Hand over")


async def test_leaving_a_form_leads_back(city: City, li: PhoneInChat) -> None:
    shift = await _led(city, li)
    await li.taps_button(EditActivity(activity=shift.activity_id, field=Field.TITLE))
    await li.taps("Cancel")
    await li.taps("Go on")
    li.sees("River", "Hand over")


# Shifts


async def test_a_further_shift(city: City, li: PhoneInChat) -> None:
    shift = await _led(city, li)
    await li.taps_button(AddShift(activity=shift.activity_id))
    await li.sends("明天 14:00-16:00")
    li.sees("Is this right?", "tomorrow, 14:00–16:00 (2 h)")
    await li.taps("Change places")
    await li.taps("No limit")
    li.sees("Is this right?", "Everybody is welcome")
    await li.taps("Add it")
    li.sees("✅ Saved.", "tomorrow, 14:00–16:00", "Change time")
    await li.taps("‹ River")
    assert sum(":00 · " in label for label in li.last.labels) == 2


async def test_moving_a_shift_tells_its_people(chat: Chat, city: City, li: PhoneInChat) -> None:
    shift = await _led(city, li)
    await _people(chat, shift, 1)
    await li.taps_button(ManageShift(shift=shift.id))
    await li.taps("Change time")
    await li.sends("25:00")
    li.sees("⚠️")
    await li.sends("13:00-14:00")
    await li.taps("Move it")
    li.sees("✅ Saved.", "13:00–14:00 (1 h)")
    await li.taps("Undo")
    await li.taps("Change time")
    await li.sends("2026-12-06 10:00-11:00")
    await li.taps("Move it")
    li.sees("✅ Saved. 1 person is asked to confirm in half a minute.", "10:00–11:00", "Undo")
    assert len(await told(city, "changed")) == 1


async def test_more_places_let_people_move_up(chat: Chat, city: City, li: PhoneInChat) -> None:
    shift = await _led(city, li, places=1)
    await _people(chat, shift, 3)
    await li.taps_button(ChangePlaces(shift=shift.id))
    await li.sends("2")
    li.sees("Change the places of River?", "⏳ 1 place is offered at once to those who wait.")
    await li.taps("Keep it")
    li.sees("1 of 1 place taken, 2 waiting")
    await li.taps_button(ChangePlaces(shift=shift.id))
    await li.sends("2")
    await li.taps("Yes, change it")
    li.sees("✅ Saved. 1 place is offered to those who wait, in order.", "1 of 2 places taken, 1 offered, 2 waiting")
    await li.taps_button(ChangePlaces(shift=shift.id))
    await li.sends("1")
    li.sees("2 places are spoken for already", "How many people can come?")
    await li.sends("10,000")
    li.sees("⚠️")
    await li.taps("5")
    await li.taps("Yes, change it")
    li.sees("1 of 5 places taken, 2 offered")
    await li.taps_button(ChangePlaces(shift=shift.id))
    await li.sends("7")
    li.sees("✅ Saved.", "1 of 7 places taken, 2 offered")


async def test_what_has_begun_is_for_the_roster(chat: Chat, city: City, li: PhoneInChat) -> None:
    shift = await _led(city, li, starts=1)
    chat.clock.passes(hours=2)
    for button in (MoveShift(shift=shift.id), ChangePlaces(shift=shift.id)):
        await li.taps_button(button)
        li.sees("It has begun", "Roster")


# Cancelling


async def test_cancelling_a_shift_is_asked_twice(chat: Chat, city: City, li: PhoneInChat) -> None:
    shift = await _led(city, li)
    await _people(chat, shift, 2)
    await li.taps_button(ManageShift(shift=shift.id))
    await li.taps("Cancel this shift")
    li.sees("2 people are signed up and will be told.", "Keep it")
    assert not await told(city, "cancelled")
    await li.taps("Yes, cancel the shift")
    li.sees("Why is it cancelled?", "River", "Bad weather", "No reason", "Keep it")
    assert "Cancel" not in li.last.labels, "in this question it could be taken for a yes"
    await li.taps("Keep it")
    li.sees("Change time")
    await li.taps_button(CancelShift(shift=shift.id))
    await li.sends("/cancel")
    li.sees("Change time")
    li.sees_not("Cancelled", "Nothing was saved")
    await li.taps_button(CancelShift(shift=shift.id))
    await li.taps("Bad weather")
    li.sees("✅ Cancelled. 2 people are told.", "cancelled")
    assert len(await told(city, "cancelled")) == 2
    await li.taps_button(CancelShift(shift=shift.id))
    li.sees("It was cancelled: Bad weather")
    assert len(await told(city, "cancelled")) == 2


async def test_what_was_cancelled_while_the_reason_was_asked_stays_as_it_was(
    chat: Chat, city: City, li: PhoneInChat
) -> None:
    shift = await _led(city, li)
    await _people(chat, shift, 1)
    await li.taps_button(CancelShift(shift=shift.id))
    async with city.writing() as rows:
        await rows.activities.cancel_shift(shift.id, at=chat.clock.now(), because="The first reason")
    await li.sends("The second reason")
    li.sees("It was cancelled: The first reason")
    assert not await told(city, "cancelled"), "whoever cancelled it has told everybody"


async def test_cancelling_an_activity(chat: Chat, city: City, li: PhoneInChat) -> None:
    shift = await _led(city, li)
    await city.shift(72, activity=shift.activity_id)
    await _people(chat, shift, 1)
    await li.taps_button(ManageActivity(activity=shift.activity_id))
    await li.taps("Cancel the activity")
    li.sees("Cancel River?", "2 shifts do not take place.", "1 person is signed up")
    await li.taps("Yes, cancel the activity")
    await li.taps("No reason")
    li.sees("✅ Cancelled. 1 person is told.", "It was cancelled.")
    li.sees_not("Edit", "Add a shift")
    for button in (
        AddShift(activity=shift.activity_id),
        ChooseEdit(activity=shift.activity_id),
        HandOver(activity=shift.activity_id),
        MoveShift(shift=shift.id),
    ):
        await li.taps_button(button)
        li.sees("It was cancelled")


# Writing and handing over


async def test_writing_to_the_people(chat: Chat, city: City, li: PhoneInChat) -> None:
    shift = await _led(city, li, places=1)
    await li.taps_button(WriteToPeople(activity=shift.activity_id))
    li.sees("Nobody to write to")
    await _people(chat, shift, 2)
    await li.taps_button(WriteToPeople(activity=shift.activity_id))
    await li.sends("Please bring <gloves>.")
    li.sees("Is this right?", "A message from Li", "River", "Please bring <gloves>.", "It goes to 2 people.")
    assert not await told(city, "letter")
    await li.taps("Send")
    li.sees("✅ Sent to 2 people.")
    assert len(await told(city, "letter")) == 2


async def test_a_letter_goes_to_one_shift_or_to_all(chat: Chat, city: City, li: PhoneInChat) -> None:
    morning = await _led(city, li)
    evening = await city.shift(72, activity=morning.activity_id)
    await city.shift(96, activity=morning.activity_id)  # nobody is in it
    await _people(chat, morning, 2)
    both = await city.person("Both")
    for shift in (morning, evening):
        await city.put(shift, both)
    await li.taps_button(WriteToPeople(activity=morning.activity_id))
    li.sees("Who gets it?", "All shifts · 3 people")
    assert [label.rpartition(" · ")[2] for label in li.last.labels[:3]] == ["3 people", "3 people", "1 person"]
    await li.taps(li.last.labels[2])
    await li.sends("Bring boots")
    li.sees("It goes to 1 person.", "Fri 4 Dec, 12:00–15:00")
    await li.taps("Send")
    li.sees("✅ Sent to 1 person.")
    assert await told(city, "letter") == [both.id]

    await li.taps_button(WriteToPeople(activity=morning.activity_id))
    await li.taps("All shifts · 3 people")
    await li.sends("Bring hats")
    li.sees("It goes to 3 people.")
    await li.taps("Send")
    assert len(await told(city, "letter")) == 4


async def test_handing_over(chat: Chat, city: City, li: PhoneInChat) -> None:
    shift = await _led(city, li)
    await li.taps_button(HandOver(activity=shift.activity_id))
    li.sees("Nobody to hand over to")
    await chat.volunteer("Chen Ä", city.top, role=Role.ADMIN)
    await chat.volunteer("Huang", city.huangyan, role=Role.LEADER)
    await li.taps_button(HandOver(activity=shift.activity_id))
    li.sees("Chen Ä · Taizhou")
    li.sees_not("Huang", "Li ·")
    await li.sends("huang")
    li.sees("“huang” is not among the answers")
    await li.sends("chen ä")
    li.sees("✅ Saved.", "Led by Chen Ä")


# What is not theirs


async def test_nothing_of_another_team_opens(chat: Chat, city: City) -> None:
    huang = await chat.volunteer("Huang", city.huangyan, role=Role.LEADER)
    shift = await city.shift()
    activity = shift.activity_id
    for button in (
        ManageActivity(activity=activity),
        ManageShift(shift=shift.id),
        ChooseEdit(activity=activity),
        EditActivity(activity=activity, field=Field.TITLE),
        AddShift(activity=activity),
        MoveShift(shift=shift.id),
        ChangePlaces(shift=shift.id),
        AskCancelShift(shift=shift.id),
        CancelShift(shift=shift.id),
        AskCancelActivity(activity=activity),
        CancelActivity(activity=activity),
        WriteToPeople(activity=activity),
        HandOver(activity=activity),
    ):
        await huang.taps_button(button)
        huang.sees("You do not manage this", "‹ My activities")
        missing = button.model_copy(update={next(iter(type(button).model_fields)): 2**63 - 1})
        await huang.taps_button(missing)
        huang.sees("Not found")
    assert await city.figure("SELECT COUNT(*) AS n FROM shifts WHERE state = 'open'") == 1
