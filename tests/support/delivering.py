"""Delivery over a real database and a Bot API that remembers, or refuses as a test tells it to."""

import json
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from telegram.request import RequestData
from typing_extensions import override

from bot.calling.pace import Pace
from bot.calling.verdicts import refusal
from bot.delivering.delivery import Delivery
from bot.delivering.duty import Duty
from bot.ground.outcomes import MessageOutcome
from scheduling import sweeps
from storage.engine.database import Database
from tests.support.acting import at
from tests.support.chat import organisation
from tests.support.city import NOW, City
from tests.support.frozen import Frozen
from tests.support.recorder import Recorder, SeenMessage
from volunteering.rules.notices.owed import Notice, Owed
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.volunteers import Language, Person

Fault = Exception | tuple[int, str] | tuple[int, str, int]


class Moody(Recorder):
    """Refuses the next messages to a chat, in the ways it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: defaultdict[int, list[Fault]] = defaultdict(list)
        self.order: list[int] = []  # the chats that messages were sent to
        self.before: Callable[[int], Any] | None = None  # awaited before a message to a chat is taken

    @override
    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *timeouts: Any, **more: Any
    ) -> tuple[int, bytes]:
        chat_id = request_data.parameters.get("chat_id") if request_data else None
        if isinstance(chat_id, int):
            if self.before is not None:
                await self.before(chat_id)
            if self.faults[chat_id]:
                raise _as_the_transport_says_it(self.faults[chat_id].pop(0))
            self.order.append(chat_id)
        return await super().do_request(url, method, request_data, *timeouts, **more)


def _as_the_transport_says_it(fault: Fault) -> Exception:
    if isinstance(fault, Exception):
        return fault
    status, text, *rest = fault
    answer: dict[str, Any] = {"ok": False, "error_code": status, "description": text}
    if rest:
        answer["parameters"] = {"retry_after": rest[0]}
    return refusal(status, json.dumps(answer).encode())


class Quick(Pace):
    """Gives every turn at once, and remembers the pauses."""

    def __init__(self) -> None:
        super().__init__()
        self.pauses: list[float] = []

    @override
    async def turn(self, chat_id: int | str) -> float:
        return 0.0

    @override
    def refused(self, chat_id: int | str, seconds: float) -> None:
        self.pauses.append(seconds)


class PostOffice:
    """A city, its clock, the phones' messages, and the delivery that fills them."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.clock = Frozen(NOW)
        self.telegram = Moody()
        self.messenger = self.telegram.messenger()
        self.pauses: list[float] = []
        self.outcomes: list[tuple[str, MessageOutcome]] = []
        self.organisation = organisation(default_language=Language.ENGLISH)
        self.delivery = self.another()

    def another(
        self,
        *,
        pace: Pace | None = None,
        database: Database | None = None,
        duty: Duty | None = None,
    ) -> Delivery:
        """Another process's delivery, over the same outbox."""

        async def sleep(seconds: float) -> None:
            self.pauses.append(seconds)

        return Delivery(
            database or self.city.database,
            self.messenger,
            self.organisation,
            self.clock,
            pace or Quick(),
            duty or Duty(None),
            observe=lambda kind, outcome: self.outcomes.append((kind, outcome)),
            sleep=sleep,
        )

    @classmethod
    async def opened(cls, database: Database) -> "PostOffice":
        """The post office of a new city, whose leader reads English."""
        city = await City.founded(database)
        async with city.writing() as rows:
            await rows.people.change(city.leader.id, language=Language.ENGLISH)
        return cls(city)

    async def reader(self, name: str = "Wang", **more: Any) -> Person:
        """A volunteer who reads English."""
        person = await self.city.person(name, **more)
        async with self.city.writing() as rows:
            await rows.people.change(person.id, language=Language.ENGLISH)
        return person.model_copy(update={"language": Language.ENGLISH})

    async def owe(self, person: Person, notice: Notice, key: str = "", **more: Any) -> None:
        """Owe a message, under a key of its own unless told otherwise."""
        async with self.city.writing() as rows:
            key = key or f"{notice.kind}:{notice.model_dump_json()}:{person.id}"
            rows.outbox.owe(Owed(key=key, person_id=person.id, notice=notice, **more), self.clock.now())

    async def confirm(self, person: Person, shift_id: int, state: SignUpState = SignUpState.CONFIRMED) -> None:
        """Give somebody a place in a shift, as of now."""
        async with self.city.writing() as rows:
            await rows.sign_ups.put(shift_id, person.id, state, self.clock.now())

    async def sweep(self) -> None:
        """What the timetable does every half a minute."""
        policy = self.organisation.policy
        await sweeps.remind(self.city.database, at(self.clock.now(), policy))
        await sweeps.ask_for_rosters(self.city.database, at(self.clock.now(), policy))

    async def passes(self, **length: float) -> None:
        """Let time pass; what becomes due is swept and delivered."""
        self.clock.passes(**length)
        await self.sweep()
        self.delivery.wake()
        await self.delivery.drain_once()

    def messages(self, person: Person) -> list[SeenMessage]:
        """What a person has got."""
        assert person.telegram_id is not None
        return self.telegram.shelf(person.telegram_id).messages

    def texts(self, person: Person) -> list[str]:
        """The same, by first line."""
        return [message.text.split("\n", 1)[0] for message in self.messages(person)]

    async def states(self) -> list[str]:
        """How the rows of the outbox stand, in order."""
        return [row["state"] for row in await self.city.table("SELECT state FROM outbox ORDER BY id")]
