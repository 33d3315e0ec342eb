"""Commands of our own in a process of their own, so that no tap waits while a whole database is read and packed."""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress

from bot.ground.errors import CommandError

Apart = Callable[..., Awaitable[str]]
"""Does `python -m bot` with these words, and gives the last line of what it said. Raises CommandError with the same."""


def apart(settings: Mapping[str, str], *, patience: float | None = None) -> Apart:
    """Commands with these settings in place of what the environment says of them, by itself or by a file's name.

    Told to stop, one has `patience` seconds to end by itself (None: as long as it takes).
    """
    others = {name: value for name, value in os.environ.items() if name.removesuffix("_FILE") not in settings}

    async def run(*command: str) -> str:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *command,
            env={**others, "LOG_FORMAT": "text", **settings},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            told, wrong = await process.communicate()
        except asyncio.CancelledError:
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGINT)  # it clears its half-written file away
            await _ends(process, patience)
            raise
        if process.returncode:
            raise CommandError(_last_line(wrong) or f"it ended with {process.returncode}")
        return _last_line(told)

    return run


async def _ends(process: asyncio.subprocess.Process, patience: float | None) -> None:
    try:
        await asyncio.wait_for(process.wait(), patience)
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _last_line(told: bytes) -> str:
    lines = told.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else ""
