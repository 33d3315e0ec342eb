"""Delivery over the real transport to the playground's Telegram, which keeps Telegram's limits and has its moods."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.request import BaseRequest

from bot.calling.pace import Pace
from bot.calling.transport import AiohttpRequest
from bot.delivering.delivery import Delivery
from bot.delivering.duty import Duty
from bot.telegram.sending import TelegramMessenger
from playground.ground.people import Person
from playground.serving.server import Playground
from playground.telegram.faults import Fault, Kind
from storage.engine.connecting import connect
from tests.support.databases import Databases
from tests.support.delivering import PostOffice
from volunteering.rules.notices.letters import Letter

CROWD = 40


@pytest.fixture
async def office(databases: Databases) -> AsyncIterator[PostOffice]:
    """A post office that owes forty people a letter."""
    with databases.fresh("sqlite") as url:
        async with connect(url) as database:
            office = await PostOffice.opened(database)
            for number in range(CROWD):
                await office.owe(await office.reader(f"Volunteer {number}"), Letter(from_id=1, text="Bring gloves"))
            yield office


@pytest.fixture
async def playground(office: PostOffice) -> AsyncIterator[Playground]:
    """Telegram, where everybody has written to the bot before."""
    rows = await office.city.table("SELECT telegram_id, name FROM people")
    async with Playground(started=[Person(row["telegram_id"], row["name"]) for row in rows]) as playground:
        yield playground


@pytest.fixture
async def delivery(office: PostOffice, playground: Playground) -> AsyncIterator[Delivery]:
    async def at_once(_: float) -> None:
        await asyncio.sleep(0)

    requests: tuple[BaseRequest, BaseRequest] = (AiohttpRequest(), AiohttpRequest(1))
    bot = Bot(playground.token, base_url=f"{playground.url}/bot", request=requests[0], get_updates_request=requests[1])
    async with bot:
        database, organisation, clock = office.city.database, office.organisation, office.clock
        yield Delivery(database, TelegramMessenger(bot), organisation, clock, Pace(), Duty(None), sleep=at_once)


async def test_it_goes_at_the_limit_and_never_above(
    office: PostOffice, playground: Playground, delivery: Delivery
) -> None:
    await delivery.drain_once()
    calls = playground.telegram.calls
    assert (calls.sent, calls.floods) == (CROWD, 0)
    assert set(await office.states()) == {"sent"}


async def test_everybody_has_it_once_whatever_goes_wrong(
    office: PostOffice, playground: Playground, delivery: Delivery
) -> None:
    playground.telegram.faults.add(
        Fault.answers(500, "sendMessage", times=5),
        Fault.floods(1, "sendMessage", times=2),
        Fault.of(Kind.CUT_BEFORE, "sendMessage", times=3),
        Fault.of(Kind.CUT_AFTER, "sendMessage", times=3),
    )
    await delivery.drain_once()
    calls = playground.telegram.calls
    # Who has it twice is who had it when the connection broke before the answer came: no bot can know.
    twice = {chat for chat, times in calls.sent_to.items() if times == 2}
    assert twice == set(calls.cut_after)
    assert len(calls.sent_to) == CROWD
    assert calls.sent == CROWD + 3
    assert set(await office.states()) == {"sent"}
