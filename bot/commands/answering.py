"""What a command answers to whoever typed it: lines on standard output, whatever that leads to."""

import io
import os
import sys
from typing import IO, Final

from bot.ground.errors import CommandError

_STREAMS: Final = {"stdin": "r", "stdout": "w", "stderr": "w"}


def have_streams() -> None:
    """Have standard streams that take whatever is said.

    In the place of one that whoever started us has closed there is nothing: its number would be that of the next file
    that is opened, and what is said would be written into a database. What a terminal's encoding hasn't, or a file's
    name has that is no text, is escaped.
    """
    for name, mode in _STREAMS.items():
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def answer(line: str) -> None:
    """Say it. Raises CommandError where it can't be written: its disk is full, or nobody reads on (`| head -1`)."""
    try:
        print(line, flush=True)  # noqa: T201
    except OSError as fault:
        _leads_nowhere(sys.stdout)
        raise CommandError(f"The answer can't be written: {fault.strerror}") from fault


def remark(line: str) -> None:
    """Say what isn't the answer, on standard error; nothing depends on whether somebody reads it."""
    try:
        print(line, file=sys.stderr, flush=True)  # noqa: T201
    except OSError:
        _leads_nowhere(sys.stderr)


def _leads_nowhere(stream: IO[str]) -> None:
    """What is left in it is tried once more when the process ends."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, stream.fileno())
    os.close(nothing)
