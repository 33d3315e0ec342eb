"""What a program knows of tables."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.engine import revisions


@pytest.fixture
def versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a program that starts with the first revision."""
    monkeypatch.setattr(revisions, "MIGRATIONS", tmp_path)
    (tmp_path / "versions").mkdir()
    (tmp_path / "versions/0001_first.py").touch()
    revisions.revisions.cache_clear()
    yield tmp_path / "versions"
    revisions.revisions.cache_clear()


def test_who_serves_while_a_newer_program_is_laid_down_knows_what_it_is(versions: Path) -> None:
    assert revisions.head() == "0001"
    (versions / "0002_second.py").touch()
    assert revisions.head() == "0001", "it would call its own tables another's, and those of the newer one its own"


def test_each_has_a_number_of_its_own() -> None:
    numbers = [file.name[:4] for file in (revisions.MIGRATIONS / "versions").glob("0*.py")]
    assert len(set(numbers)) == len(numbers), "two branches have taken the same"
