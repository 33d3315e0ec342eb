"""A backup put back, into either database: all of it or nothing, and at the revision this program knows.

Alembic and SQLAlchemy come with it, as with `storage.engine.upgrading`: only whoever restores imports it.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import islice
from typing import Any, Final

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage.engine.connecting import is_postgres
from storage.engine.faults import DatabaseFault
from storage.engine.revisions import head, revisions
from storage.engine.sqlite.database import file_of
from storage.engine.upgrading import run
from storage.keeping.asked_again import ask_again, asked_in
from storage.keeping.backup import Archive, BackupFault, Copied, Manifest, Progress
from storage.keeping.carded_again import cards_held_in, hold_again
from storage.keeping.certified_again import certified_in, certify_again
from storage.keeping.erasing_again import erase_again, erased_in
from storage.keeping.numbered_again import number_again, numbered_in
from storage.keeping.read_again import addresses_in, lead_on
from storage.keeping.snapshots import VERSIONS, snapshot
from storage.keeping.soundness import Column, Rules
from storage.process.duty import HAVE_ALONE, IS_SERVED
from storage.process.holding import FileHeld, held, is_held
from storage.process.playing import UNMARK
from storage.rows.erasing import Erased

_AT_ONCE: Final = 2_000  # rows

# Rows come in any order, and units move below newer ones: what points where is looked at when all are there.
_FOREIGN_KEYS: Final = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
"""
_SEQUENCES: Final = """
    SELECT table_name, column_name, pg_get_serial_sequence(table_name, column_name)
    FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES'
"""
# Elsewhere SQLite goes on from the highest number that is there.
_NEVER_AGAIN: Final = """
    SELECT name, 'id', NULL FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'
"""

# Where a row that is gone is remembered by its number, no other gets it.
_REMEMBERED: Final = {"units": ("SELECT MAX(unit_id) FROM gone_units",)}


async def has_people(url: str) -> bool:
    """Whether somebody is in the database at this address. Raises `Unavailable`."""
    if not is_postgres(url) and not file_of(url).is_file():
        return False
    async with snapshot(url) as moment:
        names = {table.name for table in await moment.tables()}
        return "people" in names and await moment.count("people") > 0


async def is_in_use(url: str) -> bool:
    """Whether a server runs on the database, or somebody else has it open. Raises `Unavailable`."""
    if not is_postgres(url):
        # Asked in this order: what the second does would harm a server that has lost its locks.
        return file_of(url).is_file() and (is_held(url) or _is_open_elsewhere(url))
    async with snapshot(url) as moment:
        [[servers]] = await moment.all(IS_SERVED)
        return bool(servers)


def _is_open_elsewhere(url: str) -> bool:
    connection = sqlite3.connect(file_of(url), timeout=0, isolation_level=None)
    try:
        # Only who is alone with a file may take its write-ahead log away; opened again, it gets one again.
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.OperationalError:
        return True
    except sqlite3.DatabaseError as fault:
        raise DatabaseFault(f"{file_of(url)} can't be read: {fault}. Move it away to restore into a new one") from fault
    finally:
        connection.close()
    return False


def check_version(manifest: Manifest) -> None:
    """Raise BackupFault for a backup whose tables this program doesn't know."""
    if manifest.revision > head():
        raise BackupFault(
            f"the backup was made by a newer Yigong (its tables are at {manifest.revision}, this one knows {head()})"
        )
    if manifest.revision not in revisions():
        raise BackupFault(f"the backup is damaged: no Yigong has tables at {manifest.revision}")


async def restore(
    url: str,
    archive: Archive,
    progress: Progress,
    *,
    gone: Collection[Erased] = (),
    now: datetime | None = None,
) -> int:
    """Replace everything in the database at this address by what is in the backup.

    Its tables are made as they were then, filled, and brought up to date, in one transaction. Nobody can begin to serve
    it meanwhile. Those who are `gone`, erased since, or whom the database that is replaced knows as erased, are erased
    again, as of `now`; how many that were. What was certified by then is known, and what has ended is not valid again;
    cards of honour handed over count what they counted; numbers of exams stay whose they are, calendars are read where
    they were. Of what people were asked by then nobody was silent, where anything can have been answered since.

    Raises BackupFault and DatabaseFault, `FileHeld` among them; the database is then as it was before.
    """
    manifest = archive.manifest
    check_version(manifest)
    again = 0

    def replace(config: Config) -> None:
        nonlocal again
        connection: Connection = config.attributes["connection"]
        _have_alone(connection)
        if not _is_server(connection):
            connection.exec_driver_sql(UNMARK)  # whatever made the file: what is in it now is somebody's
        everybody_gone, certified = {*gone, *erased_in(connection)}, certified_in(connection, _numbers_in(archive))
        cards, numbered = cards_held_in(connection), numbered_in(connection)
        asked, addresses = asked_in(connection), addresses_in(connection)
        command.downgrade(config, "base")
        command.upgrade(config, manifest.revision)
        rules = _rules(connection, manifest)
        with _pointing_nowhere_yet(connection):
            done = 0
            for table in manifest.tables:
                with closing(archive.lines(table)) as lines:
                    for batch in _batches(_sound(lines, table, rules[table.name])):
                        _insert(connection, table, batch)
                        progress(done := done + len(batch), manifest.rows)
        _continue_numbers(connection, manifest)
        command.upgrade(config, "head")
        as_of = now or manifest.made_at
        certify_again(connection, certified, as_of)
        hold_again(connection, cards)
        number_again(connection, numbered)
        lead_on(connection, addresses)
        if as_of > manifest.made_at:
            ask_again(connection, asked, as_of)
        again = erase_again(connection, everybody_gone, as_of)

    try:
        with held(url):
            await run(url, replace)
    except CommandError as fault:
        raise BackupFault(f"the tables there are not this Yigong's, an empty database will do: {fault}") from fault
    except DBAPIError as fault:
        raise BackupFault(f"the database doesn't take the backup: {type(fault.orig).__name__}") from fault
    return again


