"""A real proxy with the file that is shipped for it, in front of replicas on this machine."""

import asyncio
import signal
import ssl
from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import Final, Self

WITHIN: Final = 20.0  # seconds for its start


class Proxy(ABC):
    """`async with Nginx(folder, [8081, 8082, 8083], 8443, 8080) as proxy`: the replicas' ports, and its own two."""

    def __init__(self, folder: Path, replicas: list[int], port: int, plain_port: int) -> None:
        self.folder = folder
        self.replicas = replicas
        self.port = port
        self.plain_port = plain_port

    async def __aenter__(self) -> Self:
        self._process = await self.start()
        async with asyncio.timeout(WITHIN):
            while not await self._is_there():
                assert self._process.returncode is None, (self.folder / "log").read_text()
                await asyncio.sleep(0.05)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
        await self._process.wait()

    @property
    @abstractmethod
    def url(self) -> str:
        """Where Telegram comes in."""

    @property
    @abstractmethod
    def trust(self) -> ssl.SSLContext:
        """For whoever comes in: its certificate is its own. Raises OSError where it has none yet."""

    @abstractmethod
    async def start(self) -> asyncio.subprocess.Process:
        """Start it in the foreground; what it has to say goes into `log` in its folder."""

    async def _is_there(self) -> bool:
        try:
            _, writer = await asyncio.open_connection(
                "127.0.0.1", self.port, ssl=self.trust, server_hostname="localhost"
            )
        except OSError:
            return False
        writer.close()
        await writer.wait_closed()
        return True
