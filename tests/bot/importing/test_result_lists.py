"""An exam's list that was sent back is looked through and entered as it was shown; on both databases."""

from collections.abc import Sequence
from typing import cast

import pytest
from telegram import Bot

from bot.importing import sent as seeing
from bot.importing.doing import Importer
from bot.importing.not_importable import NotImportable
from bot.importing.result_lists import MOST_ROWS, read_results
from scheduling.sweeps import settle_imports
from storage.engine.database import Database
from tests.bot.importing.office import Files, Half, Office
from tests.bot.importing.test_importing import BrokenOff
from tests.support.acting import acting, at
from tests.support.city import NOW, City, hours_later
from tests.support.examined import BEGINS, admin_of, announced, registers
from tests.support.frozen import Frozen
from tests.support.list_files import Line, workbook_of
from volunteering.actions.exams.entering import Graded, NotHeldYet, enter
from volunteering.actions.importing.sending import send_results, take_back, want_list
from volunteering.rules.exams.announced import Exam, ExamResult, Grade
from volunteering.rules.importing.progress import Progress
from volunteering.rules.importing.sending import ListEnd, SentList
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor, Person

HEADS: Line = ["Number", "Name", "Mark", "Result"]
AFTER = BEGINS + 3  # hours after NOW
MANY = 25
RESULTS = "SELECT COUNT(*) AS n FROM exam_entries WHERE result = 'passed'"
GIVEN = "SELECT COUNT(*) AS n FROM qualifications WHERE state = 'verified'"


class ExamOffice(Office):
    """An exam that is over, with its people, and its admin."""

    exam: Exam
    actor: Actor
    people: Sequence[Person]

    def lines(self, result: str = "Y", mark: str = "70") -> list[Line]:
        return [HEADS, *([1001 + at, one.name, mark, result] for at, one in enumerate(self.people))]

    async def sends_back(self, lines: Sequence[Line]) -> int:
        self.content = workbook_of(lines)
        async with self.city.writing() as rows:
            found = await send_results(
                rows, self.actor, self.exam.id, file_id="f", name="list.xlsx", moment=at(self.clock.now())
            )
        assert isinstance(found, SentList)
        return found.id

    async def taps_enter(self, number: int) -> None:
        async with self.city.writing() as rows:
            found = await want_list(rows, self.actor, number, at(self.clock.now()))
        assert isinstance(found, SentList)


@pytest.fixture
async def held(city: City, monkeypatch: pytest.MonkeyPatch) -> ExamOffice:
    actor = await admin_of(city, city.jiaojiang)
    exam = await announced(city, actor, 0)
    people = [await city.person(f"Mei {number}", city.jiaojiang) for number in range(MANY)]
    for one in people:
        await registers(city, one, exam, 0)
    async with city.writing() as rows:
        found = await rows.exams.get(exam.id)
        assert found is not None
        await rows.exam_entries.number(found, 3)
    place = ExamOffice(city, actor.person, Frozen(hours_later(AFTER)), Files())
    place.exam, place.actor, place.people = exam, actor, people

    async def fetch(_: Bot, __: str) -> bytes:
        return place.content if isinstance(place.content, bytes) else place.content()

    monkeypatch.setattr(seeing, "fetch", fetch)
    return place


async def test_it_is_looked_through_then_entered_when_it_is_wanted(held: ExamOffice) -> None:
    number = await held.sends_back(held.lines())
    assert await held.keeper().see_to_next()
    assert (await held.state(), await held.owed()) == (["tried"], ["list_tried"])
    assert len(held.files.names) == 1, "the report, row by row"
    assert await held.city.figure(RESULTS) == 0
    await held.taps_enter(number)
    await held.taps_enter(number)
    assert await held.keeper().see_to_next()
    assert (await held.state(), (await held.owed())[-1]) == ([], ListEnd.IMPORTED)
    assert (await held.city.figure(RESULTS), await held.city.figure(GIVEN)) == (MANY, MANY)

    await held.sends_back(held.lines())
    assert await held.keeper().see_to_next()
    assert (await held.state(), (await held.owed())[-1]) == ([], ListEnd.NOTHING_NEW)
    await held.taps_enter(await _tried(held, held.lines("缺考", "")))
    assert await held.keeper().see_to_next()
    assert (await held.city.figure(RESULTS), await held.city.figure(GIVEN)) == (0, 0), "corrected by another file"


async def _tried(held: ExamOffice, lines: Sequence[Line]) -> int:
    number = await held.sends_back(lines)
    assert await held.keeper().see_to_next()
    assert await held.state() == ["tried"]
    return number


async def test_what_was_not_shown_is_not_entered(held: ExamOffice) -> None:
    number = await _tried(held, held.lines())
    await _by_hand(held)
    await held.taps_enter(number)
    assert await held.keeper().see_to_next()
    assert await held.state() == ["tried"], "it is shown anew"
    assert await held.city.figure(RESULTS) == 0
    await held.taps_enter(number)
    assert await held.keeper().see_to_next()
    assert await held.city.figure(RESULTS) == MANY


