"""Every screen of trainings, in every language, with the nastiest values there can be.

The recorder holds each against Telegram's rules: lengths, markup, button data, labels.
"""

from collections.abc import Sequence
from datetime import date

from handlers.buttons.activities import ListActivities, ShowActivity, ShowShift
from handlers.buttons.attendance import AllCame, ConfirmRoster, ShowRoster
from handlers.buttons.leading import ManageActivity
from handlers.buttons.qualifications import ShowQualifications
from handlers.buttons.training import (
    ChangeTraining,
    EnterMark,
    HoldTraining,
    LeaveTraining,
    LeaveTrainingSurely,
    ListShort,
    ListTrainings,
    NextInduction,
    PassPresent,
    SendShort,
    SendStudyFile,
    SendStudyFileOf,
    SetPassed,
    ShowLearners,
    ShowResult,
    ShowStudyFile,
    ShowStudyFileOf,
    ShowTraining,
    StudyFileKind,
    TakeTraining,
    TypeResults,
)
from handlers.buttons.volunteers import SetLanguage
from tests.handlers.test_fits_seldom import EVERY_LANGUAGE, EVERY_NASTY
from tests.support.acting import appoint, at
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from tests.support.qualified import kind_of
from tests.support.trained import training
from volunteering.actions.training.results import settle
from volunteering.rules.activities import Shift
from volunteering.rules.ground.texts import cut_to
from volunteering.rules.qualifications import QualificationKind, QualificationState, StudyRule
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.training import NewTraining, PassBy
from volunteering.rules.tree import Role
from volunteering.rules.unit_settings import ON, UnitSetting
from volunteering.rules.volunteers import Language, Person


async def _known(phone: PhoneInChat) -> Person:
    person = await phone.known()
    assert person is not None
    return person


async def _asks_for_study(city: City) -> None:
    kind = await kind_of(city, "first_aid")
    async with city.writing() as rows:
        rows.kinds.change(kind.model_copy(update={"study": StudyRule(minutes=90 * 60, months=12)}))


async def _trainings(city: City, nasty: str) -> list[tuple[Shift, ...]]:
    """Many of them, by presence, by mark and by test, with several sessions, over and ahead."""
    kind = await kind_of(city, "first_aid")
    by_mark = NewTraining(kind=kind, pass_by=PassBy.MARK, pass_mark=60)
    kinds = (NewTraining(kind=kind, least_sessions=3), by_mark, NewTraining(pass_by=PassBy.TEST), NewTraining())
    return [
        await training(
            city, kinds[number % 4], *(hour + number for hour in (-90, 50, 60, 70)), title=cut_to(nasty, 100)
        )
        for number in range(7)
    ]


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_what_one_learns(chat: Chat, city: City, language: Language, nasty: str) -> None:
    await _asks_for_study(city)
    wei = await chat.volunteer(nasty[:64])
    await wei.taps_button(SetLanguage(language=language))
    await wei.taps_button(ShowTraining())
    await wei.taps_button(ShowStudyFile())
    person, trainings = await _known(wei), await _trainings(city, nasty)
    async with city.writing() as rows:
        for number, sessions in enumerate(trainings):
            await settle(
                rows, sessions[0].activity_id, person, mark=87, passed=not number % 2, by_id=city.leader.id,
                moment=at(NOW),
            )  # fmt: skip
    first, second, *_ = trainings
    await city.put(first[1], *await city.people(10))
    for button in (
        ShowQualifications(),
        ShowTraining(),
        ListTrainings(),
        ListTrainings(page=1),
        ListTrainings(page=9),
        ListActivities(),
        ShowStudyFile(),
        ShowStudyFile(page=1),
        SendStudyFile(kind=StudyFileKind.PAPER),
        SendStudyFile(kind=StudyFileKind.WORKBOOK),
        ShowActivity(activity=first[0].activity_id),
        ShowShift(shift=first[1].id),
        TakeTraining(activity=first[0].activity_id),
        TakeTraining(activity=first[0].activity_id),
        TakeTraining(activity=second[0].activity_id),
        ShowActivity(activity=first[0].activity_id),
        ShowShift(shift=first[2].id),
        LeaveTraining(activity=first[0].activity_id),
        LeaveTrainingSurely(activity=first[0].activity_id),
        LeaveTraining(activity=9_999),
    ):
        await wei.taps_button(button)
        assert wei.last.text
    [full] = await training(city, None, 200, title=cut_to(nasty, 100), places=1)
    await city.put(full, person)
    await city.put(full, *await city.people(1), state=SignUpState.WAITING)
    await wei.taps_button(LeaveTraining(activity=full.activity_id))
    assert wei.last.text


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_the_induction_before_the_first_shift(chat: Chat, city: City, language: Language, nasty: str) -> None:
    wei = await chat.volunteer(nasty[:64])
    await wei.taps_button(SetLanguage(language=language))
    shift = await city.shift(300, activity=await city.activity(cut_to(nasty, 100)))
    async with city.writing() as rows:
        rows.unit_settings.put(city.top.id, UnitSetting.INDUCTION, ON)
    for button in (ShowShift(shift=shift.id), NextInduction(shift=shift.id), NextInduction(shift=9_999)):
        await wei.taps_button(button)
        assert wei.last.text
    await training(city, NewTraining(kind=await kind_of(city, "induction")), 100, title=cut_to(nasty, 100))
    await wei.taps_button(NextInduction(shift=shift.id))
    assert wei.last.text


