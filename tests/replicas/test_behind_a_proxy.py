"""Replicas behind the shipped proxies: restarted, hung and killed while posts come, and nobody is answered 5xx."""

import asyncio
import signal
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from bot.receiving.webhook import SECRET_HEADER
from handlers.buttons.signing_up import LeaveShift, TakeShift
from playground.phones.phone import Phone
from tests.replicas.later import migrations_of_a_later_day
from tests.replicas.province import NAMES, SECRET, Province, Replica, province
from tests.replicas.tapping import tap
from tests.support.caddy import Caddy
from tests.support.databases import Databases
from tests.support.nginx import WITH_NGINX, Nginx
from tests.support.ports import free_ports
from tests.support.proxies import Proxy
from tests.torture.conftest import Report

pytestmark = pytest.mark.asyncio(loop_scope="module")

PEOPLE = 16
TELEGRAM_WAITS = 60.0  # seconds
READ_TIMEOUT = 10.0  # seconds that a proxy waits for a replica
PROBED_EVERY = 5.0  # seconds: how often nginx gives a post to one that was taken out
LONGEST = 40.0  # seconds that a post may take
NEW_SECRET = "only-for-Telegram-from-now-on"
STEADY = 100  # posts before anything happens, and after it


@dataclass
class SteadyPosts:
    """People who take a place in a shift and leave it again, one tap after the other, as Telegram would bring them."""

    province: Province
    proxy: Proxy
    numbers: Iterator[int]
    statuses: Counter[int] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    """Seconds from each post to its answer."""
    secrets: Counter[str] = field(default_factory=Counter)
    """Posts by the secret they showed: the one that Telegram was told last."""
    acts: Counter[tuple[str, int]] = field(default_factory=Counter)
    """By what the journal calls them, and shift."""
    is_over: bool = False

    async def goes_on(self, phone: Phone, shift: int) -> None:
        """One person, until it is over; they are out of the shift then."""
        acts = (("signed_up", TakeShift(shift=shift)), ("left", LeaveShift(shift=shift)))
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=self.proxy.trust)) as telegram:
            while not self.is_over:
                for act, button in acts:
                    await self._posts(telegram, tap(phone, next(self.numbers), button.pack()))
                    self.acts[act, shift] += 1

    async def _posts(self, telegram: aiohttp.ClientSession, update: dict[str, Any]) -> None:
        """Again and again until it is taken, as Telegram does."""
        status, now = 0, asyncio.get_running_loop().time
        while status != 200:
            told = self.province.playground.telegram.webhook.address
            assert told is not None, "Telegram was told where to post"
            headers = {SECRET_HEADER: told.secret}
            self.secrets[told.secret] += 1
            began = now()
            async with (
                asyncio.timeout(TELEGRAM_WAITS),
                telegram.post(f"{self.proxy.url}/telegram", json=update, headers=headers) as answer,
            ):
                status = answer.status
            self.statuses[status] += 1
            self.waits.append(now() - began)

    async def has_posted(self, more: int) -> None:
        """Wait for so many posts more."""
        enough = self.statuses.total() + more
        async with asyncio.timeout(TELEGRAM_WAITS):
            while self.statuses.total() < enough:
                await self.province.playground.telegram.calls.changed.wait(0.1)

    async def is_in_the_books(self) -> None:
        """Each act has its line in the journal, once."""
        async with self.province.database.reading() as reader:
            rows = await reader.all(
                "SELECT kind, shift_id, COUNT(*) AS n FROM journal WHERE shift_id IS NOT NULL GROUP BY 1, 2"
            )
        noted = {(row["kind"], row["shift_id"]): row["n"] for row in rows}
        assert {act: noted.get(act, 0) for act in self.acts} == self.acts


@dataclass
class Behind:
    """A province, and the proxy in front of it."""

    province: Province
    proxy: Proxy
    numbers: Iterator[int] = field(default_factory=lambda: count(950_000_000))

    @property
    def name(self) -> str:
        """The proxy's, as its makers call it."""
        return type(self.proxy).__name__

    @asynccontextmanager
    async def rush(self) -> AsyncIterator[SteadyPosts]:
        """A rush that has begun, and afterwards is in the books."""
        rush = SteadyPosts(self.province, self.proxy, self.numbers)
        li = await self.province.leader("Li")
        people = [await self.province.member(f"Volunteer {number}") for number in range(PEOPLE)]
        for phone in people:
            await phone.sends("/my")
        async with asyncio.TaskGroup() as group:
            for phone in people:
                # One each: who waits for a shift's lock would wait for a replica that hangs, whatever the proxy does.
                group.create_task(rush.goes_on(phone, await self.province.activity("River clean-up", li)))
            await rush.has_posted(STEADY)
            yield rush
            await rush.has_posted(STEADY)
            rush.is_over = True
        await rush.is_in_the_books()


@pytest_asyncio.fixture(
    scope="module", loop_scope="module", params=[pytest.param(Nginx, marks=WITH_NGINX), Caddy], ids=["nginx", "caddy"]
)
async def behind(
    request: pytest.FixtureRequest, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Behind]:
    """Three replicas at the addresses that the proxy knows."""
    port, plain_port, *ports = free_ports(2 + len(NAMES))
    proxy: Proxy = request.param(tmp_path_factory.mktemp("proxy"), ports, port, plain_port)
    with databases.fresh("postgresql", migrated=False) as url:
        async with province(url, ports=ports) as place, proxy:
            yield Behind(place, proxy)


