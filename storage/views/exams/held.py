"""Who is in an exam, and how it stands, as those see it who hold it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from storage.engine.database import Reader, Row, query
from storage.engine.pages import TOTAL, Extent, Page
from storage.rows.exams.columns import ENTRY, entry_in, exam_in, level_in, one_exam
from storage.rows.statements import listed
from storage.rows.volunteers import REACHED
from volunteering.rules.exams.announced import Exam, ExamEntry, ExamLevel, LevelTotals, WhichEntries


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """Somebody in an exam, for those who hold it."""

    entry: ExamEntry
    name: str  # empty for a former volunteer
    unit: str
    phone: str
    is_reached: bool


@dataclass(frozen=True, slots=True)
class EntryPage:
    """A page of them."""

    entries: Sequence[ListedEntry]
    extent: Extent


_ENTRIES: Final = f"""
    SELECT {ENTRY}, l.level, g.ticket, p.name AS entrant, COALESCE(p.phone, '') AS phone, h.name AS home, p.reachable,
        CASE WHEN {REACHED} THEN 1 ELSE 0 END AS is_reached
    FROM exam_entries g JOIN exam_levels l ON l.id = g.level_id JOIN people p ON p.id = g.person_id
        JOIN units h ON h.id = p.home_unit_id
    WHERE g.exam_id = :exam AND g.state = 'registered' AND p.state <> 'merged'
"""
_ORDER: Final = "ORDER BY level, admission NULLS LAST, ticket"
_WHICH: Final = {
    WhichEntries.ALL: "1 = 1",
    WhichEntries.OPEN: "g.result IS NULL",
    WhichEntries.UNREACHED: f"p.state <> 'erased' AND NOT ({REACHED})",
}


async def entries_of(reader: Reader, exam_id: int, which: WhichEntries, page: Page) -> EntryPage:
    """A page of who is in an exam, by level and number."""
    rows = await reader.all(
        f"SELECT found.*, {TOTAL} FROM ({_ENTRIES} AND {_WHICH[which]}) found {_ORDER} LIMIT :limit OFFSET :skipped",
        exam=exam_id,
        **page.values,
    )
    return EntryPage([_listed_in(row) for row in rows], page.extent(rows))


async def everybody_in(reader: Reader, exam_id: int) -> Sequence[ListedEntry]:
    """All of them, for a file."""
    return [_listed_in(row) for row in await reader.all(f"{_ENTRIES} {_ORDER}", exam=exam_id)]


async def unreached_of(reader: Reader, exam_id: int, people: Collection[int]) -> Sequence[ListedEntry]:
    """Those of these people who are in it, and whom messages still do not reach."""
    numbers, values = listed("person", people)
    rows = await reader.all(
        f"{_ENTRIES} AND {_WHICH[WhichEntries.UNREACHED]} AND p.id IN ({numbers}) {_ORDER}", exam=exam_id, **values
    )
    return [_listed_in(row) for row in rows]


async def entry_card(reader: Reader, entry_id: int) -> tuple[Exam, ListedEntry] | None:
    """One of them, with the exam; None where there is none with that number."""
    found = await reader.one("SELECT exam_id FROM exam_entries WHERE id = :entry", entry=entry_id)
    if found is None:
        return None
    exams, levels, rows = await reader.several(
        *one_exam(found["exam_id"]), query(f"{_ENTRIES} AND g.id = :entry", exam=found["exam_id"], entry=entry_id)
    )
    return (exam_in(exams[0], map(level_in, levels)), _listed_in(rows[0])) if exams and rows else None


def _listed_in(row: Row) -> ListedEntry:
    return ListedEntry(entry_in(row), row["entrant"], row["home"], row["phone"], bool(row["is_reached"]))


@dataclass(frozen=True, slots=True)
class HeldExam:
    """An exam in numbers, for those who hold it."""

    exam: Exam
    totals: Sequence[LevelTotals]
    unreached: int


async def held_exam(reader: Reader, exam_id: int) -> HeldExam | None:
    """One of them; None where there is none with that number."""
    totals = query(
        f"""
        SELECT g.level_id, COUNT(*) AS registered, COUNT(g.admission) AS admitted,
            CAST(SUM(CASE WHEN g.result IN ('passed', 'not_passed') THEN 1 ELSE 0 END) AS BIGINT) AS came,
            CAST(SUM(CASE WHEN g.result = 'passed' THEN 1 ELSE 0 END) AS BIGINT) AS passed,
            CAST(SUM(CASE WHEN g.result IS NULL THEN 1 ELSE 0 END) AS BIGINT) AS still_open,
            CAST(SUM(CASE WHEN p.state <> 'erased' AND NOT ({REACHED}) THEN 1 ELSE 0 END) AS BIGINT) AS unreached
        FROM exam_entries g JOIN people p ON p.id = g.person_id
        WHERE g.exam_id = :exam AND g.state = 'registered' AND p.state <> 'merged' GROUP BY g.level_id
        """,
        exam=exam_id,
    )
    exams, levels, rows = await reader.several(*one_exam(exam_id), totals)
    if not exams:
        return None
    exam = exam_in(exams[0], map(level_in, levels))
    by_level = {row["level_id"]: row for row in rows}
    return HeldExam(
        exam,
        [_totals_in(level, by_level.get(level.id)) for level in exam.levels],
        sum(row["unreached"] for row in rows),
    )


def _totals_in(level: ExamLevel, row: Row | None) -> LevelTotals:
    if row is None:
        return LevelTotals(level=level)
    return LevelTotals(
        level=level,
        registered=row["registered"],
        admitted=row["admitted"],
        came=row["came"],
        passed=row["passed"],
        open=row["still_open"],
    )
