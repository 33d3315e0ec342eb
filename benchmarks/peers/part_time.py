"""Lets a process work for a share of the time only: `python -m benchmarks.peers.part_time PID SHARE`, until killed.

So a machine of two cores can stand for one that has room for every part: what is left over is not what limits.
"""

import os
import signal
import sys
import time
from contextlib import suppress
from typing import Final

_TURN: Final = 0.005  # seconds


def main(pid: int, share: float) -> None:
    """Have it go on and stop, two hundred times a second."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        while True:
            os.kill(pid, signal.SIGCONT)
            time.sleep(_TURN * share)  # noqa: TID251 - its whole trade
            os.kill(pid, signal.SIGSTOP)
            time.sleep(_TURN * (1 - share))  # noqa: TID251 - its whole trade
    finally:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
