"""What is no file is left as it is, and nobody waits for it: who is root could take /dev/null away from everybody."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest

from bot.ground.secret_files import secret_in
from bot.keeping.backup_folder import BackupFolder
from bot.keeping.drill_record import RECORD, last_drills
from bot.keeping.forgetting import LIST, UnreadableList, remembered
from storage.engine.faults import Unavailable
from storage.engine.sqlite.database import make_private
from storage.engine.unfinished import whole_or_none
from storage.keeping.backup import BackupFault, label_of
from storage.process.holding import is_held_elsewhere
from tests.support.city import NOW


def _written(path: Path) -> None:
    with whole_or_none(path):
        pytest.fail("it was begun")


@pytest.mark.parametrize("use", [make_private, _written], ids=["a database", "a backup"])
@pytest.mark.parametrize("through_a_link", [False, True])
def test_a_device_is_neither_taken_for_a_file_nor_taken_away(
    tmp_path: Path, use: Callable[[Path], None], *, through_a_link: bool
) -> None:
    device, link = tmp_path / "device", tmp_path / "link"
    os.mkfifo(device, 0o666)
    device.chmod(0o666)
    link.symlink_to(device)
    with pytest.raises((OSError, Unavailable), match="no file"):
        use(link if through_a_link else device)
    assert device.is_fifo()
    assert device.stat().st_mode & 0o777 == 0o666


@pytest.mark.parametrize("use", [make_private, _written], ids=["a database", "a backup"])
def test_a_folder_is_none_either(tmp_path: Path, use: Callable[[Path], None]) -> None:
    with pytest.raises((OSError, Unavailable), match="Is a directory"):
        use(tmp_path)


READERS: Final[dict[str, Callable[[Path], object]]] = {
    "backup.zip": label_of,
    "yigong-2030-01-01.zip": lambda pipe: BackupFolder(pipe.parent).newest(NOW),
    "token": secret_in,
    RECORD: lambda pipe: last_drills(pipe.parent, NOW),
    LIST: lambda pipe: remembered(pipe.parent),
    "yigong.db-lock": lambda pipe: is_held_elsewhere(f"sqlite:///{pipe.parent}/yigong.db"),
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", READERS)
def test_nobody_waits_for_the_other_end_of_a_pipe(tmp_path: Path, name: str) -> None:
    """Backups, metrics and doctor would stand still for ever."""
    os.mkfifo(tmp_path / name)
    with suppress(BackupFault, UnreadableList, ValueError):
        assert not READERS[name](tmp_path / name)
