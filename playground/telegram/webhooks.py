"""The webhook: updates carried to the bot, one at a time for each queue, again and again until it says 2xx.

As Telegram does (docs/telegram.md: Receiving): first repeat at once, then after 2, 4, 8 … s; `Retry-After` is honoured
up to an hour; 410 for 23 h ends it.
"""

import asyncio
import json
from collections import deque
from dataclasses import dataclass, field

import aiohttp

from playground.ground.clock import Clock
from playground.ground.people import Json
from playground.ground.signals import Signal
from playground.telegram.updates import Update, Updates

ANSWER_WITHIN = 60.0  # seconds
LONGEST_BREAK = 60.0  # seconds between two tries
LONGEST_WISH = 3600.0  # seconds of a Retry-After
GONE_FOR_GOOD = 23 * 3600.0  # seconds of nothing but 410
MOST_CONNECTIONS = 40
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  (the name of a header)


@dataclass(slots=True)
class Address:
    """Where the bot wants its updates, and how that went so far."""

    url: str
    secret: str = ""
    max_connections: int = MOST_CONNECTIONS
    last_error: str = ""
    last_error_at: int = 0
    gone_since: float | None = None


@dataclass(slots=True)
class _Answer:
    is_good: bool
    wish: float | None = None  # seconds of its Retry-After


@dataclass(slots=True)
class _Round:
    """Everything that belongs to one setting of the webhook."""

    address: Address
    slots: asyncio.Semaphore
    queues: dict[tuple[str, int], deque[Update]] = field(default_factory=dict)
    carriers: set[asyncio.Task[None]] = field(default_factory=set)


class Webhook:
    """Carries updates to the bot while an address is set; needs a running `serve`."""

    def __init__(self, updates: Updates, clock: Clock) -> None:
        self._updates = updates
        self._clock = clock
        self._round: _Round | None = None
        self._group: asyncio.TaskGroup | None = None
        self._session: aiohttp.ClientSession | None = None
        self.pausing = 0  # queues that wait to try again
        self.changed = Signal()

    @property
    def address(self) -> Address | None:
        """Where updates go, None while they wait for getUpdates."""
        return self._round.address if self._round else None

    def open(self, group: asyncio.TaskGroup) -> None:
        """Let the carriers be tasks of this group."""
        self._group = group

    async def close(self) -> None:
        """Stop carrying; what is not confirmed stays."""
        self.remove()
        if self._session is not None:
            await self._session.close()
            self._session = None

    def set(self, address: Address) -> None:
        """Carry everything to this address from now on, beginning with what waits."""
        self.remove()
        self._round = _Round(address, asyncio.Semaphore(address.max_connections))
        self._updates.deliver = self._take
        for update in self._updates.pending():
            self._take(update)

    def remove(self) -> None:
        """Carry nothing any more; what is not confirmed waits for getUpdates."""
        self._updates.deliver = None
        if self._round is not None:
            for carrier in self._round.carriers:
                carrier.cancel()
        self._round = None
        self.changed.send()

    def info(self) -> Json:
        """What getWebhookInfo answers at this moment."""
        address = self.address or Address("")
        told: Json = {
            "url": address.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates),
        }
        if address.url:
            told["max_connections"] = address.max_connections
        if address.last_error:
            told |= {"last_error_date": address.last_error_at, "last_error_message": address.last_error}
        if self._updates.allowed is not None:
            told["allowed_updates"] = sorted(self._updates.allowed)
        return told

    def _take(self, update: Update) -> None:
        current = self._round
        if current is None or self._group is None:
            return
        queue = current.queues.get(update.queue)
        if queue is not None:
            queue.append(update)
            return
        current.queues[update.queue] = deque([update])
        carrier = self._group.create_task(self._carry_queue(current, update.queue))
        current.carriers.add(carrier)
        carrier.add_done_callback(current.carriers.discard)

    async def _carry_queue(self, current: _Round, name: tuple[str, int]) -> None:
        queue = current.queues[name]
        while queue:
            await self._carry(current, queue[0])
            queue.popleft()
        del current.queues[name]

    async def _carry(self, current: _Round, update: Update) -> None:
        tries = 0
        while self._clock.now() < update.expires:
            async with current.slots:
                answer = await self._post(current.address, update)
            if answer.is_good:
                break
            if self._is_gone_for_good(current.address):
                self.remove()
                return
            pause = 0.0 if tries == 0 else min(2.0**tries, LONGEST_BREAK)
            tries += 1
            await self._pause(pause if answer.wish is None else answer.wish)
        self._updates.done(update.id)

    async def _pause(self, seconds: float) -> None:
        self.pausing += 1
        self.changed.send()
        try:
            await self._clock.pause(seconds)
        finally:
            self.pausing -= 1

    async def _post(self, address: Address, update: Update) -> _Answer:
        headers = {"Content-Type": "application/json"}
        if address.secret:
            headers[SECRET_HEADER] = address.secret
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=ANSWER_WITHIN)
            self._session = aiohttp.ClientSession(
                timeout=timeout, connector=aiohttp.TCPConnector(limit=0), cookie_jar=aiohttp.DummyCookieJar()
            )
        body = json.dumps(update.as_json()).encode()
        try:
            async with self._session.post(address.url, data=body, headers=headers) as response:
                await response.read()
                return self._judge(address, response)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            self._note(address, f"Connection failed: {type(error).__name__}")
            return _Answer(is_good=False)

    def _judge(self, address: Address, response: aiohttp.ClientResponse) -> _Answer:
        if 200 <= response.status < 300:
            address.gone_since = None
            return _Answer(is_good=True)
        self._note(address, f"Wrong response from the webhook: {response.status} {response.reason}")
        if response.status != 410:
            address.gone_since = None
        elif address.gone_since is None:
            address.gone_since = self._clock.now()
        wish = response.headers.get("Retry-After", "")
        return _Answer(is_good=False, wish=min(float(wish), LONGEST_WISH) if wish.isdigit() else None)

    def _is_gone_for_good(self, address: Address) -> bool:
        return address.gone_since is not None and self._clock.now() - address.gone_since >= GONE_FOR_GOOD

    def _note(self, address: Address, error: str) -> None:
        address.last_error = error
        address.last_error_at = int(self._clock.now())
