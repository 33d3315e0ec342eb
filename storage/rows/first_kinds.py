"""The kinds of qualification that a new organisation begins with (docs/rules.md: Qualifications)."""

from collections.abc import Iterable

from storage.engine.database import Transaction
from volunteering.rules.qualifications import FIRST_SET, KindState


def packed_levels(levels: Iterable[str]) -> str:
    """Levels for a row, one a line: no name has a line break."""
    return "\n".join(levels)


def give_first_set(tx: Transaction, unit_id: int) -> None:
    """Let the unit keep the first set. Written with the commit."""
    for kind in FIRST_SET:
        tx.later(
            """
            INSERT INTO qualification_kinds (unit_id, code, levels, months, needs_evidence, state)
            VALUES (:unit, :code, :levels, :months, :evidence, :kept)
            """,
            unit=unit_id,
            code=kind.code,
            levels=packed_levels(kind.levels),
            months=kind.months,
            evidence=int(kind.needs_evidence),
            kept=KindState.KEPT,
        )
