"""A drill says of a backup today what would be found out in need: by hand, and once a week by itself."""

import struct
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pyrage import x25519
from structlog.testing import capture_logs

from bot.ground.clock import SystemClock
from bot.keeping.drill_record import RECORD, keep_record, last_drills
from storage.engine.connecting import connect
from storage.keeping.backup import BackupFault, back_up
from storage.keeping.comparing import compare
from tests.bot.keeping import test_backups
from tests.bot.keeping.test_backups import Night, made
from tests.support.city import NOW, City
from tests.support.databases import Databases
from tests.support.shell import Shell


@pytest.fixture
async def founded_url(database_url: str) -> str:
    """A database with a small organisation in it."""
    async with connect(database_url) as database:
        await City.founded(database)
    return database_url


async def test_a_good_one_is_said_to_be_good_and_nothing_is_left_or_touched(
    shell: Shell, founded_url: str, tmp_path: Path
) -> None:
    folder, scratch = tmp_path / "backups", tmp_path / "scratch"
    scratch.mkdir()
    await made(founded_url, folder / "yigong-2026-11-20.zip", datetime.fromisoformat("2026-11-20T19:30:00Z"))
    before = (folder / "yigong-2026-11-20.zip").read_bytes()
    nobodys = tmp_path / "nobodys.db"
    code, told = await shell(
        "backup", "--verify", "newest", url=f"sqlite:///{nobodys}", BACKUP_DIR=folder, TMPDIR=scratch
    )
    assert code == 0, told
    assert "yigong-2026-11-20.zip of 2026-11-20, 19:30 UTC can be restored: " in told
    assert "1 person among them" in told
    assert list(scratch.iterdir()) == []
    assert (folder / "yigong-2026-11-20.zip").read_bytes() == before
    assert not nobodys.exists()
    assert last_drills(folder, SystemClock().now()).keys() == {"restored"}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_one_that_is_damaged_is_said_to_be_and_is_no_drill(
    shell: Shell, founded_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "yigong-2026-11-20.zip"
    await made(founded_url, file, NOW)
    flipped(file, "tables/people.jsonl")
    code, told = await shell("backup", "--verify", file, url=founded_url, BACKUP_DIR=tmp_path)
    assert code == 1
    assert f"{file} can't be restored: the backup is damaged" in told
    assert last_drills(tmp_path, NOW) == {}


def flipped(file: Path, part: str) -> None:
    """A bit of it, as a disk does it."""
    with zipfile.ZipFile(file) as zipped:
        header = zipped.getinfo(part).header_offset
    content = bytearray(file.read_bytes())
    name, extra = struct.unpack_from("<HH", content, header + 26)
    content[header + 30 + name + extra + 8] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_newest_of_none_is_a_sentence(shell: Shell, founded_url: str, tmp_path: Path) -> None:
    (tmp_path / "yigong-2026-11-20.zip").write_bytes(b"half a backup")
    code, told = await shell("backup", "--verify", "newest", url=founded_url, BACKUP_DIR=tmp_path)
    assert (code, told.strip()) == (
        1,
        f"There is no backup in {tmp_path} that can be read (BACKUP_DIR says where they are)",
    )


async def test_what_has_other_rows_than_the_backup_is_not_the_same(databases: Databases, tmp_path: Path) -> None:
    with databases.fresh("sqlite") as url:
        async with connect(url) as database:
            city = await City.founded(database)
            manifest = await back_up(url, tmp_path / "city.zip", now=NOW, progress=lambda _done, _of: None)
            await compare(url, manifest)
            await city.person("One more")
            with pytest.raises(BackupFault, match=r"people has 2 rows, and the backup has 1"):
                await compare(url, manifest)


async def test_a_sealed_one_is_tried_where_its_key_is_and_elsewhere_called_no_more_than_whole(
    shell: Shell, founded_url: str, tmp_path: Path
) -> None:
    pair, folder, identity = x25519.Identity.generate(), tmp_path / "backups", tmp_path / "key.txt"
    identity.write_text(f"{pair}\n")
    file, key = folder / "by-hand.zip", str(pair.to_public())
    code, told = await shell("backup", file, url=founded_url, BACKUP_KEY=key)
    assert code == 0, told
    assert f"checked, and sealed for {key}" in told
    assert str(pair) not in told

    code, told = await shell("backup", "--verify", file, url=founded_url, BACKUP_DIR=folder)
    assert code == 0, told
    assert "whether it can be opened and restored was not tried" in told
    now = SystemClock().now()
    assert last_drills(folder, now).keys() == {"whole"}

    code, told = await shell("backup", "--verify", file, "--identity", identity, url=founded_url, BACKUP_DIR=folder)
    assert code == 0, told
    assert "can be restored" in told
    assert last_drills(folder, now + timedelta(minutes=5)).keys() == {"whole", "restored"}

    code, told = await shell("restore", file, "--yes", url=founded_url)
    assert (code, "--identity FILE" in told) == (1, True), told
    code, told = await shell("restore", file, "--yes", "--identity", identity, url=founded_url)
    assert code == 0, told


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("age1nonsense", "BACKUP_KEY: must be a public key of age's"),
        (str(x25519.Identity.generate()), "BACKUP_KEY: is the secret key, which belongs on no machine"),
    ],
    ids=["nonsense", "secret"],
)
async def test_a_wrong_key_is_a_sentence_at_the_start(shell: Shell, tmp_path: Path, key: str, said: str) -> None:
    code, told = await shell("run", url=f"sqlite:///{tmp_path}/none.db", BACKUP_KEY=key)
    assert code == 1
    assert said in told
    assert key not in told


