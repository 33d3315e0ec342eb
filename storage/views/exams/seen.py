"""Exams in lists and in full, as their people see them. Each is one hop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.engine.database import Reader, Row, query
from storage.engine.pages import TOTAL, Extent, Page
from storage.engine.values import instant, seconds
from storage.rows.exams.columns import (
    ENTRY,
    EXAM,
    EXAMS,
    LEVEL,
    entry_in,
    exam_in,
    facts_in,
    level_in,
    one_exam,
    stands,
)
from storage.rows.signing_up import FROM_MY_SIGN_UPS, OF_MY_SIGN_UPS
from storage.rows.statements import listed
from storage.rows.tree import within
from volunteering.rules.exams.announced import EntryState, Exam, ExamEntry
from volunteering.rules.exams.registering import ExamFacts
from volunteering.rules.ground.periods import Period
from volunteering.rules.needs import Required
from volunteering.rules.tree import Rights, Unit


@dataclass(frozen=True, slots=True)
class ListedExam:
    """An exam of a list, and how its reader stands to it."""

    exam: Exam  # without its levels
    mine: EntryState | None
    admission: int | None
    result: str | None


@dataclass(frozen=True, slots=True)
class ExamPage:
    """A page of them."""

    exams: Sequence[ListedExam]
    extent: Extent


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """A shift in which somebody has a place while an exam goes on."""

    shift_id: int
    title: str
    period: Period


@dataclass(frozen=True, slots=True)
class ExamCard:
    """An exam in full, for somebody."""

    facts: ExamFacts
    meanwhile: Sequence[Meanwhile]
    by_name: str  # who announced it


_LISTED: Final = f"""
    SELECT {EXAM}, g.state AS mine, g.admission, g.result, {TOTAL}
    FROM {EXAMS} LEFT JOIN exam_entries g ON g.exam_id = e.id AND g.person_id = :person
"""


async def exams_ahead(
    reader: Reader, person_id: int, home: Unit, rights: Rights, now: datetime, page: Page
) -> ExamPage:
    """What is not over: exams of somebody's team and above, what they are in, and what they hold; the soonest first."""
    units, numbers = listed("home", home.ids)
    held, values = within(rights.administered, "x")
    rows = await reader.all(
        f"""
        {_LISTED}
        WHERE e.ends_at > :now AND (g.state = 'registered' OR ({held}) OR (e.state = 'on' AND e.unit_id IN ({units})))
        ORDER BY CASE g.state WHEN 'registered' THEN 0 ELSE 1 END, e.starts_at, e.id LIMIT :limit OFFSET :skipped
        """,
        person=person_id,
        now=seconds(now),
        **numbers,
        **values,
        **page.values,
    )
    return _page_of(rows, page)


async def exams_giving(
    reader: Reader, required: Required, person_id: int, home: Unit, now: datetime, most: int
) -> ExamPage:
    """The next so many exams for what is asked for, or a higher level: to register for, now or later, or to sit."""
    units, numbers = listed("home", home.ids)
    page = Page(most)
    rows = await reader.all(
        f"""
        {_LISTED}
        WHERE e.kind_id = :kind AND e.state = 'on' AND e.ends_at > :now AND e.unit_id IN ({units})
            AND (e.closes_at > :now OR g.state = 'registered')
            AND EXISTS (SELECT 1 FROM exam_levels l WHERE l.exam_id = e.id AND l.level >= :level)
        ORDER BY e.starts_at, e.id LIMIT :limit OFFSET :skipped
        """,
        person=person_id,
        kind=required.kind.id,
        level=required.level,
        now=seconds(now),
        **numbers,
        **page.values,
    )
    return _page_of(rows, page)


async def exams_past(reader: Reader, person_id: int, rights: Rights, now: datetime, page: Page) -> ExamPage:
    """What is over, of what they were in and what they hold; the latest first."""
    held, values = within(rights.administered, "x")
    rows = await reader.all(
        f"""
        {_LISTED} WHERE e.ends_at <= :now AND (g.state = 'registered' OR ({held}))
        ORDER BY e.starts_at DESC, e.id LIMIT :limit OFFSET :skipped
        """,
        person=person_id,
        now=seconds(now),
        **values,
        **page.values,
    )
    return _page_of(rows, page)


def _page_of(rows: Sequence[Row], page: Page) -> ExamPage:
    return ExamPage(
        [
            ListedExam(exam_in(row), EntryState(row["mine"]) if row["mine"] else None, row["admission"], row["result"])
            for row in rows
        ],
        page.extent(rows),
    )


async def exam_card(reader: Reader, exam_id: int, person_id: int) -> ExamCard | None:
    """One of them; None where there is none with that number."""
    shifts = query(
        f"""
        SELECT s.id, s.starts_at, s.ends_at, a.title
        FROM {FROM_MY_SIGN_UPS} JOIN exams e ON e.id = :exam
        WHERE g.person_id = :person AND {OF_MY_SIGN_UPS} AND g.state = 'confirmed' AND s.starts_at < e.ends_at
            AND s.ends_at > e.starts_at
        ORDER BY s.starts_at, s.id
        """,
        exam=exam_id,
        person=person_id,
    )
    by = query("SELECT p.name FROM exams e JOIN people p ON p.id = e.by_id WHERE e.id = :exam", exam=exam_id)
    exams, levels, people, entries, held, clashes, names = await reader.several(
        *one_exam(exam_id), *stands(exam_id, person_id), shifts, by
    )
    facts = facts_in(exams, levels, people, entries, held)
    if facts is None:
        return None
    meanwhile = [
        Meanwhile(row["id"], row["title"], Period(start=instant(row["starts_at"]), end=instant(row["ends_at"])))
        for row in clashes
    ]
    return ExamCard(facts, meanwhile, names[0]["name"] if names else "")


@dataclass(frozen=True, slots=True)
class SatExam:
    """An exam that somebody registered for, for their training file."""

    exam: Exam
    entry: ExamEntry


async def of_person(reader: Reader, person_id: int) -> Sequence[SatExam]:
    """What somebody is or was in and is not cancelled, the latest first; each has only the level that they sat."""
    rows = await reader.all(
        f"""
        SELECT {EXAM}, {ENTRY}, {LEVEL} FROM exam_entries g CROSS JOIN {EXAMS} JOIN exam_levels l ON l.id = g.level_id
        WHERE g.person_id = :person AND e.id = g.exam_id AND g.state = 'registered' AND e.state = 'on'
        ORDER BY e.starts_at DESC, e.id
        """,
        person=person_id,
    )
    return [SatExam(exam_in(row, [level_in(row)]), entry_in(row)) for row in rows]
