"""Two cities whose settings name one folder for their backups: each would take the other's for its own."""

from pathlib import Path

import pytest

from bot.ground.errors import CommandError
from bot.keeping.whose import kept_for


def test_a_folder_is_one_city_s_and_all_its_replicas(tmp_path: Path) -> None:
    with kept_for(tmp_path, "1234"):
        with kept_for(tmp_path, "1234"):
            pass
        for _ in range(2):
            with (
                pytest.raises(CommandError, match=r"of another bot, 1234, keeps its backups"),
                kept_for(tmp_path, "99"),
            ):
                pytest.fail("one of them would have no backups")
    with kept_for(tmp_path, "99"):
        pass
    assert list(tmp_path.iterdir()) == [], "nothing is left of it"


def test_of_one_that_was_killed_a_mark_alone_is_left(tmp_path: Path) -> None:
    (tmp_path / ".yigong-bot-1234").touch()
    with kept_for(tmp_path, "99"):
        assert {file.name for file in tmp_path.iterdir()} == {".yigong-bot-1234", ".yigong-bot-99"}


def test_what_can_t_be_locked_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / ".yigong-bot-99").symlink_to(tmp_path)
    with pytest.raises(CommandError, match="BACKUP_DIR: "), kept_for(tmp_path, "99"):
        pytest.fail("it is no lock")
