"""Every screen of exams, in every language, with the nastiest values there can be.

The recorder holds each against Telegram's rules: lengths, markup, button data, labels.
"""

from datetime import date

from handlers.buttons.exams import (
    AddExamLevel,
    AnnounceExam,
    AskCancelExam,
    CancelExam,
    ChangeExam,
    ChangeLevelPlaces,
    ChooseExamLevel,
    ClearResult,
    EnterResult,
    EnterResults,
    ExamFile,
    GiveNumbers,
    ListEntries,
    ListExams,
    ListPastExams,
    ManageExam,
    PaperKind,
    ReallyWithdraw,
    RegisterForExam,
    RemoveExamLevel,
    SetLevelCondition,
    ShowEntry,
    ShowExam,
    ShowExamLevel,
    TypeMark,
    WithdrawFromExam,
)
from handlers.buttons.reports import ExamsByUnit, ShowHeldExams
from handlers.buttons.volunteers import SetLanguage
from tests.handlers.test_fits_seldom import EVERY_LANGUAGE, EVERY_NASTY
from tests.support.acting import acting, at
from tests.support.chat import Chat
from tests.support.city import NOW, City, hours_later
from tests.support.examined import BEGINS
from volunteering.actions.exams.announcing import ExamAnnounced, ExamWanted, LevelWanted, announce
from volunteering.rules.exams.announced import Exam, ExamResult, WhichEntries
from volunteering.rules.ground.periods import Period
from volunteering.rules.ground.texts import cut_to
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language, Person


