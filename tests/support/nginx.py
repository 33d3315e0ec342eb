"""The system's nginx with the shipped deploy/nginx.conf: tests skip where it is missing, and fail there under CI."""

import asyncio
import os
import shutil
import ssl
from typing import Final

import pytest
from typing_extensions import override

from tests.support.proxies import Proxy
from tests.support.town import ROOT

NGINX: Final = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
WITH_NGINX: Final = pytest.mark.skipif(NGINX is None and not os.environ.get("CI"), reason="no nginx on this machine")
SHIPPED: Final = ROOT / "deploy/nginx.conf"
NAME: Final = "volunteers.example.org"

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


class Nginx(Proxy):
    """With the addresses that an operator fills in, and what Debian's own nginx.conf says around it."""

    @property
    @override
    def url(self) -> str:
        return f"https://localhost:{self.port}"

    @property
    @override
    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.folder / "certificate.pem"))

    @override
    async def start(self) -> asyncio.subprocess.Process:
        assert NGINX is not None, "no nginx on this machine"
        await self._certify()
        (self.folder / "nginx.conf").write_text(_AROUND.format(folder=self.folder))
        (self.folder / "yigong.conf").write_text(self._filled_in(SHIPPED.read_text(encoding="utf-8")))
        return await asyncio.create_subprocess_exec(
            NGINX, "-p", self.folder, "-c", self.folder / "nginx.conf", "-e", self.folder / "log",
            stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip

    def _filled_in(self, shipped: str) -> str:
        for port, replica in zip((8081, 8082, 8083), self.replicas, strict=True):
            assert shipped.count(f"127.0.0.1:{port}") == 2, "each replica stands there twice"
            shipped = shipped.replace(f"127.0.0.1:{port}", f"127.0.0.1:{replica}")
        for shown, here in (
            ("    listen 80;\n    listen [::]:80;\n", f"    listen 127.0.0.1:{self.plain_port};\n"),
            ("    listen 443 ssl;\n    listen [::]:443 ssl;\n", f"    listen 127.0.0.1:{self.port} ssl;\n"),
            (f"/etc/letsencrypt/live/{NAME}/fullchain.pem", f"{self.folder}/certificate.pem"),
            (f"/etc/letsencrypt/live/{NAME}/privkey.pem", f"{self.folder}/key.pem"),
            ("/var/log/nginx/yigong.log", f"{self.folder}/yigong.log"),
            ("/var/log/nginx/error.log", f"{self.folder}/log"),
        ):
            assert shown in shipped, f"deploy/nginx.conf has no {shown!r}"
            shipped = shipped.replace(shown, here)
        return shipped

    async def _certify(self) -> None:
        process = await asyncio.create_subprocess_exec(
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME},DNS:localhost",
            "-keyout", self.folder / "key.pem", "-out", self.folder / "certificate.pem",
            stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        assert await process.wait() == 0
