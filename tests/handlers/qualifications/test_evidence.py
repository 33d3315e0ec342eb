"""A photo of a certificate goes to those who may verify it, and is nowhere else."""

import json

import pytest

from handlers.buttons.qualifications import (
    AddQualification,
    ListToVerify,
    RejectQualification,
    SendAgain,
    ShowMyQualification,
    ShowQualification,
    ShowQualifications,
    ShowQualificationsOf,
    TakeAway,
    VerifyQualification,
)
from handlers.buttons.volunteers import DownloadData, EraseMe
from storage.process.answers import OwedAnswer
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from volunteering.rules.qualifications import QualificationKind
from volunteering.rules.tree import Role

SECRET = "AgACAgUAAxkBAAIBsecret"


@pytest.fixture
async def kind(city: City) -> QualificationKind:
    async with city.looking() as rows:
        return next(kind for kind in await rows.kinds.all_for(city.top) if kind.code == "first_aid")


@pytest.fixture
async def mei(chat: Chat, city: City, kind: QualificationKind) -> PhoneInChat:
    """Has sent a photo of a certificate."""
    mei = await chat.volunteer("Mei", city.jiaojiang)
    await fills(mei, kind)
    await mei.taps("Send it")
    return mei


async def fills(phone: PhoneInChat, kind: QualificationKind) -> None:
    """Fill in the form up to its review."""
    await phone.taps_button(AddQualification(kind=kind.id))
    await phone.sends("RC-2026-77")
    await phone.sends("2026-03-01")
    await phone.sends_photo(SECRET)


def got(phone: PhoneInChat) -> list[str]:
    """What somebody else had sent, and was shown here."""
    return [message.resent for message in phone.messages if message.resent]


async def test_whoever_leads_the_team_sees_it_where_they_verify(chat: Chat, city: City, mei: PhoneInChat) -> None:
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    await li.taps_button(ListToVerify())
    await li.taps("First aid · Mei")
    assert got(li) == [SECRET]
    assert "Mei · First aid" in li.last.text, "the photo says whose it is"
    assert li.last.labels == ("Verify", "Reject"), "the answers stand below the photo"
    await li.taps("Verify")
    li.sees("✅ Verified: Mei, First aid", "✅ Nothing waits to be verified.")
    mei.sees("Your leaders will look at it")


async def test_nobody_else_is_shown_it(chat: Chat, city: City, mei: PhoneInChat) -> None:
    """Whoever leads elsewhere, leads nobody, or whose own it is: by any button, forged or old."""
    person = await mei.known()
    assert person is not None
    nosy = [
        mei,
        await chat.volunteer("Wu", city.jiaojiang),
        await chat.volunteer("Huang", city.huangyan, role=Role.ADMIN),
    ]
    for phone in nosy:
        for button in (
            ShowQualification(qualification=1, evidence=True),
            ShowQualification(qualification=1),
            ShowMyQualification(qualification=1),
            VerifyQualification(qualification=1),
            RejectQualification(qualification=1),
            ShowQualificationsOf(person=person.id),
            SendAgain(qualification=1),
            ListToVerify(),
            ShowQualifications(),
            DownloadData(),
        ):
            await phone.taps_button(button)
            assert got(phone) == [], f"{phone.name} by {button!r}"
            assert not any(SECRET in message.text for message in phone.messages)
        assert all(SECRET.encode() not in content for _, content in phone.files)
    [row] = await city.table("SELECT state FROM qualifications")
    assert row["state"] == "pending"


async def test_a_leader_verifies_nothing_of_their_own(chat: Chat, city: City, kind: QualificationKind) -> None:
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.ADMIN)
    await fills(li, kind)
    await li.taps("Send it")
    await li.taps_button(ListToVerify())
    li.sees("✅ Nothing waits to be verified.")
    await li.taps_button(ShowQualification(qualification=1, evidence=True))
    assert got(li) == []
    li.sees_not("Verify")
    await li.taps_button(VerifyQualification(qualification=1))
    li.sees("Nobody verifies what is their own.")
    [row] = await city.table("SELECT state FROM qualifications")
    assert row["state"] == "pending"


