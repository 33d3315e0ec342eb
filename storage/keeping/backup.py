"""One file with everything in it, that either database is restored from: a city moves to PostgreSQL by it.

A zip of one JSON line per row, table by table, and a manifest with the revision of the tables, the count of their rows
and the checksum of their lines. It holds what people entrusted to us, so its owner alone may read it.
"""

import hashlib
import json
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Final

from pydantic import AwareDatetime, ValidationError

from storage.engine.connecting import belongs_to
from storage.engine.database import Kind
from storage.engine.faults import DatabaseFault
from storage.engine.files import readable
from storage.engine.unfinished import whole_or_none
from storage.keeping.labels import Count, Label, Seal
from storage.keeping.sealing import SealFault, check_seal, seal, seal_on, unsealed
from storage.keeping.snapshots import Snapshot, Table, snapshot
from volunteering.rules.ground.model import Model

FORMAT: Final = 1
_MANIFEST: Final = "manifest.json"

# What a file may cost whoever reads it, however it came about. A backup of ours packs to a tenth of its size.
_LARGEST_MANIFEST: Final = 1024 * 1024  # bytes
_LONGEST_LINE: Final = 8 * 1024 * 1024  # bytes; an update that was put aside has some thousand, and a million at most
_MOST_PARTS: Final = 1_000
_PACKED: Final = 200  # times smaller at the most
_SMALL: Final = 16 * 1024 * 1024  # bytes that are never too many
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})

Progress = Callable[[int, int], None]
"""Told how many rows are done, and of how many."""


