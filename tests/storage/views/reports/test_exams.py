"""Exams in the totals: of which time, of which units, by level; what is by level adds up to the whole."""

import pytest

from storage.views.reports.exams import (
    ExamBreakdown,
    ExamFigures,
    HeldExams,
    asked_exams,
    exam_breakdown,
    exams_in,
)
from tests.support.acting import at
from tests.support.city import City, hours_later
from tests.support.examined import BEGINS, WANTED, admin_of, announced, registers
from volunteering.actions.exams.entering import enter
from volunteering.rules.exams.announced import Exam, ExamResult, Grade
from volunteering.rules.ground.periods import Month
from volunteering.rules.reports import Span
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Actor

YEAR = Span(year=2026)
AFTER = BEGINS + 3


async def found(city: City, unit: Unit, span: Span = YEAR, hours: float = AFTER) -> tuple[HeldExams, ExamBreakdown]:
    """The figure, and what it opens into."""
    async with city.database.reading() as reader:
        asked = asked_exams(span, unit.id, hours_later(hours))
        whole = exams_in(await reader.all(asked.sql, **asked.values))
        parts = await exam_breakdown(reader, span, unit.id, hours_later(hours))
    assert parts is not None
    return whole, parts


@pytest.fixture
async def boss(city: City) -> Actor:
    return await admin_of(city, city.top)


async def sat(city: City, boss: Actor, exam: Exam, level: int, *results: ExamResult | None) -> None:
    """So many people of Jiaojiang, with what came of it."""
    for result in results:
        person = await city.person("Mei", city.jiaojiang)
        await registers(city, person, exam, level)
        entry = await city.figure("SELECT MAX(id) AS n FROM exam_entries")
        async with city.writing() as rows:
            if result is not None:
                await enter(rows, boss, entry, Grade(result=result), at(hours_later(AFTER)))


async def test_by_level_and_by_unit(city: City, boss: Actor) -> None:
    one = await announced(city, boss, 0, 0, asks_below=False)
    await sat(city, boss, one, 0, ExamResult.PASSED, ExamResult.NOT_PASSED, ExamResult.ABSENT, None)
    await sat(city, boss, one, 1, ExamResult.PASSED)
    other = await announced(city, boss, 0, unit=city.top, wanted=WANTED.model_copy(update={"title": "Another"}))
    await sat(city, boss, other, 0, ExamResult.PASSED)

    whole, parts = await found(city, city.top)
    assert whole == HeldExams(2, ExamFigures(6, 4, 3))
    assert parts.figures == whole.figures
    assert [(each.level, each.figures) for each in parts.levels] == [
        (0, ExamFigures(5, 3, 2)),
        (1, ExamFigures(1, 1, 1)),
    ]
    assert [(part.unit.id, part.is_own, part.figures) for part in parts.parts] == [
        (city.jiaojiang.id, False, ExamFigures(5, 3, 2)),
        (city.top.id, True, ExamFigures(1, 1, 1)),
    ]
    whole, parts = await found(city, city.jiaojiang)
    assert (whole.exams, whole.figures, [part.is_own for part in parts.parts]) == (1, ExamFigures(5, 3, 2), [True])
    assert (await found(city, city.huangyan))[0] == HeldExams()


async def test_only_what_was_held_in_that_time(city: City, boss: Actor) -> None:
    exam = await announced(city, boss, 0)
    await sat(city, boss, exam, 0, None)
    december, november = Span.of(Month(year=2026, number=12)), Span.of(Month(year=2026, number=11))
    assert (await found(city, city.top, december))[0].exams == 1
    assert (await found(city, city.top, december))[1].figures == ExamFigures(1, 0, 0)
    for span in (november, Span(year=2025), Span(year=2027)):
        assert (await found(city, city.top, span))[0] == HeldExams()
    assert (await found(city, city.top, hours=BEGINS - 1))[0] == HeldExams(), "it has not begun"
    async with city.writing() as rows:
        rows.exams.cancel(exam.id, "")
    assert (await found(city, city.top))[0] == HeldExams(), "it is cancelled"


async def test_no_such_unit(city: City) -> None:
    async with city.database.reading() as reader:
        assert await exam_breakdown(reader, YEAR, 404, hours_later(AFTER)) is None
