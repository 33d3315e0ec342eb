"""Who may come in: whoever calls the playground by its own name, and no page but its own.

A page elsewhere that a person has open in the same browser can send requests here, and a name of its own can be made
to point here (DNS rebinding). Neither can write what it likes into Host, Origin and Sec-Fetch-Site: browsers do.
"""

from collections.abc import Iterable
from contextlib import suppress
from ipaddress import ip_address
from typing import Any

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - asked for by whoever set HTTP_HOST
THIS_MACHINE = ("127.0.0.1", "localhost", "[::1]")
USUAL_PORT = 80  # is left out in Host and Origin
BOT_PATHS = ("/bot", "/file/bot")
# What a person typed or followed a bookmark to, and what the page asks for itself. None: no browser, or an old one.
OF_OUR_OWN = frozenset({None, "none", "same-origin"})


class Doors:
    """Closed until `open` says where they are."""

    def __init__(self, host: str) -> None:
        self._listens_everywhere = host in EVERYWHERE
        self._names = {*THIS_MACHINE, _written(host.lower())}
        self._hosts: frozenset[str] = frozenset()
        self._ports: frozenset[int] = frozenset()

    def open(self, addresses: Iterable[tuple[Any, ...]]) -> str:
        """Let in whoever comes to these addresses. Gives the one to be told, for a caller on this machine."""
        known = [(str(host), int(port)) for host, port, *_ in addresses]
        self._ports = frozenset(port for _, port in known)
        names = self._names | {_written(host) for host, _ in known}
        self._hosts = frozenset(_with_port(name, port) for name in names for port in self._ports)
        host, port = known[0]
        shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, _written(host))  # noqa: S104
        return f"http://{shown}:{port}"

    @web.middleware
    async def guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse whoever calls us by another's name, or comes from another's page."""
        host, *more = request.headers.getall(hdrs.HOST, [""])
        if more or not self._is_ours(host.lower(), request.path):
            raise web.HTTPForbidden(text="nobody of that name is here: open the address that the playground printed")
        if not _is_from_our_page(request, host.lower()):
            raise web.HTTPForbidden(text="this page is not the playground's")
        return await handler(request)

    def _is_ours(self, host: str, path: str) -> bool:
        if host in self._hosts:
            return True
        name, port = _split(host)
        # A bot, which knows a secret, may come through a port that is passed on to this one.
        if path.startswith(BOT_PATHS) and name in self._names:
            return True
        # Where every address of the machine is listened to, any of them may be meant; no name can be made of one.
        return self._listens_everywhere and port in self._ports and _is_address(name)


def _is_from_our_page(request: web.Request, host: str) -> bool:
    if request.headers.getall(hdrs.ORIGIN, [f"http://{host}"]) != [f"http://{host}"]:
        return False
    site = request.headers.get("Sec-Fetch-Site")
    if site in OF_OUR_OWN:
        return True
    # A link that leads here only shows the page.
    return (
        request.method == hdrs.METH_GET and request.path == "/" and request.headers.get("Sec-Fetch-Mode") == "navigate"
    )


def _written(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _with_port(name: str, port: int) -> str:
    return name if port == USUAL_PORT else f"{name}:{port}"


def _split(host: str) -> tuple[str, int]:
    name, colon, port = host.rpartition(":")
    if not colon or host.endswith("]"):
        return host, USUAL_PORT
    return (name, int(port)) if port.isascii() and port.isdecimal() else ("", 0)


def _is_address(name: str) -> bool:
    with suppress(ValueError):
        ip_address(name.removeprefix("[").removesuffix("]"))
        return True
    return False
