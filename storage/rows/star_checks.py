"""Whose stars are to be looked at: whoever's ledger was written (docs/rules.md: Stars and honours; decision 59).

Every statement that adds to the ledger or changes whose a line is notes it here, in its own transaction. Rows are only
added and taken away, and nobody waits for another's.
"""

from typing import Final

from storage.engine.database import Transaction

NOTE: Final = "INSERT INTO star_checks (person_id) VALUES (:person)"


def note_written(tx: Transaction, *people: int) -> None:
    """Their ledger is written: have their stars looked at. Written with the commit."""
    for person_id in dict.fromkeys(people):
        tx.later(NOTE, person=person_id)
