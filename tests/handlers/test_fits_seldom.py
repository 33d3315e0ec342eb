"""Every screen that is seldom seen, in every language, with the nastiest values there can be.

The recorder holds each against Telegram's rules: lengths, markup, button data, labels.
"""

from datetime import date

import pytest

from handlers.buttons.activities import FindActivities
from handlers.buttons.enquiries import AskLeader, ListAsked, ListAskedAbout, ListMyEnquiries, ShowEnquiry
from handlers.buttons.forms import AskWhetherMeant
from handlers.buttons.home import Home
from handlers.buttons.hours import ChangeClaim, MyHours, ShowClaim, ShowMyClaim, WithdrawClaim
from handlers.buttons.leading import BeginPosting, ChangePlaces, ChooseOld, CopyActivity, ManageActivity
from handlers.buttons.letters import WriteToUnit
from handlers.buttons.parked import AskDropParked, ListParked, ShowParked
from handlers.buttons.signing_up import ChangeRoleSurely, LeaveShift, LeaveSurely, TakeInRole, UndoRole
from handlers.buttons.tree import AskRemove, RemoveUnit
from handlers.buttons.volunteers import SetLanguage, ShowProfile
from storage.rows import parked
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from volunteering.rules.enquiries import Matter
from volunteering.rules.hours import Decision
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language

NASTY = ["<b>&\"'</b>" * 5 + "&" * 9, "\U0001f469\u200d\U0001f467" * 20, "汉" * 60, "ﷺ" * 60]

EVERY_NASTY = pytest.mark.parametrize("nasty", NASTY, ids=["markup", "emoji", "chinese", "wide"])
EVERY_LANGUAGE = pytest.mark.parametrize("language", Language)