# What zipfile raises for what it can't read.
_UNREADABLE: Final = (
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


class BackupFault(DatabaseFault):
    """A backup can't be made or used; the text says why."""


class Copied(Model):
    """What a backup has of one table."""

    name: str
    columns: tuple[str, ...]
    rows: Count
    sha256: str
    last_number: Count | None


class Manifest(Model):
    """What a backup says of itself."""

    format: int
    revision: str
    made_at: AwareDatetime
    kind: Kind
    tables: tuple[Copied, ...]

    @property
    def rows(self) -> int:
        """The rows of all tables together."""
        return sum(table.rows for table in self.tables)

    @property
    def label(self) -> Label:
        """The gist of it."""
        people = sum(table.rows for table in self.tables if table.name == "people")
        return Label(revision=self.revision, made_at=self.made_at, rows=self.rows, people=people)


class Archive:
    """A backup that is open for reading."""

    def __init__(self, zipped: zipfile.ZipFile) -> None:
        self._zipped = zipped
        self.manifest = _manifest_in(zipped)

    def lines(self, table: Copied) -> Generator[Any]:
        """The rows of a table as they are written: lists in the order of its columns, if nobody wrote anything else."""
        with closing(self._raw_lines(table)) as lines:
            for number, line in enumerate(lines, 1):
                try:
                    row = json.loads(line)
                except (ValueError, RecursionError) as fault:
                    raise BackupFault(f"the backup is damaged: {table.name}, line {number}: it is no JSON") from fault
                yield row

    def check(self, progress: Progress) -> None:
        """Read everything and compare it with the manifest: it is whole, whatever it says. Raises BackupFault."""
        done = 0
        for table in self.manifest.tables:
            checksum, rows = hashlib.sha256(), 0
            with closing(self._raw_lines(table)) as lines:
                for line in islice(lines, table.rows + 1):
                    checksum.update(line)
                    rows += 1
            if (rows, checksum.hexdigest()) != (table.rows, table.sha256):
                raise BackupFault(f"the backup is damaged: {table.name} is not as it was written")
            progress(done := done + rows, self.manifest.rows)

    def _raw_lines(self, table: Copied) -> Generator[bytes]:
        with _readable(), self._zipped.open(_member(table.name)) as stream:
            while line := stream.readline(_LONGEST_LINE + 1):
                if len(line) > _LONGEST_LINE:
                    raise BackupFault(f"the backup is damaged: {table.name} has a line of more than 8 MB")
                yield line


@contextmanager
def opened(file: Path, identity: Path | None = None) -> Iterator[Archive]:
    """A backup for reading; one that is sealed needs the file with the secret key.

    Raises BackupFault for what is none, or is of a newer kind, or can't be opened.
    """
    with _zip_at(file) as zipped:
        said = seal_on(zipped)
        if said is None:
            yield Archive(zipped)
            return
        with unsealed(zipped, said, identity) as plain, _zip_in(plain, file) as inner:
            yield Archive(inner)


def label_of(file: Path) -> Label:
    """What a backup says of itself, sealed or not, without its rows being read. Raises BackupFault."""
    with _zip_at(file) as zipped:
        said = seal_on(zipped)
        return Archive(zipped).manifest.label if said is None else said.label


def checked_seal(file: Path) -> Seal | None:
    """Of a sealed backup, which is whole: as much as can be said without its key. None where it isn't sealed.

    Raises BackupFault.
    """
    with _zip_at(file) as zipped:
        said = seal_on(zipped)
        if said is not None:
            check_seal(zipped, said)
        return said


@contextmanager
def _zip_at(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        stream = readable(file)
    except OSError as fault:
        raise BackupFault(f"{file}: {fault.strerror or fault}") from fault
    try:
        with stream, _zip_in(stream, file) as zipped:
            yield zipped
    except SealFault as fault:
        raise BackupFault(f"{file}: {fault}") from fault


@contextmanager
def _zip_in(stream: IO[bytes], file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        zipped = zipfile.ZipFile(stream)
    except _UNREADABLE as fault:
        raise BackupFault(f"{file} is no backup of Yigong's, or only a part of one") from fault
    with zipped:
        _check_size(zipped, stream.seek(0, os.SEEK_END))
        yield zipped


def _check_size(zipped: zipfile.ZipFile, size: int) -> None:
    """Raise BackupFault for what would become so much larger that it can be no backup of ours."""
    parts = zipped.infolist()
    if len(parts) > _MOST_PARTS or len({part.filename for part in parts}) < len(parts):
        raise BackupFault("this file is no backup of Yigong's: it has other parts")
    if any(part.compress_type not in _METHODS or part.flag_bits & 1 for part in parts):
        raise BackupFault("this file is no backup of Yigong's: it is packed in another way")
    if sum(part.file_size for part in parts) > max(_PACKED * size, _SMALL):
        raise BackupFault("this file is no backup of Yigong's: unpacked it would be far too large")


async def back_up(url: str, file: Path, *, now: datetime, progress: Progress, key: str | None = None) -> Manifest:
    """Write the database, as it is at this moment, into a file, which is there only once it is whole and checked.

    With a public `key` it is sealed for whoever has the secret one; until then it lies in a file without a name.
    Raises BackupFault and DatabaseFault.
    """
    if belongs_to(url, file):
        raise BackupFault(f"{file} is the database itself, or belongs to it")
    try:
        with whole_or_none(file) as part:
            if key is None:
                with part.open("w+b") as plain:
                    return await _write(plain, url, now, progress)
            with TemporaryFile() as plain:
                manifest = await _write(plain, url, now, progress)
                seal(plain, manifest.label, key, part)
                return manifest
    except OSError as fault:
        on_the_way = ", or what is sealed on the way to it (TMPDIR says where)," if key else ""
        raise BackupFault(f"{file}{on_the_way} can't be written: {fault.strerror}") from fault


async def _write(plain: IO[bytes], url: str, now: datetime, progress: Progress) -> Manifest:
    """Write it, and read it back."""
    async with snapshot(url) as moment:
        with zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as zipped:
            manifest = await _fill(zipped, moment, now, progress)
    plain.flush()
    with zipfile.ZipFile(plain) as zipped:
        Archive(zipped).check(_unseen)
    return manifest


async def _fill(zipped: zipfile.ZipFile, moment: Snapshot, now: datetime, progress: Progress) -> Manifest:
    revision = await moment.revision()
    if revision is None:
        raise BackupFault("there is nothing to back up: the database has no tables yet")
    tables = await moment.tables()
    total = sum([await moment.count(table.name) for table in tables])
    copied: list[Copied] = []
    for table in tables:
        copied.append(await _copy(zipped, moment, table))
        progress(sum(one.rows for one in copied), total)
    manifest = Manifest(format=FORMAT, revision=revision, made_at=now, kind=moment.kind, tables=tuple(copied))
    zipped.writestr(_MANIFEST, manifest.model_dump_json(indent=1))
    return manifest


async def _copy(zipped: zipfile.ZipFile, moment: Snapshot, table: Table) -> Copied:
    checksum, count = hashlib.sha256(), 0
    with zipped.open(_member(table.name), "w", force_zip64=True) as stream:
        async for rows in moment.rows(f"SELECT {', '.join(table.columns)} FROM {table.name}"):
            lines = "".join(json.dumps([*row], ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
            written = lines.encode()
            checksum.update(written)
            stream.write(written)
            count += len(rows)
    return Copied(
        name=table.name,
        columns=table.columns,
        rows=count,
        sha256=checksum.hexdigest(),
        last_number=table.last_number,
    )


def _manifest_in(zipped: zipfile.ZipFile) -> Manifest:
    try:
        if zipped.getinfo(_MANIFEST).file_size > _LARGEST_MANIFEST:
            raise BackupFault("this file is no backup of Yigong's: its manifest is too large")
        told = json.loads(zipped.read(_MANIFEST))
        version = told["format"]
        if version != FORMAT:
            raise BackupFault(f"the backup is of format {version}, and this Yigong reads format {FORMAT}")
        return Manifest.model_validate(told)
    except (*_UNREADABLE, TypeError, RecursionError, ValidationError) as fault:
        raise BackupFault("this file is no backup of Yigong's") from fault


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except _UNREADABLE as fault:
        raise BackupFault(f"the backup is damaged: {fault}") from fault


def _member(table: str) -> str:
    return f"tables/{table}.jsonl"


def _unseen(_done: int, _of: int) -> None:
    """For whoever doesn't look."""
