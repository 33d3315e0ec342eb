"""Caddy with the shipped deploy/Caddyfile, as its maker's program comes with the pinned list."""

import asyncio
import os
import ssl
import sys
from pathlib import Path
from typing import Final

from typing_extensions import override

from tests.support.proxies import Proxy
from tests.support.town import ROOT

CADDY: Final = Path(sys.executable).parent / "caddy"
SHIPPED: Final = ROOT / "deploy/Caddyfile"

_HERE = """
	admin off
	skip_install_trust
	http_port {plain}
	https_port {port}
	storage file_system {folder}
"""


class Caddy(Proxy):
    """It makes its certificate itself, as it does for a name on this machine."""

    @property
    @override
    def url(self) -> str:
        return f"https://localhost:{self.port}"

    @property
    @override
    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.folder / "pki/authorities/local/root.crt"))

    @override
    async def start(self) -> asyncio.subprocess.Process:
        here = _HERE.format(plain=self.plain_port, port=self.port, folder=self.folder)
        before, begins, after = SHIPPED.read_text(encoding="utf-8").partition("\n{\n")
        assert begins, "deploy/Caddyfile has no global options"
        (self.folder / "Caddyfile").write_text(f"{before}{begins}{here.lstrip()}{after}", encoding="utf-8")
        environment = os.environ | {
            "DOMAIN": "localhost",
            "REPLICAS": " ".join(f"127.0.0.1:{port}" for port in self.replicas),
            "HOME": str(self.folder),
        }
        with (self.folder / "log").open("w") as log:
            return await asyncio.create_subprocess_exec(
                CADDY, "run", "--adapter", "caddyfile", "--config", self.folder / "Caddyfile",
                env=environment, stderr=log, stdout=log,
            )  # fmt: skip