# Every week


async def test_one_a_week_is_tried_by_itself(founded_url: str, tmp_path: Path) -> None:
    night = Night(founded_url, tmp_path)
    for _ in range(9):
        await night.nightly.make_if_due()
        night.clock.passes(days=1)
    assert night.tried == ["yigong-2026-12-01.zip", "yigong-2026-12-08.zip"]
    assert night.nightly.tried_at() == {"restored": (NOW + timedelta(days=7)).timestamp()}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_one_that_fails_is_tried_again_the_next_night(
    founded_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(test_backups, "try_out", _fails)
    night = Night(founded_url, tmp_path)
    with capture_logs() as lines:
        for _ in range(2):
            await night.nightly.make_if_due()
            night.clock.passes(days=1)
    assert night.tried == ["yigong-2026-12-01.zip", "yigong-2026-12-02.zip"]
    assert night.outcomes == ["made", "made"]
    assert [line["why"] for line in lines if line["log_level"] == "error"] == ["the backup is damaged"] * 2
    assert night.nightly.tried_at() == {}


async def _fails(_file: Path, _now: datetime) -> str:
    raise BackupFault("the backup is damaged")


def test_a_drill_by_a_wrong_clock_is_none(tmp_path: Path) -> None:
    keep_record(tmp_path, tmp_path / "yigong-2035-01-01.zip", "restored", NOW.replace(year=2035))
    assert last_drills(tmp_path, NOW) == {}
    keep_record(tmp_path, tmp_path / "elsewhere" / "yigong-2026-12-01.zip", "whole", NOW)
    assert last_drills(tmp_path, NOW) == {}, "it says nothing of those that lie elsewhere"
    keep_record(tmp_path, tmp_path / "yigong-2026-12-01.zip", "restored", NOW)
    keep_record(tmp_path, tmp_path / "yigong-2026-12-02.zip", "whole", NOW + timedelta(days=1))
    assert last_drills(tmp_path, NOW + timedelta(days=1)) == {"restored": NOW, "whole": NOW + timedelta(days=1)}


@pytest.mark.parametrize("written", ["", "[]", "{}", '{"restored": "soon"}', '{"whole": 1e99}'])
def test_what_is_no_record_is_none(tmp_path: Path, written: str) -> None:
    (tmp_path / RECORD).write_text(written)
    assert last_drills(tmp_path, NOW) == {}
