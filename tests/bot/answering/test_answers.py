"""Answers: told = done and done = told, whatever Telegram says to them, and nobody waits for another chat."""

import asyncio
from collections.abc import Callable

import pytest
from markupsafe import Markup
from telegram.error import BadRequest, Forbidden, NetworkError, TimedOut
from typing_extensions import override

from bot.answering.answers import AT_ONCE, MOST_OF_A_CHAT, PATIENCE, SLOW
from bot.answering.trying import TRIES
from bot.ground.errors import AskedToWait
from handlers.buttons.home import Help
from handlers.tapping.messenger import Messenger
from handlers.tapping.replies import Aside, Reply, Writes, on_a_thread
from handlers.tapping.screen import Answer, Screen
from tests.bot.answering.answers_desk import Trouble, desk_open, everybody, now
from tests.support.timeless import timeless

GROUP = -100


@timeless
async def test_an_answer_is_said_at_once_and_written_down() -> None:
    async with desk_open() as desk:
        assert await desk.says(1, "You are in", on=5, toast="See you") == pytest.approx(0.01)
        assert (desk.telegram.texts(1), desk.telegram.toasts, desk.books.done) == (["You are in"], ["See you"], [1])
        assert not desk.books.owes


TROUBLES: dict[str, Callable[[], Exception]] = {
    "asked to wait": lambda: AskedToWait(35),
    "timed out": TimedOut,
    "a fault on the way": lambda: NetworkError("Bad Gateway"),
    "refused with unknown words": lambda: BadRequest("something new"),
    "no error of Telegram's": lambda: TypeError("a pause that is no number"),
}


@timeless
@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("on", [None, 5], ids=["a message", "an edit"])
async def test_what_cannot_be_said_now_is_said_later(trouble: str, on: int | None) -> None:
    async with desk_open() as desk:
        faults = [TROUBLES[trouble](), TROUBLES[trouble]()]
        desk.telegram.trouble = lambda _, chat: faults.pop() if chat == 1 and faults else None
        assert await desk.says(1, "You are in", on=on) <= PATIENCE
        assert desk.books.owes == [1], "a crash now would lose it"
        await asyncio.sleep(200)
        assert (desk.telegram.texts(1), desk.books.done) == (["You are in"], [1])


@timeless
async def test_what_others_have_taken_up_meanwhile_is_not_said_twice() -> None:
    async with desk_open() as desk:
        desk.telegram.trouble = lambda _method, chat: AskedToWait(30) if chat == 1 and now() < 30 else None
        reply = desk.reply(1, "theirs")
        await desk.answers.say(reply)
        desk.books.of_others.add(reply.update_id)  # this replica was cut off for a while
        await desk.answers.say(desk.reply(1, "ours"))
        await asyncio.sleep(100)
        assert desk.telegram.texts(1) == ["ours"]
        assert reply.update_id not in desk.books.done, "that is for them to write down"


@timeless
async def test_nobody_waits_for_another_chats_pause() -> None:
    async with desk_open() as desk:
        desk.telegram.trouble = lambda _, chat: AskedToWait(35) if chat <= 3 and now() < 35 else None
        await everybody(*(desk.says(chat, "first") for chat in (1, 2, 3)))
        assert max(await everybody(*(desk.says(chat, "hello") for chat in range(4, 200)))) < 0.1
        await asyncio.sleep(60)
        assert all(desk.telegram.texts(chat) == ["first"] for chat in (1, 2, 3))


@timeless
async def test_who_taps_on_while_their_chat_has_to_wait_is_not_held_up_either() -> None:
    """Their acts are done; they see the last screen when Telegram allows it, and every message in order."""
    async with desk_open() as desk:
        desk.telegram.trouble = lambda _, chat: AskedToWait(35) if chat == 1 and now() < 35 else None
        waits = [await desk.says(1, f"screen {number}", on=5) for number in range(4)]
        waits += [await desk.says(1, f"message {number}") for number in range(3)]
        assert max(waits) <= PATIENCE
        assert sum(waits) < 3 * PATIENCE
        await asyncio.sleep(60)
        assert desk.telegram.texts(1) == ["screen 3", "message 0", "message 1", "message 2"]
        assert sorted(desk.books.done) == [1, 2, 3, 4, 5, 6, 7], "what is superseded is told, too"


