"""What came from Telegram is read into our own words, and what is in none of its shapes is refused."""

from typing import Any

import pytest

from handlers.arriving import Arrival, Elsewhere, Reachability, Unreadable, read
from handlers.buttons.shifts import ShowShift

ANNA: dict[str, Any] = {"id": 7, "is_bot": False, "first_name": "Anna", "last_name": "Li", "language_code": "en"}
PRIVATE = {"id": 7, "type": "private"}
HALL = {"id": -100, "type": "supergroup"}
SAID: dict[str, Any] = {"message_id": 9, "date": 1, "chat": PRIVATE, "from": ANNA}
TAP: dict[str, Any] = {"id": "q", "from": ANNA, "data": "ss:4", "message": {"message_id": 9, "chat": PRIVATE}}


def arrived(**content: object) -> Arrival | Elsewhere | Reachability | None:
    return read({"update_id": 1, **content}, "yigong_bot")


def test_a_tap() -> None:
    tap = arrived(callback_query=TAP | {"data": ShowShift(shift=4).pack()})
    assert isinstance(tap, Arrival)
    assert (tap.sender.telegram_id, tap.sender.name, tap.sender.language_code) == (7, "Anna Li", "en")
    assert (tap.button, tap.is_button, tap.query_id, tap.message_id) == (ShowShift(shift=4), True, "q", 9)


@pytest.mark.parametrize("message", [None, {"message_id": 9, "chat": HALL}])
def test_a_tap_on_a_message_elsewhere_is_answered_by_a_new_one(message: dict[str, Any] | None) -> None:
    tap = arrived(callback_query=TAP | {"message": message})
    assert isinstance(tap, Arrival)
    assert tap.message_id is None


def test_a_command_with_what_stands_behind_it() -> None:
    said = arrived(message=SAID | {"text": "/new@Yigong_bot A | B\nC"})
    assert isinstance(said, Arrival)
    assert (said.command, said.arguments) == ("new", "A | B\nC")


def test_a_text_without_what_no_database_keeps() -> None:
    said = arrived(message=SAID | {"text": "a\0b\ud83dc", "from": ANNA | {"first_name": "\0An\udfffna"}})
    assert isinstance(said, Arrival)
    assert (said.text, said.sender.name) == ("abc", "Anna Li")


def test_a_contact() -> None:
    said = arrived(message=SAID | {"contact": {"phone_number": "+861", "first_name": "Anna", "user_id": 7}})
    assert isinstance(said, Arrival)
    assert said.contact is not None
    assert (said.contact.phone, said.contact.telegram_id) == ("+861", 7)


def test_a_command_in_a_group() -> None:
    assert arrived(message=SAID | {"chat": HALL, "text": "/start"}) == Elsewhere(-100, "en")
    assert arrived(message=SAID | {"chat": HALL, "text": "/start@another_bot"}) is None
    assert arrived(message=SAID | {"chat": HALL, "text": "hello"}) is None


@pytest.mark.parametrize(("status", "reachable"), [("kicked", False), ("left", False), ("member", True)])
def test_blocking_and_letting_back_in(status: str, reachable: bool) -> None:
    change = {"chat": PRIVATE, "from": ANNA, "new_chat_member": {"status": status}}
    assert arrived(my_chat_member=change) == Reachability(7, reachable)
    assert arrived(my_chat_member=change | {"chat": HALL}) is None


def test_nobody_s_question() -> None:
    assert arrived(message={key: value for key, value in SAID.items() if key != "from"}) is None
    assert arrived(message=SAID | {"from": ANNA | {"is_bot": True}, "text": "/start"}) is None
    assert arrived(channel_post={"message_id": 9, "chat": HALL}) is None
    assert arrived() is None


@pytest.mark.parametrize(
    "broken",
    [
        {"message": 17},
        {"message": [1]},
        {"message": SAID | {"from": {}}},
        {"message": SAID | {"from": ANNA | {"id": "7"}}},
        {"message": SAID | {"chat": None}},
        {"message": SAID | {"text": {"no": "text"}}},
        {"message": SAID | {"contact": "me"}},
        {"callback_query": TAP | {"from": None}},
        {"callback_query": TAP | {"data": 17}},
        {"callback_query": TAP | {"message": {"chat": PRIVATE}}},
        {"my_chat_member": {"chat": PRIVATE, "from": ANNA}},
    ],
)
def test_what_is_in_none_of_telegram_s_shapes(broken: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        arrived(**broken)
