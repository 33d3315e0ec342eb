"""What an older replica wrote in the seconds in which it was replaced: the ledger, and nothing that is kept beside it.

It knows of no notes, no sums of a shift and no certificates (decisions 15, 60 and 66). So whatever was written lately
is looked at once more, and put right where it is other than the ledger says.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from storage.engine.database import Reader, Transaction, query
from storage.engine.readonly import locking
from storage.engine.values import seconds
from storage.rows.outdating import UNTRUE, Outdating
from storage.rows.shift_sums import OF_EVERY_SHIFT, SUMS

# In no order: asked for one by person, SQLite goes through the whole ledger by its index, which takes 17 times as long.
_PEOPLE: Final = "SELECT e.person_id FROM entries e WHERE e.at > :since"

_SHIFTS: Final = f"""
    SELECT shifts.id FROM shifts
    WHERE shifts.id IN (SELECT e.shift_id FROM entries e WHERE e.at > :since AND e.shift_id IS NOT NULL)
        AND (shifts.participations <> {SUMS["participations"]} OR shifts.no_shows <> {SUMS["no_shows"]})
    ORDER BY shifts.id
"""

_HOLDERS: Final = f"""
    SELECT DISTINCT f.person_id {UNTRUE} AND f.person_id IN (SELECT e.person_id FROM entries e WHERE e.at > :since)
    ORDER BY f.person_id
"""


async def written_lately(reader: Reader, since: datetime) -> Sequence[int]:
    """Whose ledger was written since, by number."""
    return sorted({row["person_id"] for row in await reader.all(_PEOPLE, since=seconds(since))})


async def shifts_with_other_sums(reader: Reader, since: datetime) -> Sequence[int]:
    """The shifts written since whose sums are not what their lines add up to, by number."""
    return [row["id"] for row in await reader.all(_SHIFTS, since=seconds(since))]


async def add_up(tx: Transaction, shift_id: int) -> None:
    """Keep with a shift what its lines add up to now; whoever adds lines adds them to that."""
    held = query("UPDATE shifts SET no_shows = no_shows WHERE id = :shift", shift=shift_id)
    await tx.several(*locking(tx, held), query("SELECT 1 AS held"))
    tx.later(f"{OF_EVERY_SHIFT} WHERE id = :shift", shift=shift_id)


async def holders_of_untrue(reader: Reader, since: datetime) -> Sequence[int]:
    """Whose certificates say something else than their ledger, which was written since; by number."""
    return [row["person_id"] for row in await reader.all(_HOLDERS, since=seconds(since))]


async def replace_untrue(tx: Transaction, person_id: int, at: datetime) -> bool:
    """Have those of somebody replaced, and tell them. Whether there were any by now."""
    outdating = Outdating(tx)
    await outdating.given_over([person_id], at)
    return outdating.owes
