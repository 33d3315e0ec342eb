"""What lies on the table: the clock, Telegram, and the phones of those who try."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from playground.ground.clock import Clock
from playground.ground.people import Person
from playground.phones.acts import CannotDoError
from playground.phones.phone import Phone
from playground.telegram.telegram import Telegram


@dataclass(frozen=True, slots=True)
class AtStake:
    """What the bot keeps of this playground: starting over sets it aside, where it `is_ours`: made by a playground."""

    file: str
    people: int
    is_ours: bool


class Table:
    """The phones beside each other, until somebody starts over.

    `people` have their phones on it; `started` are those who have written to the bot before, with a phone or without.
    `at_stake` tells what starting over would take from the bot, and `on_start_over` is called after everything was
    forgotten here.
    """

    def __init__(
        self,
        clock: Clock,
        telegram: Telegram,
        *,
        people: Sequence[Person] = (),
        started: Sequence[Person] = (),
        at_stake: Callable[[], Awaitable[AtStake]] | None = None,
        on_start_over: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self.clock = clock
        self.telegram = telegram
        self.at_stake = at_stake
        self.on_start_over = on_start_over
        self.phones: dict[int, Phone] = {}
        self._people, self._known = tuple(people), tuple(started)
        self._let_in()

    def phone(self, person: Person | int) -> Phone:
        """The telephone of a person, who is let in if new; or of one known by their id."""
        if isinstance(person, int):
            person = self.telegram.person(person)
        known = self.phones.get(person.id)
        if known is None or known.person != person:
            known = self.phones[person.id] = Phone(self.telegram, person)
            self.telegram.changed.send()
        return known

    def newest(self) -> tuple[int, ...]:
        """The newest message of the bot on each phone, by number; 0 where there is none."""
        chats = (self.telegram.chats.get(number) for number in self.phones)
        newest = (chat.newest_from_bot() if chat else None for chat in chats)
        return tuple(message.id if message else 0 for message in newest)

    async def start_over(self) -> None:
        """Forget everything, the pushed clock too, let the first people in again, and tell whoever asked for it.

        Raises CannotDoError where the bot keeps something that no playground made.
        """
        if self.at_stake is not None and not (stake := await self.at_stake()).is_ours:
            raise CannotDoError(f"{stake.file} was not made by a playground: it stays as it is")
        self.clock.start_over()
        self.telegram.start_over()
        self.phones.clear()
        self._let_in()
        if self.on_start_over is not None:
            await self.on_start_over()

    def _let_in(self) -> None:
        for person in self._known:
            self.telegram.add(person, started=True)
        for person in self._people:
            self.phone(person)
