"""The keys of certificates are listed and followed by another one from a shell, beside a service or without one."""

from datetime import date
from pathlib import Path

import pytest

from storage.engine.connecting import connect
from storage.views.certificates import numbered, public_keys
from tests.support.acting import at, known
from tests.support.city import NOW, City
from tests.support.ledger import Ledger
from tests.support.shell import Shell
from volunteering.actions.certificates import Issued, issue
from volunteering.rules.certificates import Certificate, CertifiedDays


async def _certified(url: str) -> Certificate:
    async with connect(url) as database:
        city = await City.founded(database)
        mei = await city.person("Mei")
        await Ledger(city).logged(mei, date(2026, 11, 20), 150)
        async with city.writing() as rows:
            days = CertifiedDays(first=None, last=date(2026, 12, 1))
            outcome = await issue(rows, await known(rows, mei), days, "Taizhou", at(NOW))
    assert isinstance(outcome, Issued)
    return outcome.certificate


async def _names(url: str) -> list[str]:
    async with connect(url) as database, database.reading() as reader:
        return [key.name for key in await public_keys(reader)]


async def test_another_one_signs_and_the_list_says_since_when(database_url: str, shell: Shell) -> None:
    assert await shell.lines("signing", url=database_url) == (
        0, ["No key was made yet: the first one is, with the first certificate"],
    )  # fmt: skip
    await _certified(database_url)
    [old] = await _names(database_url)
    code, lines = await shell.lines("signing", "new", url=database_url)
    new, _ = await _names(database_url)
    assert code == 0
    assert lines == [
        f"Certificates are signed with key {new} from now on, by every replica",
        f"Key {old} signs no more: its private half is gone. What it has signed stays checkable",
    ]
    code, lines = await shell.lines("signing", url=database_url)
    assert code == 0
    assert [line.split("  ")[0] for line in lines] == [new, old]
    assert lines[0].endswith(" to now  0 certificates")
    assert lines[1].endswith("  1 certificate")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_backup_has_every_key_and_what_each_has_signed(database_url: str, shell: Shell, tmp_path: Path) -> None:
    one = await _certified(database_url)
    await shell("signing", "new", url=database_url)
    keys = await _names(database_url)
    file = tmp_path / "city.zip"
    assert (await shell("backup", file, url=database_url))[0] == 0
    elsewhere = f"sqlite:///{tmp_path / 'elsewhere.db'}"
    code, told = await shell("restore", file, "--yes", url=elsewhere)
    assert code == 0, told
    assert await _names(elsewhere) == keys
    async with connect(elsewhere) as database, database.reading() as reader:
        there = await numbered(reader, one.number)
    assert there is not None
    assert there.is_valid
