"""A tap is answered in the message that was tapped, whatever else a person is told meanwhile."""

import asyncio

from benchmarks.crowd import Asking, PlaygroundCrowd
from playground.ground.people import Person
from playground.messages.chats import Toast
from playground.messages.messages import Message
from playground.serving.server import Playground
from playground.telegram.telegram import Telegram

MEI = Person(7, "Mei")


def answer(telegram: Telegram, card: Message) -> None:
    """As the bot does: the tapped card is another one, and a toast is shown."""
    chat = telegram.chats[MEI.id]
    card.text = "You are in."
    chat.touch(card)
    chat.show_toast(Toast("You are in."))


async def test_a_reminder_between_a_card_and_its_tap_hides_no_answer() -> None:
    async with Playground(limits=None, started=[MEI]) as playground:
        crowd, telegram = PlaygroundCrowd(playground), playground.telegram
        tapped = crowd.taps(MEI, "x")
        assert tapped.card is not None
        telegram.say(MEI.id, "Tomorrow: River clean-up", [], None)
        async with asyncio.timeout(5), asyncio.TaskGroup() as group:
            answered = group.create_task(crowd.in_turn([tapped]))
            await asyncio.sleep(0)
            answer(telegram, tapped.card)
        assert len(answered.result()) == 1


async def test_a_reminder_after_a_tap_is_no_answer() -> None:
    async with Playground(limits=None, started=[MEI]) as playground:
        crowd, telegram = PlaygroundCrowd(playground), playground.telegram
        tapped = crowd.taps(MEI, "x")
        assert tapped.card is not None
        async with asyncio.timeout(5), asyncio.TaskGroup() as group:
            answered = group.create_task(crowd.in_turn([tapped]))
            await asyncio.sleep(0)
            telegram.say(MEI.id, "Tomorrow: River clean-up", [], None)
            telegram.chats[MEI.id].show_toast(Toast("You are in."))
            for _ in range(3):
                await asyncio.sleep(0)
            assert not answered.done(), "the card is as it was"
            answer(telegram, tapped.card)


async def test_what_is_written_is_answered_by_a_message() -> None:
    async with Playground(limits=None, started=[MEI]) as playground:
        crowd, telegram = PlaygroundCrowd(playground), playground.telegram
        asking = Asking(lambda: telegram.say(MEI.id, "Hello", [], None), MEI)
        async with asyncio.timeout(5):
            assert len(await crowd.in_turn([asking])) == 1
