"""Backups as an operator makes them: at the shell, every night, and put back into either database."""

import asyncio
import csv
import io
import os
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.ground.clock import SystemClock
from bot.ground.errors import CommandError
from bot.ground.settings import Settings
from bot.keeping import backup_folder
from bot.keeping.backups import Nightly, make_backup
from bot.keeping.drill import try_out
from bot.keeping.drill_record import RECORD, keep_record
from bot.keeping.exporting import cell
from storage.engine.connecting import connect
from storage.engine.database import Database
from storage.engine.faults import DatabaseFault
from storage.keeping.backup import back_up, label_of
from storage.keeping.labels import Label
from storage.keeping.seeding import is_empty
from tests.support.acting import sign_up
from tests.support.city import NOW, ZONE, City
from tests.support.databases import Databases
from tests.support.frozen import Frozen
from tests.support.shell import Shell
from tests.support.town import town


@pytest.fixture(params=["sqlite", "postgresql"])
def other_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """A second, empty database, once of each kind."""
    with databases.fresh(request.param, migrated=False) as url:
        yield url


async def test_a_backup_made_while_serving_goes_on_serving_elsewhere(
    shell: Shell, database_url: str, other_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "city.zip"
    async with town(database_url) as place:
        li = await place.leader("Li")
        mei = await place.member("Mei")
        await place.activity("River clean-up", li)
        await mei.sends("/activities")
        await mei.taps("River clean-up")
        await mei.taps("Sign up")
        code, told = await shell("backup", file, url=database_url)
        assert code == 0, told
        code, told = await shell("restore", file, "--yes", url=database_url)
        assert (code, told) == (1, "A server is running on this database. Stop it first, then restore.\n")
        await place.stop()

        code, told = await shell("restore", file, url=other_url)
        assert code == 0, told
        await place.start({"DATABASE_URL": other_url})
        await mei.sends("/my")
        await mei.sees("River clean-up")


async def test_people_are_not_written_over_by_mistake(shell: Shell, database_url: str, tmp_path: Path) -> None:
    file = tmp_path / "city.zip"
    async with connect(database_url) as database:
        city = await City.founded(database)
        await shell("backup", file, url=database_url)
        await city.person("Came later")
    code, told = await shell("restore", file, url=database_url)
    assert code == 1
    assert "There are people in this database" in told
    code, told = await shell("restore", file, "--yes", url=database_url)
    assert code == 0, told
    async with connect(database_url) as database, database.reading() as reader:
        assert [row["name"] for row in await reader.all("SELECT name FROM people")] == ["Teacher Li"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_is_no_backup_is_told_in_a_sentence(shell: Shell, database_url: str, tmp_path: Path) -> None:
    file = written(tmp_path / "letter.txt", b"hello")
    code, told = await shell("restore", file, url=database_url)
    assert (code, told) == (1, f"Nothing was restored: {file} is no backup of Yigong's, or only a part of one\n")
    async with connect(database_url) as database, database.reading() as reader:
        assert await is_empty(reader)


async def test_a_file_that_is_no_database_is_left_alone(shell: Shell, databases: Databases, tmp_path: Path) -> None:
    with databases.fresh("sqlite") as url:
        await shell("backup", tmp_path / "city.zip", url=url)
    file = written(tmp_path / "yigong.db", b"not a database at all, but a letter to somebody")
    code, told = await shell("restore", tmp_path / "city.zip", "--yes", url=f"sqlite:///{file}")
    assert (code, told) == (
        1,
        f"{file} can't be read: file is not a database. Move it away to restore into a new one\n",
    )


async def test_there_is_nothing_to_back_up_where_nothing_is(shell: Shell, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'none.db'}"
    code, told = await shell("backup", tmp_path / "city.zip", url=url)
    assert (code, told) == (
        1,
        f"The database can't be used: there is no database at {tmp_path / 'none.db'}. Is DATABASE_URL right?\n",
    )
    assert names_in(tmp_path) == []


def written(file: Path, content: bytes) -> Path:
    file.write_bytes(content)
    return file


def names_in(folder: Path) -> list[str]:
    """All but when a drill was."""
    return sorted(file.name for file in folder.iterdir() if file.name != RECORD)


# Every night


class Night:
    """A nightly backup, with a clock to push and what it told."""

    def __init__(self, url: str, folder: Path, *, kept: int = 2, apart: bool = False) -> None:
        """`apart`: by a process of its own, which goes by the machine's clock."""
        self.clock = Frozen(NOW)  # noon
        self.outcomes: list[str] = []
        self.tried: list[str] = []
        self.folder = folder
        settings = Settings(database_url=url, backup_dir=folder, backups_kept=kept, timezone=ZONE, _env_file=None)
        in_process = None if apart else self._in_process
        self.clock_may_be_wrong = False
        self.nightly = Nightly(
            settings,
            self.clock,
            observe=self.outcomes.append,
            may_be_wrong=lambda: self.clock_may_be_wrong,
            in_process=in_process,
        )
        self._url = url

    async def _in_process(self, *command: str) -> str:
        """What the command does, by this clock."""
        now = self.clock.now()
        try:
            match command:
                case "backup", "--verify", file:
                    self.tried.append(Path(file).name)
                    proof, told = await try_out(Path(file), now)
                    keep_record(self.folder, Path(file), proof, now)
                    return told
                case "backup", file:
                    return await make_backup(self._url, Path(file), now)
                case _:
                    raise AssertionError(command)
        except DatabaseFault as fault:
            raise CommandError(str(fault)) from fault


@pytest.fixture
async def founded_url(database_url: str) -> str:
    """A database with a small organisation in it."""
    async with connect(database_url) as database:
        await City.founded(database)
    return database_url


async def test_one_is_made_a_day_and_so_many_are_kept(founded_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    night = Night(founded_url, folder)
    for _ in range(3):
        await night.nightly.make_if_due()
        await night.nightly.make_if_due()
        night.clock.passes(days=1)
    assert night.outcomes == ["made"] * 3
    assert names_in(folder) == ["yigong-2026-12-02.zip", "yigong-2026-12-03.zip"]
    assert night.nightly.newest_at() == (NOW + timedelta(days=2)).timestamp()


async def test_none_is_made_before_the_night_unless_the_last_is_a_day_old(founded_url: str, tmp_path: Path) -> None:
    night = Night(founded_url, tmp_path)
    night.clock.at = NOW.astimezone(ZONE).replace(hour=2, minute=59)
    await made(founded_url, tmp_path / "yigong-2026-11-30.zip", night.clock.at - timedelta(hours=23, minutes=59))
    await night.nightly.make_if_due()
    assert names_in(tmp_path) == ["yigong-2026-11-30.zip"]
    night.clock.passes(minutes=1)
    await night.nightly.make_if_due()
    assert names_in(tmp_path) == ["yigong-2026-11-30.zip", "yigong-2026-12-01.zip"]


async def test_the_first_is_made_at_the_start_at_any_hour(founded_url: str, tmp_path: Path) -> None:
    night = Night(founded_url, tmp_path / "backups")
    night.clock.at = NOW.astimezone(ZONE).replace(hour=1)
    assert night.nightly.newest_at() is None
    await night.nightly.make_if_due()
    assert names_in(tmp_path / "backups") == ["yigong-2026-12-01.zip"]


async def test_other_files_are_left_alone(founded_url: str, tmp_path: Path) -> None:
    await made(founded_url, tmp_path / "yigong-2026-11-01.zip", NOW - timedelta(days=30))
    await made(founded_url, tmp_path / "yigong-before-upgrade.zip", NOW - timedelta(days=40))
    written(tmp_path / "photo.jpg", b"")
    written(tmp_path / "yigong-2026-11-02.zip", b"PK, and then the disk was full")
    night = Night(founded_url, tmp_path, kept=1)
    await night.nightly.make_if_due()
    assert names_in(tmp_path) == [
        "photo.jpg",
        "yigong-2026-11-02.zip",
        "yigong-2026-12-01.zip",
        "yigong-before-upgrade.zip",
    ]


async def made(url: str, file: Path, now: datetime) -> None:
    """A backup, by a clock that says so."""
    await back_up(url, file, now=now, progress=lambda _done, _of: None)


async def test_backups_from_the_future_take_none_away_and_hide_nothing(founded_url: str, tmp_path: Path) -> None:
    for year in (2031, 2033, 2035):
        await made(founded_url, tmp_path / f"yigong-{year}-01-01.zip", NOW.replace(year=year))
    await made(founded_url, tmp_path / "yigong-2026-11-30.zip", NOW - timedelta(days=1))
    night = Night(founded_url, tmp_path, kept=2)
    assert night.nightly.newest_at() == (NOW - timedelta(days=1)).timestamp(), "nobody hears that the last is old"
    with capture_logs() as lines:
        await night.nightly.make_if_due()
    assert "yigong-2026-12-01.zip" in names_in(tmp_path), "today's is gone"
    assert names_in(tmp_path)[:2] == ["yigong-2026-11-30.zip", "yigong-2026-12-01.zip"]
    [warning] = [line for line in lines if line["log_level"] == "warning"]
    assert warning["files"] == ["yigong-2035-01-01.zip", "yigong-2033-01-01.zip", "yigong-2031-01-01.zip"]


async def test_none_is_deleted_by_a_clock_that_may_be_wrong(founded_url: str, tmp_path: Path) -> None:
    night = Night(founded_url, tmp_path, kept=1)
    night.clock_may_be_wrong = True
    for _ in range(2):
        await night.nightly.make_if_due()
        night.clock.passes(days=1)
    assert names_in(tmp_path) == ["yigong-2026-12-01.zip", "yigong-2026-12-02.zip"]
    night.clock_may_be_wrong = False
    await night.nightly.make_if_due()
    assert names_in(tmp_path) == ["yigong-2026-12-03.zip"]


async def test_what_a_file_is_called_and_how_old_it_looks_says_nothing(founded_url: str, tmp_path: Path) -> None:
    old, new = tmp_path / "yigong-2026-11-30.zip", tmp_path / "yigong-2026-11-01.zip"
    await made(founded_url, new, NOW - timedelta(days=1))
    await made(founded_url, old, NOW - timedelta(days=30))
    os.utime(new, (0, 0))
    night = Night(founded_url, tmp_path)
    assert night.nightly.newest_at() == (NOW - timedelta(days=1)).timestamp()
    await night.nightly.make_if_due()
    assert names_in(tmp_path) == ["yigong-2026-11-01.zip", "yigong-2026-12-01.zip"]


async def test_one_that_holds_another_day_is_not_written_over(founded_url: str, tmp_path: Path) -> None:
    await made(founded_url, tmp_path / "yigong-2026-12-01.zip", NOW - timedelta(days=3))
    await Night(founded_url, tmp_path).nightly.make_if_due()
    assert names_in(tmp_path) == ["yigong-2026-12-01-2.zip", "yigong-2026-12-01.zip"]


async def test_figures_open_no_file_twice(founded_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await made(founded_url, tmp_path / "yigong-2026-11-30.zip", NOW - timedelta(days=1))
    opened: list[Path] = []

    def counted(file: Path) -> Label:
        opened.append(file)
        return label_of(file)

    monkeypatch.setattr(backup_folder, "label_of", counted)
    nightly = Night(founded_url, tmp_path).nightly
    asked = [nightly.newest_at() for _ in range(3)]
    assert (len(set(asked)), len(opened)) == (1, 1)
    await made(founded_url, tmp_path / "yigong-2026-11-30.zip", NOW)
    assert nightly.newest_at() == NOW.timestamp(), "another file in its place is not noticed"


async def test_backups_with_nobody_in_them_take_none_of_a_city_away(database_url: str, tmp_path: Path) -> None:
    written(tmp_path / "yigong-2026-11-01.zip", b"")
    night = Night(database_url, tmp_path, kept=1)
    for _ in range(2):
        await night.nightly.make_if_due()
        night.clock.passes(days=1)
    assert names_in(tmp_path) == ["yigong-2026-11-01.zip", "yigong-2026-12-01.zip", "yigong-2026-12-02.zip"]


async def test_a_failure_is_told_and_takes_no_older_one_away(tmp_path: Path) -> None:
    written(tmp_path / "yigong-2026-11-01.zip", b"")
    night = Night(f"sqlite:///{tmp_path / 'none.db'}", tmp_path, kept=1)
    with capture_logs() as lines:
        await night.nightly.make_if_due()
    assert night.outcomes == ["failed"]
    assert [(line["event"], line["log_level"]) for line in lines] == [("the nightly backup failed", "error")]
    assert "there is no database at" in lines[0]["why"]
    assert names_in(tmp_path) == ["yigong-2026-11-01.zip"]


async def test_one_under_way_is_given_up_when_the_bot_stops(founded_url: str, tmp_path: Path) -> None:
    night = Night(founded_url, tmp_path / "backups", apart=True)
    others = children()
    async with asyncio.TaskGroup() as group:
        making = group.create_task(night.nightly.make_if_due())
        while children() == others:
            await asyncio.to_thread(list)
        making.cancel()
    assert making.cancelled()
    assert not night.outcomes
    assert children() == others, "it goes on behind a bot that has stopped"


def children() -> set[str]:
    found = [file.read_text().split() for file in Path("/proc/self/task").glob("*/children")]
    return {child for some in found for child in some}


async def test_one_is_made_by_a_process_of_its_own(founded_url: str, tmp_path: Path) -> None:
    night = Night(founded_url, tmp_path, apart=True)
    night.clock.at = SystemClock().now()
    await night.nightly.make_if_due()
    assert night.outcomes == ["made"]
    assert len(names_in(tmp_path)) == 1


# For people


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_nothing_typed_becomes_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize(("value", "shown"), [("Wei", "Wei"), (-90, -90), (None, None), (True, "yes"), (False, "no")])
def test_other_values_stay_as_they_are(value: object, shown: object) -> None:
    assert cell(value) == shown


async def test_the_organisations_data_are_sheets(
    shell: Shell, database: Database, database_url: str, tmp_path: Path
) -> None:
    city = await City.founded(database)
    wei = await city.person("=王伟", phone="+8613800000001")
    await sign_up(city, await city.shift(48), wei)
    file = tmp_path / "data.zip"
    code, told = await shell("export", file, url=database_url)
    assert code == 0, told

    sheets = sheets_in(file)
    assert [line["team"] for line in sheets["teams.csv"]] == ["Taizhou", "Jiaojiang", "Huangyan"]
    assert ("'=王伟", "'+8613800000001") in [(line["name"], line["phone"]) for line in sheets["volunteers.csv"]]
    [shift] = sheets["shifts.csv"]
    starts = (NOW + timedelta(hours=48)).astimezone(ZONE)
    assert (shift["starts_at"], shift["confirmed"]) == (starts.isoformat(), "1")
    [sign_up_line] = sheets["sign_ups.csv"]
    assert (sign_up_line["name"], sign_up_line["sign_up"]) == ("'=王伟", "confirmed")
    assert set(sheets) == {
        f"{name}.csv"
        for name in (
            "teams",
            "volunteers",
            "roles",
            "activities",
            "shifts",
            "sign_ups",
            "hours",
            "hours_logged",
            "study",
        )
    }


def sheets_in(file: Path) -> dict[str, list[dict[str, str]]]:
    assert file.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(file) as zipped:
        assert all(zipped.read(name).startswith(b"\xef\xbb\xbf") for name in zipped.namelist())
        return {
            name: list(csv.DictReader(io.StringIO(zipped.read(name).decode("utf-8-sig")))) for name in zipped.namelist()
        }
