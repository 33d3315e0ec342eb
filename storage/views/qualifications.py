"""Qualifications in lists: one's own, those that wait for a leader, somebody's; and the kinds. Each is one hop."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from storage.engine.database import Reader, Row, query
from storage.engine.pages import TOTAL, Extent, Page
from storage.rows.kinds import KIND, kind_in
from storage.rows.qualifications import IS_UP, JOINED, QUALIFICATION, qualification_in
from storage.rows.qualifications import pending_for as count_pending
from storage.rows.statements import listed
from storage.rows.tree import within
from volunteering.rules.qualifications import Qualification, QualificationKind
from volunteering.rules.tree import Rights, Unit

_RESULT: Final = "FROM results r JOIN activities a ON a.id = r.activity_id WHERE r.qualification_id = q.id"
_BY_TRAINING: Final = f"""
    (SELECT MIN(a.title) {_RESULT}) AS training, EXISTS (
        SELECT 1 FROM results r JOIN quiz_attempts t ON t.activity_id = r.activity_id AND t.person_id = r.person_id
        WHERE r.qualification_id = q.id AND t.passed = 1
    ) AS by_test
"""
"""Of a qualification `q` that came of a training: which one, and whether its test was passed."""

_ASKED: Final = f"""
    SELECT {QUALIFICATION}, p.name AS person_name, h.id AS home_id, h.name AS home_name, h.path AS home_path,
        b.name AS by_name, {_BY_TRAINING}, {TOTAL}
    FROM qualifications q {JOINED} JOIN people p ON p.id = q.person_id JOIN units h ON h.id = p.home_unit_id
        LEFT JOIN people b ON b.id = q.decided_by
"""


@dataclass(frozen=True, slots=True)
class ByTraining:
    """The training that gave it without anybody's word: by its test, or by its roster."""

    title: str
    by_test: bool


@dataclass(frozen=True, slots=True)
class AskedQualification:
    """One, whose it is, of which team, and who or what has decided on it."""

    qualification: Qualification
    name: str
    team: Unit  # that they are at home in
    by_name: str  # empty while nobody has, and where a training has
    by_training: ByTraining | None = None


@dataclass(frozen=True, slots=True)
class QualificationPage:
    """A page of them."""

    asked: Sequence[AskedQualification]
    extent: Extent


@dataclass(frozen=True, slots=True)
class MyQualifications:
    """One's own, and how many of others wait where one leads."""

    mine: QualificationPage
    to_verify: int


@dataclass(frozen=True, slots=True)
class KindPage:
    """A page of kinds."""

    kinds: Sequence[QualificationKind]
    extent: Extent


async def my_qualifications(reader: Reader, person_id: int, rights: Rights, page: Page) -> MyQualifications:
    """What somebody has or has sent: what waits or needs them first, then what ends soonest."""
    asked = [query(_of_person(), person=person_id, **page.values)]
    if rights.is_leader:
        asked.append(count_pending(person_id, rights))
    rows, *counted = await reader.several(*asked)
    waiting = counted[0][0]["qualifications"] if counted else 0
    return MyQualifications(_page_of(rows, page), waiting)


async def qualifications_of(reader: Reader, person_id: int, page: Page) -> QualificationPage:
    """The same of somebody else."""
    return _page_of(await reader.all(_of_person(), person=person_id, **page.values), page)


def _of_person() -> str:
    return f"""
        {_ASKED} WHERE q.person_id = :person AND {IS_UP}
        ORDER BY CASE q.state WHEN 'verified' THEN 1 ELSE 0 END, COALESCE(q.expires_on, '9999'), q.id
        LIMIT :limit OFFSET :skipped
    """


async def to_verify(reader: Reader, person_id: int, rights: Rights, page: Page) -> QualificationPage:
    """What waits where somebody leads, but for their own; the oldest first."""
    led, values = within(rights.led, "h")
    rows = await reader.all(
        f"""
        {_ASKED} WHERE q.state = 'pending' AND q.person_id <> :person AND ({led})
        ORDER BY q.at, q.id LIMIT :limit OFFSET :skipped
        """,
        person=person_id,
        **values,
        **page.values,
    )
    return _page_of(rows, page)


async def qualification_asked(reader: Reader, qualification_id: int) -> AskedQualification | None:
    """One of them; None where there is none with that number."""
    row = await reader.one(f"{_ASKED} WHERE q.id = :qualification", qualification=qualification_id)
    return _asked_in(row) if row else None


async def kinds_seen(reader: Reader, rights: Rights, page: Page) -> KindPage:
    """The kinds of the units that somebody administers and of those below, and those that they have from above."""
    below, values = within(rights.administered, "u")
    numbers, above = listed("above", {unit_id for unit in rights.administered for unit_id in unit.ids})
    rows = await reader.all(
        f"""
        SELECT {KIND}, {TOTAL} FROM qualification_kinds k JOIN units u ON u.id = k.unit_id
        WHERE ({below}) OR u.id IN ({numbers})
        ORDER BY CASE k.state WHEN 'kept' THEN 0 ELSE 1 END, u.depth, u.name, k.id LIMIT :limit OFFSET :skipped
        """,
        **values,
        **above,
        **page.values,
    )
    return KindPage([kind_in(row) for row in rows], page.extent(rows))


def _page_of(rows: Sequence[Row], page: Page) -> QualificationPage:
    return QualificationPage([_asked_in(row) for row in rows], page.extent(rows))


def _asked_in(row: Row) -> AskedQualification:
    team = Unit(id=row["home_id"], name=row["home_name"], path=row["home_path"])
    one = qualification_in(row)
    by_itself = one.decided_by is None and row["training"] is not None
    by = ByTraining(row["training"], bool(row["by_test"])) if by_itself else None
    return AskedQualification(one, row["person_name"], team, row["by_name"] or "", by)