async def _admin(chat: Chat, nasty: str, language: Language) -> PhoneInChat:
    admin = await chat.volunteer(nasty[:64], role=Role.ADMIN)
    await admin.taps_button(SetLanguage(language=language))
    return admin


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_what_was_put_aside(chat: Chat, city: City, language: Language, nasty: str) -> None:
    admin = await _admin(chat, nasty, language)
    async with city.changing() as tx:
        for number in range(1, 8):
            parked.park(
                tx, update_id=number, telegram_id=admin.id, kind="text", error=nasty, payload=f'{{"text": "{number}"}}',
                now=NOW,
            )  # fmt: skip
    for button in (ListParked(), ListParked(page=1), ShowParked(update=1), AskDropParked(update=1)):
        await admin.taps_button(button)
        assert admin.last.rows


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_what_gives_a_place_to_who_waits(chat: Chat, city: City, language: Language, nasty: str) -> None:
    wei, boss = await chat.volunteer(nasty[:64]), await _admin(chat, nasty, language)
    await wei.taps_button(SetLanguage(language=language))
    person = await wei.known()
    assert person is not None
    shift = await city.shift(places=1, activity=await city.activity(nasty))
    await city.put(shift, person)
    await city.put(shift, await city.person(nasty[:64]), state=SignUpState.WAITING)
    await boss.taps_button(ChangePlaces(shift=shift.id))
    await boss.sends("2")
    assert boss.last.rows
    for button in (LeaveShift(shift=shift.id), LeaveSurely(shift=shift.id)):
        await wei.taps_button(button)
        assert wei.last.rows


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_from_one_role_to_another_and_back(chat: Chat, city: City, language: Language, nasty: str) -> None:
    wei, mei = await chat.volunteer(nasty[:64]), await city.person(nasty[:64])
    await wei.taps_button(SetLanguage(language=language))
    person = await wei.known()
    assert person is not None
    shift = await city.shift(activity=await city.activity(nasty))
    here, there = await city.roles(shift, **{nasty[:24]: 1, f"2{nasty[:24]}": 2})
    way, back = {"shift": shift.id, "role": there.id}, {"shift": shift.id, "role": here.id}
    await city.put(shift, person, role=here)
    for button in (TakeInRole(**way), UndoRole(**back, instead_of=there.id)):
        await wei.taps_button(button)
        assert wei.last.rows
    await city.put(shift, mei, state=SignUpState.WAITING, role=here)
    for last in (TakeInRole(**way), ChangeRoleSurely(**way), UndoRole(**back, instead_of=there.id)):
        await wei.taps_button(last)
        assert wei.last.rows


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_ones_own_claims(chat: Chat, city: City, language: Language, nasty: str) -> None:
    wei = await _admin(chat, nasty, language)
    person = await wei.known()
    assert person is not None
    async with city.writing() as rows:
        for decision in (None, Decision.REJECTED):
            claim = await rows.hours.add_claim(
                person_id=person.id, unit_id=city.jiaojiang.id, day=date(2026, 11, 20), minutes=90, what=nasty, at=NOW
            )
            if decision:
                await rows.hours.decide(claim, decision, by_id=city.leader.id, at=NOW, reason=nasty)
    waits = ShowMyClaim(claim=claim - 1)
    for button in (
        MyHours(),
        waits,
        ShowClaim(claim=claim),
        ChangeClaim(claim=claim - 1),
        WithdrawClaim(claim=claim - 1),
    ):
        await wei.taps_button(button)
        assert wei.last.rows
    boss = await _admin(chat, nasty, language)
    await boss.taps_button(ShowClaim(claim=claim))
    assert boss.last.rows


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_a_form_that_was_left(chat: Chat, city: City, language: Language, nasty: str) -> None:
    admin = await _admin(chat, nasty, language)
    mine = await admin.known()
    assert mine is not None
    for _ in range(7):
        activity = await city.activity((nasty * 2)[:100])
        async with city.writing() as rows:
            await rows.activities.change(activity, leader_id=mine.id)
        await city.shift(-100, activity=activity)
        await city.shift(100, activity=activity)
    for button in (ChooseOld(), ChooseOld(page=1), CopyActivity(activity=activity), BeginPosting()):
        await admin.taps_button(button)
        assert admin.last.rows
    await admin.sends((nasty * 2)[:100])
    await admin.taps_button(Home())
    await admin.sends("/nonsense")
    await admin.sends(nasty[:20])
    await admin.taps_button(AskWhetherMeant())
    assert admin.last.rows
    await admin.sends("/cancel")
    for page in (0, 1):
        await admin.taps_button(FindActivities(text=nasty[:3], page=page))
        assert admin.last.rows


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_a_unit_goes(chat: Chat, city: City, language: Language, nasty: str) -> None:
    admin = await _admin(chat, nasty, language)
    unit = await city.unit(nasty[:60])
    await admin.taps_button(AskRemove(unit=unit.id))
    await admin.taps_button(RemoveUnit(unit=unit.id))
    assert admin.last.rows
    await city.people(3)
    await admin.taps_button(WriteToUnit(unit=city.top.id))
    await admin.sends(nasty)
    await admin.taps(admin.last.labels[0])  # send it
    assert admin.last.rows


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_what_leaders_are_asked(chat: Chat, city: City, language: Language, nasty: str) -> None:
    wei, boss = await chat.volunteer(nasty[:64]), await _admin(chat, nasty, language)
    await wei.taps_button(SetLanguage(language=language))
    leader = await boss.known()
    assert leader is not None
    activity = await city.activity((nasty * 2)[:100])
    async with city.writing() as rows:
        await rows.activities.change(activity, leader_id=leader.id)
    shift = await city.shift(activity=activity)
    for _ in range(7):
        await wei.taps_button(AskLeader(matter=Matter.SHIFT, number=shift.id))
        await wei.sends(nasty)
    for person, button in (
        (wei, ListMyEnquiries()),
        (wei, ShowEnquiry(enquiry=1)),
        (boss, ListAsked()),
        (boss, ListAsked(page=1)),
        (boss, ListAskedAbout(activity=activity)),
        (boss, ListAskedAbout(activity=activity, page=1)),
        (boss, ShowEnquiry(enquiry=1)),
        (boss, ManageActivity(activity=activity)),
        (wei, ShowProfile()),
    ):
        await person.taps_button(button)
        assert person.last.rows
