"""Whole tables at once, for a synthetic city: rows as the tables have them, written many to a hop."""

from typing import Final, NamedTuple

from storage.engine.database import Database, Reader, Transaction
from storage.keeping.enquiry_lines import EnquiryReaderLine, EnquiryRow, SaidLine
from storage.keeping.exam_lines import ExamEntryLine, ExamLevelLine, ExamLine
from storage.keeping.seeded_appraisals import AppraisalLine, AppraisalSheetLine
from storage.keeping.seeding_study import (
    AnswerLine,
    AttemptLine,
    QualificationLine,
    QuestionLine,
    QuizLine,
    ResultLine,
    StudyLine,
    TrainingLine,
)
from storage.keeping.seeding_thanks import BuddyPairLine, CommendationLine, GivenHonourLine, RatingLine, UnitSettingLine
from storage.rows.first_shifts import OF_EVERYBODY
from storage.rows.shift_sums import OF_EVERY_SHIFT
from storage.rows.turnouts import OF_EVERY_UNIT

_A_HOP: Final = 4_000
"""Rows that are written together."""

_CACHE: Final = 256 * 1024
"""KiB of pages that SQLite keeps while it fills: rows of one person lie all over its indexes."""


class UnitLine(NamedTuple):
    id: int
    parent_id: int | None
    path: str
    depth: int
    name: str
    name_folded: str
    created_at: int


class PersonLine(NamedTuple):
    id: int
    telegram_id: int
    name: str
    name_folded: str
    phone: str | None
    language: str
    home_unit_id: int
    state: str
    consented_at: int
    registered_at: int
    registered_month: str
    reachable: int
    born: str | None


class ProfileLine(NamedTuple):
    person_id: int
    gender: str | None
    education: str | None
    occupation: str | None
    background: str | None
    skills: str | None
    languages: str | None
    district: str | None
    available: str | None
    emergency_name: str | None
    emergency_phone: str | None
    emergency_relation: str | None
    at: int


class RoleLine(NamedTuple):
    person_id: int
    unit_id: int
    role: str
    given_by: int | None
    given_at: int


class ActivityLine(NamedTuple):
    id: int
    unit_id: int
    leader_id: int
    title: str
    title_folded: str
    category: str
    place: str
    state: str
    created_at: int
    training: int = 0


class ShiftLine(NamedTuple):
    id: int
    activity_id: int
    unit_id: int
    starts_at: int
    ends_at: int
    day: str
    month: str
    places: int
    state: str
    moved_at: int
    roster_at: int | None
    roster_by: int | None
    served_people: int | None = None
    handed_out: int | None = None


class SignUpLine(NamedTuple):
    id: int
    shift_id: int
    person_id: int
    state: str
    ticket: int
    at: int
    came: int | None = None
    came_minutes: int | None = None
    noted: str | None = None
    left_late: int | None = None


class ClaimLine(NamedTuple):
    id: int
    person_id: int
    unit_id: int
    day: str
    month: str
    minutes: int
    what: str
    state: str
    at: int
    decided_by: int | None
    decided_at: int | None


class EntryLine(NamedTuple):
    id: int
    person_id: int
    unit_id: int
    activity_id: int | None
    shift_id: int | None
    claim_id: int | None
    kind: str
    day: str
    month: str
    minutes: int
    change: int
    participations: int
    no_shows: int
    replaces_id: int | None
    by_id: int
    at: int


Line = (
    UnitLine
    | PersonLine
    | ProfileLine
    | RoleLine
    | ActivityLine
    | ShiftLine
    | SignUpLine
    | ClaimLine
    | EntryLine
    | EnquiryRow
    | SaidLine
    | EnquiryReaderLine
    | QualificationLine
    | TrainingLine
    | StudyLine
    | ResultLine
    | AppraisalLine
    | AppraisalSheetLine
    | ExamLine
    | ExamLevelLine
    | ExamEntryLine
    | RatingLine
    | CommendationLine
    | UnitSettingLine
    | BuddyPairLine
    | GivenHonourLine
    | QuizLine
    | QuestionLine
    | AttemptLine
    | AnswerLine
)

