"""Cards in a group are right in the end, and it is never told too much, whatever happens meanwhile."""

import asyncio
import random
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden, TimedOut

from bot.calling.pace import Pace
from bot.delivering.group_cards import GroupCards
from bot.ground.errors import AskedToWait
from bot.telegram.markup import LONGEST_MESSAGE
from handlers.tapping.screen import Screen
from storage.engine.database import Database
from storage.rows.groups import has_moved, lets_speak
from tests.support.acting import appoint, at, sign_up
from tests.support.chat import organisation
from tests.support.city import City
from tests.support.frozen import Frozen
from volunteering.actions.leading.cancelling import cancel_activity
from volunteering.actions.signing_up.places import leave_shift
from volunteering.rules.activities import Shift
from volunteering.rules.volunteers import Language, Person
from words.words import plain

GROUP: Final = -77
A_MINUTE, MOST = timedelta(minutes=1), 20
EVERY: Final = 2  # seconds between two looks


class Wall:
    """A group as Telegram keeps it: what hangs there, and twenty a minute; it may be moody."""

    def __init__(self, clock: Frozen) -> None:
        self.clock = clock
        self.number = GROUP
        self.hangs: dict[int, str] = {}
        self.taken: list[datetime] = []
        self.refuses: list[Exception] = []
        self.dies_after = False
        self._last = 0

    async def keep_in_group(self, chat_id: int, message_id: int | None, screen: Screen) -> int:
        await asyncio.sleep(0)
        if chat_id != self.number:
            raise ChatMigrated(self.number)
        if self.refuses:
            raise self.refuses.pop()
        now = self.clock.now()
        if len([one for one in self.taken if one > now - A_MINUTE]) >= MOST:
            raise AssertionError(f"more than {MOST} in a minute")
        if message_id is not None and message_id not in self.hangs:
            raise BadRequest("Message to edit not found")
        assert len(plain(screen.text)) < LONGEST_MESSAGE / 2, "a card is read among others' messages"
        self._last += message_id is None
        self.hangs[message_id or self._last] = plain(screen.text)
        self.taken.append(now)
        if self.dies_after and message_id is not None:
            self.dies_after = False
            raise asyncio.CancelledError
        return message_id or self._last

    def becomes_super(self) -> None:
        """With another number, and nothing on the wall."""
        self.number -= 1000
        self.hangs.clear()


class CardOffice:
    """A group that is bound to the branch, and who keeps its cards: two replicas if need be, started anew at will."""

    def __init__(self, city: City, clock: Frozen) -> None:
        self.city = city
        self.clock = clock
        self.wall = Wall(clock)
        self.keepers = [self.keeper()]

    @classmethod
    async def opened(cls, database: Database) -> "CardOffice":
        city = await City.founded(database)
        async with city.writing() as rows:
            await rows.groups.bind(GROUP, city.jiaojiang, "Friends", Language.ENGLISH, at(Frozen().now()).now)
        return cls(city, Frozen())

    def keeper(self) -> GroupCards:
        async def at_once(_: float) -> None:
            await asyncio.sleep(0)

        pace = Pace(clock=lambda: self.clock.now().timestamp(), sleep=at_once, per_chat_seconds=0)
        return GroupCards(self.city.database, self.wall, organisation(), self.clock, pace, sleep=at_once)

    async def look(self) -> None:
        """Everybody who keeps the cards looks at the same moment; one that dies is started anew."""
        for number, ended in enumerate(await asyncio.gather(*map(self._looks, self.keepers))):
            if not ended:
                self.keepers[number] = self.keeper()

    async def _looks(self, keeper: GroupCards) -> bool:
        try:
            await keeper.look()
        except (asyncio.CancelledError, BaseExceptionGroup):
            return False
        return True

    async def passes(self, seconds: float) -> None:
        """So much time, with a look every two seconds."""
        for _ in range(int(seconds / EVERY)):
            self.clock.passes(seconds=EVERY)
            await self.look()

    def cards(self, title: str) -> list[str]:
        """What hangs there about an activity."""
        return [text for text in self.wall.hangs.values() if title in text]


@pytest.fixture
async def office(database: Database) -> CardOffice:
    return await CardOffice.opened(database)


async def posted(office: CardOffice, title: str, places: int = 10, shifts: int = 1) -> list[Shift]:
    activity = await office.city.activity(title)
    return [await office.city.shift(48 + 24 * number, places=places, activity=activity) for number in range(shifts)]


async def in_it(office: CardOffice, shift: Shift, people: Iterable[Person]) -> None:
    for person in people:
        await sign_up(office.city, shift, person)


