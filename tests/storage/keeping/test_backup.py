"""A backup holds everything, is whole or isn't there, and either database goes on from it."""

import asyncio
import json
import stat
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from storage.engine.connecting import connect
from storage.engine.database import Database
from storage.engine.faults import DatabaseFault, Unavailable
from storage.engine.migrating import up_to_date
from storage.engine.values import wall_of
from storage.keeping.backup import FORMAT, BackupFault, back_up, opened
from storage.keeping.restoring import has_people, is_in_use, restore
from storage.keeping.snapshots import snapshot
from storage.process.duty import duty_lock
from storage.process.holding import FileHeld, held
from tests.support.acting import appoint, at, sign_up
from tests.support.city import NOW, City
from tests.support.databases import Databases
from tests.support.filled import Filler
from tests.support.filled import everything as every_row
from volunteering.actions.leading.series import begin_series
from volunteering.rules.reminders import Occasion, ReminderLine
from volunteering.rules.series import NewSeries, Repeats

DRAFT = """
    INSERT INTO drafts (telegram_id, form, about, answers, step, expires_at)
    VALUES (:telegram, 'f', '{}', :answers, 's', 9)
"""


def unseen(_done: int, _of: int) -> None:
    """Nobody looks."""


@pytest.fixture
async def busy_city(city: City) -> City:
    """A city in which something has happened, with a unit below one that came later."""
    wei, lan = await city.person("王伟 <b>"), await city.person("Lan")
    await appoint(city, city.leader, city.jiaojiang)
    shift = await city.shift(48, places=1)
    await sign_up(city, shift, wei, lan)
    lines = [
        ReminderLine(shift_id=shift.id, person_id=wei.id, about=about, starts_at=shift.period.start)
        for about in (24 * 60, *Occasion)
    ]
    newest = await city.unit("A slip of the finger", city.huangyan)
    async with city.writing() as rows:
        weekly = Repeats(rule="FREQ=WEEKLY;BYDAY=WE")
        series = NewSeries(repeats=weekly, first=wall_of("2027-03-03T15:00"), minutes=120, wanted=4)
        await begin_series(rows, shift.activity_id, city.jiaojiang, series, at(NOW))
        await rows.reminders.note(lines, NOW)
        await rows.units.remove(newest, city.huangyan, NOW)
    async with city.changing() as tx:
        tx.later("UPDATE people SET phone = :phone WHERE id = :id", phone="+8613800000001", id=wei.id)
        tx.later("UPDATE units SET parent_id = :below WHERE id = :id", below=city.huangyan.id, id=city.jiaojiang.id)
        for telegram_id in (1, 2):
            tx.later(DRAFT, telegram=telegram_id, answers='{"title": "line one\nline two\u2028三"}')
    async with city.changing() as tx:
        tx.later("DELETE FROM drafts WHERE telegram_id = 2")
    return city


@pytest.fixture(params=["sqlite", "postgresql"])
def other_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """A second, empty database, once of each kind."""
    with databases.fresh(request.param, migrated=False) as url:
        yield url


async def everything(url: str) -> dict[str, list[tuple[object, ...]]]:
    found = {}
    async with snapshot(url) as moment:
        for table in await moment.tables():
            rows = await moment.all(f"SELECT {', '.join(table.columns)} FROM {table.name}")
            found[table.name] = sorted(map(tuple, rows), key=repr)
    return found


def names_in(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]


