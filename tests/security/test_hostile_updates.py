"""Whatever comes from Telegram, of any size and shape: no handler raises, and whoever asked has an answer."""

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telegram import Update

import bot.calling.pace  # noqa: F401 - it turns python-telegram-bot's switches, as in the process
from handlers.buttons.button import LARGEST, Button
from handlers.buttons.hours import LogHours
from handlers.buttons.volunteers import Agree, AskConsent, Register
from handlers.doors.routes import ALL
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language

RECORDED: dict[str, dict[str, Any]] = {
    file.stem: {kind: body for kind, body in json.loads(file.read_text()).items() if kind != "update_id"}
    for file in sorted((Path(__file__).parent / "updates").glob("*.json"))
}
KINDS = sorted(ALL.buttons, key=lambda kind: kind.code)
WEI = 7001  # who speaks in the recorded ones
NOBODY_S_QUESTION = {
    # What happens to a chat, and what nobody knows yet.
    *(f"message_{kind}" for kind in (
        "auto_delete_timer", "boost_added", "chat_background_set", "chat_owner_left", "chat_shared",
        "checklist_tasks_added", "checklist_tasks_done", "connected_website", "direct_message_price_changed",
        "gift", "giveaway", "giveaway_completed", "giveaway_created", "giveaway_winners", "invoice",
        "managed_bot_created", "nothing_in_it", "paid_message_price_changed", "passport_data", "pinned_message",
        "proximity_alert", "refunded_payment", "successful_payment", "suggested_post_declined", "unknown_content",
        "users_shared", "web_app_data", "write_access_allowed",
    )),
    "message_from_a_bot",
}  # fmt: skip

MANY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


async def goes_through(chat: Chat, raw: dict[str, Any]) -> list[str]:
    """The update goes its way, and the bot's calls that followed."""
    chat.recorder.calls.clear()
    await chat.goes_through(raw)
    return list(chat.recorder.calls)


def test_there_is_one_of_every_kind_of_update() -> None:
    """A new kind of python-telegram-bot's fails here until there is one."""
    kinds = {kind for raw in RECORDED.values() for kind in raw}
    assert set(Update.ALL_TYPES) <= kinds


@pytest.mark.parametrize("life", ["a stranger", "asked for a contact", "a volunteer", "in a form"])
async def test_every_kind_of_update(chat: Chat, city: City, life: str) -> None:
    """Twice, as Telegram may give it, in several walks of life."""
    await city.unit("Baiyun")
    wei = chat.person(WEI, "Wei")
    for number, (name, content) in enumerate(RECORDED.items(), start=900_000):
        await _is(life, wei)
        for time in ("at first", "the second time"):
            calls = await goes_through(chat, {"update_id": number, **content})
            if _is_said_to_the_bot(name, content):
                assert calls, f"silence after {name}, {time}"
            if name in NOBODY_S_QUESTION:
                assert not calls, f"an answer to {name}, {time}"


async def _is(life: str, wei: PhoneInChat) -> None:
    if life == "in a form":
        await _registers(wei)
        await wei.taps_button(LogHours())
    elif life == "a volunteer":
        await _registers(wei)
    elif life == "asked for a contact":
        await wei.sends("/cancel")
        for button in (Register(), AskConsent(language=Language.ENGLISH), Agree(language=Language.ENGLISH)):
            await wei.taps_button(button)
        await wei.taps("Wei")


async def _registers(phone: PhoneInChat) -> None:
    if await phone.known() is None:
        await phone.sends("/start u1")
        for label in ("English", "I agree", phone.name, "Skip"):
            await phone.taps(label)


def _is_said_to_the_bot(name: str, content: dict[str, Any]) -> bool:
    said = content.get("message")
    in_private = said is not None and said["chat"]["type"] == "private" and name not in NOBODY_S_QUESTION
    return in_private or "callback_query" in content


# Generated ones

