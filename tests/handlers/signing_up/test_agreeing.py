"""Bodily risk as people live it: posted with an insurance, read before signing up, stated anew, named on the roster."""

from datetime import date

import pytest

from handlers.buttons.activities import ShowShift
from handlers.buttons.attendance import FileKind, RosterFile, ShowRoster, ShowSignedUp
from handlers.buttons.leading import ChooseEdit, CopyActivity, ManageActivity, ManageShift, TakeRiskAway
from handlers.buttons.signing_up import AgreeAndTake, AgreeToRisk, LeaveShift, ReadRisk, TakeOffer, TakeShift
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from tests.support.files import pages_of, records_in, sheets_in
from volunteering.rules.risk import Insurance, Risk
from volunteering.rules.tree import Role

LINE = "/new River clean-up | 2026-12-05 09:00-12:00 | East Gate | 1"
DEEP = "The water is deep and fast."
RISK = Risk(notice=DEEP, insurance=Insurance(insurer="PICC 77", first=date(2026, 12, 1), last=date(2026, 12, 31)))
CHANGED = RISK.model_copy(update={"notice": "The water is deep, and cold."})


@pytest.fixture
async def li(chat: Chat, city: City) -> PhoneInChat:
    return await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)


@pytest.fixture
async def shift(city: City, li: PhoneInChat) -> int:
    """One place, with a risk that is insured for all of December."""
    await li.sends(LINE)
    await li.taps("Post it")
    number = await city.figure("SELECT id AS n FROM shifts")
    async with city.writing() as rows:
        await rows.activities.state_risk(await city.figure("SELECT id AS n FROM activities"), RISK)
    return number


async def _consents(city: City) -> list[tuple[str, str, str, str]]:
    rows = await city.table("SELECT risk, insurer, insured_from, insured_until FROM risk_consents ORDER BY id")
    return [(row["risk"], row["insurer"], row["insured_from"], row["insured_until"]) for row in rows]


async def _states(city: City) -> list[str]:
    return [row["state"] for row in await city.table("SELECT state FROM signups ORDER BY ticket")]


async def test_posting_asks_for_the_insurance_and_it_has_to_cover_the_shift(city: City, li: PhoneInChat) -> None:
    await li.sends(LINE)
    await li.taps("Add a risk")
    await li.sends(DEEP)
    li.sees("Who insures the people against accidents?")
    await li.sends("PICC 77")
    await li.sends("2026-12-06 to 2026-12-31")
    li.sees("Insured from 6 December 2026 to 31 December 2026", "The insurance has to cover all of it.")
    await li.sends("2026-01-01 to 2026-12-31")
    li.sees("Is this right?", "⚠️ With bodily risk", DEEP, "Insured by PICC 77, 1 January 2026 to 31 December 2026")
    await li.taps("Change time")
    await li.sends("2027-01-02 9-12")
    await li.taps("Post it")
    li.sees("The insurance has to cover all of it.", "From which day to which are they insured?")
    await li.sends("2026-12-01 to 2027-01-31")
    await li.taps("Post it")
    li.sees("Posted: River clean-up")
    [row] = await city.table("SELECT risk, insurer, insured_from, insured_until FROM activities")
    stated = [row[column] for column in ("risk", "insurer", "insured_from", "insured_until")]
    assert stated == [DEEP, "PICC 77", "2026-12-01", "2027-01-31"]


async def test_no_risk_asks_nothing_more(city: City, li: PhoneInChat) -> None:
    await li.sends(LINE)
    await li.taps("Add a risk")
    await li.taps("No risk")
    await li.taps("Post it")
    li.sees("Posted: River clean-up")
    assert await city.figure("SELECT COUNT(*) AS n FROM activities WHERE risk <> ''") == 0


async def test_signing_up_shows_both_and_takes_the_consent(chat: Chat, city: City, li: PhoneInChat, shift: int) -> None:
    wei = await chat.volunteer("Wei")
    await wei.taps_button(ShowShift(shift=shift))
    wei.sees("⚠️ With bodily risk", DEEP, "Insured by PICC 77, 1 December 2026 to 31 December 2026", "Sign up")
    await wei.taps("Sign up")
    wei.sees("Before you sign up: River clean-up", DEEP, "Insured by PICC 77")
    assert wei.last.labels[0] == "I agree to this"
    assert (await _states(city), await _consents(city)) == ([], [])
    await wei.taps("I agree to this")
    wei.sees("You are in: River clean-up")
    assert await _consents(city) == [(DEEP, "PICC 77", "2026-12-01", "2026-12-31")]
    await wei.taps_button(AgreeAndTake(shift=shift, checksum=RISK.checksum))
    wei.sees("🙋 You are in")
    assert len(await _consents(city)) == 1
    await wei.taps_button(LeaveShift(shift=shift))
    await wei.taps_button(TakeShift(shift=shift))
    wei.sees("You are in: River clean-up")
    assert len(await _consents(city)) == 1, "a consent is to a text, and it is the same"


