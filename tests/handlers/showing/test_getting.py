"""Who lacks something reads what it is, gets it, and comes back to the shift."""

from datetime import date

import pytest

from handlers.buttons.activities import ShowShift
from handlers.buttons.profiles import TakeBack
from handlers.buttons.signing_up import ChooseRole, TakeInRole, TakeShift
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from tests.support.examined import admin_of, announced
from tests.support.trained import training
from volunteering.rules.activities import Shift
from volunteering.rules.needs import Needs, Required
from volunteering.rules.profiles import Born, Particular, Particulars, Spoken
from volunteering.rules.qualifications import QualificationKind, QualificationState
from volunteering.rules.training import NewTraining


@pytest.fixture
async def mei(chat: Chat, city: City) -> PhoneInChat:
    """A volunteer of Jiaojiang."""
    return await chat.volunteer("Mei", city.jiaojiang)


async def kind(city: City, code: str) -> QualificationKind:
    async with city.looking() as rows:
        return next(kind for kind in await rows.kinds.all_for(city.top) if kind.code == code)


async def asking(city: City, needs: Needs) -> Shift:
    """A shift two days ahead that asks this of everybody."""
    shift = await city.shift(48)
    [role] = await city.roles(shift, Helpers=3)
    async with city.writing() as rows:
        rows.roles.ask(role.id, needs)
    return shift


async def places(city: City) -> list[str]:
    """Who is in what."""
    return [row["state"] for row in await city.table("SELECT state FROM signups")]


async def test_the_birth_date_is_asked_for_when_it_first_matters(city: City, mei: PhoneInChat) -> None:
    shift = await asking(city, Needs(least_age=18))
    await mei.taps_button(TakeShift(shift=shift.id))
    mei.sees("Not this time", "It is for people from 18 on. For that we need your birth date.")
    await mei.taps("Add my birth date")
    await mei.sends("1990-05-01")
    mei.sees("You are in")


async def test_the_next_thing_that_is_missing_is_asked_for_then(city: City, mei: PhoneInChat) -> None:
    shift = await asking(city, Needs(least_age=18, languages=(Spoken.WU,)))
    await mei.taps_button(TakeShift(shift=shift.id))
    await mei.taps("Add my birth date")
    await mei.sends("1990-05-01")
    mei.sees("Not this time", "✅ Saved.", "Add my languages")
    await mei.taps("Add my languages")
    await mei.taps("Another language")
    await mei.taps("Cancel")
    await mei.taps("Go on")
    await mei.taps("Wu")
    assert not await places(city), "she may speak more"
    await mei.taps("Sign up")
    mei.sees("You are in")


async def test_of_several_roles_it_is_the_one_that_was_asked_for(city: City, mei: PhoneInChat) -> None:
    shift = await city.shift(48)
    first, _ = await city.roles(shift, Helpers=3, Cooks=3)
    async with city.writing() as rows:
        rows.roles.ask(first.id, Needs(least_age=18))
    await mei.taps_button(TakeInRole(shift=shift.id, role=first.id))
    await mei.taps("Add my birth date")
    await mei.sends("1990")
    mei.sees("You are in", "Helpers")


async def test_whoever_answers_later_cancels_or_is_asked_by_the_card_takes_nothing(
    chat: Chat, city: City, mei: PhoneInChat
) -> None:
    shift = await asking(city, Needs(least_age=18))
    await mei.taps_button(TakeShift(shift=shift.id))
    await mei.taps("Add my birth date")
    await mei.taps("Cancel")
    mei.sees("Nothing was saved")
    await mei.taps("Go on")
    mei.sees("River clean-up", "Add my birth date")
    await mei.taps("Add my birth date")  # the card's
    await mei.sends("1990")
    mei.sees("✅ Saved.", "Sign up")
    await mei.taps_button(TakeBack(particular=Particular.BORN))
    await mei.taps_button(TakeShift(shift=shift.id))
    await mei.taps("Add my birth date")
    chat.clock.passes(hours=2)
    await mei.sends("1990")
    mei.sees("✅ Saved.", "Sign up")
    assert not await places(city)


async def test_whoever_turns_out_to_be_too_young_reads_it_at_once(city: City, mei: PhoneInChat) -> None:
    shift = await asking(city, Needs(least_age=18))
    await mei.taps_button(TakeShift(shift=shift.id))
    await mei.taps("Add my birth date")
    await mei.sends("2010-05-01")
    mei.sees("Not this time", "✅ Saved.", "It is for people from 18 on.")
    assert not await places(city)


async def test_a_year_that_may_not_be_enough_asks_for_the_day(city: City, mei: PhoneInChat) -> None:
    shift = await asking(city, Needs(least_age=18))
    await mei.taps_button(ShowShift(shift=shift.id))
    await mei.taps("Add my birth date")
    await mei.sends("2008")
    mei.sees("For that we need the day you were born.")
    await mei.taps("Add my birth date")
    await mei.sends("2010-05-01")
    mei.sees("It is for people from 18 on.")
    assert "Add my birth date" not in [button.label for row in mei.last.rows for button in row], "nothing can be added"