@timeless
@pytest.mark.parametrize("hanging", [10, AT_ONCE, AT_ONCE + SLOW - 1])
async def test_calls_that_hang_hold_up_nobody_else(hanging: int) -> None:
    async with desk_open() as desk:
        desk.telegram.trouble = lambda _, chat: 40.0 if 1 <= chat <= hanging else None
        async with asyncio.TaskGroup() as group:
            for chat in range(1, hanging + 1):
                group.create_task(desk.says(chat, "slow"))
            await asyncio.sleep(0.1)
            assert await desk.says(9999, "hello") <= 3 * PATIENCE
        await desk.says(9998, "hello")
        assert desk.telegram.texts(9998) == ["hello"], "and it is said at once from then on"
        await asyncio.sleep(120)
        assert all(desk.telegram.texts(chat) == ["slow"] for chat in range(1, hanging + 1))


@timeless
async def test_a_telegram_that_takes_half_a_minute_tells_everybody() -> None:
    async with desk_open() as desk:
        desk.telegram.trouble = lambda *_: 30.0
        waits = await everybody(*(desk.says(chat, "You are in", on=5, toast="") for chat in range(1, 301)))
        assert max(waits) <= PATIENCE
        await asyncio.sleep(200)
        assert all(desk.telegram.texts(chat) == ["You are in"] for chat in range(1, 301))
        assert sorted(desk.books.done) == list(range(1, 301))


@timeless
async def test_three_hundred_at_once_against_a_limit_of_thirty() -> None:
    taken: list[float] = []

    def limited(_: str, chat: int) -> Trouble:
        if sum(at > now() - 1 for at in taken) >= 30:
            return AskedToWait(1)
        taken.append(now())
        return None

    async with desk_open() as desk:
        desk.telegram.trouble = limited
        waits = await everybody(*(desk.says(chat, "You are in") for chat in range(1, 301)))
        assert max(waits) <= PATIENCE
        await asyncio.sleep(15)
        assert sorted(desk.books.done) == list(range(1, 301)), "somebody was not told"
        assert all(desk.telegram.texts(chat) == ["You are in"] for chat in range(1, 301)), "somebody was told twice"
        assert desk.telegram.calls < 700, "it goes on asking instead of going at the pace"


@timeless
@pytest.mark.parametrize("error", [Forbidden("bot was blocked by the user"), BadRequest("Chat not found")])
async def test_who_is_out_of_reach_is_owed_nothing_more(error: Exception) -> None:
    async with desk_open() as desk:
        desk.telegram.trouble = lambda _, chat: error if chat == 1 else None
        await desk.says(1, "hello")
        assert (desk.books.gone, desk.books.done, desk.telegram.calls) == ([1], [1], 1)


@timeless
async def test_what_telegram_always_refuses_ends_and_what_comes_after_it_is_said() -> None:
    async with desk_open() as desk:
        refused = iter([True] * TRIES)
        desk.telegram.trouble = lambda _, chat: BadRequest("no") if chat == 1 and next(refused, False) else None
        await desk.says(1, "never")
        await desk.says(1, "after it")
        await asyncio.sleep(60)
        assert (desk.telegram.texts(1), desk.books.done) == (["after it"], [1, 2])


@timeless
@pytest.mark.parametrize("trouble", [BadRequest("query is too old"), AskedToWait(9), TimedOut(), TypeError(), 3600.0])
async def test_a_toast_has_one_attempt_and_stops_nothing(trouble: Trouble) -> None:
    async with desk_open() as desk:
        desk.telegram.trouble = lambda method, _: trouble if method == "answerCallbackQuery" else None
        assert await desk.says(1, "You are in", on=5, toast="See you") <= PATIENCE
        assert desk.telegram.texts(1) == ["You are in"]
        assert desk.telegram.calls == 2


@timeless
async def test_what_comes_again_while_it_is_being_said_is_said_once() -> None:
    async with desk_open() as desk:
        desk.telegram.trouble = lambda *_: 5.0
        reply = desk.reply(1, "You are in")
        await asyncio.gather(desk.answers.say(reply), desk.answers.say(reply))
        await asyncio.sleep(20)
        assert desk.telegram.texts(1) == ["You are in"]


