"""Telegram is away: nothing that is owed is put off for it, and all of it goes as soon as one message gets through."""

import asyncio
from collections.abc import Iterable

import pytest
from structlog.testing import capture_logs
from telegram.error import NetworkError

from bot.delivering.courier import MOST_ATTEMPTS
from bot.delivering.errands import TRIES
from bot.delivering.outage import LONGEST_PAUSE, Outage
from tests.support.delivering import Fault, PostOffice
from volunteering.rules.notices.letters import Letter
from volunteering.rules.volunteers import Person

DEAD = NetworkError("cut")


def letter(text: str = "Bring gloves") -> Letter:
    return Letter(from_id=1, text=text)


async def readers(office: PostOffice, number: int, *, bulk: bool = False) -> list[Person]:
    """So many people, each with a message that is owed to them."""
    people = [await office.reader(f"Reader {n} of {number}") for n in range(number)]
    for person in people:
        await office.owe(person, letter(), bulk=bulk)
    return people


def dies(office: PostOffice, *people: Person, fault: Fault = DEAD) -> None:
    """Telegram takes nothing for these people any more."""
    for person in people:
        office.telegram.faults[person.telegram_id or 0] = [fault] * 1000


def is_back(office: PostOffice) -> None:
    """It takes everything again."""
    office.telegram.faults.clear()


def failures(office: PostOffice, people: Iterable[Person]) -> int:
    """How many calls have failed."""
    return sum(1000 - len(office.telegram.faults[person.telegram_id or 0]) for person in people)


async def due_since(office: PostOffice) -> set[int]:
    return {row["next_at"] for row in await office.city.table("SELECT next_at FROM outbox")}


async def test_what_is_owed_stays_due_and_goes_as_soon_as_telegram_is_back(office: PostOffice) -> None:
    people = await readers(office, 3)
    dies(office, *people)
    began = await due_since(office)
    for _ in range(9):
        await office.passes(minutes=1)
    assert await due_since(office) == began, "it was put off"
    is_back(office)
    office.delivery.wake()
    await office.delivery.drain_once()
    assert [len(office.messages(person)) for person in people] == [1, 1, 1]
    assert await office.states() == ["sent"] * 3


async def test_while_none_gets_through_one_at_a_time_tries_it(office: PostOffice) -> None:
    people = [*await readers(office, 20), *await readers(office, 20, bulk=True)]
    dies(office, *people)
    await office.delivery.drain_once()
    first = failures(office, people)
    for _ in range(10):
        office.delivery.wake()
        await office.delivery.drain_once()
    assert failures(office, people) == first + 10, "one call each time"
    is_back(office)
    office.delivery.wake()
    await office.delivery.drain_once()
    assert all(len(office.messages(person)) == 1 for person in people)


async def test_nobody_tries_again_before_it_is_time(office: PostOffice) -> None:
    [wang] = await readers(office, 1)
    dies(office, wang)
    await office.delivery.drain_once()
    assert failures(office, [wang]) == TRIES
    for _ in range(10):
        await office.delivery.drain_once()
    assert failures(office, [wang]) == TRIES


@pytest.mark.parametrize(("attempts", "pause"), [(0, 30), (2 * MOST_ATTEMPTS, 3600)])
async def test_a_message_with_trouble_of_its_own_is_put_off_and_holds_up_nobody(
    office: PostOffice, attempts: int, pause: int
) -> None:
    """However often: Telegram has not refused it."""
    wang, zhao = await readers(office, 2)
    async with office.city.changing() as transaction:
        transaction.later(
            "UPDATE outbox SET attempts = :attempts WHERE person_id = :person", attempts=attempts, person=wang.id
        )
    dies(office, wang, fault=(500, "Internal Server Error"))
    wang_has_failed = asyncio.Event()

    async def before(chat_id: int) -> None:
        """Zhao's message gets through between the first and the last try of Wang's."""
        if chat_id == zhao.telegram_id:
            await wang_has_failed.wait()
        elif failures(office, [wang]) == TRIES - 1:
            wang_has_failed.set()
            while not office.delivery._outage.through:  # noqa: ASYNC110 - nobody is told
                await asyncio.sleep(0)

    office.telegram.before = before
    await office.delivery.drain_once()
    assert len(office.messages(zhao)) == 1
    [row] = await office.city.table("SELECT * FROM outbox WHERE person_id = :person", person=wang.id)
    assert (row["state"], row["attempts"], row["next_at"] - row["due_at"]) == ("owed", attempts + 1, pause)


async def test_of_those_that_try_none_stands_in_the_others_way(office: PostOffice) -> None:
    """Telegram is back, and takes every message but the one that was owed first."""
    people = await readers(office, 3)
    dies(office, *people)
    await office.delivery.drain_once()
    is_back(office)
    dies(office, people[0], fault=(500, "Internal Server Error"))
    for _ in range(2):
        office.delivery.wake()
        await office.delivery.drain_once()
    assert [len(office.messages(person)) for person in people] == [0, 1, 1]


@pytest.mark.parametrize("word", [(403, "Forbidden: bot was blocked by the user"), (429, "Too Many Requests", 1)])
async def test_whatever_telegram_says_it_is_back(office: PostOffice, word: Fault) -> None:
    people = await readers(office, 3)
    dies(office, *people)
    await office.delivery.drain_once()
    is_back(office)
    for person in people:
        office.telegram.faults[person.telegram_id or 0] = [word]
    office.delivery.wake()
    await office.delivery.drain_once()
    assert "owed" not in await office.states()


async def test_whoever_keeps_it_running_reads_when_it_began_and_when_it_ended(office: PostOffice) -> None:
    people = await readers(office, 2)
    dies(office, *people)
    with capture_logs() as lines:
        await office.delivery.drain_once()
        is_back(office)
        office.delivery.wake()
        await office.delivery.drain_once()
    told = [line["event"] for line in lines if "get" in line["event"]]
    assert told == [
        "no message gets through to Telegram: all that are owed wait until one does",
        "messages get through to Telegram again",
    ]


def test_pauses_between_tries_grow_up_to_half_a_minute() -> None:
    now = [0.0]
    outage = Outage(clock=lambda: now[0])
    pauses = []
    for number in range(10):
        assert outage.fails(number, through_before=0)
        began = now[0]
        while not outage.is_time:
            now[0] += 0.5
        pauses.append(now[0] - began)
    assert pauses == [0.5, 1, 2, 4, 8, 16, *[LONGEST_PAUSE] * 4]
    outage.gets_through()
    assert not outage.is_on