async def _by_hand(held: ExamOffice) -> None:
    async with held.city.writing() as rows:
        entry = await held.city.figure("SELECT MAX(id) AS n FROM exam_entries")
        grade = Grade(result=ExamResult.ABSENT)
        assert isinstance(await enter(rows, held.actor, entry, grade, at(held.clock.now())), Graded)


async def test_who_enters_one_by_hand_once_it_is_decided_has_the_last_word(
    held: ExamOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = await _tried(held, held.lines())
    await held.taps_enter(number)
    go_on = Importer.go_on

    async def goes_on(importer: Importer, of: int) -> None:
        await _by_hand(held)
        await go_on(importer, of)

    monkeypatch.setattr(Importer, "go_on", goes_on)
    assert await held.keeper().see_to_next()
    assert await held.city.figure(RESULTS) == MANY - 1


async def test_wrong_rows_are_left_out_where_that_was_tapped(held: ExamOffice) -> None:
    lines = held.lines()
    number = await _tried(held, [*lines[:-1], [1999, "Nobody", "70", "Y"]])
    found = await _list(held, number)
    assert found.trial is not None
    assert (found.trial.wrong, found.trial.writes) == (1, MANY - 1)
    await held.taps_enter(number)
    assert await held.keeper().see_to_next()
    assert await held.city.figure(RESULTS) == MANY - 1


async def _list(held: ExamOffice, number: int) -> SentList:
    async with held.city.looking() as rows:
        found = await rows.sent_lists.get(number)
    assert found is not None
    return found


async def test_wherever_whoever_sees_to_it_dies_all_of_it_is_entered_once(held: ExamOffice) -> None:
    breaks = 0
    for after in range(40):
        number = await _tried(held, held.lines("Y" if after % 2 else "缺考", ""))
        await held.taps_enter(number)
        database = cast("Database", Half(held.city.database, after))
        try:
            await held.keeper(database).see_to_next()
        except BrokenOff:
            breaks += 1
        for _ in range(4):
            held.clock.passes(minutes=1)
            await settle_imports(held.city.database, at(held.clock.now()))
            await held.keeper().see_to_next()
        assert await held.state() == []
        passed = MANY if after % 2 else 0
        assert (await held.city.figure(RESULTS), await held.city.figure(GIVEN)) == (passed, passed)
        assert (await held.owed()).count(ListEnd.IMPORTED) == after + 1
        if breaks <= after:
            break
    assert breaks > 3


async def test_rights_are_asked_at_each_step(held: ExamOffice) -> None:
    stranger = await acting(held.city, held.people[0])
    async with held.city.writing() as rows:
        moment = at(held.clock.now())
        sent = await send_results(rows, stranger, held.exam.id, file_id="f", name="x", moment=moment)
        early = await send_results(rows, held.actor, held.exam.id, file_id="f", name="x", moment=at(NOW))
        gone = await send_results(rows, held.actor, 99, file_id="f", name="x", moment=moment)
    assert (isinstance(sent, NotAllowed), isinstance(early, NotHeldYet), gone) == (True, True, None)
    number = await _tried(held, held.lines())
    async with held.city.writing() as rows:
        for act in (want_list(rows, stranger, number, moment), take_back(rows, stranger, number)):
            assert isinstance(await act, NotAllowed)
    await held.taps_enter(number)
    async with held.city.writing() as rows:
        await rows.people.set_role(held.admin.id, held.city.jiaojiang.id, None, by_id=None, at=NOW)
    assert await held.keeper().see_to_next()
    assert (await held.state(), (await held.owed())[-1]) == ([], ListEnd.NOT_ALLOWED)
    assert await held.city.figure(RESULTS) == 0


async def test_another_list_of_the_same_exam_takes_the_place_of_the_one_before(held: ExamOffice) -> None:
    first = await _tried(held, held.lines())
    second = await held.sends_back(held.lines("N"))
    async with held.city.looking() as rows:
        assert await rows.sent_lists.get(first) is None
        found = await rows.sent_lists.get(second)
    assert found is not None
    assert (found.state, found.exam_id) == (Progress.OFFERED, held.exam.id)


@pytest.mark.parametrize(
    ("content", "end"),
    [
        (workbook_of([["Name", "Phone"], ["Mei", "1"]]), ListEnd.NO_HEADINGS),
        (workbook_of([HEADS]), ListEnd.EMPTY),
        (b"PK\x03\x04 no workbook", ListEnd.DAMAGED),
        (b"%PDF-1.7", ListEnd.NO_LIST),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, ListEnd.LOCKED),
        (workbook_of([HEADS, ["=cmd|' /C calc'!A0", "<b>", "&", "'; DROP TABLE exams"]]), ListEnd.ALL_WRONG),
    ],
)
async def test_files_that_are_none(held: ExamOffice, content: bytes, end: ListEnd) -> None:
    await held.sends_back([HEADS])
    held.content = content
    assert await held.keeper().see_to_next()
    assert (await held.state(), await held.owed()) == ([], [end])


def test_a_list_has_an_end() -> None:
    lines: list[Line] = [HEADS, *([number, "Mei", 1, "Y"] for number in range(MOST_ROWS + 1))]
    with pytest.raises(NotImportable) as refused:
        read_results(workbook_of(lines))
    assert refused.value.end is ListEnd.TOO_LONG
