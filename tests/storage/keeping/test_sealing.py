"""A sealed backup is opened by whoever has the key, and by nobody else; anybody can tell what it is."""

import zipfile
from pathlib import Path

import pyrage
import pytest
from pyrage import x25519

from storage.engine.connecting import connect
from storage.keeping.backup import BackupFault, back_up, checked_seal, label_of, opened
from storage.keeping.sealing import KEY
from tests.support.city import NOW, City
from tests.support.databases import Databases


@pytest.fixture
def pair() -> x25519.Identity:
    """A secret key, which knows its public one."""
    return x25519.Identity.generate()


@pytest.fixture
def identity(pair: x25519.Identity, tmp_path: Path) -> Path:
    """The secret key as age-keygen writes it."""
    return written(tmp_path / "key.txt", f"# created: 2026-12-01\n# public key: {pair.to_public()}\n{pair}\n")


@pytest.fixture
async def sealed(databases: Databases, pair: x25519.Identity, tmp_path: Path) -> Path:
    """A backup of a city with a leader in it."""
    file = tmp_path / "city.zip"
    with databases.fresh("sqlite") as url:
        async with connect(url) as database:
            await City.founded(database)
        await back_up(url, file, now=NOW, progress=lambda _done, _of: None, key=str(pair.to_public()))
    return file


def written(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file


async def test_where_there_is_no_room_for_the_way_to_it_that_place_is_named(
    databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    with databases.fresh("sqlite") as url, pytest.raises(BackupFault, match="TMPDIR"):
        await back_up(url, tmp_path / "city.zip", now=NOW, progress=lambda _done, _of: None, key=KEY)


def test_whoever_has_the_key_reads_every_row(sealed: Path, identity: Path) -> None:
    with opened(sealed, identity) as archive:
        archive.check(lambda _done, _of: None)
        [people] = [table for table in archive.manifest.tables if table.name == "people"]
        assert "Teacher Li" in str(list(archive.lines(people)))


def test_it_says_what_it_is_and_nothing_of_anybody(sealed: Path) -> None:
    label = label_of(sealed)
    assert (label.made_at, label.people) == (NOW, 1)
    with zipfile.ZipFile(sealed) as zipped:
        assert zipped.namelist() == ["seal.json", "backup.zip.age"]
        assert b"manifest" not in sealed.read_bytes(), "the tables' names and checksums are seen"
        assert zipped.read("backup.zip.age").startswith(b"age-encryption.org/v1\n")
    assert sealed.stat().st_mode & 0o777 == 0o600


def test_any_program_that_knows_age_opens_it(sealed: Path, pair: x25519.Identity, tmp_path: Path) -> None:
    with zipfile.ZipFile(sealed) as zipped:
        plain = pyrage.decrypt(zipped.read("backup.zip.age"), [pair])
    file = tmp_path / "plain.zip"
    file.write_bytes(plain)
    assert label_of(file) == label_of(sealed)


def test_without_the_key_it_is_told_which_one_opens_it(sealed: Path, pair: x25519.Identity, tmp_path: Path) -> None:
    with pytest.raises(BackupFault, match=f"it is sealed for {pair.to_public()}: --identity"), opened(sealed):
        pass
    other = written(tmp_path / "other.txt", f"{x25519.Identity.generate()}\n")
    said = f"it is sealed for {pair.to_public()}, and {other} has another key"
    with pytest.raises(BackupFault, match=said), opened(sealed, other):
        pass


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "can't be read: No such file"),
        ("", "has no secret key of age's"),
        (f"{KEY}\n", "has no secret key of age's"),
        ("AGE-SECRET-KEY-1NONSENSE\n", "is no file with a secret key of age's"),
    ],
)
def test_what_is_no_key_is_a_sentence_that_shows_none(
    sealed: Path, tmp_path: Path, text: str | None, said: str
) -> None:
    file = tmp_path / "other.txt"
    if text is not None:
        written(file, text)
    with pytest.raises(BackupFault, match=said) as fault, opened(sealed, file):
        pass
    assert "NONSENSE" not in str(fault.value)


@pytest.mark.parametrize("at", [-2000, 900])
def test_a_flipped_bit_is_noticed_with_the_key_and_without(sealed: Path, identity: Path, at: int) -> None:
    seal = checked_seal(sealed)
    assert seal is not None
    assert seal.label.made_at == NOW
    content = bytearray(sealed.read_bytes())
    content[at] ^= 1
    sealed.write_bytes(content)
    with pytest.raises(BackupFault, match="damaged"):
        checked_seal(sealed)
    with pytest.raises(BackupFault, match=r"damaged|another key"), opened(sealed, identity):
        pass
