"""Every screen of posting, managing, the roster and hours, in every language, with the nastiest values there can be.

The recorder holds each against Telegram's rules: lengths, markup, button data, labels.
"""

from datetime import date

import pytest

from handlers.buttons import attendance, hours, leading, letters
from handlers.buttons.activities import ShowActivity
from handlers.buttons.button import sought
from handlers.buttons.forms import Back, Change, Finish
from handlers.buttons.signing_up import LeaveSeries, LeaveSeriesSurely, MyShifts, TakeSeries
from handlers.buttons.volunteers import SetLanguage
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from volunteering.rules.activities import Category, Shift
from volunteering.rules.answers import ReminderAnswer
from volunteering.rules.ground.texts import units
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language

NASTY = ["<b>&\"'</b>" * 5 + "&" * 10, "\U0001f469\u200d\U0001f467" + "\U0001f600" * 57, "汉" * 60, "ﷺ" * 60]
IDS = ["markup", "emoji", "chinese", "wide"]

each_language = pytest.mark.parametrize("language", Language)
each_nasty = pytest.mark.parametrize("nasty", NASTY, ids=IDS)


def _longest(nasty: str, most: int) -> str:
    """As much of it as may be typed where so much may be, as Telegram counts."""
    text = (nasty * most)[:most]
    while units(text) > most:
        text = text[:-1]
    return text


async def _leader(chat: Chat, city: City, language: Language, nasty: str) -> PhoneInChat:
    li = await chat.volunteer(nasty[:64], city.jiaojiang, role=Role.LEADER)
    await chat.volunteer(nasty[:63], city.jiaojiang, role=Role.LEADER)
    await li.taps_button(SetLanguage(language=language))
    return li


async def _full(chat: Chat, city: City, leader: PhoneInChat, nasty: str, starts: float = 48) -> Shift:
    """A shift with people and a waiting list, of an activity with the longest texts there can be."""
    person = await leader.known()
    assert person is not None
    async with city.writing() as rows:
        activity = await rows.activities.add(
            unit=city.jiaojiang,
            leader_id=person.id,
            title=(nasty * 2)[:100],
            description=(nasty * 30)[:1500],
            category=Category.CHARITY,
            venue=(nasty * 3)[:150],
            details=(nasty * 10)[:500],
            at=chat.clock.now(),
        )
    shift = await city.shift(starts, places=12, activity=activity)
    await city.put(shift, *[await city.person(nasty[:64], phone=f"+8613800000{number:03}") for number in range(12)])
    return shift


async def _draft(city: City) -> int:
    return await city.figure("SELECT MAX(id) AS n FROM drafts")


@each_language
@each_nasty
async def test_posting(chat: Chat, city: City, language: Language, nasty: str) -> None:
    await city.unit(nasty[:60], city.jiaojiang)
    li = await _leader(chat, city, language, nasty)
    for line in (nasty, f"{nasty} | {nasty} | {nasty} | {nasty}", f"| | | {nasty}", "|||||||", "x" * 4000):
        await li.sends(f"/new {line}")
    await li.sends("/cancel")
    await li.sends("/new")
    for answer in (_longest(nasty, 100), "other?", _longest(nasty, 150), nasty):
        await li.sends(answer)
        await li.sends_photo()
    await li.sends("/cancel")
    await li.sends(f"/new {_longest(nasty, 100)} | 2026-12-05 22:00-02:00 | {_longest(nasty, 150)} | 0")
    draft = await _draft(city)
    for step, answer in (
        ("description", "汉" * 1500),
        ("details", _longest(nasty, 500)),
        ("category", "?"),
        ("unit", "?"),
    ):
        await li.taps_button(Change(draft=draft, step=step))
        await li.sends(answer)
    await li.taps_button(Back(draft=draft))
    await li.sends("?")  # the review again
    await li.taps_button(Finish(draft=draft))
    await li.sends(f"/new {nasty * 30}")  # and another one behind it
    await li.taps_button(Finish(draft=draft))
    assert await city.figure("SELECT COUNT(*) AS n FROM activities") == 1
    assert li.last.rows
    await li.taps_button(leading.ChooseOld())
    await li.taps_button(leading.CopyActivity(activity=await city.figure("SELECT MAX(id) AS n FROM activities")))
    await li.sends("tomorrow 3pm")
    await li.sends("mon 00:00-01:00, 9")
    await li.taps_button(leading.Manage())
    await li.sends(nasty * 30)  # whether it is meant for the form


