"""What was parked is done after all, once, and as safely as an old button; its person understands what comes."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.receiving.lanes import Lanes
from bot.receiving.parking import Parking
from bot.receiving.replaying import Replaying
from handlers.buttons.activities import ListActivities
from handlers.buttons.button import Button
from handlers.buttons.hours import LogHours
from handlers.buttons.leading import BeginPosting
from handlers.buttons.signing_up import TakeShift
from handlers.tapping.replies import Aside, Reply
from storage.engine.database import Database
from storage.engine.faults import Unavailable
from storage.rows import parked
from tests.support.chat import USERNAME, Chat, PhoneInChat
from tests.support.city import City
from volunteering.rules.activities import Shift
from volunteering.rules.tree import Role


def _from(phone: PhoneInChat) -> dict[str, Any]:
    """Whose a message is, and in which chat, as Telegram has it."""
    sender = {"id": phone.id, "is_bot": False, "first_name": phone.name}
    return {"from": sender, "chat": {"id": phone.id, "type": "private"}}


class Desk:
    """Updates that failed, and what takes them up again."""

    def __init__(self, chat: Chat, city: City) -> None:
        self.chat = chat
        self.city = city
        self.said: list[Reply | Aside] = []
        self._numbers = iter(range(901, 999))
        self.replaying = self.begun()

    def begun(self, database: Database | None = None) -> Replaying:
        """A process's own, over that database."""
        return Replaying(database or self.chat.database, USERNAME, self.chat.way.act, self._say, Lanes(8))

    async def _say(self, reply: Reply | Aside) -> None:
        self.said.append(reply)
        assert isinstance(reply, Reply)
        await reply.go_on(self.chat.messenger)

    async def parks(self, content: dict[str, Any]) -> int:
        """An update fails, and its person is told."""
        number = next(self._numbers)
        parking = Parking(self.chat.database, self.chat.organisation, self.chat.clock, USERNAME)
        end = await parking.park({"update_id": number, **content}, KeyError("x"))
        if isinstance(end.saying, Reply):
            await end.saying.go_on(self.chat.messenger)
        return number

    async def parks_text(self, phone: PhoneInChat, text: str) -> int:
        """Somebody writes what can't be read now."""
        return await self.parks({"message": {"message_id": 5, "date": 1, **_from(phone), "text": text}})

    async def parks_tap(self, phone: PhoneInChat, button: Button) -> int:
        """Somebody taps a button that can't be done now."""
        whose = _from(phone)
        message = {"message_id": 1, "date": 1, "chat": whose["chat"], "text": "…"}
        tap = {"id": "1", "from": whose["from"], "message": message, "data": button.pack()}
        return await self.parks({"callback_query": tap})

    async def asks_for(self, number: int | None = None) -> None:
        """Somebody wants it done after all."""
        async with self.chat.database.transaction() as transaction:
            await parked.ask_for(transaction, number, self.chat.clock.now())

    async def replays(self) -> None:
        """All that lie there."""
        await self.asks_for()
        await self.replaying.sweep()

    async def lying(self) -> list[dict[str, Any]]:
        return [dict(row) for row in await self.city.table("SELECT update_id, error, replay_at FROM parked")]

    async def places(self) -> int:
        return await self.city.figure("SELECT COUNT(*) AS n FROM signups WHERE state = 'confirmed'")


@pytest.fixture
async def city(database: Database) -> City:
    """A small organisation, on each kind of database."""
    return await City.founded(database)


@pytest.fixture
def desk(city: City) -> Desk:
    """What fails in it, and is taken up again."""
    return Desk(Chat(city.database), city)


@pytest.fixture
async def mei(desk: Desk) -> PhoneInChat:
    """Somebody registered."""
    return await desk.chat.volunteer("Mei")


@pytest.fixture
async def shift(city: City) -> Shift:
    """One with a place for everybody."""
    return await city.shift(72, places=50)


async def test_it_is_done_once_and_its_person_is_told_what_it_is_about(
    desk: Desk, mei: PhoneInChat, shift: Shift
) -> None:
    await desk.parks_tap(mei, TakeShift(shift=shift.id))
    mei.sees("That did not work", "What you did is put aside, and somebody looks at it.")
    assert await desk.places() == 0
    await desk.replaying.sweep()
    assert (await desk.places(), len(mei.messages)) == (0, 1), "nobody has asked for it"
    await desk.replays()
    assert (await desk.places(), await desk.lying()) == (1, [])
    assert len(mei.messages) == 2, "it is a message of its own: the one that was tapped is far above"
    mei.sees("What you did (today, 12:00) did not work then. Now it was taken up again:", "You are in")
    assert await desk.city.figure("SELECT COUNT(*) AS n FROM inbox WHERE update_id = 901 AND message_id IS NULL") == 1
    await desk.replays()
    assert len(desk.said) == 1


async def test_two_processes_at_once_do_it_once(desk: Desk, mei: PhoneInChat, shift: Shift) -> None:
    await desk.parks_tap(mei, TakeShift(shift=shift.id))
    await desk.asks_for()
    await asyncio.gather(*(desk.begun().sweep() for _ in range(3)))
    assert await desk.places() == 1
    assert await desk.city.figure("SELECT COUNT(*) AS n FROM journal WHERE kind = 'signed_up'") == 1
    assert await desk.lying() == []


