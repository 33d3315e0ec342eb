"""Stands in for systemctl where there is no systemd: starts and stops what a unit says, as it says it.

Of a unit it knows what decides how the program is started: Type, User, Group, WorkingDirectory, Environment,
EnvironmentFile, LoadCredential, StateDirectory, UMask, WatchdogSec, ExecStartPre, ExecStart, ExecReload, ExecStop,
PIDFile and drop-ins. It starts nothing anew that has ended, and walls nothing off.
"""

import fcntl
import grp
import os
import pwd
import select
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, TextIO

PLACES: Final = (Path("/etc/systemd/system"), Path("/usr/lib/systemd/system"))
STATES: Final = Path("/run/units")
ENDS_WITHIN: Final = 30.0  # seconds


class ServiceUnit:
    """What is said of a service, in its file and in what was added."""

    def __init__(self, name: str) -> None:
        self.name = name.removesuffix(".service")
        self.prefix, self.at, self.instance = self.name.partition("@")
        self._said: dict[str, list[str]] = {}
        for file in self._files():
            self._read(file)
        STATES.mkdir(exist_ok=True)
        self.log = Path(f"/var/log/{self.name}.log")
        self.state = STATES / f"{self.name}.state"

    def _files(self) -> Sequence[Path]:
        template = f"{self.prefix}{self.at}.service"
        unit = next((place / template for place in PLACES if (place / template).exists()), None)
        if unit is None:
            sys.exit(f"Unit {self.name}.service not found.")
        names = dict.fromkeys((template, f"{self.name}.service"))
        added = [file for place in PLACES for name in names for file in sorted((place / f"{name}.d").glob("*.conf"))]
        return [unit, *added]

    def _read(self, file: Path) -> None:
        for line in file.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
            key, equals, value = line.strip().partition("=")
            if not equals or line.lstrip().startswith(("#", ";")):
                continue
            value = value.strip().replace("%i", self.instance)
            values = self._said.setdefault(key.strip(), [])
            if value:
                values.append(value)
            else:
                values.clear()

    def all(self, key: str) -> list[str]:
        """Everything that is said under a key."""
        return self._said.get(key, [])

    def last(self, key: str, otherwise: str = "") -> str:
        """What holds where it may be said once."""
        return self.all(key)[-1] if self.all(key) else otherwise

    # Starting and stopping

    def is_active(self) -> bool:
        """Whether it runs, and serves if it says when it does."""
        if self.last("Type") == "forking":
            with suppress(OSError, ValueError):
                os.kill(int(Path(self.last("PIDFile")).read_text()), 0)
                return True
            return False
        return self._said_of_it() == "active"

    def _said_of_it(self) -> str:
        with suppress(OSError), self.state.open() as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:  # whoever looks after it is there
                return file.read().split()[0]
        return "inactive"

    def start(self) -> int:
        """Gives 0 when it serves."""
        if self.is_active():
            return 0
        if self.last("Type") == "forking":
            return max(map(_done, [*self.all("ExecStartPre"), *self.all("ExecStart")]))
        read, write = os.pipe()
        if os.fork() == 0:
            os.close(read)
            self._look_after(write)
        os.close(write)
        with os.fdopen(read) as told:
            return 0 if told.read() == "active" else 1

    def stop(self) -> int:
        """Gives 0 when it has ended."""
        if self.last("Type") == "forking":
            return max(map(_done, self.all("ExecStop")))
        with suppress(FileNotFoundError), self.state.open() as file:
            with suppress(ProcessLookupError, IndexError, ValueError):
                os.kill(int(file.read().split()[1]), signal.SIGTERM)
            signal.alarm(int(ENDS_WITHIN))  # who doesn't end is a failure
            fcntl.flock(file, fcntl.LOCK_SH)
            signal.alarm(0)
        return 0

    def reload(self) -> int:
        """As the unit says."""
        return max(map(_done, self.all("ExecReload")), default=1)

    def _look_after(self, told: int) -> None:
        """Start the program and stay until it ends; whoever has called hears when it serves."""
        os.setsid()
        log = self.log.open("ab")
        for stream in (0, 1, 2):
            os.dup2(log.fileno(), stream)
        with self.state.open("a+") as state, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
            fcntl.flock(state, fcntl.LOCK_EX)
            address = STATES / f"{self.name}.notify"
            address.unlink(missing_ok=True)
            ear.bind(str(address))
            address.chmod(0o777)
            process = self._program(str(address))
            waits = os.pidfd_open(process.pid)
            _write(state, f"starting {process.pid}")
            if self.last("Type") != "notify":  # who says nothing has started when it is there
                ear.sendto(b"READY=1", str(address))
            while not _ended(ear, waits):
                if "READY=1" in ear.recv(4096).decode().splitlines():
                    _write(state, f"active {process.pid}")
                    os.write(told, b"active")
                    os.close(told)
            process.wait()
        os._exit(0)

    def _program(self, address: str) -> subprocess.Popen[bytes]:
        user, group = self.last("User", "root"), self.last("Group", self.last("User", "root"))
        for name in self.last("StateDirectory").split():
            folder = Path("/var/lib") / name
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(int(self.last("StateDirectoryMode", "0755"), 8))
            shutil.chown(folder, user, group)
        around = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin", "LANG": "C.UTF-8"}
        around |= {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": str(int(self.last("WatchdogSec", "0")) * 1_000_000)}
        around |= self._settings() | self._credentials(user)
        return subprocess.Popen(  # noqa: S603 - the unit's own words
            list(_filled_in(self.last("ExecStart"), around)),
            cwd=self.last("WorkingDirectory", "/"),
            env=around,
            user=pwd.getpwnam(user).pw_uid,
            group=grp.getgrnam(group).gr_gid,
            extra_groups=[],
            umask=int(self.last("UMask", "0022"), 8),
            start_new_session=True,
        )

    def _settings(self) -> dict[str, str]:
        lines = [word for value in self.all("Environment") for word in shlex.split(value)]
        for name in self.all("EnvironmentFile"):
            file = Path(name.removeprefix("-"))
            if file.exists() or not name.startswith("-"):
                lines += [line for line in file.read_text(encoding="utf-8").splitlines() if _is_setting(line)]
        return {name: _plain(value) for name, _, value in (line.partition("=") for line in lines)}

    def _credentials(self, user: str) -> dict[str, str]:
        if not self.all("LoadCredential"):
            return {}
        folder = Path("/run/credentials") / f"{self.name}.service"
        folder.mkdir(parents=True, exist_ok=True)
        for name, _, file in (value.partition(":") for value in self.all("LoadCredential")):
            (folder / name).unlink(missing_ok=True)
            (folder / name).write_bytes(Path(file).read_bytes())
            (folder / name).chmod(0o400)
            shutil.chown(folder / name, user)
        return {"CREDENTIALS_DIRECTORY": str(folder)}


def _write(state: TextIO, said: str) -> None:
    state.truncate(0)
    state.write(said)
    state.flush()


def _ended(ear: socket.socket, process: int) -> bool:
    """Wait until the process says something or ends; whether it has ended."""
    said, _, _ = select.select([ear.fileno(), process], [], [])
    return ear.fileno() not in said


def _filled_in(command: str, around: Mapping[str, str]) -> Iterator[str]:
    """A word that is a variable is as many words as it has."""
    for word in shlex.split(command):
        yield from shlex.split(around.get(word[1:], "")) if word.startswith("$") else [word]


def _is_setting(line: str) -> bool:
    return "=" in line and not line.lstrip().startswith(("#", ";"))


def _plain(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value.strip()


def _done(command: str) -> int:
    code = subprocess.run(shlex.split(command.removeprefix("-")), check=False).returncode  # noqa: S603
    return 0 if command.startswith("-") else code


def main(words: Sequence[str]) -> int:
    """Do it for each unit that is named, and stop at the first that fails."""
    now = "--now" in words
    order, *names = [word for word in words if word != "--now"]
    order = {"enable": "start" if now else "nothing", "disable": "stop" if now else "nothing"}.get(order, order)
    if order in {"daemon-reload", "nothing"}:
        return 0
    code = 0
    for unit in map(ServiceUnit, names):
        match order:
            case "start":
                code = unit.start()
            case "stop":
                code = unit.stop()
            case "restart":
                code = unit.stop() or unit.start()
            case "reload":
                code = unit.reload()
            case "is-active" | "status":
                code = 0 if unit.is_active() else 3
                print("inactive" if code else "active")  # noqa: T201
            case _:
                sys.exit(f"Unknown command verb {order}.")
        if code:
            print(f"Job for {unit.name}.service failed: see its log.", file=sys.stderr)  # noqa: T201
            break
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