@each_language
@each_nasty
async def test_a_series(chat: Chat, city: City, language: Language, nasty: str) -> None:
    li = await _leader(chat, city, language, nasty)
    rule = (
        "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYMONTHDAY=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15;BYSETPOS=1,2,3,-1"
    )
    for how_often in (rule, "every mon, tue, wed, thu and sat", "every day"):
        await li.sends(f"/new {_longest(nasty, 100)} | {how_often} 22:00-02:00 | {_longest(nasty, 150)} | 0")
        draft = await _draft(city)
        for step, answer in (("repeats", nasty), ("holidays", "?")):
            await li.taps_button(Change(draft=draft, step=step))
            await li.sends(answer)
        await li.taps_button(Back(draft=draft))
        await li.taps_button(Finish(draft=draft))
    series = await city.figure("SELECT MAX(id) AS n FROM series")
    activity = await city.figure("SELECT MAX(activity_id) AS n FROM series")
    await li.taps_button(leading.ManageActivity(activity=activity))
    wei = await chat.volunteer(nasty[:60], city.jiaojiang)
    await wei.taps_button(SetLanguage(language=language))
    for button in (TakeSeries, TakeSeries, LeaveSeries, LeaveSeriesSurely, LeaveSeriesSurely, TakeSeries):
        await wei.taps_button(button(series=series))
    await wei.taps_button(MyShifts())
    await wei.taps_button(ShowActivity(activity=activity))
    last = await city.figure("SELECT MAX(id) AS n FROM shifts WHERE series_id = :series", series=series)
    async with city.changing() as transaction:
        transaction.later("UPDATE shifts SET places = 1 WHERE id = :last", last=last)
    async with city.looking() as rows:
        found = await rows.activities.shift(last)
    assert found is not None
    await city.put(found[1], *await city.people(1), state=SignUpState.WAITING)
    await wei.taps_button(LeaveSeries(series=series))  # somebody would have a place at once: it asks
    await li.taps_button(leading.AskEndSeries(series=series))
    await li.taps_button(leading.EndSeries(series=series))
    await li.taps_button(leading.EndSeries(series=series))
    assert li.last.rows


@each_language
@each_nasty
async def test_what_is_typed_instead_of_tapped(chat: Chat, city: City, language: Language, nasty: str) -> None:
    li = await _leader(chat, city, language, nasty)
    person = await li.known()
    assert person is not None
    for number in range(8):
        shift = await _full(chat, city, li, nasty, 50 + number / 10)
        await city.put(shift, person)
    await city.put(await city.shift(24 * 9), person)
    for typed in ("can't come on 3 Dec", "can't come tomorrow", "来不了", "退出", "my shifts", f"报名 {nasty[:50]}"):
        await li.sends(typed)
    assert li.last.rows


@each_language
@each_nasty
async def test_managing(chat: Chat, city: City, language: Language, nasty: str) -> None:
    li = await _leader(chat, city, language, nasty)
    shift = await _full(chat, city, li, nasty)
    for number in range(6):
        await _full(chat, city, li, nasty, 50 + number)
        await city.shift(80 + number, activity=shift.activity_id)
    activity = shift.activity_id
    for button in (
        leading.Manage(),
        leading.Manage(all_units=True, page=1),
        leading.Manage(past=True),
        leading.ManageActivity(activity=activity),
        leading.ManageActivity(activity=activity, page=1),
        leading.ManageActivity(activity=activity, page=9_999),
        leading.ManageShift(shift=shift.id),
        *(leading.ShowDay(day=date(2026, 12, 3).toordinal(), page=page) for page in (0, 1)),
        leading.ChooseEdit(activity=activity),
        *(leading.EditActivity(activity=activity, field=field) for field in leading.Field),
        leading.AddShift(activity=activity),
        leading.MoveShift(shift=shift.id),
        leading.ChangePlaces(shift=shift.id),
        leading.HandOver(activity=activity),
        leading.AskCancelShift(shift=shift.id),
        leading.AskCancelActivity(activity=activity),
        letters.WriteToPeople(activity=activity),
    ):
        await li.taps_button(button)
        assert li.last.rows
        await li.sends(nasty)
    await li.taps_button(leading.EditActivity(activity=activity, field=leading.Field.VENUE))
    await li.sends(nasty)
    await li.taps_button(Finish(draft=await _draft(city)))
    assert li.last.rows
    await li.taps_button(letters.WriteToPeople(activity=activity))
    await li.sends(_longest(nasty, 1500))
    await li.taps_button(Finish(draft=await _draft(city)))
    for button in (leading.CancelShift(shift=shift.id), leading.CancelActivity(activity=activity)):
        await li.taps_button(button)
        await li.sends(_longest(nasty, 200))
    await li.taps_button(leading.ManageShift(shift=shift.id))
    assert await city.figure("SELECT COUNT(*) AS n FROM outbox WHERE kind = 'letter'") == 12