async def _are_qualified(city: City, people: Sequence[Person], by: Person) -> QualificationKind:
    kind = await kind_of(city, "first_aid")
    for person in people:
        async with city.writing() as rows:
            number = await rows.qualifications.add(
                person.id, kind, level=0, number="", issued_on=date(2024, 1, 1), evidence=None, at=NOW
            )
            rows.qualifications.decide(number, QualificationState.VERIFIED, by_id=by.id, at=NOW)
    return kind


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_what_leaders_do_with_them(chat: Chat, city: City, language: Language, nasty: str) -> None:
    await _asks_for_study(city)
    boss = await chat.volunteer(nasty[:60], role=Role.ADMIN)
    await boss.taps_button(SetLanguage(language=language))
    people = [await _known(await chat.volunteer(f"{nasty[:50]}{number}")) for number in range(9)]
    own = await _known(boss)
    await appoint(city, own, city.top, Role.ADMIN)
    [sessions, other, *_] = await _trainings(city, nasty)
    await city.put(sessions[0], *people, own)
    await city.put(other[0], people[0])
    kind = await _are_qualified(city, people, own)
    activity = sessions[0].activity_id
    for button in (
        ShowTraining(),
        ManageActivity(activity=activity),
        ShowLearners(activity=activity),
        ShowLearners(activity=activity, page=1),
        ShowLearners(activity=activity, page=9),
        ShowResult(activity=activity, person=people[0].id),
        ShowResult(activity=activity, person=own.id),
        ShowResult(activity=activity, person=9_999),
        SetPassed(activity=activity, person=people[0].id, passed=True),
        SetPassed(activity=activity, person=people[0].id, passed=True),
        SetPassed(activity=activity, person=people[0].id, passed=False),
        SetPassed(activity=activity, person=own.id, passed=True),
        SetPassed(activity=activity, person=9_999, passed=True),
        AllCame(shift=sessions[0].id),
        ConfirmRoster(shift=sessions[0].id, sure=True),
        ShowRoster(shift=sessions[0].id),
        ListShort(),
        ListShort(page=1),
        ListShort(page=9),
        SendShort(),
        ShowStudyFileOf(person=people[0].id),
        ShowStudyFileOf(person=people[0].id, page=9),
        SendStudyFileOf(person=people[0].id, kind=StudyFileKind.PAPER),
        SendStudyFileOf(person=people[0].id, kind=StudyFileKind.WORKBOOK),
        ChangeTraining(activity=activity),
    ):
        await boss.taps_button(button)
        assert boss.last.text
    async with city.writing() as rows:
        rows.training.change(activity, NewTraining(kind=kind))
    await boss.taps_button(ShowLearners(activity=activity))
    await boss.taps_button(PassPresent(activity=activity))
    assert boss.last.rows
    await boss.taps_button(EnterMark(activity=other[0].activity_id, person=people[0].id))
    for typed in (nasty[:60], "5000", "-1", "87"):
        await boss.sends(typed)
        assert boss.last.text
    await boss.taps_button(TypeResults(activity=activity))
    await boss.sends("\n".join(f"{nasty[:40]} {number}" for number in range(20)))
    assert boss.last.rows
    await boss.taps_button(TypeResults(activity=activity))
    await boss.sends(f"{people[1].name} 87")
    assert boss.last.rows


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_holding_one(chat: Chat, city: City, language: Language, nasty: str) -> None:
    boss = await chat.volunteer(nasty[:60], role=Role.ADMIN)
    await boss.taps_button(SetLanguage(language=language))
    await boss.taps_button(HoldTraining())
    for typed in (cut_to(nasty, 100), "2026-12-05 09:00-12:00", cut_to(nasty, 150), "20", "nothing of the kind"):
        await boss.sends(typed)
        assert boss.last.text
    await boss.taps(boss.last.labels[1])
    assert boss.last.rows
