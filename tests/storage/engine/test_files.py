"""What is no file is left as it is: whoever is root could take /dev/null away from everybody."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.engine.faults import Unavailable
from storage.engine.sqlite.database import make_private
from storage.engine.unfinished import whole_or_none


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