async def test_it_is_in_one_row_and_in_the_form_before(
    chat: Chat, city: City, kind: QualificationKind, mei: PhoneInChat
) -> None:
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    await li.taps_button(ShowQualification(qualification=1, evidence=True))
    await li.taps_button(RejectQualification(qualification=1))
    await li.sends("Too dark")
    tables = [
        row["name"]
        for row in await city.table("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    ]
    for table in tables:
        kept = str([dict(row) for row in await city.table(f"SELECT * FROM {table}")])
        assert (SECRET in kept) is (table == "qualifications"), table
    await fills(mei, kind)
    assert SECRET in str([dict(row) for row in await city.table("SELECT answers FROM drafts")])


async def test_who_asks_what_is_kept_is_told_of_a_photo(
    chat: Chat, city: City, kind: QualificationKind, mei: PhoneInChat
) -> None:
    await fills(mei, kind)  # a further form is open
    await mei.taps_button(DownloadData())
    [kept] = [json.loads(content) for name, content in mei.files if name.endswith(".json")]
    assert [line["evidence"] for line in kept["qualifications"]] == ["a photo"]
    assert kept["unfinished_form"][0]["answers"]["evidence"] == "a photo"
    assert SECRET not in json.dumps(kept)


async def test_it_goes_with_its_person_and_with_what_they_take_away(chat: Chat, city: City, mei: PhoneInChat) -> None:
    await mei.taps_button(TakeAway(qualification=1))
    [row] = await city.table("SELECT file_id, state FROM qualifications")
    assert dict(row) == {"file_id": "", "state": "withdrawn"}
    await mei.taps_button(EraseMe())
    assert await city.table("SELECT id FROM qualifications") == []


async def test_an_answer_that_was_lost_shows_it_again_and_only_to_who_may_see_it_then(
    chat: Chat, city: City, mei: PhoneInChat
) -> None:
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    shows = ShowQualification(qualification=1, evidence=True).pack()
    owed = OwedAnswer(update_id=77, telegram_id=li.id, message_id=None, shows=shows, at=1)
    reply = await chat.way.retell(owed)
    assert reply is not None
    await reply.go_on(chat.messenger)
    assert got(li) == [SECRET]
    person = await li.known()
    assert person is not None
    async with city.writing() as rows:
        await rows.people.set_role(person.id, city.jiaojiang.id, None, by_id=None, at=chat.clock.now())
    again = await chat.way.retell(owed)
    assert again is not None
    await again.go_on(chat.messenger)
    assert got(li) == [SECRET], "the role is gone, and with it the right to see it"


async def test_a_tap_that_comes_twice_verifies_once(chat: Chat, city: City, mei: PhoneInChat) -> None:
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    await li.taps_button(ShowQualification(qualification=1))
    await li.taps("Verify")
    await li.repeats()
    li.sees("✅ Nothing waits to be verified.")
    assert len(await city.table("SELECT key FROM outbox WHERE kind = 'qualification_decided'")) == 1


async def test_where_telegram_has_it_no_more_the_leader_is_told(chat: Chat, city: City, mei: PhoneInChat) -> None:
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    chat.recorder.lost_files.add(SECRET)
    await li.taps_button(ShowQualification(qualification=1, evidence=True))
    li.sees("The photo or file is not there any more.")


async def test_rejected_it_is_sent_again_with_what_was_typed(chat: Chat, city: City, mei: PhoneInChat) -> None:
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    await li.taps_button(RejectQualification(qualification=1))
    li.sees("🙋 Mei · First aid", "The photo cannot be read")
    await li.taps("The photo cannot be read")
    li.sees("Rejected: Mei, First aid")
    await mei.taps_button(ShowMyQualification(qualification=1))
    mei.sees("First aid: not accepted", "⚠️ Reason: The photo cannot be read", "Ask the leader")
    await mei.taps("Send it again")
    mei.sees("Number: RC-2026-77", "Issued on 1 March 2026", "With a photo")
    await mei.taps("Change photo")
    await mei.sends_photo("another")
    await mei.taps("Send it")
    rows = await city.table("SELECT file_id, state FROM qualifications ORDER BY id")
    assert [tuple(dict(row).values()) for row in rows] == [("", "withdrawn"), ("another", "pending")]


async def test_what_is_no_certificate_gets_a_clear_word(chat: Chat, city: City, kind: QualificationKind) -> None:
    mei = await chat.volunteer("Mei", city.jiaojiang)
    await mei.taps_button(AddQualification(kind=kind.id))
    await mei.sends_photo()
    mei.sees("Please type the answer as a message.", "Which number does it have?")
    await mei.taps("No number")
    await mei.sends("2020-01-01")
    await mei.sends("I have it at home")
    mei.sees("Please send a photo of it, or a PDF")
    await mei.sends_anything("sticker")
    mei.sees("Please send a photo of it, or a PDF")
    await mei.sends_file(mime_type="application/x-msdownload")
    mei.sees("That kind of file cannot be taken.")
    await mei.sends_file(size=21 * 1024 * 1024)
    mei.sees("That file is too large: 20 MB at the most.")
    await mei.sends_photo("front", media_group_id="9")
    mei.sees("Is this right?", "With a photo", "⚠️ Ended on 1 January 2023")
    await mei.sends_photo("back", media_group_id="9")
    mei.sees("only the first is kept", "Is this right?")
    await mei.taps("Send it")
    mei.sees("With that day it has ended on 1 January 2023.", "When was it issued?")
    await mei.sends("2026-02-01")
    await mei.taps("Send it")
    mei.sees("Your leaders will look at it")
    [row] = await city.table("SELECT file_id FROM qualifications")
    assert row["file_id"] == "front"


async def test_elsewhere_a_photo_is_still_nothing_that_can_be_read(chat: Chat, city: City) -> None:
    mei = await chat.volunteer("Mei", city.jiaojiang)
    await mei.sends_photo()
    mei.sees("I can read text only")
