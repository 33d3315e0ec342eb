"""A machine of its own within this one, as a new operator finds it: `async with OwnMachine(folder) as machine`.

Mounts, processes and network are its own (`unshare`), `/` and `/usr` can't be written to, and nobody but root and
Debian's own users are there. systemctl, journalctl, apt-get and certbot are stand-ins (tests/operating/stand_ins/), and
so is Telegram; `python3` is the one that the tests go by, and gives a new environment their packages.
"""

import asyncio
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple, Self

from tests.operating.telegram import PORT
from tests.support.town import ROOT

OURS: Final = Path(__file__).parent
PROGRAMS: Final = (
    *("unshare", "nsenter", "ip", "git", "curl", "openssl", "sqlite3", "age-keygen"),
    *("nginx", "prometheus", "promtool", "psql", "pg_createcluster"),
)
"""What there has to be: Debian's, as an operator has them."""

NAME: Final = "volunteers.example.org"
WITHIN: Final = 120.0  # seconds for one block, on busy cores
_SPACES: Final = ("--mount", "--pid", "--net", "--uts", "--ipc", "--fork", "--kill-child")
_AS_ROOT: Final = () if os.geteuid() == 0 else ("--user", "--map-root-user", "--map-auto")
_PATH: Final = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_PYTHON: Final = os.path.realpath(sys.executable)  # the one that the tests' environment was made of


class ShownThere(NamedTuple):
    """What came of a block: its exit code, and all that was seen."""

    code: int
    seen: str


def can_be() -> bool:
    """Whether this machine lets us have one: as root, or by user namespaces."""
    tried = ["unshare", *_AS_ROOT, *_SPACES, "true"]
    return all(shutil.which(program, path=_PATH) for program in PROGRAMS) and _is_well(tried)


def _is_well(command: Sequence[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603 - our own words


class OwnMachine:
    """`folder` is for what is made of it outside: the mount point, and the repository that is cloned."""

    def __init__(self, folder: Path) -> None:
        self.source = folder / "source"
        self._root = folder / "root"
        self._around: Mapping[str, str] = {
            "PATH": _PATH,
            "HOME": "/root",
            "LANG": "C.UTF-8",
            "REAL_PYTHON": _PYTHON,
            "PYTHONPATH": "",
        }

    async def __aenter__(self) -> Self:
        self._root.mkdir()
        _repository(self.source)
        _certificate(self.source)
        self._keeper = await asyncio.create_subprocess_exec(
            "unshare", *_AS_ROOT, *_SPACES, "sh", OURS / "root.sh", self._root, ROOT, sys.base_prefix,
            sysconfig.get_path("purelib"), self.source,
            _PYTHON, "-c", _FIRST.format(module="tests.operating.telegram"),
            env={**self._around, "SSL_CERT_FILE": "/srv/source/fullchain.pem"},
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert await self._heard() == "here"
        self._pid = _child_of(self._keeper.pid)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._keeper.kill()
        await self._keeper.wait()

    async def types(self, commands: str, fed: str = "") -> ShownThere:
        """Type them one after the other, as root, up to the first that fails."""
        process = await asyncio.create_subprocess_exec(
            "nsenter", "--target", self._pid, "--all", "--root", "--wd", "bash", "-euo", "pipefail",
            "-c", _WALLS + commands,
            env=self._around, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        async with asyncio.timeout(WITHIN):
            seen, _ = await process.communicate(fed.encode())
        return ShownThere(process.returncode or 0, seen.decode())

    async def has(self, file: str, text: str) -> None:
        """Write a file, as with an editor: its rights stay."""
        said = await self.types(f"mkdir -p $(dirname {file}) && cat >{file}", text)
        assert said.code == 0, said.seen

    async def person(self, act: str) -> str:
        """What the bot says to the first admin who writes something, or taps `[something]`."""
        assert self._keeper.stdin is not None
        self._keeper.stdin.write(f"123456789 {act}\n".encode())
        return await self._heard()

    async def _heard(self) -> str:
        assert self._keeper.stdout is not None
        async with asyncio.timeout(WITHIN):
            heard: str = json.loads(await self._keeper.stdout.readline())
        return heard


_FIRST: Final = """
import runpy, site, sys
sys.dont_write_bytecode = True
site.addsitedir("/srv/packages")
sys.path.insert(0, "/srv/tree")
runpy.run_module("{module}", run_name="__main__")
"""
# Nothing that the pages say is ever to be done to the machine that the tests run on.
_WALLS: Final = '[ -e /srv/walls ] || { echo "this is not a machine of tests" && exit 99; }; cd /root\n'
TELEGRAM: Final = f"http://127.0.0.1:{PORT}"


def _child_of(process: int) -> str:
    [child] = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return child


def _repository(folder: Path) -> None:
    """What is cloned: the files as they are here, of one commit."""
    folder.mkdir()
    listed = _git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    for name in filter(None, listed):
        if (ROOT / name).exists() and not name.startswith("tests/"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    _git(folder, "init", "--quiet", "--initial-branch=main")
    _git(folder, "add", "--all")
    commit(folder, "As it is")


def commit(folder: Path, message: str) -> None:
    """A new version, whatever is in it."""
    who = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org")
    _git(folder, *who, "commit", "--quiet", "--allow-empty", "--message", message)


def _git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", folder, *words], check=True, capture_output=True, text=True)  # noqa: S603, S607
    return done.stdout


def _certificate(folder: Path) -> None:
    subprocess.run(  # noqa: S603 - our own words
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",  # noqa: S607
         "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}",
         "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
