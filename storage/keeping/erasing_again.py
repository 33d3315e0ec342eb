"""What was erased stays erased when a backup of before is put back (decision 22)."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, inspect, text

from storage.engine.database import Row
from storage.engine.values import seconds
from storage.rows.erasing import ERASED, FORGET_PARKED, NAMES, PARKED, STATEMENTS, Erased, parked_about

_STILL_KNOWN: Final = f"{NAMES} AND registered_at = :registered AND state <> 'erased'"
_NO_PLACES: Final = """
    UPDATE signups SET state = 'left', held_until = NULL WHERE person_id = :person AND state IN ('confirmed', 'waiting')
        AND shift_id IN (SELECT id FROM shifts WHERE starts_at > :now)
"""
_WITHDRAWN_NOW: Final = """
    UPDATE certificates SET state = 'withdrawn', ended_at = :now, ended_as = 'erasure'
    WHERE person_id = :person AND state <> 'withdrawn'
"""
"""The journal of then doesn't know when they were forgotten."""


def erased_in(connection: Connection) -> frozenset[Erased]:
    """Everybody who was forgotten in a database that is about to be replaced, if it has people at all."""
    if not inspect(connection).has_table("people"):
        return frozenset()
    return frozenset(Erased(*row) for row in connection.exec_driver_sql(ERASED))


def erase_again(connection: Connection, people: Collection[Erased], now: datetime) -> int:
    """Forget those who were forgotten since a backup was made that is being restored. How many that were.

    Their places in what is still to come are free; whoever waits for one is looked at by the sweeps.
    """

    def ask(sql: str, **values: int) -> list[Row]:
        return [*connection.execute(text(sql), values).mappings()]

    count = 0
    for person, registered in people:
        for names in ask(_STILL_KNOWN, person=person, registered=registered):
            count += 1
            for number in parked_about([names], ask(PARKED)):
                connection.execute(text(FORGET_PARKED), {"update": number})
            connection.execute(text(_NO_PLACES), {"person": person, "now": seconds(now)})
            connection.execute(text(_WITHDRAWN_NOW), {"person": person, "now": seconds(now)})
            for statement in STATEMENTS:
                connection.execute(text(statement), {"person": person})
    return count