ANYTHING = st.text(st.characters(), max_size=60)
NASTY = st.sampled_from(
    [
        "", " ", "\0", "\ud800", "\udfff\ud800", "\u202eعكس\u202c", "\u200d" * 50, "👩\u200d👧" * 50, "ﷺ" * 400,
        "x" * 4096, "汉" * 4096, "😀" * 4096, "\n" * 4096, "<b>" * 1000, "&" * 4000, "a" * 100_000,
        "=1+1", "%s{}{0}{x}", "'; DROP TABLE people; --", "..:..:..",
        "٣٤٥", "１２：３０", "²", "1e309", "9" * 400, "-" * 300, "2026-02-30", "25:61",
    ]
)  # fmt: skip
TEXTS = st.one_of(ANYTHING, NASTY, st.tuples(NASTY, ANYTHING).map("".join))
COMMANDS = st.builds(
    "/{}{}{}".format,
    st.sampled_from([*ALL.commands, "Start", "x" * 40, "", "@"]),
    st.sampled_from([" ", "\n", "@"]),
    TEXTS,
)
LINES = st.builds("/{} {}".format, st.sampled_from(["new", "hours"]), st.lists(TEXTS, max_size=5).map(" | ".join))
NUMBERS = st.one_of(st.integers(-3, 60), st.integers(-(2**70), 2**70), st.sampled_from([LARGEST, -LARGEST - 1]))
FILE = {"file_id": "a", "file_unique_id": "a"}
CONTENTS: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.fixed_dictionaries({"text": st.one_of(TEXTS, COMMANDS, LINES)}),
    st.fixed_dictionaries(
        {
            "contact": st.fixed_dictionaries(
                {"phone_number": TEXTS, "first_name": TEXTS}, optional={"user_id": st.integers(1, 2**52)}
            )
        }
    ),
    st.fixed_dictionaries({"document": st.just(FILE | {"file_size": 10**12}), "caption": TEXTS}),
    st.just({"sticker": FILE | {"width": 1, "height": 1, "is_animated": False, "is_video": False, "type": "regular"}}),
)


def _field(kind: type[Button]) -> st.SearchStrategy[str]:
    values = st.one_of(NUMBERS.map(str), st.sampled_from(["", "1", "0", "a", "t", "en", "zh_Hans", "2026-11"]), TEXTS)
    length = len(kind.model_fields)
    return st.lists(values, min_size=max(0, length - 1), max_size=length + 1).map(":".join)


BUTTONS = st.sampled_from(KINDS).flatmap(lambda kind: st.builds(f"{kind.code}:{{}}".format, _field(kind)))
BROKEN = st.tuples(BUTTONS, st.integers(0, 10), ANYTHING).map(
    lambda part: part[0][: part[1]] + part[2] + part[0][part[1] :]
)
DATA = st.one_of(TEXTS, BUTTONS, BUTTONS, BROKEN, st.sampled_from(KINDS).map(lambda kind: kind.code))
USERS = st.fixed_dictionaries(
    {"id": st.integers(7001, 7004), "is_bot": st.just(False), "first_name": TEXTS},
    optional={"last_name": TEXTS, "language_code": st.one_of(TEXTS, st.just("zh-hant"))},
)


def _in_private(user: dict[str, Any]) -> dict[str, Any]:
    return {"id": user["id"], "type": "private", "first_name": user["first_name"]}


def _message(user: dict[str, Any], content: dict[str, Any]) -> dict[str, Any]:
    return {"message": {"message_id": 9, "date": 1, "chat": _in_private(user), "from": user, **content}}


def _tap(user: dict[str, Any], data: str) -> dict[str, Any]:
    carrier = {"message_id": 1, "date": 1, "chat": _in_private(user), "text": "…"}
    return {"callback_query": {"id": "1", "from": user, "chat_instance": "1", "message": carrier, "data": data}}


UPDATES = st.one_of(st.builds(_message, USERS, CONTENTS), st.builds(_tap, USERS, DATA))
_numbers = itertools.count(1_000_000)


@pytest.fixture
async def people(chat: Chat, city: City) -> None:
    """A stranger (7001), a volunteer (7002), a leader (7003) and an admin (7004), with something to do."""
    for telegram_id, role in ((7002, None), (7003, Role.LEADER), (7004, Role.ADMIN)):
        await _registered(chat, city, telegram_id, role)
    for number in range(3):
        await city.shift(24.0 * number - 3, places=number)


async def _registered(chat: Chat, city: City, telegram_id: int, role: Role | None) -> None:
    phone = chat.person(telegram_id, f"Person {telegram_id}")
    await _registers(phone)
    person = await phone.known()
    assert person is not None
    if role is not None:
        async with city.writing() as rows:
            await rows.people.set_role(person.id, city.jiaojiang.id, role, by_id=None, at=chat.clock.now())


@pytest.mark.usefixtures("people")
@MANY
@given(updates=st.lists(UPDATES, min_size=1, max_size=8))
async def test_nothing_that_anybody_may_send_raises(chat: Chat, updates: list[dict[str, Any]]) -> None:
    """The recorder holds every answer against Telegram's rules, too."""
    for content in updates:
        assert await goes_through(chat, {"update_id": next(_numbers), **content}), (
            "somebody asked, and was not answered"
        )
