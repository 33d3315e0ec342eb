"""The server that agrees to everything, in a process of its own."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from benchmarks.programs import ROOT


@asynccontextmanager
async def bare_server() -> AsyncIterator[str]:
    """The address of a server that runs meanwhile."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.peers.bare_server", cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    try:
        if process.stdout is None:
            raise RuntimeError("the bare server has no voice")
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.kill()
        await process.wait()
