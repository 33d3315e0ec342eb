"""The process in which documents are set, as whoever asks it sees it (decision 43).

It is begun when it is first needed and ended when it was not for a while, so that what it takes goes with it. One
document is set after the other, wherever it is asked for; whoever asks waits on a thread, never where taps are.

A message is its length, in eight bytes, and so many bytes. In: the JSON of a `Job`. Out: `ComposedAs` after the length,
and the document, or what is wrong.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from threading import Event, Lock, Timer
from typing import IO, Final

LENGTH: Final = 8  # bytes that say how long a message is
LONGEST: Final = 60.0  # seconds at one document; whatever takes longer hangs
IDLE: Final = 30.0  # seconds without a document, after which its memory is given back
PATIENCE: Final = 2.0  # seconds that it has to end by itself

_ROOT: Final = Path(__file__).parent.parent
_COMMAND: Final = (sys.executable, "-m", "words.composing")
_AROUND: Final = re.compile(r"PATH|HOME|LANG|TMPDIR|VIRTUAL_ENV|(PYTHON|LD_|DYLD_|LC_).*")
"""What it is told of the environment: none of the settings, and so no secret."""


@dataclass(frozen=True, slots=True)
class Job:
    """A document: Typst's source, and what is put into it: texts, numbers, bytes, dataclasses of them, and lists.

    `absent` has {codes}, for missing characters; `code` is what a QR code says, which is drawn there.
    """

    source: str
    given: Mapping[str, object]
    is_picture: bool
    at: int  # seconds since 1970


class ComposedAs(StrEnum):
    """What came of it, in a letter."""

    SET = "s"
    LAST = "l"  # set, and the process ends: it has taken enough
    WRONG = "w"


class NotComposed(Exception):  # noqa: N818 - it says what came of it
    """There is no document: it can't be set, took too long, or the process that sets it ended twice."""


class NotInTime(NotComposed):
    """It took too long, and would once more."""


class _ComposerGone(Exception):  # noqa: N818 - the same
    """The process isn't there any more."""


class Composer:
    """Asks the process, and sees to its life: one that was ended from outside is begun again, once for a document."""

    def __init__(self, command: Sequence[str] = _COMMAND, *, longest: float = LONGEST, idle: float = IDLE) -> None:
        self._command = command
        self._longest = longest
        self._idle = idle
        self._one_at_a_time = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._ending: Timer | None = None
        self._broken_off = 0  # times

    def compose(self, job: Job) -> bytes:
        """The document that the job is about. Raises NotComposed."""
        message, broken_off = json.dumps(job, default=_plain).encode(), self._broken_off
        with self._one_at_a_time:
            if self._ending is not None:
                self._ending.cancel()
            try:
                return self._asked_twice(message, lambda: self._broken_off == broken_off)
            finally:
                self._ending = _later(self._idle, self.end)

    def end(self) -> None:
        """Give its memory back. It is begun again when it is needed."""
        with self._one_at_a_time:
            self._end()

    def break_off(self) -> None:
        """End it whatever it is at: nobody waits any more for what was asked of it until now."""
        self._broken_off += 1
        if (process := self._process) is not None:
            process.kill()

    @property
    def process(self) -> int | None:
        """Its number, where there is one."""
        return None if self._process is None else self._process.pid

    def _asked_twice(self, message: bytes, is_wanted: Callable[[], bool]) -> bytes:
        gone = None
        for _ in range(2):
            if not is_wanted():
                raise NotComposed("nobody waits for it any more")
            try:
                return self._asked(message)
            except _ComposerGone as fault:
                gone = fault
        raise NotComposed(f"the process that sets it {gone}")

    def _asked(self, message: bytes) -> bytes:
        process, is_late = self._begun(), Event()

        def stop() -> None:
            is_late.set()
            process.kill()

        late = _later(self._longest, stop)
        try:
            outcome, written = _exchange(process, message)
        except (OSError, EOFError):
            self._end()
            if is_late.is_set():
                raise NotInTime(f"it took more than {self._longest:.0f} s") from None
            raise _ComposerGone(f"ended with {process.returncode}") from None
        except BaseException:
            process.kill()  # its answer would be the next one's
            self._end()
            raise
        finally:
            late.cancel()
        if outcome is ComposedAs.LAST:
            self._end()
        if outcome is ComposedAs.WRONG:
            raise NotComposed(written.decode())
        return written

    def _begun(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self._end()  # it was ended while nobody needed it
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603 - our own words
                self._command, cwd=_ROOT, env=_around(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, process_group=0,
            )  # fmt: skip
        return self._process

    def _end(self) -> None:
        if self._process is None:
            return
        process, self._process = self._process, None
        with suppress(OSError):
            _pipe(process.stdin).close()  # it ends by itself then
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        _pipe(process.stdout).close()


def _plain(one: object) -> object:
    """What JSON has no word for: what a dataclass consists of, and bytes one by one."""
    if isinstance(one, bytes):
        return list(one)
    if isinstance(one, datetime):
        return None  # when it is made says the job
    return {field.name: getattr(one, field.name) for field in fields(one)}  # type: ignore[arg-type]


def _exchange(process: subprocess.Popen[bytes], message: bytes) -> tuple[ComposedAs, bytes]:
    """Ask, and wait for the answer. Raises OSError or EOFError where the process isn't there any more."""
    asks, tells = _pipe(process.stdin), _pipe(process.stdout)
    asks.write(len(message).to_bytes(LENGTH, "big") + message)
    asks.flush()
    head = _read(tells, LENGTH + 1)
    return ComposedAs(head[LENGTH:].decode()), _read(tells, int.from_bytes(head[:LENGTH], "big"))


def _read(tells: IO[bytes], length: int) -> bytes:
    told = tells.read(length)
    if len(told) < length:
        raise EOFError
    return told


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise TypeError("it has a pipe on each side")
    return pipe


def _later(seconds: float, does: Callable[[], None]) -> Timer:
    timer = Timer(seconds, does)
    timer.daemon = True
    timer.start()
    return timer


def _around() -> dict[str, str]:
    """One thread: the other cores are for taps."""
    return {**{name: value for name, value in os.environ.items() if _AROUND.fullmatch(name)}, "RAYON_NUM_THREADS": "1"}
