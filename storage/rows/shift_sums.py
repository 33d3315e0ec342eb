"""How many came to each shift and how many were missed, kept with the shift: what its lines of the ledger add up to.

Decision 66. Lines go from one person to another when records are merged, and never from one shift to another: so only
whoever adds lines changes these sums, in the same transaction.
"""

from collections import Counter
from typing import Final

from storage.engine.database import Transaction
from storage.rows.turnouts import TurnoutSums
from volunteering.rules.hours import Entry

SUMS: Final = {
    column: f"(SELECT CAST(COALESCE(SUM(e.{column}), 0) AS BIGINT) FROM entries e WHERE e.shift_id = shifts.id)"
    for column in ("participations", "no_shows")
}
"""What the lines of a row of `shifts` add up to, by column."""

OF_EVERY_SHIFT: Final = f"UPDATE shifts SET {', '.join(f'{column} = {adds_up}' for column, adds_up in SUMS.items())}"
"""Keeps what the ledger says, where it was filled otherwise."""


class ShiftSums:
    """Adds up what lines add, and writes it with the commit, once a shift; and what they add to its kind."""

    __slots__ = ("_came", "_missed", "_turnouts", "_tx")

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._turnouts = TurnoutSums(tx)
        self._came: Counter[int] = Counter()
        self._missed: Counter[int] = Counter()

    def note(self, entry: Entry) -> None:
        """A line is written."""
        if entry.shift_id is None or not (entry.participations or entry.no_shows):
            return
        self._turnouts.note(entry)
        if not self._came:
            self._tx.before_commit(self._write)
        self._came[entry.shift_id] += entry.participations
        self._missed[entry.shift_id] += entry.no_shows

    async def _write(self) -> None:
        came, self._came = self._came, Counter()
        missed, self._missed = self._missed, Counter()
        for shift_id in sorted(came):
            self._tx.later(
                """
                UPDATE shifts SET participations = participations + :came, no_shows = no_shows + :missed
                WHERE id = :shift
                """,
                shift=shift_id,
                came=came[shift_id],
                missed=missed[shift_id],
            )
