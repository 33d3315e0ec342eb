"""What it means when PostgreSQL or asyncpg says that something is wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from storage.engine.faults import (
    Conflict,
    Damaged,
    DatabaseFault,
    DiskFull,
    Duplicate,
    LockedOut,
    NotMigrated,
    Unavailable,
)

_SILENCE: Final = "The server doesn't answer"
_HELD: Final = "Somebody has it to themselves, as who restores or migrates has: try again when that is over"
FAULTS: Final = (
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.PostgresError,
    OSError,
    TimeoutError,
)
_KINDS: Final[tuple[tuple[type[DatabaseFault], tuple[type[Exception], ...]], ...]] = (
    (Duplicate, (asyncpg.UniqueViolationError,)),
    (NotMigrated, (asyncpg.UndefinedTableError, asyncpg.UndefinedColumnError)),
    (
        Conflict,
        (
            asyncpg.DeadlockDetectedError,
            # What it is of was taken away meanwhile: a unit.
            asyncpg.ForeignKeyViolationError,
            asyncpg.LockNotAvailableError,
            asyncpg.SerializationError,
            # A migration went by after a statement was prepared; prepared anew, it works.
            asyncpg.InvalidCachedStatementError,
            asyncpg.OutdatedSchemaCacheError,
        ),
    ),
    (DiskFull, (asyncpg.DiskFullError,)),
    (LockedOut, (asyncpg.InvalidAuthorizationSpecificationError,)),  # of a wrong password, too
    (Damaged, (asyncpg.DataCorruptedError, asyncpg.IndexCorruptedError)),
    (
        Unavailable,
        (
            asyncpg.IdleInTransactionSessionTimeoutError,
            asyncpg.InsufficientPrivilegeError,  # an operator's to give, as the rights of SQLite's file are
            asyncpg.InsufficientResourcesError,  # too many connections, out of memory
            asyncpg.OperatorInterventionError,  # shutting down, starting up, cancelled
            asyncpg.PostgresConnectionError,
            asyncpg.PostgresSystemError,
            asyncpg.ReadOnlySQLTransactionError,  # a standby that isn't the primary yet
            OSError,
            TimeoutError,
        ),
    ),
)


@contextmanager
def reaching(silence: str = _SILENCE) -> Iterator[None]:
    """Whatever keeps one from connecting is `Unavailable`, or a kind of it.

    `silence` says it where the driver has no words.
    """
    try:
        yield
    except FAULTS as fault:
        kind = _kind_of(fault) or Unavailable
        raise (kind if issubclass(kind, Unavailable) else Unavailable)(str(fault) or silence) from fault


def is_gone(connection: "PoolConnectionProxy[asyncpg.Record]") -> bool:
    try:
        return connection.is_closed()
    except asyncpg.InterfaceError:
        return True  # and the pool has noticed: nobody may even ask


@contextmanager
def translated(connection: "PoolConnectionProxy[asyncpg.Record]") -> Iterator[None]:
    try:
        yield
    except FAULTS as fault:
        if isinstance(fault, asyncpg.PostgresError):
            fault.detail = None  # it quotes the row, names and phone numbers too, and would end in the log
        kind = _kind_of(fault)
        if kind is None and is_gone(connection):
            kind = Unavailable
        if kind is None:
            raise
        raise kind(_words(fault) or _SILENCE) from fault


def _words(fault: Exception) -> str:
    said = str(fault)
    return f"{_HELD}: {said}" if isinstance(fault, asyncpg.LockNotAvailableError) else said


def _kind_of(fault: Exception) -> type[DatabaseFault] | None:
    return next((kind for kind, faults in _KINDS if isinstance(fault, faults)), None)
