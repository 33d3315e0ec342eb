"""The webhook gets another secret, replica by replica: with each is good what Telegram may show, and nothing else."""

import asyncio
from datetime import timedelta

import pytest

from bot.receiving.handover import Handover
from storage.engine.database import Database
from storage.engine.faults import Unavailable
from storage.process.webhook_secrets import GOOD_FOR, HEARD_WITHIN
from tests.support.frozen import Frozen

FORMER, NEW, KEY = "the-former-one", "the-new-one", "1:token"
HEARD = HEARD_WITHIN.total_seconds()


def replica(database: Database, clock: Frozen, secret: str, key: str = KEY) -> Handover:
    """One with that secret in its settings; it reads once more and then no longer."""
    looks = iter((True,))

    async def once(_: float) -> None:
        if next(looks, False):
            return
        raise asyncio.CancelledError

    return Handover(database, clock, secret, key, sleep=once)


async def reads(handover: Handover) -> None:
    with pytest.raises(asyncio.CancelledError):
        await handover.keep_reading()


async def test_each_replica_knows_both_before_telegram_shows_the_new_one(database: Database) -> None:
    clock = Frozen()
    old = replica(database, clock, FORMER)
    assert await old.begin() == 0.0, "the first one is nobody's change"
    clock.passes(days=30)
    new = replica(database, clock, NEW)
    assert await new.begin() == HEARD, "Telegram hears of it when the others have read"
    assert new.is_good(FORMER.encode()), "it is what Telegram shows until then"
    await reads(old)
    assert old.is_good(NEW.encode()), "and this afterwards"
    assert not old.is_good(b"the-new-on")
    assert not old.is_good(b"")


async def test_the_next_replica_waits_no_longer_than_the_first(database: Database) -> None:
    clock = Frozen()
    await replica(database, clock, FORMER).begin()
    await replica(database, clock, NEW).begin()
    clock.passes(seconds=1)
    assert await replica(database, clock, NEW).begin() == HEARD - 1
    clock.passes(days=1)
    assert await replica(database, clock, NEW).begin() == 0.0


async def test_the_former_one_ends(database: Database) -> None:
    clock = Frozen()
    await replica(database, clock, FORMER).begin()
    new = replica(database, clock, NEW)
    await new.begin()
    clock.at += GOOD_FOR + timedelta(seconds=1)
    await reads(new)
    assert not new.is_good(FORMER.encode())
    assert new.is_good(NEW.encode())


async def test_the_way_back_is_a_rotation_like_any_other(database: Database) -> None:
    clock = Frozen()
    await replica(database, clock, FORMER).begin()
    new = replica(database, clock, NEW)
    await new.begin()
    back = replica(database, clock, FORMER)
    assert await back.begin() == HEARD
    clock.at += GOOD_FOR + timedelta(seconds=1)
    await reads(new)
    assert new.is_good(FORMER.encode())
    assert not new.is_good(NEW.encode()), "but in its own settings"


async def test_what_is_written_tells_nothing_of_a_secret(database: Database) -> None:
    await replica(database, Frozen(), FORMER).begin()
    async with database.reading() as reader:
        [row] = await reader.all("SELECT digest FROM webhook_secrets")
    assert FORMER not in row["digest"]
    other = replica(database, Frozen(), NEW, key="1:other")
    await other.begin()
    assert not other.is_good(FORMER.encode()), "whoever has not the token can't try out words"


async def test_a_database_that_is_away_is_waited_for(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[str] = []

    async def away(*_: object) -> None:
        tries.append("away")
        monkeypatch.undo()
        raise Unavailable("the server is away")

    monkeypatch.setattr("bot.receiving.handover.written", away)
    handover = replica(database, Frozen(), NEW)
    await handover.begin()
    assert tries == ["away"]
    assert handover.is_good(NEW.encode())