_TABLES: Final[dict[type[Line], str]] = {
    UnitLine: "units",
    PersonLine: "people",
    ProfileLine: "profiles",
    RoleLine: "roles",
    ActivityLine: "activities",
    ShiftLine: "shifts",
    SignUpLine: "signups",
    ClaimLine: "claims",
    EntryLine: "entries",
    EnquiryRow: "enquiries",
    SaidLine: "enquiry_lines",
    EnquiryReaderLine: "enquiry_readers",
    QualificationLine: "qualifications",
    TrainingLine: "trainings",
    StudyLine: "study_lines",
    ResultLine: "results",
    AppraisalLine: "appraisals",
    AppraisalSheetLine: "appraisal_sheets",
    ExamLine: "exams",
    ExamLevelLine: "exam_levels",
    ExamEntryLine: "exam_entries",
    RatingLine: "ratings",
    CommendationLine: "commendations",
    UnitSettingLine: "unit_settings",
    BuddyPairLine: "buddies",
    GivenHonourLine: "honours",
    QuizLine: "quizzes",
    QuestionLine: "quiz_questions",
    AttemptLine: "quiz_attempts",
    AnswerLine: "quiz_answers",
}
_INSERT: Final = {
    kind: f"INSERT INTO {table} ({', '.join(kind._fields)}) VALUES ({', '.join(f':{name}' for name in kind._fields)})"
    for kind, table in _TABLES.items()
}


_MARKED: Final = """
    INSERT INTO star_marks (person_id, stars, ladder, turn, at)
    SELECT DISTINCT person_id, CAST(NULL AS BIGINT), '', 0, 0 FROM entries
"""
"""Whoever has hours knows their stars, and is told of the next."""


async def is_empty(reader: Reader) -> bool:
    """Whether nobody and nothing is here yet but, perhaps, the top unit."""
    return await reader.one("SELECT id FROM people LIMIT 1") is None and (
        await reader.one("SELECT id FROM units WHERE parent_id IS NOT NULL LIMIT 1") is None
    )


class Filling:
    """Writes lines with numbers of their own into empty tables, in the order given."""

    def __init__(self, tx: Transaction, database: Database) -> None:
        self._tx = tx
        self._is_postgres = database.kind == "postgresql"
        self._waiting = 0

    async def begin(self) -> None:
        """Before the first line."""
        if self._is_postgres:
            # Between two hops lines are invented for as long as that takes: nobody waits for this database yet.
            await self._tx.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        else:
            await self._tx.execute(f"PRAGMA cache_size = -{_CACHE}")

    async def write(self, line: Line) -> None:
        """Add one more line, to be written with many others."""
        self._tx.later(_INSERT[type(line)], **line._asdict())
        self._waiting += 1
        if self._waiting >= _A_HOP:
            await self._flush()

    async def finish(self) -> None:
        """After the last: numbers go on from here, and PostgreSQL knows how full its tables are."""
        await self._flush()
        await self._tx.execute(_MARKED)
        await self._tx.execute(OF_EVERYBODY)
        await self._tx.execute(OF_EVERY_SHIFT)
        await self._tx.execute(OF_EVERY_UNIT)
        if not self._is_postgres:
            return
        for kind, table in _TABLES.items():
            if "id" in kind._fields:
                highest = f"SELECT COALESCE(MAX(id), 0) + 1 FROM {table}"
                await self._tx.one(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), ({highest}), false)")
            await self._tx.execute(f"ANALYZE {table}")

    async def _flush(self) -> None:
        # Any read writes what is waiting first.
        await self._tx.one("SELECT 1 AS one")
        self._waiting = 0


async def keenest(reader: Reader, most: int) -> list[int]:
    """Those who came to the most shifts, by number."""
    rows = await reader.all(
        """
        SELECT e.person_id FROM entries e JOIN people p ON p.id = e.person_id AND p.state = 'active'
        GROUP BY e.person_id ORDER BY SUM(e.participations) DESC, e.person_id LIMIT :most
        """,
        most=most,
    )
    return [row["person_id"] for row in rows]
