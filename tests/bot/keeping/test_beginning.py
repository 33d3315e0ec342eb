"""A start is a going on: a city that is gone isn't begun anew, and its days stay in the zone they were made in."""

import asyncio
import os
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from alembic import command

from bot.ground.settings import Settings
from bot.keeping.beginning import (
    AnotherBot,
    AnotherZone,
    CityLost,
    keep_bot,
    keep_zone,
    refuse_another_zone,
    refuse_if_lost,
)
from storage.engine.connecting import connect
from storage.engine.retrying import until_settled
from storage.engine.upgrading import run
from storage.keeping.backup import back_up
from storage.process.city import is_kept, zone_at
from tests.support.city import City
from tests.support.databases import Databases
from tests.support.shell import Shell

NOW = datetime(2026, 12, 1, tzinfo=UTC)
TOKEN = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
NOBODY = "http://127.0.0.1:9"  # no Telegram answers there


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """The address of a database without even tables; on SQLite there is no file."""
    with databases.fresh(request.param, migrated=False) as url:
        yield url


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    """Where backups are."""
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder


async def city_in(url: str, people: int = 1) -> None:
    """A city that was begun, with somebody in it or nobody."""
    async with connect(url) as database:
        if people:
            await City.founded(database)
        async with database.transaction() as transaction:
            await keep_zone(transaction, settings_for(url), NOW)


def settings_for(url: str, backups: Path = Path(os.devnull), zone: str = "Asia/Shanghai") -> Settings:
    return Settings(database_url=url, backup_dir=backups, timezone=ZoneInfo(zone), _env_file=None)


# A city that is gone


@pytest.fixture
async def backup(databases: Databases, backups: Path) -> Path:
    """A city's."""
    with databases.fresh("sqlite") as url:
        await city_in(url)
        file = backups / "yigong-2026-11-30.zip"
        await back_up(url, file, now=NOW, progress=lambda _done, _of: None)
    return file


STARTS: dict[str, tuple[str, ...]] = {"run": ("run",), "nothing": (), "migrate": ("migrate",), "seed": ("seed-city",)}


async def begins(settings: Settings) -> bool:
    """Whether Yigong may begin there: no city was lost."""
    try:
        await refuse_if_lost(settings)
    except CityLost:
        return False
    return True


@pytest.mark.parametrize("command", STARTS.values(), ids=STARTS)
async def test_no_city_is_begun_beside_the_backups_of_one(
    shell: Shell, empty_url: str, backup: Path, command: tuple[str, ...]
) -> None:
    telegram = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": NOBODY, "LOG_LEVEL": "error"}
    code, [told] = await shell.lines(*command, url=empty_url, BACKUP_DIR=str(backup.parent), **telegram)
    assert code == 1
    assert f"python -m bot restore {backup}" in told
    assert "--new-city" in told
    assert "There is no city in" in told
    assert "要找回来" in told
    assert not await is_kept(empty_url)
    assert not empty_url.startswith("sqlite") or not exists(empty_url), "it left a file"


async def test_a_city_is_had_back_as_it_was_told(shell: Shell, empty_url: str, backup: Path) -> None:
    code, told = await shell.lines("restore", backup, url=empty_url)
    assert code == 0, told
    await refuse_if_lost(settings_for(empty_url, backup.parent))


def exists(url: str) -> bool:
    return Path(url.removeprefix("sqlite:///")).exists()


async def test_a_database_with_tables_and_nobody_in_it_is_no_city(database_url: str, backups: Path) -> None:
    (backups / "yigong-2026-11-30.zip").touch()
    with pytest.raises(CityLost):
        await refuse_if_lost(settings_for(database_url, backups))


async def test_an_empty_file_is_no_city(tmp_path: Path, backups: Path) -> None:
    (backups / "yigong-2026-11-30.zip").touch()
    (tmp_path / "yigong.db").touch()
    with pytest.raises(CityLost):
        await refuse_if_lost(settings_for(f"sqlite:///{tmp_path}/yigong.db", backups))


async def test_who_means_it_begins_anew(shell: Shell, empty_url: str, backups: Path) -> None:
    (backups / "yigong-2026-11-30.zip").touch()
    code, told = await shell.lines("migrate", "--new-city", url=empty_url, BACKUP_DIR=backups)
    assert code == 0, told
    await refuse_if_lost(settings_for(empty_url, backups))
    code, told = await shell.lines("migrate", url=empty_url, BACKUP_DIR=backups)
    assert code == 0, told


async def test_a_city_that_is_there_goes_on(database_url: str, backups: Path) -> None:
    (backups / "yigong-2026-11-30.zip").touch()
    await city_in(database_url)
    assert await begins(settings_for(database_url, backups))


async def test_a_city_of_before_goes_on(database_url: str, backups: Path) -> None:
    """Its database has people, and nothing that says it was begun."""
    (backups / "yigong-2026-11-30.zip").touch()
    async with connect(database_url) as database:
        await City.founded(database)
    await run(database_url, downgraded)
    assert await begins(settings_for(database_url, backups))


def downgraded(config: object) -> None:
    command.downgrade(config, "0001")  # type: ignore[arg-type]


async def test_a_first_start_is_nothing_special(empty_url: str, backups: Path, tmp_path: Path) -> None:
    assert await begins(settings_for(empty_url, tmp_path / "none yet"))
    assert await begins(settings_for(empty_url, backups))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_other_files_are_no_backup_of_a_city(empty_url: str, database_url: str, backups: Path) -> None:
    (backups / "photos.zip").write_bytes(b"PK")
    (backups / "yigong-2026-11-30.zip.part").touch()
    with zipfile.ZipFile(backups / "letters.zip", "w") as zipped:
        zipped.writestr("letter.txt", "hello")
    await city_in(database_url, people=0)
    await back_up(database_url, backups / "yigong-2026-12-01.zip", now=NOW, progress=lambda _done, _of: None)
    assert await begins(settings_for(empty_url, backups))