async def test_what_changed_between_reading_and_tapping_is_read_again(
    chat: Chat, city: City, li: PhoneInChat, shift: int
) -> None:
    wei = await chat.volunteer("Wei")
    await wei.taps_button(TakeShift(shift=shift))
    async with city.writing() as rows:
        await rows.activities.state_risk(1, CHANGED)
    await wei.taps("I agree to this")
    wei.sees("It was changed while you read", "The water is deep, and cold.")
    assert (await _states(city), await _consents(city)) == ([], [])
    await wei.taps("I agree to this")
    wei.sees("You are in")
    assert [text for text, *_ in await _consents(city)] == [CHANGED.notice]


async def test_the_waiting_list_takes_the_consent_too(chat: Chat, city: City, li: PhoneInChat, shift: int) -> None:
    wei, mei = await chat.volunteer("Wei"), await chat.volunteer("Mei")
    for phone, once in (
        (wei, "You are signed up once you agree."),
        (mei, "You are on the waiting list once you agree."),
    ):
        await phone.taps_button(TakeShift(shift=shift))
        phone.sees(once)
        await phone.taps("I agree to this")
    mei.sees("On the waiting list: River clean-up")
    assert await _states(city) == ["confirmed", "waiting"]
    assert len(await _consents(city)) == 2


async def test_stated_anew_those_who_are_in_are_asked_and_keep_what_they_have(
    chat: Chat, city: City, li: PhoneInChat, shift: int
) -> None:
    wei, mei, bo = [await chat.volunteer(name) for name in ("Wei", "Mei", "Bo")]
    for phone in (wei, mei, bo):
        await phone.taps_button(TakeShift(shift=shift))
        await phone.taps("I agree to this")
    await li.taps_button(ChooseEdit(activity=1))
    await li.taps("Change the risk")
    li.sees(DEEP, "PICC 77", "Save it")
    await li.taps("Change risk")
    await li.sends("The water is deep, and cold.")
    await li.taps("Save it")
    li.sees("3 people will be told in half a minute", "The water is deep, and cold.", "Undo")
    assert await _states(city) == ["confirmed", "waiting", "waiting"]
    await bo.taps_button(ShowShift(shift=shift))
    bo.sees("You have not agreed to the risk yet", "Read and agree")
    await bo.taps("Read and agree")
    bo.sees("Please read this: River clean-up", "The water is deep, and cold.", "You keep your number")
    await bo.taps("I agree to this")
    bo.sees("✅ You agreed to the risk.")
    await wei.taps_button(LeaveShift(shift=shift))
    if await _states(city) == ["confirmed", "waiting", "waiting"]:
        await wei.taps("Yes, leave")
    held = await city.table("SELECT COUNT(*) AS held FROM signups WHERE held_until IS NOT NULL")
    assert held == [{"held": 1}], "it is offered to who agreed, past who has not"
    await bo.taps_button(TakeOffer(shift=shift))
    assert await _states(city) == ["left", "waiting", "confirmed"]
    await li.taps_button(ShowSignedUp(shift=shift))
    li.sees_not("Not agreed")


async def test_undoing_brings_the_consents_back(chat: Chat, city: City, li: PhoneInChat, shift: int) -> None:
    wei = await chat.volunteer("Wei")
    await wei.taps_button(TakeShift(shift=shift))
    await wei.taps("I agree to this")
    await li.taps_button(TakeRiskAway(activity=1))
    li.sees("1 person will be told in half a minute")
    li.sees_not("With bodily risk")
    await li.taps("Undo")
    li.sees("✅ Undone. Nobody will be told.", "With bodily risk", DEEP)
    await li.taps_button(ShowSignedUp(shift=shift))
    li.sees_not("Not agreed")


