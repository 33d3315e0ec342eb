"""A phone acts like a thumb, sees like an eye, and complains so that one can read it."""

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest

from playground.ground.people import Person
from playground.phones.acts import CannotDoError
from playground.phones.phone import NoAnswerError, NotSeenError, Phone
from playground.serving.server import Playground
from tests.playground.conftest import LI, MEI, Caller

CARD = '<b>River</b>\n📅 <tg-time unix="1796432400" format="wDt">Sat</tg-time>'
ANA = Person(1003, "Ana", "en", "Europe/Lisbon")


class PhoneHost:
    """A bot that answers everything and remembers what it was told."""

    def __init__(self, bot: Caller) -> None:
        self.bot = bot
        self.heard: list[dict[str, Any]] = []
        self.confirms = asyncio.Event()
        self.confirms.set()

    async def serve(self) -> None:
        offset = 0
        while True:
            for update in await self.bot("getUpdates", offset=offset, timeout=20):
                self.heard.append(update)
                await self.answer(update)
                offset = update["update_id"] + 1
            await self.confirms.wait()

    async def answer(self, update: dict[str, Any]) -> None:
        if "callback_query" in update:
            query = update["callback_query"]
            await self.bot("answerCallbackQuery", callback_query_id=query["id"], text=query["data"])
        elif "message" in update:
            await self.greet(update["message"])

    async def greet(self, message: dict[str, Any]) -> None:
        markup: dict[str, Any] = {
            "inline_keyboard": [
                [{"text": "Sign up", "callback_data": "up"}],
                [{"text": "Invite", "url": "https://t.me/yigong_bot?start=a12"}, {"text": "Map", "url": "a.b"}],
            ]
        }
        if message.get("text") == "/start":
            markup = {
                "keyboard": [[{"text": "My number", "request_contact": True}], ["Skip"]],
                "one_time_keyboard": True,
            }
        await self.bot("sendMessage", chat_id=message["chat"]["id"], text=CARD, parse_mode="HTML", reply_markup=markup)

    @property
    def last(self) -> Any:
        return self.heard[-1]["message"]


@pytest.fixture
async def host(bot: Caller) -> AsyncIterator[PhoneHost]:
    host = PhoneHost(bot)
    async with asyncio.TaskGroup() as group:
        serving = group.create_task(host.serve())
        yield host
        serving.cancel()


@pytest.fixture
def mei(playground: Playground, host: PhoneHost) -> Phone:
    return playground.phone(MEI)


async def test_what_is_sent_is_heard_before_it_returns(mei: Phone, host: PhoneHost) -> None:
    await mei.sends("hello /my")
    assert host.last["text"] == "hello /my"
    assert host.last["from"]["language_code"] == "en"
    assert [bubble.is_mine for bubble in mei.chat] == [True, False]
    assert mei.unread == 1
    mei.reads()
    assert mei.unread == 0


async def test_a_button_is_found_by_its_label(mei: Phone, host: PhoneHost) -> None:
    await mei.sends("hi")
    await mei.taps("Sign up")
    assert host.heard[-1]["callback_query"]["data"] == "up"
    assert mei.toast is not None
    assert (mei.toast.text, mei.toast.is_alert) == ("up", False)
    await mei.taps("Invite")
    assert host.last["text"] == "/start a12"
    with pytest.raises(NotSeenError, match="leads out of Telegram"):
        await mei.taps("Map")


async def test_the_keyboard_below_the_typing_box(mei: Phone, host: PhoneHost) -> None:
    await mei.sends("/start")
    keyboard = mei.keyboard
    assert keyboard == (("My number",), ("Skip",))
    await mei.taps("My number")
    assert host.last["contact"] == {"phone_number": MEI.phone, "first_name": "Mei", "user_id": MEI.id}
    assert not mei.keyboard
    await mei.sends("/start")
    await mei.taps("Skip")
    assert host.last["text"] == "Skip"


async def test_somebody_elses_contact(mei: Phone, host: PhoneHost) -> None:
    await mei.shares_contact(of=LI)
    assert host.last["contact"]["user_id"] == LI.id
    assert host.last["from"]["id"] == MEI.id


async def test_a_forged_button(mei: Phone, host: PhoneHost) -> None:
    with pytest.raises(NotSeenError, match="no message to forge a button under"):
        await mei.forges("steal")
    await mei.sends("hi")
    await mei.forges("steal")
    query = host.heard[-1]["callback_query"]
    assert (query["data"], query["message"]["message_id"]) == ("steal", mei.screen.id)


