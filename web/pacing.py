"""How fast strangers may ask: an address that asks for numbers there are not has to wait, and so do all together.

Of nobody more is kept than an address, in memory, until it may ask again as often as anybody.
"""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from math import ceil
from typing import Final

from aiohttp import web

_NEIGHBOURS: Final = tuple(
    map(ip_network, ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7"))
)
"""Where a proxy of ours may be; Python calls more than these private."""

_WITH_PORT: Final = re.compile(r"\[([^\]]+)\](?::\d+)?|([\d.]+):\d+")

MOST_ADDRESSES: Final = 10_000
"""Whoever asked longest ago is forgotten first."""

_MISSES: Final = 20.0  # of one address at once
_MISS_EVERY: Final = 5.0  # seconds, after these
_ALL_MISSES: Final = 300.0  # of all addresses
_ALL_EVERY: Final = 0.1
_MOST_HELD: Final = 32  # visitors at once: Telegram's posts come by the same door


class Misses:
    """So many at once, and one more after each so many seconds."""

    def __init__(self, most: float, every: float, now: float) -> None:
        self._most, self._every = most, every
        self._left, self._at = most, now

    def left(self, now: float) -> float:
        """How many there are by now."""
        self._left = min(self._most, self._left + (now - self._at) / self._every)
        self._at = now
        return self._left

    def take(self, now: float) -> None:
        """One of them, as far as there is one."""
        self._left = max(0.0, self.left(now) - 1)

    def give_back(self, now: float) -> bool:
        """One that was taken for nothing; True where all are there again."""
        self._left = min(self._most, self.left(now) + 1)
        return self._left == self._most

    def wait(self, now: float) -> int:
        """Whole seconds until there is one; 0 where there is."""
        return max(0, ceil((1 - self.left(now)) * self._every))


class Slowing:
    """Who has to wait for how long. Whoever asks for what there is, is counted until it is found, and then never was.

    So a hundred that are asked at the same moment are a hundred, however long each is looked for.
    """

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._clock = clock
        self._sleep = sleep
        self._held = 0
        self._by_address: OrderedDict[str, Misses] = OrderedDict()
        self._all = Misses(_ALL_MISSES, _ALL_EVERY, clock())

    async def asks(self, address: str) -> int:
        """Whole seconds before this address may ask; 0: now, and it is counted."""
        if wait := self.wait(address) or int(not await self.hold()) or self.wait(address):
            return wait
        self.missed(address)
        return 0

    def wait(self, address: str) -> int:
        """Whole seconds before this address may ask; 0: now."""
        mine = self._by_address.get(address)
        return mine.wait(self._clock()) if mine else 0

    async def hold(self) -> bool:
        """While all together ask too much, each waits a second; False where too many wait already."""
        if not self._all.wait(self._clock()):
            return True
        if self._held >= _MOST_HELD:
            return False
        self._held += 1
        try:
            await self._sleep(1.0)
        finally:
            self._held -= 1
        return True

    def found(self, address: str) -> None:
        """What it asked for is there, or can't be looked for: it counts no more."""
        now = self._clock()
        mine = self._by_address.get(address)
        if mine and mine.give_back(now):
            del self._by_address[address]
        self._all.give_back(now)

    def missed(self, address: str) -> None:
        """It asks for what there is not, as far as anybody knows yet."""
        now = self._clock()
        mine = self._by_address.setdefault(address, Misses(_MISSES, _MISS_EVERY, now))
        self._by_address.move_to_end(address)
        mine.take(now)
        self._all.take(now)
        if len(self._by_address) > MOST_ADDRESSES:
            self._by_address.popitem(last=False)


def address_of(request: web.Request) -> str:
    """Who asks: of a neighbour, which is a proxy, whom it says it speaks for last; an IPv6 network is one.

    What a stranger says of themselves is not believed (docs/proxy.md).
    """
    peer = _parsed(request.remote or "")
    said = request.headers.getall("X-Forwarded-For", [])
    if said and peer is not None and any(peer in network for network in _NEIGHBOURS):
        last = ",".join(said).rpartition(",")[2].strip()
        peer = _parsed(last) if last else peer
    if peer is None:
        return "unknown"
    return str(ip_network((peer, 64), strict=False)) if isinstance(peer, IPv6Address) else str(peer)


def _parsed(said: str) -> IPv4Address | IPv6Address | None:
    """The address, which some proxies say with a port; one of IPv4 that is said as one of IPv6 is that of IPv4."""
    with_port = _WITH_PORT.fullmatch(said)
    try:
        parsed = ip_address((with_port[1] or with_port[2]) if with_port else said)
    except ValueError:
        return None
    return parsed.ipv4_mapped or parsed if isinstance(parsed, IPv6Address) else parsed