@each_language
@each_nasty
async def test_the_roster(chat: Chat, city: City, language: Language, nasty: str) -> None:
    li = await _leader(chat, city, language, nasty)
    shift = await _full(chat, city, li, nasty, 1)
    person = await city.figure("SELECT MIN(person_id) AS n FROM signups")
    early = (
        attendance.ShowRoster(shift=shift.id),
        attendance.ShowRoster(shift=shift.id, page=1),
        attendance.AllCame(shift=shift.id),
        attendance.FindOnRoster(shift=shift.id),
        attendance.ShowFound(shift=shift.id, text=sought(nasty, attendance.BYTES_OF_NAME)),
        attendance.ShowFound(shift=shift.id, page=9_999),
        *(attendance.RosterFile(shift=shift.id, kind=kind) for kind in attendance.FileKind),
        attendance.ShowAnswer(shift=shift.id, person=person),
        attendance.ListAnswers(shift=shift.id),
        attendance.NoteComing(shift=shift.id, person=person, ticket=1, seen=ReminderAnswer.SILENT, late=True),
        attendance.NoteNotComing(shift=shift.id, person=person, ticket=1, seen=ReminderAnswer.LATE),
    )
    for button in early:
        await li.taps_button(button)
        assert li.last.rows or li.last.file
    async with city.writing() as rows:
        await rows.people.erase(person)
    chat.clock.passes(hours=5)
    for later in (
        *early,
        attendance.ShowSignedUp(shift=shift.id),
        attendance.TickPerson(shift=shift.id, person=person, came=False),
        attendance.TickPerson(shift=shift.id, person=2**63 - 1, came=True, page=9_999),
        attendance.AdjustMinutes(shift=shift.id, person=person),
        attendance.FindWalkIn(shift=shift.id),
        attendance.ConfirmRoster(shift=shift.id),
        attendance.ShowRoster(shift=shift.id),
        attendance.TickPerson(shift=shift.id, person=person, came=True),
        attendance.AdjustMinutes(shift=shift.id, person=person),
        attendance.ShowLines(shift=shift.id),
        attendance.ShowLines(shift=shift.id, page=9_999),
        attendance.ShowLine(shift=shift.id, person=person),
        attendance.SendHome(shift=shift.id, person=person),
        attendance.Excuse(shift=shift.id, person=person),
        attendance.CountServed(shift=shift.id),
        attendance.ShowLine(shift=shift.id, person=person),
        attendance.ShowLines(shift=shift.id),
    ):
        await li.taps_button(later)
        assert li.last.rows or li.last.file
        await li.sends(nasty)
    assert await city.figure("SELECT COUNT(*) AS n FROM entries") == 12


@each_language
@each_nasty
async def test_hours(chat: Chat, city: City, language: Language, nasty: str) -> None:
    li = await _leader(chat, city, language, nasty)
    wei = await chat.volunteer(nasty[:64], city.jiaojiang)
    await wei.taps_button(SetLanguage(language=language))
    for line in (nasty, f"2 {nasty}", f"2 today {nasty * 10}", "25 2026-02-30", "9" * 4000):
        await wei.sends(f"/hours {line}")
        await wei.sends_photo()
    for number in range(6):
        await wei.sends(f"/hours {number + 9} 2026-11-{20 + number} {_longest(nasty, 200)}")
        await wei.taps_button(Finish(draft=await _draft(city)))
    claim = await city.figure("SELECT MIN(id) AS n FROM claims")
    for button in (
        hours.ShowPending(),
        hours.ShowPending(page=1),
        hours.ShowClaim(claim=claim),
        hours.RejectClaim(claim=claim),
        hours.AskApproveAll(),
        hours.ApproveClaim(claim=claim + 1),
        hours.ApproveClaim(claim=claim + 1),
        hours.ApproveAll(newest=2**62),
        hours.ShowClaim(claim=claim + 1),
    ):
        await li.taps_button(button)
        assert li.last.rows
        if isinstance(button, hours.RejectClaim):
            await li.sends(_longest(nasty, 200))
    assert await city.figure("SELECT COUNT(*) AS n FROM claims WHERE state = 'pending'") == 0