async def test_whoever_is_too_young_to_sign_up_is_led_to_nothing_that_would_not_help(
    city: City, mei: PhoneInChat
) -> None:
    shift = await asking(city, Needs(kinds=(Required(kind=await kind(city, "first_aid")),)))
    person = await mei.known()
    assert person is not None
    said = Particulars(born=Born(year=2015, day=date(2015, 5, 1)))
    async with city.writing() as rows:
        await rows.profiles.change(person.id, said, (Particular.BORN,), NOW)
    await mei.taps_button(ShowShift(shift=shift.id))
    mei.sees("along with a grown-up", "First aid")
    assert "Add a qualification" not in [button.label for row in mei.last.rows for button in row]


async def test_languages_are_said_where_they_matter(city: City, mei: PhoneInChat) -> None:
    shift = await asking(city, Needs(languages=(Spoken.WU,)))
    await mei.taps_button(TakeShift(shift=shift.id))
    mei.sees("It takes people who speak: Wu.")
    await mei.taps("Add my languages")
    await mei.taps("Wu")
    await mei.taps_button(TakeShift(shift=shift.id))
    mei.sees("You are in")


async def test_for_an_induction_the_leader_is_asked(city: City, mei: PhoneInChat) -> None:
    shift = await asking(city, Needs(induction=True))
    await mei.taps_button(TakeShift(shift=shift.id))
    mei.sees("It takes an induction: a leader shows you how it is done.")
    assert mei.last.rows[0][0].label == "Ask the leader"


async def test_a_qualification_is_added_with_its_kind_chosen(city: City, mei: PhoneInChat) -> None:
    counselling = await kind(city, "counselling")
    shift = await asking(city, Needs(kinds=(Required(kind=counselling),)))
    await mei.taps_button(TakeShift(shift=shift.id))
    mei.sees("It takes a qualification: Counselling.")
    await mei.taps("Add a qualification")
    mei.sees("Counselling")


async def test_whoever_has_none_yet_finds_the_exam_and_the_training_that_give_it(city: City, mei: PhoneInChat) -> None:
    social = await kind(city, "social_work")
    shift = await asking(city, Needs(kinds=(Required(kind=social, level=1),)))
    await announced(city, await admin_of(city, city.jiaojiang), 0, 0)
    await training(city, NewTraining(kind=social, level=1), 72, title="Evening course")
    await training(city, NewTraining(kind=social, level=0), 72, title="Too low")
    await mei.taps_button(ShowShift(shift=shift.id))
    await mei.taps("How to get one")
    mei.sees("How to get it: Social work (Social worker)", "Evening course", "Social work exam", "I have one: add it")
    mei.sees_not("Too low")
    await mei.taps("Mon 21 Dec · Social work exam")
    mei.sees("Register for the exam")


async def test_where_nothing_gives_it_the_leader_is_asked(city: City, mei: PhoneInChat) -> None:
    shift = await asking(city, Needs(kinds=(Required(kind=await kind(city, "driver")),)))
    await announced(city, await admin_of(city, city.jiaojiang), 0)
    await mei.taps_button(TakeShift(shift=shift.id))
    await mei.taps("How to get one")
    mei.sees("No training and no exam for it is planned just now.", "Ask the leader", "‹ Back")
    await mei.taps("I have one: add it")
    mei.sees("Driver")


async def test_what_a_leader_is_looking_at_is_not_added_once_more(city: City, mei: PhoneInChat) -> None:
    counselling, driver = await kind(city, "counselling"), await kind(city, "driver")
    shift = await asking(city, Needs(kinds=(Required(kind=counselling), Required(kind=driver)), any_of=True))
    person = await mei.known()
    assert person is not None
    async with city.writing() as rows:
        await rows.qualifications.add(
            person.id, driver, level=0, number="", issued_on=date(2026, 1, 1), evidence=None, at=NOW
        )
    await mei.taps_button(TakeShift(shift=shift.id))
    mei.sees("It takes one of these qualifications: Driver, Counselling.", "Ask the leader", "Add a qualification")
    async with city.writing() as rows:
        rows.qualifications.decide(1, QualificationState.VERIFIED, by_id=city.leader.id, at=NOW)
    await mei.taps_button(TakeShift(shift=shift.id))
    mei.sees("You are in")


async def test_of_several_roles_each_says_what_it_lacks(city: City, mei: PhoneInChat) -> None:
    shift = await city.shift(48)
    helpers, driving = await city.roles(shift, Helpers=1, Drivers=1)
    async with city.writing() as rows:
        rows.roles.ask(driving.id, Needs(kinds=(Required(kind=await kind(city, "driver")),), least_age=18))
    await mei.taps_button(ChooseRole(shift=shift.id))
    mei.sees("⚠️ For Drivers it takes: Driver, from 18", "Drivers · not yet")
    await mei.taps_button(TakeInRole(shift=shift.id, role=driving.id))
    mei.sees("Not this time", "Add my birth date", "Add a qualification", "Choose a role")
    await mei.taps_button(TakeShift(shift=shift.id))
    mei.sees("You are in")
    assert await city.figure("SELECT role_id AS n FROM signups") == helpers.id, "there is only one that she may take"
