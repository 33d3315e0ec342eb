"""Rows of the journal: who did what."""

from datetime import datetime

from typing_extensions import override

from storage.engine.database import Transaction
from storage.engine.values import packed, seconds
from volunteering.records.journal import Journal
from volunteering.rules.journal import Did


class JournalRows(Journal):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    def note(
        self,
        kind: Did,
        *,
        by_id: int | None,
        at: datetime,
        person_id: int | None = None,
        unit_id: int | None = None,
        activity_id: int | None = None,
        shift_id: int | None = None,
        **facts: str | int | None,
    ) -> None:
        self._tx.later(
            """
            INSERT INTO journal (at, by_id, kind, person_id, unit_id, activity_id, shift_id, facts)
            VALUES (:at, :by, :kind, :person, :unit, :activity, :shift, :facts)
            """,
            at=seconds(at),
            by=by_id,
            kind=kind,
            person=person_id,
            unit=unit_id,
            activity=activity_id,
            shift=shift_id,
            facts=packed(facts),
        )