async def test_two_hundred_in_a_minute_are_a_dozen_edits(office: CardOffice) -> None:
    [shift] = await posted(office, "Fair", places=200)
    people = await office.city.people(200)
    await office.passes(12)
    before = len(office.wall.taken)
    for first in range(0, 200, 10):
        await in_it(office, shift, people[first : first + 10])
        await office.passes(4)
    await office.passes(6)
    assert "200 of 200 places taken" in office.cards("Fair")[0]
    assert len(office.wall.taken) - before <= 18, "in 86 seconds"
    assert len(office.cards("Fair")) == 1


async def test_a_card_stays_short_however_much_there_is_to_say(office: CardOffice) -> None:
    activity = await office.city.activity("&" * 100)
    async with office.city.changing() as tx:
        await tx.execute("UPDATE activities SET description = :text", text="<" * 2_000)
    for number in range(60):
        await office.city.shift(48 + 24 * number, places=0, activity=activity)
    await office.passes(30)
    [card] = [text for text in office.wall.hangs.values() if "and 54 more" in text]
    assert len(card) < 1_000


async def test_a_card_that_was_taken_away_is_not_put_up_again(office: CardOffice) -> None:
    [shift] = await posted(office, "Fair")
    await office.passes(12)
    office.wall.hangs.clear()
    await in_it(office, shift, await office.city.people(2))
    await office.passes(3600)
    await in_it(office, shift, [await office.city.person("Late")])
    await office.passes(20)
    assert not office.wall.hangs


async def test_what_is_cancelled_or_over_has_its_last_word(office: CardOffice) -> None:
    boss = await appoint(office.city, office.city.leader, office.city.jiaojiang)
    [fair], _ = await posted(office, "Fair"), await posted(office, "Library")
    await office.passes(20)
    async with office.city.writing() as rows:
        await cancel_activity(rows, boss, fair.activity_id, at(office.clock.now()))
    await office.passes(10)
    assert "cancelled" in office.cards("Fair")[0]
    office.clock.passes(hours=52)
    await office.passes(10)
    assert "It is over" in office.cards("Library")[0]
    assert await office.city.figure("SELECT COUNT(*) AS n FROM group_cards WHERE closed_at IS NULL") == 0


async def test_a_card_that_was_lost_as_the_group_moved_is_not_looked_for_for_ever(office: CardOffice) -> None:
    boss = await appoint(office.city, office.city.leader, office.city.jiaojiang)
    [shift] = await posted(office, "Fair")
    await office.passes(20)
    office.wall.becomes_super()
    async with office.city.changing() as tx:
        await has_moved(tx, GROUP, office.wall.number)
    async with office.city.writing() as rows:
        await cancel_activity(rows, boss, shift.activity_id, at(office.clock.now()))
    await office.passes(20)
    assert not office.cards("Fair")
    assert await office.city.figure("SELECT COUNT(*) AS n FROM group_cards WHERE closed_at IS NULL") == 0


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_happens_all_is_told_in_the_end_and_never_too_much(office: CardOffice, seed: int) -> None:
    chance = random.Random(seed)
    people = await office.city.people(12)
    shifts = [shift for number in range(3) for shift in await posted(office, f"Activity {number}", 4)]
    office.keepers.append(office.keeper())
    for _ in range(50):
        await _something_happens(office, chance, people, shifts)
        await office.passes(chance.choice((2, 2, 4, 10)))
    office.wall.refuses.clear()
    await office.passes(7300)
    for number, shift in enumerate(shifts):
        taken = await office.city.figure(
            "SELECT COUNT(*) AS n FROM signups WHERE shift_id = :shift AND state = 'confirmed'", shift=shift.id
        )
        [card] = office.cards(f"Activity {number}")
        assert f"{taken} of 4 places taken" in card
    assert office.cards("New activities of Jiaojiang come here") or office.wall.number != GROUP


async def _something_happens(
    office: CardOffice, chance: random.Random, people: list[Person], shifts: list[Shift]
) -> None:
    match chance.randrange(12):
        case 0 | 1 | 2 | 3:
            await in_it(office, chance.choice(shifts), chance.sample(people, 5))
        case 4 | 5:
            async with office.city.writing() as rows:
                await leave_shift(rows, chance.choice(people), chance.choice(shifts).id, at(office.clock.now()))
        case 6:
            office.wall.refuses.append(AskedToWait(chance.choice((3, 40))))
        case 7:
            office.wall.refuses.append(chance.choice((TimedOut(), Forbidden("bot was kicked from the group chat"))))
        case 8:
            async with office.city.changing() as tx:
                await lets_speak(tx, office.wall.number, office.clock.now(), is_here=True)
        case 9:
            before = office.wall.number
            office.wall.becomes_super()
            if chance.random() < 0.5:  # the news of it comes first, or a call finds it out
                async with office.city.changing() as tx:
                    await has_moved(tx, before, office.wall.number)
        case 10:
            office.wall.dies_after = True
        case _:
            office.keepers[chance.randrange(2)] = office.keeper()
