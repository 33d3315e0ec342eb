"""What stands behind /calendar/ is a secret: no proxy writes it down, whether it passes it on or can't."""

from pathlib import Path

import aiohttp
import pytest

from tests.support.caddy import Caddy
from tests.support.nginx import WITH_NGINX, Nginx
from tests.support.ports import free_ports
from tests.support.strangers import pages_of

SECRET = "k5xq" * 10
WHOLE = f"/calendar/{SECRET}.ics"


@pytest.mark.parametrize("kind", [pytest.param(Nginx, marks=WITH_NGINX), Caddy], ids=["nginx", "caddy"])
@pytest.mark.parametrize("somebody_is_there", [True, False], ids=["there", "nobody there"])
async def test_a_calendars_secret_is_in_no_log(
    kind: type[Nginx | Caddy], tmp_path: Path, somebody_is_there: bool
) -> None:
    async with pages_of(None) as replica:
        assert replica.site.address is not None
        there = int(replica.site.address.rpartition(":")[2])
        port, plain_port, nobody, nobody_either, nor_here = free_ports(5)
        replicas = [there if somebody_is_there else nobody, nobody_either, nor_here]
        async with (
            kind(tmp_path, replicas, port, plain_port) as proxy,
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=proxy.trust)) as stranger,
        ):
            for path in (WHOLE, f"{WHOLE}?x={SECRET}", f"/verify/../{WHOLE}", "/verify/shown"):
                async with stranger.get(f"{proxy.url}{path}") as answer:
                    assert answer.status >= 400
    logs = _logs_in(tmp_path)
    assert any("/calendar/…" in said or "/verify/shown" in said for said in logs.values()), "it does write"
    assert [name for name, said in logs.items() if SECRET in said] == []


def _logs_in(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir() if path.name.endswith("log")}
