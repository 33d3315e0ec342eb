"""What an older replica wrote in the seconds in which it was replaced: the ledger, and nothing that is kept beside it.

It knows of no notes, no sums of a shift and no certificates (decisions 15, 60 and 66). So whatever was written lately
is looked at once more, and put right where it is other than the ledger says.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from storage.engine.database import Reader, Row, Transaction, query
from storage.engine.readonly import locking
from storage.engine.values import seconds
from storage.rows.outdating import UNTRUE, Outdating
from storage.rows.shift_sums import OF_EVERY_SHIFT, SUMS
from storage.rows.statements import listed

_PIECE: Final = 2_000  # lines of the ledger

# The newest lines first, piece by piece: of a ledger of years only what is at its end is looked at.
_NEWEST: Final = """
    SELECT MIN(x.id) AS first, MAX(x.id) AS last, COUNT(CASE WHEN x.at > :since THEN 1 END) AS lately
    FROM (SELECT e.id, e.at FROM entries e WHERE e.id < :before ORDER BY e.id DESC LIMIT :piece) x
"""

_WRITTEN: Final = """
    SELECT DISTINCT e.person_id, e.shift_id FROM entries e WHERE e.id >= :first AND e.id <= :last AND e.at > :since
"""

_SHIFTS: Final = f"""
    SELECT shifts.id FROM shifts WHERE shifts.id IN ({{these}})
        AND (shifts.participations <> {SUMS["participations"]} OR shifts.no_shows <> {SUMS["no_shows"]})
"""

_HOLDERS: Final = f"SELECT DISTINCT f.person_id {UNTRUE} AND f.person_id IN ({{these}})"

_AT_ONCE: Final = 500  # numbers in one statement


class LatelyWritten(NamedTuple):
    """Whose ledger was written, and lines of which shifts; each by number."""

    people: Sequence[int]
    shifts: Sequence[int]


async def written_lately(reader: Reader, since: datetime) -> LatelyWritten:
    """What was written since, up to where nothing was any more."""
    people, shifts, before = set[int](), set[int](), 2**62
    while True:
        [piece] = await reader.all(_NEWEST, since=seconds(since), before=before, piece=_PIECE)
        if not piece["lately"]:
            return LatelyWritten(sorted(people), sorted(shifts))
        rows = await reader.all(_WRITTEN, first=piece["first"], last=piece["last"], since=seconds(since))
        people |= {row["person_id"] for row in rows}
        shifts |= {row["shift_id"] for row in rows if row["shift_id"] is not None}
        before = piece["first"]


async def shifts_with_other_sums(reader: Reader, shifts: Sequence[int]) -> Sequence[int]:
    """Those of them whose sums are not what their lines add up to."""
    return [row["id"] for row in await _of(reader, _SHIFTS, shifts)]


async def add_up(tx: Transaction, shift_id: int) -> None:
    """Keep with a shift what its lines add up to now; whoever adds lines adds them to that."""
    held = query("UPDATE shifts SET no_shows = no_shows WHERE id = :shift", shift=shift_id)
    await tx.several(*locking(tx, held), query("SELECT 1 AS held"))
    tx.later(f"{OF_EVERY_SHIFT} WHERE id = :shift", shift=shift_id)


async def holders_of_untrue(reader: Reader, people: Sequence[int]) -> Sequence[int]:
    """Those of them whose certificates say something else than their ledger."""
    return [row["person_id"] for row in await _of(reader, _HOLDERS, people)]


async def _of(reader: Reader, asked: str, numbers: Sequence[int]) -> list[Row]:
    found: list[Row] = []
    for first in range(0, len(numbers), _AT_ONCE):
        these, values = listed("number", numbers[first : first + _AT_ONCE])
        found += await reader.all(asked.format(these=these), **values)
    return found


async def replace_untrue(tx: Transaction, person_id: int, at: datetime) -> bool:
    """Have those of somebody replaced, and tell them. Whether there were any by now."""
    outdating = Outdating(tx)
    await outdating.given_over([person_id], at)
    return outdating.owes