async def test_one_person_s_are_done_in_their_order(desk: Desk, mei: PhoneInChat) -> None:
    for text in ("/my", "/help", "/profile"):
        await desk.parks_text(mei, text)
        desk.chat.clock.passes(minutes=1)
    await desk.replays()
    titles = [message.text.splitlines()[2] for message in mei.messages[-3:]]
    assert titles == ["My shifts", "Help", "Mei"]


async def test_what_fails_again_lies_there_with_its_new_fault_and_nobody_is_told_again(
    desk: Desk, mei: PhoneInChat
) -> None:
    number = await desk.parks_text(mei, "/my")

    async def fails(_: object) -> None:
        raise ZeroDivisionError

    broken = Replaying(desk.chat.database, USERNAME, fails, desk._say, Lanes(8))
    await desk.asks_for()
    await broken.sweep()
    assert await desk.lying() == [{"update_id": number, "error": "ZeroDivisionError", "replay_at": None}]
    assert desk.said == []


async def test_while_the_database_is_away_it_stays_asked_for(desk: Desk, mei: PhoneInChat) -> None:
    await desk.parks_text(mei, "/my")

    async def away(_: object) -> None:
        raise Unavailable("gone")

    await desk.asks_for()
    await Replaying(desk.chat.database, USERNAME, away, desk._say, Lanes(8)).sweep()
    [row] = await desk.lying()
    assert (row["error"], row["replay_at"] is None) == ("KeyError", False)
    await desk.replaying.sweep()
    mei.sees("My shifts")