async def test_either_database_goes_on_from_a_backup_of_either(
    busy_city: City, database_url: str, other_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "city.zip"
    await fill(busy_city)
    seen: list[tuple[int, int]] = []
    manifest = await back_up(database_url, file, now=NOW, progress=lambda done, of: seen.append((done, of)))
    assert seen[-1] == (manifest.rows, manifest.rows)

    with opened(file) as archive:
        archive.check(unseen)
        await restore(other_url, archive, unseen)

    assert await everything(other_url) == await everything(database_url)
    async with connect(other_url) as database:
        assert await up_to_date(database)
        await goes_on(database, busy_city)


async def fill(city: City) -> None:
    """Something in every table, by the schema: a new one is backed up, found sound and restored, too."""
    filler, person = Filler(city), await city.person("Wang")
    await filler.fill(person)
    await filler.fill_what_is_empty(person)
    empty = {table for table, rows in (await every_row(city.database)).items() if not rows}
    assert not empty


async def goes_on(database: Database, before: City) -> None:
    """New rows get numbers that nobody has, nor had where that is promised."""
    after = City(database)
    after.top, after.jiaojiang, after.leader = before.top, before.jiaojiang, before.leader
    after._numbers = before._numbers
    new = await after.person("New")
    assert new.id > before.leader.id
    await sign_up(after, await after.shift(50), new)
    async with after.changing() as tx:
        row = await tx.one(f"{DRAFT} RETURNING id", telegram=3, answers="{}")
    assert row is not None
    assert row["id"] == 3, "a stale button would be taken for the new form's"
    gone = await after.figure("SELECT MAX(unit_id) AS n FROM gone_units")
    units = [await after.unit(name) for name in ("Next", "And next", "And one more")]
    assert min(unit.id for unit in units) > gone, "an old invite link would lead into it"


async def test_a_restore_replaces_what_was_there(busy_city: City, database_url: str, tmp_path: Path) -> None:
    file = tmp_path / "city.zip"
    await back_up(database_url, file, now=NOW, progress=unseen)
    before = await everything(database_url)
    await busy_city.person("Came later")
    await busy_city.database.close()
    with opened(file) as archive:
        await restore(database_url, archive, unseen)
    assert await everything(database_url) == before
    await busy_city.database.open()


async def test_a_backup_is_of_one_moment_while_others_write(city: City, database_url: str) -> None:
    async with snapshot(database_url) as moment:
        people = await moment.count("people")
        await city.person("Meanwhile")
        assert await moment.count("people") == people


async def test_a_backup_is_for_its_owner_alone(city: City, database_url: str, tmp_path: Path) -> None:
    file = tmp_path / "backups" / "city.zip"
    await back_up(database_url, file, now=NOW, progress=unseen)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert names_in(file.parent) == ["city.zip"]


async def test_a_backup_that_fails_leaves_the_one_before(
    city: City, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "city.zip"
    await back_up(database_url, file, now=NOW, progress=unseen)
    before = file.read_bytes()

    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(BackupFault, match="No space left"):
        await back_up(database_url, file, now=NOW, progress=unseen)
    assert file.read_bytes() == before
    assert names_in(tmp_path) == ["city.zip"]


@pytest.fixture
async def backup(sqlite_city: City, tmp_path: Path) -> Path:
    """A backup of a small city."""
    file = tmp_path / "city.zip"
    await back_up(url_of(sqlite_city), file, now=NOW, progress=unseen)
    return file


def url_of(city: City) -> str:
    file = city.database._file  # type: ignore[attr-defined]
    return f"sqlite:///{file}"


def changed(file: Path, member: str, content: bytes) -> None:
    """Write the backup anew with one part of it changed."""
    with zipfile.ZipFile(file) as zipped:
        parts = {name: zipped.read(name) for name in zipped.namelist()}
    with zipfile.ZipFile(file, "w") as zipped:
        for name, old in parts.items():
            zipped.writestr(name, content if name == member else old)


def test_a_row_less_is_noticed(backup: Path) -> None:
    changed(backup, "tables/units.jsonl", b"")
    with opened(backup) as archive, pytest.raises(BackupFault, match="units is not as it was written"):
        archive.check(unseen)


def test_a_flipped_bit_is_noticed(backup: Path) -> None:
    with zipfile.ZipFile(backup) as zipped:
        names = zipped.namelist()
        after = names[names.index("tables/people.jsonl") + 1]
        at = zipped.getinfo(after).header_offset - 9  # within the people
    content = bytearray(backup.read_bytes())
    content[at] ^= 1
    backup.write_bytes(content)
    with opened(backup) as archive, pytest.raises(BackupFault, match="damaged"):
        archive.check(unseen)


def test_half_a_file_is_no_backup(backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])
    with pytest.raises(BackupFault, match="only a part"), opened(backup):
        pass


@pytest.mark.parametrize("content", [b"", b"PK", b"ORGANISATION=x"])
def test_another_file_is_no_backup(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other"
    file.write_bytes(content)
    with pytest.raises(BackupFault, match="no backup"), opened(file):
        pass


def test_another_zip_is_no_backup(tmp_path: Path) -> None:
    file = tmp_path / "other.zip"
    with zipfile.ZipFile(file, "w") as zipped:
        zipped.writestr("letter.txt", "hello")
    with pytest.raises(BackupFault, match="no backup"), opened(file):
        pass


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BackupFault, match="No such file"), opened(tmp_path / "none.zip"):
        pass


@pytest.mark.parametrize(
    ("what", "value", "complaint"),
    [("format", FORMAT + 1, "format 2"), ("revision", "9999", "newer")],
)
async def test_a_newer_backup_is_refused(
    backup: Path, databases: Databases, what: str, value: object, complaint: str
) -> None:
    with zipfile.ZipFile(backup) as zipped:
        manifest = json.loads(zipped.read("manifest.json"))
    changed(backup, "manifest.json", json.dumps(manifest | {what: value}).encode())
    with databases.fresh("sqlite") as url, pytest.raises(BackupFault, match=complaint), opened(backup) as archive:
        await restore(url, archive, unseen)


async def test_a_restore_that_fails_changes_nothing(
    busy_city: City, backup: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await everything(database_url)
    await busy_city.database.close()
    changed(backup, "tables/people.jsonl", b"")
    with opened(backup) as archive, pytest.raises(BackupFault):
        await restore(database_url, archive, break_off)
    assert await everything(database_url) == before
    await busy_city.database.open()


def break_off(done: int, _of: int) -> None:
    """Fail when something has been written already."""
    if done > 1:
        raise BackupFault("the disk is full")


async def test_whose_database_it_is_can_be_told(city: City, database_url: str, other_url: str) -> None:
    duty = duty_lock(database_url)
    if duty is not None:
        assert await duty.beat()
    assert await is_in_use(database_url)
    assert await has_people(database_url)
    await city.database.close()
    if duty is not None:
        await duty.close()
    assert not await is_in_use(database_url)
    assert not await has_people(other_url)
    assert not await is_in_use(other_url)
    await city.database.open()


async def test_nobody_begins_to_serve_while_everything_is_replaced(
    busy_city: City, backup: Path, database_url: str
) -> None:
    await busy_city.database.close()
    served: list[str] = []

    def serve(_done: int, _of: int) -> None:
        with ThreadPoolExecutor() as thread:
            served.append(thread.submit(asyncio.run, _serving(database_url)).result())

    with opened(backup) as archive:
        await restore(database_url, archive, serve)
    assert set(served) == {"refused"}
    assert await _serving(database_url) == "served"
    await busy_city.database.open()


async def _serving(url: str) -> str:
    duty = duty_lock(url)
    try:
        with held(url):
            if duty is not None:
                await duty.beat()
                await duty.close()
    except Unavailable:
        return "refused"
    return "served"


async def test_nothing_is_restored_while_somebody_serves(busy_city: City, backup: Path, database_url: str) -> None:
    before = await everything(database_url)
    await busy_city.database.close()
    duty = duty_lock(database_url)
    with held(database_url), opened(backup) as archive:
        if duty is not None:
            await duty.beat()
        with pytest.raises(FileHeld):
            await restore(database_url, archive, unseen)
        if duty is not None:
            await duty.close()
    assert await everything(database_url) == before
    await busy_city.database.open()


async def test_nothing_can_be_backed_up_where_nothing_is(other_url: str, tmp_path: Path) -> None:
    with pytest.raises((BackupFault, Unavailable), match=r"no tables|no database"):
        await back_up(other_url, tmp_path / "city.zip", now=NOW, progress=unseen)
    assert not names_in(tmp_path)


async def test_a_broken_file_is_noticed_when_it_is_backed_up(tmp_path: Path, databases: Databases) -> None:
    with databases.fresh("sqlite") as url:
        spoil(Path(url.removeprefix("sqlite:///")))
        with pytest.raises(DatabaseFault):
            await back_up(url, tmp_path / "city.zip", now=NOW, progress=unseen)


def spoil(file: Path) -> None:
    """Write nonsense over some pages in the middle."""
    content = bytearray(file.read_bytes())
    content[4096 * 3 : 4096 * 5] = b"\xff" * 8192
    file.write_bytes(content)
