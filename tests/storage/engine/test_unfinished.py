"""What is written on the way is for its owner alone, and stays no longer than until the next who comes by."""

from pathlib import Path

import pytest

from storage.engine import unfinished
from storage.engine.files import made
from storage.engine.unfinished import clear_away, clear_away_scratch, scratch_folder, whole_or_none


@pytest.fixture(autouse=True)
def _temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))


def test_what_somebody_is_at_work_on_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "city.zip"
    with whole_or_none(file) as part, scratch_folder() as folder:
        (folder / "scratch.db").touch()
        clear_away(tmp_path)
        clear_away_scratch()
        with whole_or_none(file) as other:
            other.write_text("the other")
        part.write_text("the last")
        assert (folder / "scratch.db").exists()
    assert file.read_text() == "the last"
    assert not folder.exists()


def test_what_is_others_stays(tmp_path: Path) -> None:
    others = [tmp_path / name for name in (".city.zip.part", "yigong-scratch", "yigong-part")]
    for file in others:
        file.touch()
    link = tmp_path / ".city.zip.00000000.yigong-part"
    link.symlink_to(others[0])
    clear_away(tmp_path)
    assert all(file.exists() for file in (*others, link))


def test_whoever_clears_away_in_the_moment_of_the_beginning_spoils_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times: list[Path] = []

    def cleared_at_once(file: Path, flags: int) -> int:
        descriptor = made(file, flags)
        times.append(file)
        if len(times) < 3:
            clear_away(file.parent)
        return descriptor

    monkeypatch.setattr(unfinished, "made", cleared_at_once)
    with whole_or_none(tmp_path / "city.zip") as part:
        part.write_text("all of it")
    assert (tmp_path / "city.zip").read_text() == "all of it"
    assert len(times) == 3
