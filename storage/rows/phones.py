"""Holding phone numbers: of a number of whom nobody is known there is no row that could be locked."""

from collections.abc import Iterable
from typing import Final

from storage.engine.database import Query, Transaction, query
from storage.engine.readonly import locking

_HOLD: Final = "SELECT pg_advisory_xact_lock(2009, hashtext(CAST(:phone AS TEXT)))"


def lock_phones(tx: Transaction, phones: Iterable[str]) -> tuple[Query, ...]:
    """Nobody else comes or is brought along with these numbers before the commit.

    In one order, so that nobody waits in a circle.
    """
    return locking(tx, *(query(_HOLD, phone=phone) for phone in sorted(set(phones))))