@timeless
async def test_what_comes_again_while_it_is_being_said_is_confirmed_when_it_was_said() -> None:
    """Telegram forgets it then, and the process may be killed."""
    async with desk_open() as desk:
        reply = desk.reply(1, "as it is now")
        desk.telegram.trouble = lambda _method, _chat: 1.0
        first = desk.answers.retell(reply)
        assert desk.answers.retell(reply) is first
        await desk.answers.say(reply)
        assert first.done(), "confirmed, and not said"
        assert desk.telegram.texts(1) == ["as it is now"]


@timeless
async def test_one_chat_and_all_together_keep_so_many_in_memory_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.answering.answers.MOST", 100)
    async with desk_open() as desk:
        desk.telegram.trouble = lambda *_: AskedToWait(600)
        for number in range(MOST_OF_A_CHAT + 10):
            await desk.says(1, f"message {number}")
        assert len(desk.answers.left) == 10
        await everybody(*(desk.says(chat, "hello") for chat in range(2, 200)))
        assert desk.answers.room == 0
        assert set(range(1, 199 + MOST_OF_A_CHAT + 10)) <= set(desk.books.owes) | {1}, "what is left is owed"


@timeless
async def test_groups_that_shout_hold_up_nobody_and_are_left_without_a_word() -> None:
    async with desk_open() as desk:
        desk.telegram.trouble = lambda _, chat: 30.0 if chat < 0 else None
        word = Screen(Markup("We talk in private"))
        for _ in range(50):
            for group in range(1_000):
                await desk.answers.say(Aside(GROUP - group, word))
        assert now() == 0.0, "somebody waited for a group"
        assert await desk.says(1, "hello") < 0.1
        assert desk.telegram.calls <= 20


@timeless
async def test_one_group_gets_a_word_twenty_times_a_minute_at_most() -> None:
    async with desk_open() as desk:
        for _ in range(120):
            await desk.answers.say(Aside(GROUP, Screen(Markup("We talk in private"))))
            await asyncio.sleep(1.0)
        assert len(desk.telegram.texts(GROUP)) == 40


@timeless
async def test_stopping_says_what_is_on_its_way_and_leaves_the_rest_owed() -> None:
    async with desk_open() as desk:
        troubles: dict[int, Trouble] = {1: 3.0, 2: AskedToWait(600), 3: 3600.0}
        desk.telegram.trouble = lambda _, chat: troubles.get(chat)
        await everybody(*(desk.says(chat, "hello") for chat in (1, 2, 3)))
        began = now()
    assert now() - began <= 5.0
    assert desk.books.done == [1]
    assert {2, 3} <= set(desk.books.owes)


@timeless
async def test_an_answer_that_cannot_be_put_into_a_call_holds_up_its_chat_for_seconds() -> None:
    class Unsayable(Reply):
        @override
        async def go_on(self, messenger: Messenger, writes: Writes = on_a_thread, *, up_to_files: bool = False) -> None:
            raise ValueError("a button packs into more than 64 bytes")

    async with desk_open() as desk:
        broken = desk.reply(1, "never said")
        await desk.answers.say(Unsayable(broken.update_id, 1, broken.answer, broken.at, is_recorded=True))
        await desk.says(1, "hello")
        await asyncio.sleep(30)
        assert desk.telegram.texts(1) == ["hello"]
        assert desk.books.done == [1, 2]


@timeless
async def test_what_comes_after_the_stop_stays_owed_and_stops_nothing() -> None:
    async with desk_open() as desk:
        await desk.says(1, "hello")
        desk.answers.stop()
        for moment in ("while the others end", "when all have ended"):
            owed = desk.reply(2, moment, toast="hello")
            await desk.answers.say(owed)
            await desk.answers.retell(desk.reply(3, moment))
            await desk.answers.say(Aside(GROUP, Screen(Markup("We talk in private"))))
            assert owed.update_id in desk.books.owes, moment
            await asyncio.sleep(1.0)
    assert set(desk.telegram.seen) == {1}
    assert desk.telegram.toasts == []


@timeless
async def test_parts_that_were_said_are_not_said_again() -> None:
    async with desk_open() as desk:
        faults = [TimedOut()]
        reply = desk.reply(1, "Thank you, Mei")
        reply.answer = Answer(Screen(Markup("Registered")), at=Help(), puts_keyboard_away=Markup("Thank you"))
        desk.telegram.trouble = lambda *_: faults.pop() if desk.telegram.texts(1) and faults else None
        await desk.answers.say(reply)
        await asyncio.sleep(10)
        assert desk.telegram.texts(1) == ["Thank you", "Registered"]