def _numbers_in(archive: Archive) -> frozenset[str]:
    """Those of the certificates that the backup has."""
    for table in archive.manifest.tables:
        if table.name == "certificates" and "number" in table.columns:
            at = table.columns.index("number")
            with closing(archive.lines(table)) as lines:
                return frozenset(str(row[at]) for row in lines if isinstance(row, list) and len(row) > at)
    return frozenset()


def _have_alone(connection: Connection) -> None:
    """Nobody begins to serve it until this transaction has ended; an SQLite file is held already."""
    if _is_server(connection) and not connection.exec_driver_sql(HAVE_ALONE).scalar():
        raise FileHeld("A server is running on this database")


def _rules(connection: Connection, manifest: Manifest) -> dict[str, Rules]:
    """What the rows of each table have to be. Raises BackupFault where it has other tables or columns than ours.

    After this the names in it are those of the database, and may stand in SQL.
    """
    ours = sa.inspect(connection)
    names = sorted(set(ours.get_table_names()) - {VERSIONS})
    if sorted(table.name for table in manifest.tables) != names:
        raise BackupFault(f"the backup is damaged: it has other tables than a Yigong at {manifest.revision}")
    rules = {}
    for table in manifest.tables:
        found = {column["name"]: column for column in ours.get_columns(table.name)}
        if sorted(table.columns) != sorted(found):
            raise BackupFault(f"the backup is damaged: {table.name} has other columns than that of a Yigong then")
        columns = [
            Column(name, isinstance(found[name]["type"], sa.Integer), found[name]["nullable"]) for name in table.columns
        ]
        rules[table.name] = Rules(table.name, columns)
    return rules


def _sound(lines: Iterable[Any], table: Copied, rules: Rules) -> Iterator[list[Any]]:
    for number, row in enumerate(lines, 1):
        if complaint := rules.complaint(row):
            raise BackupFault(f"the backup is damaged: {table.name}, line {number}, {complaint}")
        yield row


def _insert(connection: Connection, table: Copied, rows: list[tuple[Any, ...]]) -> None:
    is_server = _is_server(connection)
    values = ", ".join(f"${number}" if is_server else "?" for number, _ in enumerate(table.columns, 1))
    statement = f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({values})"
    with _accepted(f"two rows of {table.name} are the same, or break another rule of its"):
        connection.exec_driver_sql(statement, rows)


def _is_server(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"


def _batches(lines: Iterable[list[Any]]) -> Iterator[list[tuple[Any, ...]]]:
    rows = map(tuple, lines)
    while batch := list(islice(rows, _AT_ONCE)):
        yield batch


@contextmanager
def _pointing_nowhere_yet(connection: Connection) -> Iterator[None]:
    """Let rows come in any order; at the end every one must point to one that is there."""
    if not _is_server(connection):
        yield
        if lost := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise BackupFault(f"the backup is damaged: a row of {lost[0]} points to none of {lost[2]}")
        return
    keys = connection.exec_driver_sql(_FOREIGN_KEYS).all()
    for table, name, _ in keys:
        connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    yield
    for table, name, definition in keys:
        with _accepted(f"a row of {table} points to none"):
            connection.exec_driver_sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


@contextmanager
def _accepted(otherwise: str) -> Iterator[None]:
    try:
        yield
    except IntegrityError as fault:
        raise BackupFault(f"the backup is damaged: {otherwise}") from fault


def _continue_numbers(connection: Connection, manifest: Manifest) -> None:
    """New rows get numbers that no row has, nor had where the database promises that."""
    last = {table.name: table.last_number or 0 for table in manifest.tables}
    is_server = _is_server(connection)
    for table, column, sequence in connection.exec_driver_sql(_SEQUENCES if is_server else _NEVER_AGAIN).all():
        highest = (f"SELECT MAX({column}) FROM {table}", *_REMEMBERED.get(table, ()))
        number = max(last.get(table, 0), *(connection.exec_driver_sql(sql).scalar() or 0 for sql in highest))
        if is_server and number:
            connection.exec_driver_sql(f"SELECT setval('{sequence}', {number})")
        elif number:
            connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
            connection.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, number))
    if is_server:
        connection.exec_driver_sql("ANALYZE")