async def test_nothing_but_the_webhook_and_the_pages_for_anybody_is_public(behind: Behind) -> None:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=behind.proxy.trust)) as stranger:
        for path in ("/", "/healthz", "/readyz", "/metrics", "/telegram/readyz"):
            async with stranger.get(f"{behind.proxy.url}{path}") as answer:
                assert answer.status == 404, f"{path} is for the inside"
                assert "/" not in answer.headers.get("Server", ""), "no version"
        async with stranger.post(f"{behind.proxy.url}/telegram", json={"update_id": 1}) as answer:
            assert answer.status == 403


async def test_the_public_pages_are_passed_on_and_only_read(behind: Behind) -> None:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=behind.proxy.trust)) as stranger:
        for path, status in (("/verify", 200), ("/verify/how", 200), ("/verify/7K3M-9QRT", 404), ("/verifying", 404)):
            async with stranger.get(f"{behind.proxy.url}{path}") as answer:
                assert answer.status == status, path
                assert ("<!DOCTYPE html>" in await answer.text()) is (path != "/verifying"), (
                    "the page, and not the proxy's own"
                )
        async with stranger.get(f"{behind.proxy.url}/calendar/{'a' * 40}.ics") as answer:
            assert answer.status == 404
            assert answer.headers["X-Robots-Tag"] == "noindex, nofollow", "the page's own answer, and not the proxy's"
        async with stranger.post(f"{behind.proxy.url}/verify", data={"number": "7K3M"}) as answer:
            assert answer.status in {403, 404, 405}
        said = [
            (await stranger.get(f"{behind.proxy.url}/verify/no{n}", headers={"X-Forwarded-For": f"198.51.100.{n}"}))
            for n in range(90)
        ]
    statuses = Counter(answer.status for answer in said)
    assert statuses.keys() == {404, 429}, "whatever a stranger says of themselves, three replicas know them as one"
    assert statuses[404] <= 3 * 21


async def test_a_rolling_restart_with_a_new_secret_is_seen_by_nobody(behind: Behind, report: Report) -> None:
    async with behind.rush() as rush:
        for number, replica in enumerate(behind.province.replicas, start=1):
            assert await replica.ends(signal.SIGTERM) == 0
            replica.has_secret(NEW_SECRET)
            await behind.province.begin(replica)
            if number == 1:
                await rush.has_posted(STEADY)  # the others have the former one in their settings still
    assert rush.statuses.keys() == {200}, f"a proxy's own answers, or a refusal, reached Telegram: {rush.statuses}"
    assert rush.secrets.keys() == {SECRET, NEW_SECRET}
    told = f"{rush.statuses.total()} posts, all 200; {rush.secrets[SECRET]} showed the former secret"
    report(f"A rolling restart with a new secret behind {behind.name}", told)


async def test_a_rolling_upgrade_is_seen_by_nobody(behind: Behind, tmp_path: Path, report: Report) -> None:
    admin = await behind.province.admin("Chen")
    first, *others = behind.province.replicas
    migrations = migrations_of_a_later_day(tmp_path)
    async with behind.rush() as rush:
        assert await first.ends(signal.SIGTERM) == 0
        first.is_upgraded(migrations)
        await behind.province.begin(first)
        for replica in others:
            assert await replica.has_ended() == 1, "an old program goes on with the tables of a newer one"
            assert "are a newer Yigong's now" in replica.log
            replica.is_upgraded(migrations)
        await behind.province.begin(*others)
    assert rush.statuses.keys() == {200}, f"a proxy's own answers reached Telegram: {rush.statuses}"
    assert not [bubble for bubble in admin.chat if "serve" in bubble.text], "nobody has to do anything about it"
    report(f"A rolling upgrade behind {behind.name}", f"{rush.statuses.total()} posts, all 200")


async def test_one_that_is_killed_is_seen_by_nobody(behind: Behind, report: Report) -> None:
    killed = behind.province.on_duty
    async with behind.rush() as rush:
        await killed.ends(signal.SIGKILL)
        await rush.has_posted(STEADY)
        await behind.province.begin(killed)
    assert rush.statuses.keys() == {200}, f"a proxy's own answers reached Telegram: {rush.statuses}"
    report(f"A replica killed behind {behind.name}", f"{rush.statuses.total()} posts, all 200")


async def test_one_that_hangs_is_taken_out(behind: Behind, report: Report) -> None:
    hung: Replica = behind.province.replicas[0]
    now = asyncio.get_running_loop().time
    async with behind.rush() as rush:
        hung.process.send_signal(signal.SIGSTOP)
        began = now()
        try:
            while (took := now() - began) < READ_TIMEOUT + PROBED_EVERY:
                await rush.has_posted(1)
        finally:
            hung.process.send_signal(signal.SIGCONT)
    assert rush.statuses.keys() == {200}, f"a proxy's own answers reached Telegram: {rush.statuses}"
    long = [seconds for seconds in rush.waits if seconds >= READ_TIMEOUT]
    assert long, "nobody's post met the one that hung"
    # Each person's at most once before it is taken out; then one every five seconds, to see whether it is back.
    assert len(long) <= PEOPLE + took / PROBED_EVERY + 1
    assert max(long) < LONGEST
    told = f"{rush.statuses.total()} posts, all 200; {len(long)} waited for it, {max(long):.1f} s at most"
    report(f"A replica that hangs behind {behind.name}", told)