async def test_a_log_without_its_database_says_that_there_was_one(shell: Shell, tmp_path: Path) -> None:
    log = tmp_path / "yigong.db-wal"
    log.write_bytes(b"\0" * 4096)
    code, [told] = await shell.lines("migrate", url=f"sqlite:///{tmp_path}/yigong.db")
    assert code == 1
    assert str(log) in told
    assert not (tmp_path / "yigong.db").exists()


# Its zone


COMMANDS = [("run",), ("migrate",), ("seed-city",), ("export", "data.zip")]


@pytest.mark.parametrize("command", COMMANDS, ids=[command[0] for command in COMMANDS])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_another_zone_is_refused_in_a_line(
    shell: Shell, database_url: str, command: tuple[str, ...], tmp_path: Path
) -> None:
    await city_in(database_url)
    if command[0] == "export":
        command = ("export", str(tmp_path / "data.zip"))
    code, lines = await shell.lines(
        *command, url=database_url,
        TIMEZONE="Europe/Berlin", TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=NOBODY, HTTP_PORT="0", LOG_LEVEL="error",
        BACKUP_DIR=tmp_path / "backups",
    )  # fmt: skip
    assert code == 1
    [told] = lines
    assert told.startswith("TIMEZONE is Europe/Berlin, but this city's days and months were made in Asia/Shanghai")
    assert "Set TIMEZONE=Asia/Shanghai" in told
    assert "请设为 TIMEZONE=Asia/Shanghai" in told


async def test_the_playground_keeps_to_its_zone(shell: Shell, tmp_path: Path, databases: Databases) -> None:
    with databases.fresh("sqlite") as url:
        await city_in(url)
        file = url.removeprefix("sqlite:///")
        code, lines = await shell.lines("playground", "--port", "0", "--file", file, url=url, TIMEZONE="Europe/Berlin")
    assert code == 1
    assert "Set TIMEZONE=Asia/Shanghai" in lines[-1]
    assert not any("Traceback" in line for line in lines)


async def test_where_nobody_has_a_day_yet_the_zone_may_change(database_url: str) -> None:
    await city_in(database_url, people=0)
    async with connect(database_url) as database, database.transaction() as transaction:
        await keep_zone(transaction, settings_for(database_url, zone="Europe/Berlin"), NOW)
    assert await zone_at(database_url) == "Europe/Berlin"


async def test_a_database_of_before_keeps_the_zone_of_its_next_start(database_url: str) -> None:
    async with connect(database_url) as database:
        await City.founded(database)
        assert await zone_at(database_url) is None
        await refuse_another_zone(settings_for(database_url, zone="Europe/Berlin"))
        async with database.transaction() as transaction:
            await keep_zone(transaction, settings_for(database_url), NOW)
        with pytest.raises(AnotherZone):
            async with database.transaction() as transaction:
                await keep_zone(transaction, settings_for(database_url, zone="Europe/Berlin"), NOW)
    assert await zone_at(database_url) == "Asia/Shanghai"


async def test_of_two_first_starts_in_two_zones_one_is_refused(database_url: str) -> None:
    async with connect(database_url) as database:
        await City.founded(database)

        async def start(zone: str) -> None:
            async with database.transaction() as transaction:
                await keep_zone(transaction, settings_for(database_url, zone=zone), NOW)

        zones = ("Asia/Shanghai", "Europe/Berlin")
        starts = [until_settled(partial(start, zone)) for zone in zones]
        outcomes = await asyncio.gather(*starts, return_exceptions=True)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["AnotherZone", "NoneType"]


async def test_what_is_restored_says_whose_days_it_has(shell: Shell, empty_url: str, backup: Path) -> None:
    code, lines = await shell.lines("restore", backup, url=empty_url, TIMEZONE="Europe/Berlin")
    assert code == 0, lines
    assert "set TIMEZONE=Asia/Shanghai (now Europe/Berlin)" in lines[-1]
    with pytest.raises(AnotherZone):
        await refuse_another_zone(settings_for(empty_url, zone="Europe/Berlin"))
    await refuse_another_zone(settings_for(empty_url))


# Its bot


async def bots_of(url: str, *starts: int) -> list[int | None]:
    """What comes of starts with the tokens of these bots: the bot that is kept, None where the start is refused."""
    found: list[int | None] = []
    async with connect(url) as database:
        for bot in starts:
            try:
                async with database.transaction() as transaction:
                    await keep_bot(transaction, bot)
                found.append(bot)
            except AnotherBot:
                found.append(None)
    return found


async def test_a_city_stays_with_the_bot_that_its_people_chat_with(shell: Shell, database_url: str) -> None:
    await city_in(database_url)
    assert await bots_of(database_url, 1, 1, 2, 1) == [1, 1, None, 1]
    code, told = await shell.lines("migrate", "--another-bot", url=database_url)
    assert code == 0, told
    assert await bots_of(database_url, 2, 1) == [2, None]


async def test_a_city_with_nobody_in_it_takes_any_bot(database_url: str) -> None:
    await city_in(database_url, people=0)
    assert await bots_of(database_url, 1, 2) == [1, 2]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_another_bots_token_ends_a_start_in_a_line(shell: Shell, database_url: str) -> None:
    await city_in(database_url)
    assert await bots_of(database_url, 654321) == [654321]
    telegram = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": NOBODY, "LOG_LEVEL": "error"}
    code, told = await shell.lines("run", url=database_url, HTTP_PORT="0", **telegram)
    assert code == 1
    assert "this city's people chat with bot 654321" in told[-1]
    assert "migrate --another-bot" in told[-1]
