"""What came from Telegram is read into our own words, and what is in none of its shapes is refused."""

from typing import Any

import pytest

from bot.telegram.reading import CONTENT, UnreadableUpdate, kind_of, person_of, read
from handlers.buttons.activities import ShowShift
from handlers.tapping.arriving import Arrival, Arrived, Elsewhere, GroupChange, GroupMoved, Reachability
from handlers.tapping.tap import Sender

ANNA: dict[str, Any] = {"id": 7, "is_bot": False, "first_name": "Anna", "last_name": "Li", "language_code": "en"}
PRIVATE = {"id": 7, "type": "private"}
HALL = {"id": -100, "type": "supergroup"}
SAID: dict[str, Any] = {"message_id": 9, "date": 1, "chat": PRIVATE, "from": ANNA}
TAP: dict[str, Any] = {"id": "q", "from": ANNA, "data": "ss:4", "message": {"message_id": 9, "chat": PRIVATE}}


def arrived(**content: object) -> Arrived:
    return read({"update_id": 1, **content}, "yigong_bot")


def in_the_hall(command: str, *, topic: int | None = None, arguments: str = "", title: str = "") -> Elsewhere:
    """What Anna wrote there."""
    return Elsewhere(-100, "en", topic, 1, Sender(7, "Anna Li", "en"), command.removeprefix("/"), arguments, title)


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


def test_a_tap_on_what_telegram_tells_no_more_of_is_answered_by_a_new_message() -> None:
    for told in (
        {"message": {"message_id": 9, "chat": PRIVATE, "date": 0}},
        {"message": None, "inline_message_id": "AQAAAF"},
    ):
        tap = arrived(callback_query=TAP | told)
        assert isinstance(tap, Arrival)
        assert (tap.query_id, tap.message_id) == ("q", None)


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
    assert arrived(message=SAID | {"chat": HALL, "text": "/start"}) == in_the_hall("/start")
    assert arrived(message=SAID | {"chat": HALL, "text": "/start@another_bot"}) is None
    assert arrived(message=SAID | {"chat": HALL, "text": "hello"}) is None


ANONYMOUS: dict[str, Any] = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
CHANNEL_BOT: dict[str, Any] = {"id": 136817688, "is_bot": True, "first_name": "Channel"}
NEWS: dict[str, Any] = {"id": -1005, "type": "channel", "title": "News"}


@pytest.mark.parametrize(
    ("user", "sender_chat"), [(ANONYMOUS, HALL), (CHANNEL_BOT, NEWS), (ANNA, HALL)], ids=["admin", "channel", "?"]
)
def test_whoever_speaks_as_a_group_or_a_channel_is_told_in_the_organisation_s_language(
    user: dict[str, Any], sender_chat: dict[str, Any]
) -> None:
    said = SAID | {"chat": HALL, "from": user, "sender_chat": sender_chat}
    assert arrived(message=said | {"text": "／start"}) == Elsewhere(-100, None, update_id=1, command="start")
    assert arrived(message=said | {"text": "/start@another_bot"}) is None
    assert arrived(message=said | {"text": "good morning"}) is None


def test_a_channel_s_post_is_answered_where_it_is_a_command_that_may_be_ours() -> None:
    post = {"message_id": 9, "date": 1, "chat": NEWS, "sender_chat": NEWS}
    assert arrived(channel_post=post | {"text": "/start@yigong_bot"}) == Elsewhere(
        -1005, None, update_id=1, command="start", title="News"
    )
    assert arrived(channel_post=post | {"text": "/start@another_bot"}) is None
    assert arrived(channel_post=post | {"text": "news"}) is None
    assert arrived(channel_post=post | {"photo": []}) is None


def test_an_answer_stays_in_its_topic() -> None:
    said = SAID | {"chat": HALL | {"is_forum": True}, "text": "/start", "message_thread_id": 4}
    assert arrived(message=said | {"is_topic_message": True}) == in_the_hall("/start", topic=4)
    assert arrived(message=said) == in_the_hall("/start")


@pytest.mark.parametrize("kind", sorted(CONTENT - {"text", "contact"}))
def test_what_people_send_is_answered(kind: str) -> None:
    said = arrived(message=SAID | {kind: {"file_id": "a"}})
    assert isinstance(said, Arrival)
    assert (said.text, said.contact, said.command) == (None, None, None)


@pytest.mark.parametrize(
    "kind",
    ["pinned_message", "message_auto_delete_timer_changed", "write_access_allowed", "chat_background_set", "gift",
     "unique_gift", "boost_added", "users_shared", "chat_shared", "web_app_data", "successful_payment", "passport_data",
     "connected_website", "proximity_alert_triggered", "giveaway_created", "paid_message_price_changed",
     "new_chat_members", "managed_bot_created", "forum_topic_created", "something_of_tomorrow", "reply_markup"],
)  # fmt: skip
def test_what_happens_to_a_chat_is_nobody_s_question(kind: str) -> None:
    assert arrived(message=SAID | {kind: {"by": ANNA}}) is None
    assert arrived(message=SAID | {kind: True, "new_too": 1}) is None


