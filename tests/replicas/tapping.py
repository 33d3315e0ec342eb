"""Taps as Telegram would post them, for tests that post them themselves."""

from typing import Any

from playground.phones.phone import Phone


def tap(phone: Phone, number: int, data: str) -> dict[str, Any]:
    """An update as Telegram would post it: a tap on a button of a message that the bot sent."""
    message = phone.telegram.chats[phone.person.id].newest_from_bot()
    assert message is not None
    return {
        "update_id": number,
        "callback_query": {
            "id": str(number),
            "from": phone.person.as_json(),
            "message": phone.telegram.told(message),
            "chat_instance": "1",
            "data": data,
        },
    }
