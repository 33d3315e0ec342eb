"""A province as compose runs it: its proxy knows the replicas by the names that compose gives them, however many."""

import json
import os
import re
import subprocess
from typing import Any, Final

import pytest

from tests.support.caddy import CADDY, SHIPPED
from tests.support.town import ROOT

COMPOSE: Final = (ROOT / "compose.yaml").read_text(encoding="utf-8")
PROJECT: Final = "yigong"


def service(name: str) -> str:
    """What compose.yaml says of it."""
    [said] = re.findall(rf"^  {name}:\n((?:    .*\n|\n)+)", COMPOSE, re.MULTILINE)
    return str(said)


def replicas_of(more: str = "") -> str:
    """REPLICAS as the proxy gets it, where .env has `more` of them, or doesn't name any."""
    [default] = re.findall(r'REPLICAS: "\$\{REPLICAS:-(.+)\}"', service("proxy"))
    return more or default.replace("${COMPOSE_PROJECT_NAME}", PROJECT)


def adapted(replicas: str) -> list[dict[str, Any]]:
    """The handlers that Caddy makes of the shipped file, the proxy's first."""
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "DOMAIN": "volunteers.example.org"}
    done = subprocess.run(  # noqa: S603 - our own words
        (CADDY, "adapt", "--adapter", "caddyfile", "--config", SHIPPED, "--validate"),
        env=environment | {"REPLICAS": replicas}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return list(_proxies_in(json.loads(done.stdout)))


def _proxies_in(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, list):
        return [found for one in part for found in _proxies_in(one)]
    if not isinstance(part, dict):
        return []
    return [part] if part.get("handler") == "reverse_proxy" else _proxies_in(list(part.values()))


def test_the_proxy_names_each_replica_as_compose_calls_it() -> None:
    [number] = re.findall(r"^      replicas: (\d+)$", service("replica"), re.MULTILINE)
    [port] = re.findall(r'^      HTTP_PORT: "(\d+)"$', service("replica"), re.MULTILINE)
    assert "container_name" not in COMPOSE, "it would be called otherwise, and be no more than one"
    assert replicas_of().split() == [f"{PROJECT}-replica-{n}:{port}" for n in range(1, int(number) + 1)]


@pytest.mark.parametrize("number", [3, 5], ids=["as it is shipped", "more of them"])
def test_caddy_takes_them(number: int) -> None:
    named = [f"{PROJECT}-replica-{n}:8080" for n in range(1, number + 1)]
    taps, pages = adapted(replicas_of("" if number == 3 else " ".join(named)))
    for proxy in (taps, pages):
        assert [upstream["dial"] for upstream in proxy["upstreams"]] == named
        assert proxy["health_checks"]["active"]["uri"] == "/readyz"


def test_the_file_is_where_the_image_looks_for_it() -> None:
    assert "./deploy/Caddyfile:/etc/caddy/Caddyfile:ro" in service("proxy")