def test_fields_that_are_new_change_nothing() -> None:
    tomorrow = {"of_tomorrow": {"from": "x"}}
    said = read({"of_tomorrow": 1, "update_id": 1, "message": SAID | tomorrow | {"text": "/my"}}, "yigong_bot")
    assert isinstance(said, Arrival)
    assert said.command == "my"
    tap = arrived(callback_query=TAP | tomorrow | {"data": ShowShift(shift=4).pack()})
    assert isinstance(tap, Arrival)
    assert tap.button == ShowShift(shift=4)
    assert arrived(of_tomorrow={"from": ANNA}) is None


EDITED: dict[str, Any] = SAID | {"text": "/hours 3", "edit_date": 5}


def test_an_edit_has_the_same_number_however_often_it_comes() -> None:
    first, second = (arrived(edited_message=EDITED | {"edit_date": date}) for date in (5, 6))
    assert isinstance(first, Arrival)
    assert first == second
    assert (first.is_edit, first.update_id, first.text, first.command) == (True, -9, None, None)


@pytest.mark.parametrize(
    "changes",
    [
        {"chat": HALL},
        {"from": ANNA | {"is_bot": True}},
        {"edit_date": None},  # a preview has loaded
    ],
)
def test_an_edit_that_is_nobody_s_question(changes: dict[str, Any]) -> None:
    assert arrived(edited_message=EDITED | changes) is None
    assert arrived(edited_message={key: value for key, value in EDITED.items() if key != "text"}) is None
    assert arrived(edited_channel_post=EDITED) is None


@pytest.mark.parametrize(("status", "reachable"), [("kicked", False), ("left", False), ("member", True)])
def test_blocking_and_letting_back_in(status: str, reachable: bool) -> None:
    change = {"chat": PRIVATE, "from": ANNA, "new_chat_member": {"status": status}}
    assert arrived(my_chat_member=change) == Reachability(7, reachable)


@pytest.mark.parametrize(
    ("before", "after", "is_here", "is_new"),
    [("left", "member", True, True), ("member", "administrator", True, False), ("member", "kicked", False, False)],
)
def test_what_becomes_of_us_in_a_group(before: str, after: str, is_here: bool, is_new: bool) -> None:
    change = {"from": ANNA, "old_chat_member": {"status": before}, "new_chat_member": {"status": after}}
    told = GroupChange(-100, is_here=is_here, is_new=is_new, language_code="en")
    assert arrived(my_chat_member=change | {"chat": HALL}) == told
    assert arrived(my_chat_member=change | {"chat": NEWS}) is None, "in a channel it is nobody's question"


def test_a_group_that_becomes_a_supergroup() -> None:
    moved = SAID | {"chat": {"id": -5, "type": "group"}, "migrate_to_chat_id": -1005}
    assert arrived(message=moved) == GroupMoved(-5, -1005)
    assert arrived(message=SAID | {"chat": HALL, "migrate_from_chat_id": -5}) is None
    with pytest.raises(UnreadableUpdate):
        arrived(message=moved | {"migrate_to_chat_id": 2**63})


def test_what_stands_behind_a_command_of_a_group() -> None:
    said = arrived(message=SAID | {"chat": HALL | {"title": "River\nfriends"}, "text": "/bind@yigong_bot River team"})
    assert said == in_the_hall("/bind", arguments="River team", title="River friends")


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
        {"message": SAID | {"from": ANNA | {"id": "7"}, "text": "hello"}},
        {"message": SAID | {"chat": None}},
        {"message": SAID | {"text": {"no": "text"}}},
        {"message": SAID | {"contact": "me"}},
        {"callback_query": TAP | {"from": None}},
        {"callback_query": TAP | {"data": 17}},
        {"callback_query": TAP | {"message": {"chat": PRIVATE}}},
        {"callback_query": TAP | {"message": {"chat": PRIVATE, "message_id": "9"}}},
        {"edited_message": 17},
        {"edited_message": EDITED | {"message_id": "9"}},
        {"edited_message": EDITED | {"from": {}}},
        {"channel_post": {"chat": NEWS, "text": 17}},
        {"channel_post": {"text": "/start"}},
        {"my_chat_member": {"chat": PRIVATE, "from": ANNA}},
    ],
)
def test_what_is_in_none_of_telegram_s_shapes(broken: dict[str, Any]) -> None:
    with pytest.raises(UnreadableUpdate):
        arrived(**broken)


@pytest.mark.parametrize(
    ("content", "kind", "person"),
    [
        ({"message": {"from": ANNA, "chat": HALL}}, "message", 7),
        ({"callback_query": {"id": "1", "from": ANNA}}, "callback_query", 7),
        ({"poll_answer": {"poll_id": "1", "user": ANNA}}, "poll_answer", 7),
        ({"channel_post": {"chat": HALL}}, "channel_post", -100),
        ({"poll": {"id": "1"}}, "poll", 77),
        ({"message": None}, "message", 77),
        ({}, "nothing", 77),
        ({"update_id": 9, "of_tomorrow": True, "message": {"chat": HALL, "from": ANNA}}, "message", 7),
    ],
)
def test_whose_an_update_is(content: dict[str, Any], kind: str, person: int) -> None:
    raw = {"update_id": 77} | content
    assert (kind_of(raw), person_of(raw)) == (kind, person)