async def _announced(city: City, admin: Person, nasty: str, hours: float, *places: int) -> Exam:
    """One of a kind of the city's own, with as many levels as it may have."""
    async with city.writing() as rows:
        kinds = await rows.kinds.all_for(city.top)
        kind = kinds[-1]
        if kind.code:
            levels = [f"{cut_to(nasty, 60)}{number}" for number in range(9)]
            number = await rows.kinds.add(
                city.top, name=cut_to(nasty, 64), levels=levels, months=0, needs_evidence=True
            )
        else:
            number = kind.id
        wanted = ExamWanted(
            title=cut_to(nasty, 100),
            period=Period(start=hours_later(hours), end=hours_later(hours + 2)),
            venue=cut_to(nasty, 150),
            opens_on=date(2026, 11, 1),
            closes_on=hours_later(hours - 48).date(),
        )
        outcome = await announce(
            rows,
            await acting(city, admin),
            city.top,
            number,
            wanted,
            tuple(LevelWanted(level=rank, places=many, asks_below=rank > 1) for rank, many in enumerate(places)),
            at(hours_later(min(0, hours - 200))),
        )
    assert isinstance(outcome, ExamAnnounced)
    return outcome.exam


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_ones_own(chat: Chat, city: City, language: Language, nasty: str) -> None:
    boss, wei = await chat.volunteer("Boss", role=Role.ADMIN), await chat.volunteer(nasty[:64])
    await wei.taps_button(SetLanguage(language=language))
    admin = await boss.known()
    assert admin is not None
    exams = [await _announced(city, admin, nasty, BEGINS + hour, 1, 0, 20, *(0,) * 6) for hour in range(8)]
    closed = await _announced(city, admin, nasty, 30, 4)
    reader = await wei.known()
    assert reader is not None
    async with city.writing() as rows:
        await rows.exams.take(closed, closed.levels[0].id, reader.id, NOW)
    exam = exams[0]
    for button in (
        ListExams(),
        ListExams(page=1),
        ListExams(page=9),
        ListPastExams(),
        ShowExam(exam=exam.id),
        RegisterForExam(exam=exam.id),
        ChooseExamLevel(exam=exam.id),
        RegisterForExam(exam=exam.id, level=exam.levels[0].id),
        RegisterForExam(exam=exam.id),
        RegisterForExam(exam=exam.id, level=exam.levels[1].id),
        ShowExam(exam=exam.id),
        ListExams(),
        WithdrawFromExam(exam=exam.id),
        ReallyWithdraw(exam=exam.id),
        ShowExam(exam=exam.id),
        ShowExam(exam=99),
        ShowExam(exam=closed.id),
        WithdrawFromExam(exam=closed.id),
        ReallyWithdraw(exam=closed.id),
    ):
        await wei.taps_button(button)
        assert wei.last.rows


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_those_one_holds(chat: Chat, city: City, language: Language, nasty: str) -> None:
    boss, wei = await chat.volunteer(nasty[:64], role=Role.ADMIN), await chat.volunteer(nasty[:60])
    await boss.taps_button(SetLanguage(language=language))
    admin = await boss.known()
    assert admin is not None
    exam = await _announced(city, admin, nasty, BEGINS, 1, 0, 20)
    low, middle, high = exam.levels
    await wei.taps_button(RegisterForExam(exam=exam.id, level=low.id))
    for button in (
        ListExams(),
        ShowExam(exam=exam.id),
        ManageExam(exam=exam.id),
        ShowExamLevel(exam=exam.id, level=low.id),
        ShowExamLevel(exam=exam.id, level=high.id),
        SetLevelCondition(exam=exam.id, level=middle.id, asks=True),
        SetLevelCondition(exam=exam.id, level=middle.id, asks=False),
        AddExamLevel(exam=exam.id, level=5),
        RemoveExamLevel(exam=exam.id, level=low.id),
        RemoveExamLevel(exam=exam.id, level=middle.id),
        ChangeLevelPlaces(exam=exam.id, level=high.id),
    ):
        await boss.taps_button(button)
        assert boss.last.rows
    for typed in ("many", "30"):
        await boss.sends(typed)
    await boss.taps_button(ChangeExam(exam=exam.id))
    assert boss.last.rows
    await boss.taps(boss.last.labels[0])
    for asking in (AskCancelExam(exam=exam.id), CancelExam(exam=exam.id)):
        await boss.taps_button(asking)
        assert boss.last.rows
    await boss.sends(cut_to(nasty, 200))
    for button in (ManageExam(exam=exam.id), ShowExam(exam=exam.id), ListExams()):
        await boss.taps_button(button)
        assert boss.last.rows
    await wei.taps_button(ShowExam(exam=exam.id))


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_numbers_and_results(chat: Chat, city: City, language: Language, nasty: str) -> None:
    boss = await chat.volunteer(nasty[:64], role=Role.ADMIN)
    await boss.taps_button(SetLanguage(language=language))
    admin = await boss.known()
    assert admin is not None
    ahead = await _announced(city, admin, nasty, BEGINS, 0, 0)
    over = await _announced(city, admin, nasty, -30, 0, 0)
    people = [await city.person(nasty[:60], phone=f"+8613800{number:06}") for number in range(9)]
    async with city.writing() as rows:
        for exam in (ahead, over):
            for number, person in enumerate([*people, admin]):
                await rows.exams.take(exam, exam.levels[number % 2].id, person.id, NOW)
        await rows.people.change(people[0].id, reachable=False)
    await boss.taps_button(ListEntries(exam=ahead.id))
    assert boss.last.rows
    async with city.writing() as rows:
        found = await rows.exams.get(over.id)
        assert found is not None
        await rows.exam_entries.number(found, 3)
    mine = await city.figure("SELECT MAX(id) AS n FROM exam_entries")
    first = await city.figure("SELECT MIN(id) AS n FROM exam_entries WHERE exam_id = :exam", exam=over.id)
    for button in (
        ManageExam(exam=ahead.id),
        GiveNumbers(exam=ahead.id),
        GiveNumbers(exam=ahead.id),
        EnterResults(exam=ahead.id),
        ManageExam(exam=ahead.id),
        ListEntries(exam=ahead.id, page=1),
        ListEntries(exam=ahead.id, which=WhichEntries.UNREACHED),
        ExamFile(exam=ahead.id, kind=PaperKind.PAPER),
        ExamFile(exam=ahead.id, kind=PaperKind.BOOK),
        ManageExam(exam=over.id),
        EnterResults(exam=over.id),
        ListEntries(exam=over.id, which=WhichEntries.OPEN),
        ShowEntry(entry=mine),
        ShowEntry(entry=first),
        EnterResult(entry=first, result=ExamResult.PASSED),
        ShowEntry(entry=first),
        ClearResult(entry=first),
        EnterResult(entry=first, result=ExamResult.ABSENT),
        ShowEntry(entry=first),
        TypeMark(entry=first),
    ):
        await boss.taps_button(button)
        assert boss.last.text
    for typed in ("a lot", "86.55", "86.5"):
        await boss.sends(typed)
        assert boss.last.rows
    await boss.taps(boss.last.labels[0])
    reports = [of(span="2026", unit=city.top.id, page=page) for of in (ShowHeldExams, ExamsByUnit) for page in range(2)]
    for again in (
        ShowEntry(entry=first),
        ListEntries(exam=over.id),
        ManageExam(exam=over.id),
        ListPastExams(),
        *reports,
    ):
        await boss.taps_button(again)
        assert boss.last.rows


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_announcing_one(chat: Chat, city: City, language: Language, nasty: str) -> None:
    boss = await chat.volunteer(nasty[:64], role=Role.ADMIN)
    await boss.taps_button(SetLanguage(language=language))
    await boss.taps_button(AnnounceExam())
    await boss.taps(boss.last.labels[0])
    async with city.looking() as rows:
        kinds = await rows.kinds.all_for(city.top)
    at_kind = next(number for number, kind in enumerate(kinds) if kind.code == "social_work")
    await boss.taps(boss.last.labels[at_kind])
    await boss.taps(boss.last.labels[0])
    for typed in (
        cut_to(nasty, 100),
        "the whole morning",
        "2027-01-16 09:00-11:00",
        cut_to(nasty, 150),
        "2027-01-01 - 2027-01-16",
        "2026-12-02 - 2027-01-10",
        "1, 2",
        "many",
        "450, 120, 5",
    ):
        await boss.sends(typed)
        assert boss.last.rows
    for _ in range(2):
        await boss.taps(boss.last.labels[0])
        assert boss.last.rows
