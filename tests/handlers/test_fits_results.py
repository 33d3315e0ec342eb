"""Every screen of results that come as a list, and of exams in the totals, in every language, with the nastiest values.

The recorder holds each against Telegram's rules: lengths, markup, button data, labels.
"""

import pytest

from handlers.buttons.exams import ManageExam, SendResults, ShowEntry
from handlers.buttons.importing import ImportList, ShowSentList, TakeListBack
from handlers.buttons.reports import ExamsByUnit, ShowHeldExams, ShowTotals, TotalsFile
from handlers.buttons.volunteers import SetLanguage
from handlers.importing.screens.known import WHAT, given_out
from handlers.importing.screens.results import results_ended
from tests.handlers.test_fits_exams import _announced
from tests.handlers.test_fits_seldom import EVERY_LANGUAGE, EVERY_NASTY
from tests.support.chat import Chat
from tests.support.city import NOW, ZONE, City
from tests.support.trained import training
from volunteering.rules.exams.announced import ExamResult, Grade
from volunteering.rules.importing.books import Book, BookKind
from volunteering.rules.importing.progress import Progress
from volunteering.rules.importing.sending import ListEnd, ListInHand, ListKind, ResultCounts, Trial
from volunteering.rules.notices.importing import ListOver
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language
from words.words import Words

