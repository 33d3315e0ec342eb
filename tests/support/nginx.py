"""The system's nginx with the shipped deploy/nginx.conf: tests skip where it is missing, and fail there under CI."""

import asyncio
import os
import re
import shutil
import signal
import ssl
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pytest

from tests.support.town import ROOT

NGINX: Final = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
WITH_NGINX: Final = pytest.mark.skipif(NGINX is None and not os.environ.get("CI"), reason="no nginx on this machine")
SHIPPED: Final = ROOT / "deploy/nginx.conf"
NAME: Final = "volunteers.example.org"
WITHIN: Final = 20.0  # seconds for its start

_AROUND = """
user root;
worker_processes 2;
daemon off;
pid {folder}/nginx.pid;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/yigong.conf;
}}
"""
_LINE = re.compile(r"(?P<status>\d+) \".*\" (?P<seconds>[\d.]+) s, asked (?P<asked>.*): (?P<answered>[\d, :-]+) in ")


@dataclass(frozen=True, slots=True)
class Passed:
    """A line of its log: what it answered after how many seconds, and what each replica it asked had answered."""

    status: int
    seconds: float
    asked: tuple[tuple[str, int], ...]
    """Address and status, in the order in which they were asked; 502 is no answer, 504 none in time."""

    @classmethod
    def of(cls, line: str) -> Self:
        """What the shipped format says."""
        read = _LINE.search(line)
        assert read is not None, f"not in the shipped format: {line}"
        # A comma stands between servers, a colon where it went on to those that are asked last.
        addresses, statuses = re.split(r", | : ", read["asked"]), re.split(r", | : ", read["answered"])
        asked = tuple(zip(addresses, (int(status) for status in statuses if status != "-"), strict=False))
        return cls(int(read["status"]), float(read["seconds"]), asked)


class Nginx:
    """`async with Nginx(folder, [8081, 8082, 8083], port) as nginx`: in front of those ports on this machine."""

    def __init__(self, folder: Path, replicas: list[int], port: int) -> None:
        self.url = f"https://127.0.0.1:{port}"
        self._folder = folder
        self._replicas = replicas
        self._port = port

    async def __aenter__(self) -> Self:
        assert NGINX is not None, "no nginx on this machine"
        await self._certify()
        (self._folder / "nginx.conf").write_text(_AROUND.format(folder=self._folder))
        (self._folder / "yigong.conf").write_text(self._adapted(SHIPPED.read_text(encoding="utf-8")))
        self._process = await asyncio.create_subprocess_exec(
            NGINX,
            "-p",
            self._folder,
            "-c",
            self._folder / "nginx.conf",
            "-e",
            self._folder / "error.log",
            stderr=asyncio.subprocess.DEVNULL,
        )
        await self._is_there()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
        await self._process.wait()

    @property
    def trust(self) -> ssl.SSLContext:
        """For whoever visits it: its certificate is its own."""
        return ssl.create_default_context(cafile=str(self._folder / "certificate.pem"))

    @property
    def passed(self) -> list[Passed]:
        """What it has passed on until now."""
        return [Passed.of(line) for line in (self._folder / "yigong.log").read_text().splitlines() if "asked 1" in line]

    def _adapted(self, shipped: str) -> str:
        """The shipped file, with this machine's addresses in the places that an operator fills in."""
        for port, replica in zip((8081, 8082, 8083), self._replicas, strict=True):
            shipped = shipped.replace(f"127.0.0.1:{port}", f"127.0.0.1:{replica}")
        for shown, here in (
            ("    listen 80;\n    listen [::]:80;\n", f"    listen unix:{self._folder}/plain;\n"),
            ("    listen 443 ssl;\n    listen [::]:443 ssl;\n", f"    listen 127.0.0.1:{self._port} ssl;\n"),
            (f"/etc/letsencrypt/live/{NAME}/fullchain.pem", f"{self._folder}/certificate.pem"),
            (f"/etc/letsencrypt/live/{NAME}/privkey.pem", f"{self._folder}/key.pem"),
            ("/var/log/nginx/yigong.log", f"{self._folder}/yigong.log"),
        ):
            assert shown in shipped, f"deploy/nginx.conf has no {shown!r}"
            shipped = shipped.replace(shown, here)
        return shipped

    async def _certify(self) -> None:
        process = await asyncio.create_subprocess_exec(
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME},IP:127.0.0.1",
            "-keyout", self._folder / "key.pem", "-out", self._folder / "certificate.pem",
            stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        assert await process.wait() == 0

    async def _is_there(self) -> None:
        async with asyncio.timeout(WITHIN):
            while True:
                assert self._process.returncode is None, (self._folder / "error.log").read_text()
                try:
                    _, writer = await asyncio.open_connection("127.0.0.1", self._port)
                except ConnectionError:
                    await asyncio.sleep(0.02)
                else:
                    writer.close()
                    return
