"""An SQLite file is held by one process, for as long as it lives, and by nobody else's closing of anything."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage.engine.faults import Unavailable
from storage.process.holding import FileHeld, held, is_held
from tests.support.town import ROOT

HOLD = (
    "import sys; from storage.process.holding import held\nwith held(sys.argv[1]): print('holds', flush=True); input()"
)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/new/yigong.db"


@contextmanager
def another_process(url: str) -> Iterator["subprocess.Popen[str]"]:
    """That holds the database until its input ends, or it is killed."""
    with subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-c", HOLD, url], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "holds\n"
        yield process


def test_nobody_else_holds_it_meanwhile(url: str) -> None:
    with another_process(url):
        assert is_held(url)
        with pytest.raises(FileHeld, match=r"Another Yigong is running on .*yigong\.db"), held(url):
            pass
    with held(url):
        assert is_held(url)
    assert not is_held(url)


def test_what_a_dead_process_left_behind_means_nothing(url: str, tmp_path: Path) -> None:
    with another_process(url) as process:
        process.send_signal(signal.SIGKILL)
    assert (tmp_path / "new" / "yigong.db-lock").exists()
    with held(url):
        assert is_held(url)


def test_it_is_private_and_gone_afterwards(url: str, tmp_path: Path) -> None:
    with held(url):
        lock = tmp_path / "new" / "yigong.db-lock"
        assert lock.stat().st_mode & 0o777 == 0o600
        lock.read_bytes()  # closes a descriptor of it, which takes nothing away
        assert is_held(url)
    assert list((tmp_path / "new").iterdir()) == []


def test_it_is_known_by_any_of_its_names(url: str, tmp_path: Path) -> None:
    with held(url):
        (tmp_path / "link.db").symlink_to(tmp_path / "new" / "yigong.db")
        assert is_held(f"sqlite:///{tmp_path}/link.db")
        assert is_held(f"sqlite:///{tmp_path}/new/../new/yigong.db")


def test_a_place_that_can_t_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable, match=r"yigong\.db-lock"), held(f"sqlite:///{tmp_path}/file/yigong.db"):
        pass


def test_on_postgresql_the_server_knows(url: str) -> None:
    with held("postgresql:///nowhere"), held("postgresql:///nowhere"):
        assert not is_held("postgresql:///nowhere")
