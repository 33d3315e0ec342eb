"""Rows of the kinds of qualification that units keep, each for itself and everything below."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from typing_extensions import override

from storage.engine.database import Query, Row, Transaction, query
from storage.engine.readonly import locking
from storage.rows.first_kinds import packed_levels
from storage.rows.statements import add_row, listed
from storage.rows.tree import UNIT
from volunteering.records.qualifications import QualificationKinds
from volunteering.rules.qualifications import INDUCTION, KindState, QualificationKind, StudyRule
from volunteering.rules.tree import Unit

KIND: Final = (
    "k.id AS kind_id, k.code AS kind_code, k.name AS kind_name, k.levels AS kind_levels, k.months AS kind_months, "
    "k.needs_evidence, k.state AS kind_state, k.study_minutes, k.study_months, " + UNIT
)
"""The columns of a kind `k` and the unit `u` that keeps it, for `kind_in`."""

INDUCTION_IS_GIVEN: Final = f"""EXISTS (
    SELECT 1 FROM qualification_kinds gives
    WHERE gives.unit_id = (SELECT top.id FROM units top WHERE top.parent_id IS NULL)
        AND gives.code = '{INDUCTION}' AND gives.state = '{KindState.KEPT}'
)"""
"""Whether there is an induction to be had at all: it is of the first set, which the top unit keeps."""


def kinds_for(unit: Unit) -> Query:
    """The kinds for a unit: its own and those above, for `kind_in`."""
    units, numbers = listed("unit", unit.ids)
    return query(
        f"""
        SELECT {KIND} FROM qualification_kinds k JOIN units u ON u.id = k.unit_id
        WHERE k.state = 'kept' AND k.unit_id IN ({units}) ORDER BY u.depth, k.id
        """,
        **numbers,
    )


class KindRow(NamedTuple):
    """The columns `KIND` of a kind, as its row has them."""

    number: int
    code: str
    name: str
    levels: str
    months: int
    needs_evidence: int
    state: str
    study_minutes: int
    study_months: int
    unit_id: int
    unit_name: str
    unit_path: str


def kind_row_in(row: Row) -> KindRow:
    """What a row says that has the columns `KIND`, before it is made a kind."""
    return KindRow(
        row["kind_id"],
        row["kind_code"],
        row["kind_name"],
        row["kind_levels"],
        row["kind_months"],
        row["needs_evidence"],
        row["kind_state"],
        row["study_minutes"],
        row["study_months"],
        row["unit_id"],
        row["unit_name"],
        row["unit_path"],
    )


# There are few of them, and what people have and what roles ask for names them again and again.
@lru_cache(maxsize=512)
def kind_of(row: KindRow) -> QualificationKind:
    """The kind that it is."""
    return QualificationKind(
        id=row.number,
        unit=Unit(id=row.unit_id, name=row.unit_name, path=row.unit_path),
        code=row.code,
        name=row.name,
        levels=tuple(row.levels.splitlines()),
        months=row.months,
        needs_evidence=bool(row.needs_evidence),
        state=KindState(row.state),
        study=StudyRule(minutes=row.study_minutes, months=row.study_months) if row.study_minutes else None,
    )


def kind_in(row: Row) -> QualificationKind:
    """The kind of a row that has the columns `KIND`."""
    return kind_of(kind_row_in(row))


class KindRows(QualificationKinds):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    async def get(self, kind_id: int) -> QualificationKind | None:
        lock = query("UPDATE qualification_kinds SET state = state WHERE id = :kind", kind=kind_id)
        read = query(
            f"SELECT {KIND} FROM qualification_kinds k JOIN units u ON u.id = k.unit_id WHERE k.id = :kind",
            kind=kind_id,
        )
        [*_, rows] = await self._tx.several(*locking(self._tx, lock), read)
        return kind_in(rows[0]) if rows else None

    @override
    async def all_for(self, unit: Unit) -> tuple[QualificationKind, ...]:
        [rows] = await self._tx.several(kinds_for(unit))
        return tuple(kind_in(row) for row in rows)

    @override
    async def add(
        self,
        unit: Unit,
        *,
        name: str,
        levels: Collection[str],
        months: int,
        needs_evidence: bool,
        study: StudyRule | None = None,
    ) -> int:
        return await add_row(
            self._tx,
            "qualification_kinds",
            unit_id=unit.id,
            name=name,
            levels=packed_levels(levels),
            months=months,
            needs_evidence=int(needs_evidence),
            state=KindState.KEPT,
            study_minutes=study.minutes if study else 0,
            study_months=study.months if study else 0,
        )

    @override
    def change(self, kind: QualificationKind) -> None:
        self._tx.later(
            """
            UPDATE qualification_kinds SET name = :name, levels = :levels, months = :months, needs_evidence = :evidence,
                study_minutes = :study_minutes, study_months = :study_months
            WHERE id = :kind
            """,
            kind=kind.id,
            name=kind.name,
            levels=packed_levels(kind.levels),
            months=kind.months,
            evidence=int(kind.needs_evidence),
            study_minutes=kind.study.minutes if kind.study else 0,
            study_months=kind.study.months if kind.study else 0,
        )

    @override
    def rerank(self, kind_id: int, ranks: Mapping[int, int]) -> None:
        # What was replaced at a level that is gone can't be put back.
        kept = ", ".join(str(int(rank)) for rank in ranks)
        gone = f"level NOT IN ({kept})" if kept else "1 = 1"
        self._tx.later(f"UPDATE qualifications SET renewal_id = NULL WHERE kind_id = :kind AND {gone}", kind=kind_id)
        moved = {rank: to for rank, to in ranks.items() if rank != to}
        if not moved:
            return
        cases = " ".join(f"WHEN {int(rank)} THEN {int(to)}" for rank, to in moved.items())
        # Trainings first: whoever is just settling a result has locked one, and what that gives is there by then.
        for table in ("trainings", "qualifications", "role_kinds"):
            self._tx.later(
                f"UPDATE {table} SET level = CASE level {cases} ELSE level END WHERE kind_id = :kind", kind=kind_id
            )
        of_kind = "exam_id IN (SELECT e.id FROM exams e WHERE e.kind_id = :kind)"
        self._tx.later(
            f"UPDATE exam_levels SET level = CASE level {cases} ELSE level END WHERE {of_kind}", kind=kind_id
        )

    @override
    def set_state(self, kind_id: int, state: KindState) -> None:
        self._tx.later("UPDATE qualification_kinds SET state = :state WHERE id = :kind", kind=kind_id, state=state)

    @override
    async def ranks_in_use(self, kind_id: int) -> frozenset[int]:
        rows = await self._tx.all(
            """
            SELECT level FROM qualifications WHERE kind_id = :kind AND state IN ('pending', 'verified')
            UNION SELECT l.level FROM exam_levels l JOIN exams e ON e.id = l.exam_id WHERE e.kind_id = :kind
            UNION SELECT t.level FROM trainings t JOIN activities a ON a.id = t.activity_id
            WHERE t.kind_id = :kind AND a.state = 'open'
            """,
            kind=kind_id,
        )
        return frozenset(row["level"] for row in rows)
