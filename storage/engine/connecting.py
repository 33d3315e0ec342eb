"""Which of the two databases an address means."""

from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from storage.engine.database import Database, Observer
from storage.engine.postgres import PostgresDatabase
from storage.engine.sqlite.database import SqliteDatabase, file_of
from storage.engine.way_in import WayIn

_BESIDE: Final = ("-wal", "-shm", "-journal", "-lock")


def connect(
    url: str,
    *,
    observer: Observer | None = None,
    patience: float = 5.0,
    address: Callable[[], str] | None = None,
) -> Database:
    """The database at `sqlite:///relative.db`, `sqlite:////absolute.db` or `postgresql://…`, not yet open.

    `patience` is how many seconds a lock or a free connection is waited for. `address` gives a server's address with
    the password as it stands now, where that may change. Raises ValueError for other addresses.
    """
    database: Database
    if is_postgres(url):
        database = PostgresDatabase(WayIn(url, address), patience=patience)
    else:
        database = SqliteDatabase(file_of(url), patience=patience)
    database.observer = observer
    return database


def is_postgres(url: str) -> bool:
    """Whether the address is PostgreSQL's."""
    return url.startswith(("postgresql://", "postgres://"))


def spoken(url: str) -> str:
    """The database as it may be said to anybody: a file from the root on, or the server and its database's name."""
    if not is_postgres(url):
        return str(file_of(url).absolute())
    parts = urlsplit(url)
    told = dict(parse_qsl(parts.query))
    servers = parts.netloc.rpartition("@")[2] or told.get("host", "this machine")
    name = parts.path.removeprefix("/") or told.get("dbname") or told.get("database") or "the user's own"
    return f"{name} on PostgreSQL at {servers}"


def files_of(url: str) -> tuple[Path, ...]:
    """The file of the database at this address, and those that SQLite or we keep beside it; none for PostgreSQL."""
    if is_postgres(url):
        return ()
    file = file_of(url).resolve()
    return (file, *(file.with_name(file.name + ending) for ending in _BESIDE))


def belongs_to(url: str, file: Path) -> bool:
    """Whether the file is the database at this address, or one that SQLite or we keep beside it."""
    return file.resolve() in files_of(url)