async def test_the_roster_names_who_has_not_agreed(chat: Chat, city: City, li: PhoneInChat, shift: int) -> None:
    wei, _ = await chat.volunteer("Wei"), await chat.volunteer("Mei", city.jiaojiang)
    await wei.taps_button(TakeShift(shift=shift))
    await wei.taps("I agree to this")
    async with city.writing() as rows:
        await rows.activities.state_risk(1, CHANGED)
    await li.taps_button(ShowSignedUp(shift=shift))
    li.sees("⚠️ Not agreed to the risk: Wei")
    await wei.taps_button(AgreeToRisk(shift=shift, checksum=CHANGED.checksum))
    wei.sees("✅ You agreed to the risk.")
    chat.clock.passes(hours=24 * 5)
    await li.taps_button(ShowRoster(shift=shift))
    li.sees_not("Not agreed")
    await li.taps("Somebody else came")
    await li.sends("Mei")
    li.sees("✅ Added: Mei", "⚠️ Not agreed to the risk: Mei")
    await li.taps_button(RosterFile(shift=shift, kind=FileKind.WORKBOOK))
    [(_, cells)] = sheets_in(li.files[-1][1]).items()
    at = next(number for number, row in enumerate(cells) if "Agreed to the risk" in row)
    assert [row["Agreed to the risk"] for row in records_in(cells[at:])] == ["yes", "no"]
    await li.taps_button(RosterFile(shift=shift, kind=FileKind.PAPER))
    [page] = pages_of(li.files[-1][1])
    assert "Mei (not agreed)" in page
    assert "Insured by PICC 77" in page


async def test_a_shift_beyond_the_insurance_is_pointed_out(chat: Chat, city: City, li: PhoneInChat, shift: int) -> None:
    await li.taps_button(ManageActivity(activity=1))
    li.sees_not("does not cover")
    await li.taps("Add a shift")
    await li.sends("2027-01-03 9-12, 5")
    await li.taps("Add it")
    li.sees("⚠️ The insurance does not cover this shift.")
    await li.taps_button(ManageActivity(activity=1))
    li.sees("⚠️ The insurance does not cover this shift.")
    await li.taps_button(ManageShift(shift=shift))
    li.sees_not("does not cover")
    await li.taps_button(ChooseEdit(activity=1))
    await li.taps("Change the risk")
    await li.taps("Change risk")
    await li.sends("Ice")
    await li.taps("Save it")
    li.sees("The insurance has to cover all of it.", "From which day to which are they insured?")
    await li.sends("2026-12-01 to 2027-01-31")
    await li.taps("Save it")
    li.sees("✅ Saved.", "Ice")
    li.sees_not("does not cover")


async def test_a_copy_takes_the_risk_over_and_asks_for_an_insurance_that_covers_it(
    chat: Chat, city: City, li: PhoneInChat, shift: int
) -> None:
    await li.taps_button(CopyActivity(activity=1))
    await li.sends("2027-02-06 9-12")
    await li.taps("Post it")
    li.sees("The insurance has to cover all of it.")
    await li.sends("2027-01-01 to 2027-12-31")
    await li.taps("Post it")
    li.sees("Posted: River clean-up")
    rows = await city.table("SELECT risk, insured_until FROM activities ORDER BY id")
    assert [(row["risk"], row["insured_until"]) for row in rows] == [(DEEP, "2026-12-31"), (DEEP, "2027-12-31")]


async def test_forged_buttons_take_no_place_without_what_is_stated(
    chat: Chat, city: City, li: PhoneInChat, shift: int
) -> None:
    wei = await chat.volunteer("Wei")
    huang = await chat.volunteer("Huang", city.huangyan, role=Role.LEADER)
    for mark in ("", "00000000", CHANGED.checksum):
        await wei.taps_button(AgreeAndTake(shift=shift, checksum=mark))
        wei.sees("Before you sign up")
    for button in (AgreeToRisk(shift=shift, checksum=RISK.checksum), ReadRisk(shift=shift)):
        await wei.taps_button(button)
        wei.sees("Sign up")
    await wei.taps_button(AgreeAndTake(shift=999, checksum=RISK.checksum))
    wei.sees("Not found")
    await huang.taps_button(TakeRiskAway(activity=1))
    huang.sees("You do not manage this")
    assert (await _states(city), await _consents(city)) == ([], [])
    assert await city.figure("SELECT COUNT(*) AS n FROM activities WHERE risk <> ''") == 1
