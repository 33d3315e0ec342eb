"""A process that kills itself, as `kill -9` or the power would, when it is about to change something on the disk."""

import os
import signal
import sys
from tempfile import gettempdir
from typing import Any, Final

KILLED_AT: Final = "KILLED_AT"
"""The number of the change, from 1 on, in the environment of a command that is forked."""

_CHANGES: Final = frozenset({"fcntl.flock", "os.chmod", "os.mkdir", "os.remove", "os.rename", "os.rmdir"})
_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def if_wished() -> None:
    """Count this process's changes, where its environment has the number of the last."""
    if KILLED_AT not in os.environ:
        return
    gettempdir()  # Python tries itself where a file can be made, with one of its own
    sys.dont_write_bytecode = True  # and keeps what it compiles, of a clone where nobody has imported that yet
    left = int(os.environ[KILLED_AT])

    def count(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if event in _CHANGES or (event == "open" and arguments[2] & _WRITES):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
