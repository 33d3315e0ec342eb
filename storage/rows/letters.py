"""Rows of letters to units: one letter to all the people of a unit, and how far it is."""

from datetime import datetime

from typing_extensions import override

from storage.engine.database import Reader, Row, Transaction, Value, query
from storage.engine.values import seconds
from storage.rows.statements import add_row
from storage.rows.tree import UNIT, unit_in, within
from storage.rows.volunteers import REACHED
from volunteering.records.letters import UnitLetters
from volunteering.rules.letters import Course, UnitLetter
from volunteering.rules.notices.letters import Letter
from volunteering.rules.tree import Unit

# The letter's text is in its own row, once, and not in every message of it.
_OWE = """
    INSERT INTO outbox (key, person_id, kind, facts, bulk, broadcast_id, state, due_at, next_at, created_at)
    SELECT CAST(:about AS TEXT) || ':' || CAST(p.id AS TEXT), p.id, 'letter', CAST(:facts AS TEXT), 1,
        CAST(:broadcast AS BIGINT), 'owed', CAST(:at AS BIGINT), CAST(:at AS BIGINT), CAST(:at AS BIGINT)
"""

_READ = f"""
    SELECT b.id AS broadcast_id, b.by_id, b.text, b.total, b.state AS course, {UNIT}
    FROM broadcasts b JOIN units u ON u.id = b.unit_id WHERE b.id = :broadcast
"""

_COUNT = "SELECT o.state, COUNT(*) AS messages FROM outbox o WHERE o.broadcast_id = :broadcast GROUP BY o.state"


class UnitLetterRows(UnitLetters):
    __slots__ = ("_tx", "owes")

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self.owes = False  # whether anything was written that is to be delivered

    @override
    async def begin(self, unit: Unit, text: str, *, by_id: int, at: datetime) -> tuple[int, int]:
        number = await add_row(
            self._tx,
            "broadcasts",
            by_id=by_id,
            unit_id=unit.id,
            text=text,
            total=0,
            state=Course.GOING,
            at=seconds(at),
        )
        self.owes = True
        letter = Letter(from_id=by_id, unit_id=unit.id, text="")
        readers, values = _readers(unit, by_id)
        total = await self._tx.execute(
            _OWE + readers,
            about=letter.about(number),
            broadcast=number,
            facts=letter.model_dump_json(),
            at=seconds(at),
            **values,
        )
        self._tx.later("UPDATE broadcasts SET total = :total WHERE id = :broadcast", broadcast=number, total=total)
        return number, total

    @override
    async def get(self, letter_id: int) -> UnitLetter | None:
        return await unit_letter(self._tx, letter_id)

    @override
    async def stop(self, letter_id: int) -> None:
        self._tx.later(
            "UPDATE broadcasts SET state = 'stopped' WHERE id = :broadcast AND state = 'going'", broadcast=letter_id
        )
        # Now and not later: a whole city's messages take their time, and nobody's tap is to wait for them.
        await self._tx.execute(
            "UPDATE outbox SET state = 'dropped' WHERE broadcast_id = :broadcast AND state = 'owed'",
            broadcast=letter_id,
        )


async def unit_letter(reader: Reader, letter_id: int) -> UnitLetter | None:
    """The letter with how far it is."""
    [found, counts] = await reader.several(query(_READ, broadcast=letter_id), query(_COUNT, broadcast=letter_id))
    return _unit_letter_in(found[0], {row["state"]: row["messages"] for row in counts}) if found else None


async def readers_in(reader: Reader, unit: Unit, *, by_id: int) -> int:
    """How many people a letter from somebody to a unit goes to."""
    readers, values = _readers(unit, by_id)
    row = await reader.one(f"SELECT COUNT(*) AS people {readers}", **values)
    return row["people"] if row else 0


def _readers(unit: Unit, by_id: int) -> tuple[str, dict[str, Value]]:
    """Whom a letter of somebody to a unit goes to: what stands behind SELECT, with its values."""
    inside, values = within((unit,), "u")
    return (
        f"FROM units u JOIN people p ON p.home_unit_id = u.id WHERE ({inside}) AND {REACHED} AND p.id <> :by",
        {**values, "by": by_id},
    )


async def text_of(reader: Reader, letter_id: int) -> str | None:
    """What the letter says; None where it is over."""
    row = await reader.one("SELECT text FROM broadcasts WHERE id = :broadcast AND state = 'going'", broadcast=letter_id)
    return row["text"] if row else None


def done(tx: Transaction, letter_id: int) -> None:
    """Write down that everybody has it; one that was stopped stays so."""
    tx.later("UPDATE broadcasts SET state = 'done' WHERE id = :broadcast AND state = 'going'", broadcast=letter_id)


def _unit_letter_in(row: Row, messages: dict[str, int]) -> UnitLetter:
    stopped = row["course"] == Course.STOPPED
    # What a stop held back reached nobody, but was not tried either.
    missed = messages.get("failed", 0) + (0 if stopped else messages.get("dropped", 0))
    return UnitLetter(
        id=row["broadcast_id"],
        unit=unit_in(row),
        by_id=row["by_id"],
        text=row["text"],
        course=row["course"],
        total=row["total"],
        sent=messages.get("sent", 0),
        missed=missed,
        owed=messages.get("owed", 0),
    )
