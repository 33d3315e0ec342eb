"""How far lists have come that are to be imported: whose they are, and who is at them.

A list is put down row by row where nobody sees it, then decided on in one stroke; from there on whoever comes by puts
the rest of it into the tables (decision 49).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from storage.engine.database import Reader, Transaction
from storage.engine.values import instant, packed, seconds
from storage.rows.statements import add_row
from volunteering.rules.importing.asking import Row
from volunteering.rules.importing.progress import Progress
from volunteering.rules.importing.sending import ListSentBefore
from volunteering.rules.volunteers import Language

LEFT_ALONE: Final = timedelta(seconds=30)
"""After so long without a sign nobody is at it any more."""


_AT_ONCE: Final = 200  # rows


@dataclass(frozen=True, slots=True)
class ImportUnderWay:
    """A list that was decided on, or is being put down."""

    id: int
    by_id: int | None
    state: Progress
    total: int  # rows
    at: datetime  # of the last sign


async def begin(
    tx: Transaction,
    *,
    by_id: int | None,
    unit_id: int,
    name: str,
    language: Language,
    total: int,
    now: datetime,
    sent: ListSentBefore | None = None,
) -> int:
    """A list that is to be put down; its people read that language until they say another. Gives its number."""
    before = {"sent": sent.list_id, "trial": sent.trial.model_dump()} if sent else {}
    return await add_row(
        tx,
        "imports",
        by_id=by_id,
        unit_id=unit_id,
        state=Progress.STAGING,
        name=name,
        facts=packed({"language": language, **before}),
        total=total,
        at=seconds(now),
    )


async def put_down(tx: Transaction, import_id: int, first: int, rows: Sequence[Row], now: datetime) -> bool:
    """Put these rows down, `first` the number of the first one. Whether they could be: not of one that was cleared."""
    sign = "UPDATE imports SET at = :at WHERE id = :of AND state = 'staging'"
    if not await tx.execute(sign, of=import_id, at=seconds(now)):
        return False
    for ordinal, row in enumerate(rows, first):
        tx.later(
            "INSERT INTO import_rows (import_id, ordinal, phone, facts) VALUES (:of, :ordinal, :phone, :facts)",
            of=import_id,
            ordinal=ordinal,
            phone=getattr(row, "phone", None),
            facts=row.model_dump_json(exclude_defaults=True),
        )
    return True


async def decide(tx: Transaction, import_id: int, now: datetime) -> bool:
    """From now on all of it is going to be there. Whether it could be decided: not where it was cleared away."""
    decided = await tx.execute(
        "UPDATE imports SET state = 'applying', at = :at WHERE id = :of AND state = 'staging'",
        of=import_id,
        at=seconds(now),
    )
    return decided == 1


async def under_way(reader: Reader) -> tuple[ImportUnderWay, ...]:
    """The lists that are being put down, or that were decided on and are not in the tables yet, the oldest first."""
    rows = await reader.all(
        "SELECT id, by_id, state, total, at FROM imports WHERE state IN ('staging', 'cleared', 'applying') ORDER BY id"
    )
    return tuple(
        ImportUnderWay(row["id"], row["by_id"], Progress(row["state"]), row["total"], instant(row["at"]))
        for row in rows
    )


async def left_alone(reader: Reader, now: datetime) -> tuple[ImportUnderWay, ...]:
    """Those of them that nobody is at any more."""
    return tuple(one for one in await under_way(reader) if not now - LEFT_ALONE < one.at <= now + LEFT_ALONE)


async def clear_away(tx: Transaction, import_id: int) -> bool:
    """Take away some rows of a list that was not decided on, and then the list. Whether all of it is gone."""
    # Whoever was only slow can't decide on it any more.
    cleared = "UPDATE imports SET state = 'cleared' WHERE id = :of AND state IN ('staging', 'cleared')"
    if not await tx.execute(cleared, of=import_id):
        return True
    gone = await tx.execute(
        """
        DELETE FROM import_rows WHERE import_id = :of AND ordinal IN (
            SELECT r.ordinal FROM import_rows r WHERE r.import_id = :of ORDER BY r.ordinal LIMIT :most
        )
        """,
        of=import_id,
        most=_AT_ONCE,
    )
    if gone == _AT_ONCE:
        return False
    await tx.execute("DELETE FROM imports WHERE id = :of", of=import_id)
    return True
