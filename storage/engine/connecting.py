"""Which of the two databases an address means."""

from pathlib import Path
from typing import Final

from storage.engine.database import Database, Observer
from storage.engine.postgres import PostgresDatabase
from storage.engine.sqlite.database import SqliteDatabase, file_of

_BESIDE: Final = ("-wal", "-shm", "-journal", "-lock")


def connect(url: str, *, observer: Observer | None = None, patience: float = 5.0) -> Database:
    """The database at `sqlite:///relative.db`, `sqlite:////absolute.db` or `postgresql://…`, not yet open.

    `patience` is how many seconds a lock or a free connection is waited for. Raises ValueError for other
    addresses.
    """
    database: Database
    if is_postgres(url):
        database = PostgresDatabase(url, patience=patience)
    else:
        database = SqliteDatabase(file_of(url), patience=patience)
    database.observer = observer
    return database


def is_postgres(url: str) -> bool:
    """Whether the address is PostgreSQL's."""
    return url.startswith(("postgresql://", "postgres://"))


def belongs_to(url: str, file: Path) -> bool:
    """Whether the file is the database at this address, or one that SQLite or we keep beside it."""
    if is_postgres(url):
        return False
    database = file_of(url).resolve()
    return file.resolve() in {database, *(database.with_name(database.name + ending) for ending in _BESIDE)}
