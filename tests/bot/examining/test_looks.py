"""`doctor` sees what is wrong with an installation, says so in a line, and changes nothing; it works beside a bot."""

import asyncio
import json
import os
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import SecretStr

from bot.examining import database as looks_at_database
from bot.examining import files as looks_at_files
from bot.examining import messenger
from bot.examining.remarks import Look, Remark, Weight, found, ok, wrong
from bot.ground.clock import SystemClock
from bot.ground.settings import Settings, variable
from bot.keeping.beginning import keep_zone
from bot.keeping.drill_record import keep_record
from storage.engine.connecting import connect, files_of
from storage.engine.faults import DatabaseFault
from storage.keeping.backup import back_up
from tests.support.city import City
from tests.support.impostor import TOKEN, Impostor, impostor, whole
from tests.support.shell import Shell
from tests.support.town import town

NOW = datetime(2026, 12, 1, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (*map(variable, Settings.model_fields), "CREDENTIALS_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
async def settings(database_url: str, tmp_path: Path) -> Settings:
    """Of a city with a leader in it, and a folder for its backups."""
    (tmp_path / "backups").mkdir(mode=0o700)
    settings = Settings(database_url=database_url, backup_dir=tmp_path / "backups", _env_file=None)
    async with connect(database_url) as database:
        await City.founded(database)
        async with database.transaction() as transaction:
            await keep_zone(transaction, settings, NOW)
    for file in files_of(database_url):
        if file.exists():
            file.chmod(0o600)
    return settings


on_a_file = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def weights(remarks: Sequence[Remark]) -> list[str]:
    return [str(remark.weight) for remark in remarks]


def told(remarks: Sequence[Remark]) -> str:
    return "\n".join(remark.said for remark in remarks)


# The whole of it


async def test_beside_a_bot_that_serves_it_finds_everything_well(
    shell: Shell, database_url: str, tmp_path: Path
) -> None:
    backups = tmp_path / "backups"
    async with town(database_url, {"BACKUP_DIR": str(backups)}) as place:
        mei = await place.member("Mei")
        await place.activity("River clean-up", await place.leader("Li"))
        await mei.sends("/activities")
        await mei.taps("River clean-up")
        code, _ = await shell("backup", backups / "by-hand.zip", url=database_url)
        keep_record(backups, backups / "by-hand.zip", "restored", SystemClock().now())
        around = place.environment({"BACKUP_DIR": str(backups), "LOG_LEVEL": "error"})
        del around["DATABASE_URL"]
        before = await place.number("SELECT COUNT(*) FROM inbox")
        code, lines = await shell.lines("doctor", url=database_url, **around)
        assert await place.number("SELECT COUNT(*) FROM inbox") == before
        await place.stop()
    assert code == 0, lines
    assert {line.split()[0] for line in lines} == {"ok"}, lines
    assert any("a Yigong serves it" in line for line in lines)
    assert any("it knows us as @" in line for line in lines)
    assert any("within 2 min of Telegram's" in line for line in lines)


def is_in(folder: Path) -> dict[str, tuple[bytes, int]]:
    """What lies there, and with which rights."""
    return {path.name: (path.read_bytes(), path.stat().st_mode) for path in sorted(folder.iterdir())}


@pytest.fixture
def file(settings: Settings) -> Path:
    """The database's."""
    return Path(settings.database_url.removeprefix("sqlite:///"))


@pytest.fixture
def open_to_others(file: Path) -> Path:
    file.chmod(0o644)
    return file


@pytest.fixture
def damaged(file: Path) -> Path:
    content = file.read_bytes()
    file.write_bytes(content[:8192] + b"\xa5" * (len(content) - 8192))
    return file


@on_a_file
async def test_it_leaves_everything_as_it_is(
    shell: Shell, settings: Settings, open_to_others: Path, database_url: str
) -> None:
    file = open_to_others
    before = is_in(file.parent)
    code, lines = await shell.lines("doctor", url=database_url, BACKUP_DIR=settings.backup_dir, LOG_LEVEL="error")
    assert is_in(file.parent) == before
    assert code == 1
    assert lines[-1] == "1 thing is wrong"
    [rights] = [line for line in lines if " rights: " in line]
    assert rights == f"WRONG  rights: {file} can be read by others on this machine: chmod go= {file}"


async def test_a_database_that_isn_t_there_is_one_wrong_thing_of_several(shell: Shell, tmp_path: Path) -> None:
    code, lines = await shell.lines("doctor", url=f"sqlite:///{tmp_path}/none.db", BACKUP_DIR=tmp_path / "none")
    assert code == 1
    assert f"WRONG  tables: there is no database at {tmp_path}/none.db" in lines
    assert not (tmp_path / "none.db").exists()
    assert not (tmp_path / "none.db-lock").exists()


async def test_each_look_has_its_time_and_one_that_fails_keeps_none_from_the_others() -> None:
    async def hangs() -> Sequence[Remark]:
        await asyncio.Event().wait()
        return []

    async def fails() -> Sequence[Remark]:
        raise DatabaseFault("no\nsuch thing")

    async def breaks() -> Sequence[Remark]:
        raise KeyError("of somebody's")

    async def works() -> Sequence[Remark]:
        return [ok("well")]

    looks = [Look(look.__name__, look) for look in (hangs, fails, breaks, works)]
    assert [one async for one in found(looks, limit=0.01)] == [
        ("hangs", wrong("no answer within 0.01 s")),
        ("fails", wrong("no such thing")),
        ("breaks", wrong("it can't be looked at: KeyError")),
        ("works", ok("well")),
    ]


# Settings and files


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A file of settings with a name that nobody knows."""
    file = tmp_path / ".env"
    file.write_text("COLOUR=red\n")
    return file


@on_a_file
async def test_settings_that_nobody_knows(settings: Settings, odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert weights(await looks_at_files.settings_given(settings)) == ["note"]
    monkeypatch.setenv("ADMIN_ID", "1")
    assert weights(await looks_at_files.settings_given(settings)) == ["note", "WRONG"]


@on_a_file
async def test_rights(settings: Settings) -> None:
    assert weights(await looks_at_files.rights(settings)) == ["ok"]
    (settings.backup_dir / "erased.json").touch(mode=0o644)
    settings.backup_dir.chmod(0o750)
    assert weights(await looks_at_files.rights(settings)) == ["WRONG", "WRONG"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
@on_a_file
async def test_what_root_left_in_the_service_s_folder(settings: Settings) -> None:
    os.chown(settings.backup_dir, 65534, 65534)
    (settings.backup_dir / "yigong-2026-12-01.zip").touch(mode=0o600)
    (settings.backup_dir / "yigong-2026-12-01.zip").chmod(0o600)
    assert "belongs to root, and its folder to nobody: chown nobody: " in told(await looks_at_files.rights(settings))


@on_a_file
async def test_backups(settings: Settings, database_url: str) -> None:
    for minutes, weight in ((59, "note"), (61, "WRONG")):  # since the folder was made
        since = (NOW - timedelta(minutes=minutes)).timestamp()
        os.utime(settings.backup_dir, (since, since))
        assert weights(await looks_at_files.backups(settings, NOW)) == [weight], "the first one takes a moment"

    async def made(name: str, at: datetime) -> None:
        await back_up(database_url, settings.backup_dir / name, now=at, progress=lambda _done, _of: None)

    await made("old.zip", NOW - timedelta(hours=31))
    [remark] = await looks_at_files.backups(settings, NOW)
    assert remark.weight is Weight.WRONG
    assert "31 hours ago" in remark.said
    await made("later.zip", NOW + timedelta(days=400))
    assert weights(await looks_at_files.backups(settings, NOW)) == ["WRONG", "WRONG"]
    (settings.backup_dir / "later.zip").unlink()
    await made("new.zip", NOW - timedelta(hours=3))
    [remark] = await looks_at_files.backups(settings, NOW)
    assert remark.weight is Weight.OK
    assert "3 hours ago, with 1 person in it" in remark.said


@on_a_file
async def test_the_last_drill(settings: Settings) -> None:
    assert weights(await looks_at_files.drill(settings, NOW)) == ["note"]
    file = settings.backup_dir / "yigong-2026-12-01.zip"
    keep_record(settings.backup_dir, file, "restored", NOW - timedelta(days=60))
    assert await looks_at_files.drill(settings, NOW) == [
        wrong("a backup was restored into a scratch database 60 days ago: the log has why none was since")
    ]
    keep_record(settings.backup_dir, file, "whole", NOW - timedelta(hours=7))
    assert await looks_at_files.drill(settings, NOW) == [
        ok("a backup was restored into a scratch database 60 days ago and an encrypted one was found whole 7 hours ago")
    ]


@on_a_file
async def test_a_full_disk(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(weights(await looks_at_files.room(settings))) == {"ok"}
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 1024**2))
    assert set(weights(await looks_at_files.room(settings))) == {"WRONG"}


# The database


async def test_a_database_that_is_well(settings: Settings) -> None:
    for look in (looks_at_database.integrity, looks_at_database.tables):
        assert weights(await look(settings)) == ["ok"]
    assert weights(await looks_at_database.served(settings)) == ["note"]
    assert weights(await looks_at_database.undone(settings, NOW)) == ["ok", "ok"]


async def test_an_index_that_is_gone(settings: Settings) -> None:
    async with connect(settings.database_url) as database, database.transaction() as transaction:
        await transaction.execute("DROP INDEX outbox_claimed")
    assert "outbox_claimed" in told(await looks_at_database.integrity(settings))


@on_a_file
@pytest.mark.usefixtures("damaged")
async def test_a_damaged_page(settings: Settings) -> None:
    [(_, remark)] = [one async for one in found([Look("database", lambda: looks_at_database.integrity(settings))])]
    assert remark.weight is Weight.WRONG


async def test_another_zone_and_other_tables(settings: Settings) -> None:
    elsewhere = settings.model_copy(update={"timezone": ZoneInfo("Europe/Berlin")})
    assert "set TIMEZONE=Asia/Shanghai" in told(await looks_at_database.tables(elsewhere))
    for revision, weight in (("9999", "WRONG"), ("0001", "note")):
        async with connect(settings.database_url) as database, database.transaction() as transaction:
            await transaction.execute("UPDATE alembic_version SET version_num = :revision", revision=revision)
        assert weights(await looks_at_database.tables(settings)) == [weight]


async def test_what_is_parked(settings: Settings) -> None:
    async with connect(settings.database_url) as database, database.transaction() as transaction:
        await transaction.execute("INSERT INTO parked (update_id, payload, error, at) VALUES (1, '{}', 'x', 1)")
    assert "1 update is parked" in told(await looks_at_database.undone(settings, NOW))


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_clock_that_is_wrong_is_told_by_the_server_s(settings: Settings) -> None:
    now = SystemClock().now()
    assert weights(await looks_at_database.clock(settings, now)) == ["ok"]
    [remark] = await looks_at_database.clock(settings, now + timedelta(hours=1))
    assert "ahead of PostgreSQL's: set it right" in remark.said


# Telegram


def facing(settings: Settings, one: Impostor, **more: Any) -> Settings:
    return settings.model_copy(update={"telegram_api_url": one.url, "telegram_bot_token": SecretStr(TOKEN), **more})


def webhook_info(**told_of_it: object) -> bytes:
    info = {"url": "", "has_custom_certificate": False, "pending_update_count": 4, **told_of_it}
    return json.dumps({"ok": True, "result": info}).encode()


ME = json.dumps({"ok": True, "result": {"id": 1, "is_bot": True, "first_name": "Y", "username": "y_bot"}}).encode()


@on_a_file
async def test_how_telegram_brings_updates(settings: Settings) -> None:
    async with impostor() as one:
        one.next.extend([whole(200, ME), whole(200, webhook_info())])
        remarks = await messenger.telegram(facing(settings, one), NOW)
        assert weights(remarks) == ["ok", "ok"]
        assert "updates are fetched, and 4 updates wait there" in told(remarks)
        one.next.extend([whole(200, ME), whole(200, webhook_info(url="https://old.example/telegram"))])
        remarks = await messenger.telegram(facing(settings, one), NOW)
        assert weights(remarks) == ["ok", "WRONG"]
        posted = facing(settings, one, webhook_url="https://new.example/telegram")
        failed = {"url": "https://new.example/telegram", "last_error_date": 1, "last_error_message": "Wrong response"}
        one.next.extend([whole(200, ME), whole(200, webhook_info(**failed))])
        remarks = await messenger.telegram(posted, NOW)
        assert weights(remarks) == ["ok", "ok", "note"]
        failed["last_error_date"] = int(NOW.timestamp()) - 60
        one.next.extend([whole(200, ME), whole(200, webhook_info(**failed))])
        remarks = await messenger.telegram(posted, NOW)
        assert weights(remarks) == ["ok", "ok", "WRONG"], "nobody is answered"


@on_a_file
async def test_a_token_that_telegram_refuses(settings: Settings) -> None:
    async with impostor() as one:
        one.says = whole(401, b'{"ok":false,"error_code":401,"description":"Unauthorized"}')
        remarks = await messenger.telegram(facing(settings, one), NOW)
    assert weights(remarks) == ["WRONG"]
    assert "TELEGRAM_BOT_TOKEN" in told(remarks)
    assert TOKEN not in told(remarks)
    assert weights(await messenger.telegram(settings, NOW)) == ["note"], "there is no token"


@on_a_file
@pytest.mark.parametrize("seconds", [0, 119, -3600, 3600])
async def test_a_clock_that_is_wrong_is_told_by_telegram_s(settings: Settings, seconds: int) -> None:
    theirs = NOW + timedelta(seconds=seconds)
    async with impostor() as one:
        one.says = whole(302, b"", f"Date: {format_datetime(theirs, usegmt=True)}\r\n")
        remarks = await messenger.clock(facing(settings, one), NOW)
        assert weights(remarks) == ["WRONG" if abs(seconds) > 120 else "ok"]
        one.says = whole(200, b"no date")
        [(_, remark)] = [
            one_found async for one_found in found([Look("clock", lambda: messenger.clock(facing(settings, one), NOW))])
        ]
        assert remark == wrong("The answer says no time")
