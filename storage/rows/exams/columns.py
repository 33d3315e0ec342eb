"""How exams, their levels and who is in them read as rows, and the questions for them."""

from collections.abc import Iterable, Sequence
from typing import Final

from storage.engine.database import Query, Row, query
from storage.engine.values import instant
from storage.rows.kinds import KIND, kind_in
from storage.rows.qualifications import JOINED, QUALIFICATION, qualification_in
from storage.rows.volunteers import PERSON, person_in
from volunteering.rules.exams.announced import EntryState, Exam, ExamEntry, ExamLevel, ExamState
from volunteering.rules.exams.registering import ExamFacts
from volunteering.rules.ground.periods import Period
from volunteering.rules.tree import Unit

EXAM: Final = (
    "e.id AS exam_id, e.title AS exam_title, e.starts_at AS exam_starts_at, e.ends_at AS exam_ends_at, "
    "e.place AS exam_place, e.opens_at, e.closes_at, e.state AS exam_state, e.off_because AS exam_off_because, "
    "e.by_id AS exam_by, e.digits, x.id AS exam_unit_id, x.name AS exam_unit_name, x.path AS exam_unit_path, " + KIND
)
"""The columns of an exam `e`, its unit `x`, its kind `k` and the unit `u` that keeps that, for `exam_in`."""

EXAMS: Final = """
    exams e JOIN units x ON x.id = e.unit_id JOIN qualification_kinds k ON k.id = e.kind_id
    JOIN units u ON u.id = k.unit_id
"""

STAYS: Final = """
    (l.last_number IS NOT NULL OR EXISTS (SELECT 1 FROM exam_entries o WHERE o.level_id = l.id))
"""
"""Of a level `l`: it can't be left out any more (decision 63)."""

LEVEL: Final = f"""
    l.id AS level_id, l.exam_id, l.level, l.places, l.asks_below, CASE WHEN {STAYS} THEN 1 ELSE 0 END AS stays,
    (SELECT COUNT(*) FROM exam_entries n WHERE n.level_id = l.id AND n.state = 'registered') AS taken
"""
"""The columns of a level `l`, for `level_in`."""

ENTRY: Final = (
    "g.id AS entry_id, g.exam_id, g.person_id, g.level_id, g.state AS entry_state, g.at AS entry_at, g.admission, "
    "g.mark, g.result, g.qualification_id AS given_id"
)
"""The columns of an entry `g`, for `entry_in`."""


def exam_in(row: Row, levels: Iterable[ExamLevel] = ()) -> Exam:
    """The exam of a row that has the columns `EXAM`."""
    return Exam(
        id=row["exam_id"],
        unit=Unit(id=row["exam_unit_id"], name=row["exam_unit_name"], path=row["exam_unit_path"]),
        kind=kind_in(row),
        title=row["exam_title"],
        period=Period(start=instant(row["exam_starts_at"]), end=instant(row["exam_ends_at"])),
        venue=row["exam_place"],
        opens_at=instant(row["opens_at"]),
        closes_at=instant(row["closes_at"]),
        state=ExamState(row["exam_state"]),
        off_because=row["exam_off_because"],
        by_id=row["exam_by"],
        digits=row["digits"],
        levels=tuple(levels),
    )


def level_in(row: Row) -> ExamLevel:
    """The level of a row that has the columns `LEVEL`."""
    return ExamLevel(
        id=row["level_id"],
        level=row["level"],
        places=row["places"],
        asks_below=bool(row["asks_below"]),
        taken=row["taken"],
        stays=bool(row["stays"]),
    )


def entry_in(row: Row) -> ExamEntry:
    """The entry of a row that has the columns `ENTRY`."""
    return ExamEntry(
        id=row["entry_id"],
        exam_id=row["exam_id"],
        person_id=row["person_id"],
        level_id=row["level_id"],
        state=EntryState(row["entry_state"]),
        at=instant(row["entry_at"]),
        admission=row["admission"],
        mark=row["mark"],
        result=row["result"],
        qualification_id=row["given_id"],
    )


def one_exam(exam_id: int) -> tuple[Query, Query]:
    """An exam, and its levels."""
    return (
        query(f"SELECT {EXAM} FROM {EXAMS} WHERE e.id = :exam", exam=exam_id),
        query(f"SELECT {LEVEL} FROM exam_levels l WHERE l.exam_id = :exam ORDER BY l.level, l.id", exam=exam_id),
    )


def facts_in(
    exams: Sequence[Row], levels: Sequence[Row], people: Sequence[Row], entries: Sequence[Row], held: Sequence[Row]
) -> ExamFacts | None:
    """How somebody stands to an exam, of what `one_exam` and `stands` ask. None: no such exam, or no such person."""
    if not exams or not people:
        return None
    return ExamFacts(
        exam=exam_in(exams[0], map(level_in, levels)),
        person=person_in(people[0]),
        mine=entry_in(entries[0]) if entries else None,
        held=tuple(qualification_in(row) for row in held),
    )


def stands(exam_id: int, person_id: int) -> tuple[Query, Query, Query]:
    """Somebody, their entry, and what they have of the exam's kind."""
    return (
        query(f"SELECT {PERSON} FROM people p JOIN units u ON u.id = p.home_unit_id WHERE p.id = :of", of=person_id),
        query(
            f"SELECT {ENTRY} FROM exam_entries g WHERE g.exam_id = :exam AND g.person_id = :of",
            exam=exam_id,
            of=person_id,
        ),
        query(
            f"""
            SELECT {QUALIFICATION} FROM qualifications q {JOINED}
            WHERE q.person_id = :of AND q.kind_id = (SELECT e.kind_id FROM exams e WHERE e.id = :exam)
                AND q.state IN ('pending', 'verified') ORDER BY q.id
            """,
            exam=exam_id,
            of=person_id,
        ),
    )