async def test_a_file_a_link_a_block(mei: Phone, host: PhoneHost) -> None:
    await mei.sends_document("a.txt", b"abc", "text/plain", "look")
    assert host.last["document"]["file_size"] == 3
    assert host.last["caption"] == "look"
    await mei.opens("a12")
    assert host.last["text"] == "/start a12"
    assert host.last["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    await mei.blocks()
    assert host.heard[-1]["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert await host.bot.refusal("sendMessage", chat_id=MEI.id, text="x") == "Forbidden: bot was blocked by the user"
    with pytest.raises(CannotDoError):
        await mei.sends("hi")
    await mei.unblocks()
    assert host.heard[-1]["my_chat_member"]["new_chat_member"]["status"] == "member"


async def test_a_raw_update_and_a_repeated_one(mei: Phone, host: PhoneHost) -> None:
    await mei.post({"poll": {"id": "1"}})
    assert host.heard[-1]["poll"] == {"id": "1"}
    await mei.repeats()
    assert host.heard[-1] == host.heard[-2]
    await mei.sends("hi")
    assert host.heard[-1]["update_id"] == host.heard[-2]["update_id"] + 1


async def test_a_repeated_update_alone_does_not_confuse_the_order(mei: Phone, host: PhoneHost) -> None:
    await mei.sends("one")
    for _ in range(2):
        await mei.repeats()
    await mei.sends("two")
    texts = [update["message"]["text"] for update in host.heard]
    assert texts == ["one", "one", "one", "two"]


@pytest.mark.parametrize(
    ("person", "seen"),
    [
        (MEI, "Saturday, 5 December 2026, 09:00"),
        (LI, "星期六 2026年12月5日 09:00"),
        (ANA, "Saturday, 5 December 2026, 01:00"),
    ],
)
async def test_times_are_shown_in_the_readers_zone_and_language(
    playground: Playground, host: PhoneHost, person: Person, seen: str
) -> None:
    phone = playground.phone(person)
    await phone.sends("hi")
    assert phone.screen.text == f"River\n📅 {seen}"


@pytest.mark.parametrize(
    ("form", "seen"),
    [
        ("", "soon"),
        ("r", "in 21 hours"),
        ("w", "Saturday"),
        ("d", "05/12/2026"),
        ("t", "09:00"),
        ("wT", "Saturday, 09:00:00"),
    ],
)
async def test_the_forms_of_a_time(mei: Phone, host: PhoneHost, form: str, seen: str) -> None:
    text = f'<b>At <tg-time unix="1796432400" format="{form}">soon</tg-time></b>!'
    await host.bot("sendMessage", chat_id=MEI.id, text=text, parse_mode="HTML")
    assert mei.screen.text == f"At {seen}!"


async def test_seeing_waits_for_what_comes_by_itself(mei: Phone, host: PhoneHost) -> None:
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(mei.sees("tomorrow"))
        await host.bot("sendMessage", chat_id=MEI.id, text="See you tomorrow")
    assert waiting.result().text == "See you tomorrow"


async def test_a_complaint_shows_the_chat(mei: Phone, host: PhoneHost) -> None:
    await mei.sends("hi")
    with pytest.raises(NotSeenError) as unseen:
        await mei.sees("tomorrow", within=0)
    assert str(unseen.value).splitlines() == [
        "Mei does not see 'tomorrow' within 0 s",
        "12:00 Mei: hi",
        "12:00 Yigong: River",
        "📅 Saturday, 5 December 2026, 09:00",
        "        [ Sign up ]",
        "        [ Invite ] [ Map ]",
    ]
    with pytest.raises(NotSeenError, match=re.escape("finds no button 'Leave'")):
        await mei.taps("Leave", within=0)


async def test_a_button_that_comes_late_is_waited_for(mei: Phone, host: PhoneHost) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(mei.taps("Sign up"))
        await asyncio.sleep(0)  # it looks, and there is nothing yet
        await host.greet({"chat": {"id": MEI.id}})
    assert host.heard[-1]["callback_query"]["data"] == "up"


async def test_a_bot_that_never_confirms_is_named(
    mei: Phone, host: PhoneHost, playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("playground.phones.phone.LIMIT", 0.0)
    host.confirms.clear()
    with pytest.raises(NoAnswerError, match="sent 'hi', and the bot has not taken it"):
        await mei.sends("hi")


async def test_start_over_forgets_everybody(mei: Phone, host: PhoneHost, playground: Playground) -> None:
    called = asyncio.Event()

    async def note() -> None:
        called.set()

    await mei.sends("hi")
    playground.phone(ANA)
    playground.on_start_over = note
    await playground.clock.advance(60)
    await playground.start_over()
    assert called.is_set()
    assert list(playground.phones) == [MEI.id, LI.id]
    assert mei.chat == []
    assert await host.bot.refusal("sendMessage", chat_id=MEI.id, text="x") == "Bad Request: chat not found"
    await mei.sends("hi again")
    assert len(mei.chat) == 2


async def test_some_have_written_to_the_bot_before() -> None:
    async with Playground(people=[MEI], started=[MEI, LI]) as playground:
        for _ in range(2):
            assert list(playground.phones) == [MEI.id]
            assert all(playground.telegram.chat_for_bot(person.id).is_started for person in (MEI, LI))
            await playground.start_over()


async def test_a_person_can_change_their_language(mei: Phone, host: PhoneHost, playground: Playground) -> None:
    await mei.sends("hi")
    again = playground.phone(Person(MEI.id, "Mei", "zh-hant"))
    await again.sends("您好")
    assert host.last["from"]["language_code"] == "zh-hant"
    assert len(again.chat) == 4