async def test_while_nothing_can_be_written_it_is_said_once_all_the_same(
    desk: Desk, mei: PhoneInChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.parks_text(mei, "/my")
    await desk.asks_for()

    def full() -> None:
        raise Unavailable("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(desk.chat.database, "transaction", full)
        for _ in range(3):
            await desk.replaying.sweep()
    assert (len(desk.said), len(await desk.lying())) == (1, 1)
    await desk.replaying.sweep()
    assert (len(desk.said), await desk.lying()) == (1, [])


async def test_whoever_is_not_on_duty_leaves_it(desk: Desk, mei: PhoneInChat) -> None:
    await desk.parks_text(mei, "/my")
    await desk.asks_for()
    off = Replaying(desk.chat.database, USERNAME, desk.chat.way.act, desk._say, Lanes(8), is_on_duty=lambda: False)
    await off.sweep()
    assert (len(await desk.lying()), desk.said) == (1, [])


async def test_what_was_not_kept_whole_can_never_be_done(desk: Desk, mei: PhoneInChat) -> None:
    async with desk.city.changing() as tx:
        for number, payload in ((1, '{"mess'), (2, '["message"]'), (3, '{"update_id": 3, "message": 5}')):
            parked.park(
                tx, update_id=number, telegram_id=mei.id, kind="", error="E", payload=payload, now=desk.chat.clock.now()
            )
    await desk.replays()
    assert {row["error"] for row in await desk.lying()} == {"UnreadableUpdate"}


async def test_words_in_a_group_and_a_block_of_long_ago_are_over(desk: Desk, mei: PhoneInChat) -> None:
    """Who blocked the bot then may have let it in again."""
    await desk.parks({"my_chat_member": {**_from(mei), "new_chat_member": {"status": "kicked"}}})
    await desk.replays()
    assert await desk.lying() == []
    person = await mei.known()
    assert person is not None
    assert person.reachable


# Nothing that happened meanwhile is undone


async def test_an_answer_is_taken_while_its_question_is_open(desk: Desk, mei: PhoneInChat) -> None:
    await mei.taps_button(LogHours())
    mei.sees("How long was it?")
    await desk.parks_text(mei, "2.5")
    await desk.replays()
    mei.sees("taken up again", "Log hours (2 of 3)")


async def test_an_answer_to_a_question_that_has_gone_is_no_answer_to_the_next(desk: Desk, mei: PhoneInChat) -> None:
    await mei.taps_button(LogHours())
    await desk.parks_text(mei, "3 h at Mr Wang's")
    await mei.sends("2")
    mei.sees("Log hours (2 of 3)")
    await desk.replays()
    mei.sees("taken up again", "Too late for that", "“3 h at Mr Wang's”", "please begin anew")
    await mei.sends("today")
    mei.sees("Log hours (3 of 3)")
    mei.sees_not("Mr Wang")


async def test_what_was_written_without_a_form_does_not_fill_in_one(desk: Desk, mei: PhoneInChat) -> None:
    await desk.parks_text(mei, "2")
    await mei.taps_button(LogHours())
    await desk.replays()
    mei.sees("Too late for that")


async def test_nobody_s_half_filled_form_is_ended_by_what_they_did_before(desk: Desk) -> None:
    li = await desk.chat.volunteer("Li", role=Role.LEADER)
    for begins in ("/cancel", "/new", "/hours 2 Library", "/hours 2 today Library"):
        await desk.parks_text(li, begins)
    for button in (BeginPosting(), LogHours()):
        await desk.parks_tap(li, button)
    await li.taps_button(BeginPosting())
    await li.sends("River clean-up")
    before = await desk.city.table("SELECT * FROM drafts")
    await desk.replays()
    assert [dict(row) for row in await desk.city.table("SELECT * FROM drafts")] == [dict(row) for row in before]
    assert len(desk.said) == 6
    said = [reply.answer.screen.text for reply in desk.said if isinstance(reply, Reply)]
    assert all("Too late for that" in text or "This is still open." in text for text in said)
    assert await desk.lying() == []


async def test_a_button_that_ends_no_form_is_done_beside_one(desk: Desk, mei: PhoneInChat, shift: Shift) -> None:
    await desk.parks_tap(mei, TakeShift(shift=shift.id))
    await mei.taps_button(LogHours())
    await desk.replays()
    assert await desk.places() == 1
    await mei.sends("2")
    mei.sees("Log hours (2 of 3)")


@pytest.mark.parametrize("text", ["/hours 2 today Library", "/new River | tomorrow 09:00-12:00 | East Gate | 10"])
async def test_today_is_the_day_on_which_it_was_written(desk: Desk, text: str) -> None:
    li = await desk.chat.volunteer("Li", role=Role.LEADER)
    await desk.parks_text(li, text)
    desk.chat.clock.passes(days=1)
    await desk.replays()
    li.sees("(yesterday, 12:00)", "Too late for that", text)
    assert await desk.city.table("SELECT * FROM drafts") == []


async def test_a_command_and_a_button_that_only_show_are_done_on_any_day(desk: Desk, mei: PhoneInChat) -> None:
    await desk.parks_text(mei, "/my")
    await desk.parks_tap(mei, ListActivities())
    desk.chat.clock.passes(days=3)
    await desk.replays()
    mei.sees("What is coming up")
    assert "My shifts" in mei.messages[-2].text


async def test_who_was_forgotten_meanwhile_is_sent_nothing(desk: Desk, mei: PhoneInChat) -> None:
    await desk.parks_text(mei, "/my")
    await desk.asks_for()
    person = await mei.known()
    assert person is not None
    async with desk.city.writing() as rows:
        await rows.people.erase(person.id)
    await desk.replaying.sweep()
    assert (await desk.lying(), desk.said) == ([], [])


async def test_one_that_is_dropped_or_forgotten_while_it_fails_again_stays_so(desk: Desk, mei: PhoneInChat) -> None:
    number = await desk.parks_text(mei, "/my")

    async def is_dropped_meanwhile(_: object) -> None:
        async with desk.chat.database.transaction() as transaction:
            await parked.drop(transaction, number)
        raise KeyError

    await desk.asks_for()
    await Replaying(desk.chat.database, USERNAME, is_dropped_meanwhile, desk._say, Lanes(8)).sweep()
    assert await desk.lying() == []


# NoMore at any line


class NoMore(BaseException):
    """The process is no more."""


class Mortal:
    """Dies at its nth step: when it begins to look, to write or to say something, and when it has."""

    def __init__(self, desk: Desk, dies_at: int) -> None:
        self.desk = desk
        self.left = dies_at

    def steps(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise NoMore

    def around(self, opens: Callable[..., Any]) -> Callable[..., Any]:
        """The same way to the database, a step before and a step after."""

        @asynccontextmanager
        async def opened(*_: Any, **person: Any) -> AsyncIterator[Any]:
            self.steps()
            async with opens(**person) as there:
                yield there
            self.steps()

        return opened

    async def says(self, reply: Reply | Aside) -> None:
        self.steps()
        await self.desk._say(reply)
        self.steps()


async def test_killed_at_any_line_it_is_done_once_and_told(
    desk: Desk, shift: Shift, monkeypatch: pytest.MonkeyPatch
) -> None:
    for dies_at in itertools.count(1):
        phone = await desk.chat.volunteer(f"Mei {dies_at}")
        number = await desk.parks_tap(phone, TakeShift(shift=shift.id))
        await desk.asks_for(number)
        mortal = Mortal(desk, dies_at)
        with monkeypatch.context() as patch:
            for way in ("transaction", "reading"):
                patch.setattr(desk.chat.database, way, mortal.around(getattr(desk.chat.database, way)))
            process = Replaying(desk.chat.database, USERNAME, desk.chat.way.act, mortal.says, Lanes(8))
            try:
                await process.sweep()
            except* NoMore:
                pass
        await desk.begun().sweep()
        assert await desk.lying() == [], f"killed at step {dies_at}"
        assert await desk.places() == dies_at, f"killed at step {dies_at}: not signed up"
        phone.sees("taken up again", "River clean-up")
        signed_up = "SELECT COUNT(*) AS n FROM journal WHERE kind = 'signed_up'"
        assert await desk.city.figure(signed_up) == dies_at, f"killed at step {dies_at}: done twice"
        if mortal.left > 0:
            break
    assert dies_at > 10, "there are more steps than that"