COUNTS = ResultCounts(exam_id=1, title="T" * 100, passed=512, not_passed=0, absent=1)
TRIAL = Trial(
    rows=514, new=500, changed=12, same=1, wrong=3, new_people=0, new_units=0, writes=512, mark="m", results=COUNTS
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_results_as_a_list(chat: Chat, city: City, language: Language, nasty: str) -> None:
    boss = await chat.volunteer(nasty[:64], role=Role.ADMIN)
    await boss.taps_button(SetLanguage(language=language))
    admin = await boss.known()
    assert admin is not None
    exam = await _announced(city, admin, nasty, -30, 0)
    person = await city.person(nasty[:60], city.top)
    async with city.writing() as rows:
        await rows.exams.take(exam, exam.levels[0].id, person.id, NOW)
        found = await rows.exams.get(exam.id)
        assert found is not None
        await rows.exam_entries.number(found, 3)
    await boss.taps_button(ManageExam(exam=exam.id))
    await boss.taps_button(SendResults(exam=exam.id))
    await boss.sends("here it is")
    await boss.sends_photo()
    await boss.sends_file("f", "application/pdf", name="list.pdf")
    await boss.sends_file("f", XLSX, size=2**40, name=nasty)
    assert await city.table("SELECT id FROM imports") == []
    await boss.sends_file("f", XLSX, name=nasty)
    [number] = [row["id"] for row in await city.table("SELECT id FROM imports")]
    await boss.taps_button(ShowSentList(number=number))
    assert boss.last.rows
    for trial in (TRIAL, TRIAL.model_copy(update={"wrong": 0, "changed": 0, "is_anew": True, "is_reported": False})):
        async with city.writing() as rows:
            sent = await rows.sent_lists.get(number)
            assert sent is not None
            of = COUNTS.model_copy(update={"exam_id": exam.id, "title": exam.title})
            held = ListInHand(id=number, state=sent.state, at=sent.at)
            shown = trial.model_copy(update={"results": of})
            assert await rows.sent_lists.keep_trial(held, shown, chat.clock.now())
        await boss.taps_button(ShowSentList(number=number))
        assert boss.last.rows
    await boss.taps_button(ImportList(number=number))
    assert [row["state"] for row in await city.table("SELECT state FROM imports")] == [Progress.WANTED]
    await boss.taps_button(TakeListBack(number=number))
    assert await city.table("SELECT id FROM imports") == []
    stranger = await chat.volunteer(nasty[:64])
    for button in (SendResults(exam=exam.id), SendResults(exam=404)):
        await stranger.taps_button(button)
        assert stranger.last.rows
    await boss.taps_button(SendResults(exam=404))
    assert boss.last.rows


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_exams_in_the_totals(chat: Chat, city: City, language: Language, nasty: str) -> None:
    boss = await chat.volunteer(nasty[:64], role=Role.ADMIN)
    await boss.taps_button(SetLanguage(language=language))
    admin = await boss.known()
    assert admin is not None
    exam = await _announced(city, admin, nasty, -30, *(0,) * 9)
    people = [await city.person(nasty[:60], city.jiaojiang) for _ in exam.levels]
    async with city.writing() as rows:
        for level, person in zip(exam.levels, people, strict=True):
            await rows.exams.take(exam, level.id, person.id, NOW)
        await rows.people._tx.execute("UPDATE exams SET unit_id = :unit", unit=city.jiaojiang.id)
    entries = await city.table("SELECT id FROM exam_entries ORDER BY id")
    async with city.writing() as rows:
        for entry in entries:
            grade = Grade(result=ExamResult.PASSED if entry["id"] % 2 else ExamResult.ABSENT)
            rows.exam_entries.grade(entry["id"], grade, qualification_id=None, by_id=admin.id, at=NOW)
    for span in ("2026", "2026-11", "2025"):
        for button in (
            ShowTotals(span=span, unit=city.top.id),
            ShowHeldExams(span=span, unit=city.top.id),
            ShowHeldExams(span=span, unit=city.top.id, page=1),
            ExamsByUnit(span=span, unit=city.top.id),
            TotalsFile(span=span, unit=city.top.id),
            ShowHeldExams(span="never", unit=city.top.id),
            ShowHeldExams(span=span, unit=404),
        ):
            await boss.taps_button(button)
            assert boss.last.text
    li = await chat.volunteer("Li", city.huangyan, role=Role.ADMIN)
    await li.taps_button(ShowHeldExams(span="2026", unit=city.top.id))
    assert "9" not in li.last.text
    await li.taps_button(ShowEntry(entry=1))


@EVERY_LANGUAGE
@pytest.mark.parametrize("end", ListEnd)
def test_each_end_says_what_helps(language: Language, end: ListEnd) -> None:
    words = Words(language, ZONE, NOW)
    for trial in (None, TRIAL):
        screen = results_ended(words, ListOver(list_id=1, name="x" * 90, end=end, trial=trial, exam_id=1), 1)
        assert len(screen.text.splitlines()) >= 3
        assert screen.rows


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_files_that_come_by_themselves(chat: Chat, city: City, language: Language, nasty: str) -> None:
    boss = await chat.volunteer(nasty[:64], role=Role.ADMIN)
    await boss.taps_button(SetLanguage(language=language))
    admin = await boss.known()
    assert admin is not None
    for kind in (ListKind.QUESTIONS, ListKind.RESULTS, ListKind.PEOPLE):
        for _ in range(2):
            await boss.sends_file("f", XLSX, name=nasty)
            number = await city.figure("SELECT MAX(id) AS n FROM imports")
            await boss.taps_button(ShowSentList(number=number))
            assert boss.last.rows
            async with city.writing() as rows:
                sent = await rows.sent_lists.get(number)
                assert sent is not None
                held = ListInHand(id=number, state=sent.state, at=sent.at)
                asked = sent.model_copy(update={"kind": kind, "state": Progress.SENT})
                assert await rows.sent_lists.know(held, asked, chat.clock.now())
            await boss.taps_button(ShowSentList(number=number))
            assert boss.last.rows
            await boss.taps_button(TakeListBack(number=number))
            await _announced(city, admin, nasty, -30, -1)
            await training(city, title=nasty[:100])


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", WHAT)
def test_each_file_of_ours_says_what_it_is(language: Language, kind: BookKind) -> None:
    words = Words(language, ZONE, NOW)
    for is_admin in (True, False):
        screen = given_out(words, "x" * 90, Book(kind=kind), is_admin=is_admin)
        assert len(screen.text.splitlines()) == 4
        assert screen.rows
