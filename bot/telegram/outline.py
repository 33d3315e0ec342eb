"""The outline of an update: what it is made of, without what was typed and without anybody's name."""

import json
from typing import Any, Final

from handlers.tapping.trail import tapped

_TOLD: Final = frozenset({"update_id", "message_id", "date", "edit_date", "offset", "length"})
"""What these numbers say names nobody."""

_DEEPEST: Final = 20
"""Twice as deep as any of Telegram's: what lies below is from nobody, and would be too deep to be shown."""

_KINDS: Final = frozenset({"private", "group", "supergroup", "channel", "bot_command", "mention", "url"})
"""Texts that Telegram thought of."""


def outline(payload: str) -> str:
    """Each text as its length, each number as what it is, line by line."""
    try:
        raw = json.loads(payload)
    except ValueError:
        return f"no whole update: it was too long to be kept, and can't be replayed ({len(payload)} characters)"
    return json.dumps(_shape("", raw), indent=2)


def _shape(name: str, value: Any, depth: int = 0) -> Any:
    match value:
        case dict() | list() if depth == _DEEPEST:
            return "more"
        case dict():
            return {key: _shape(key, inner, depth + 1) for key, inner in value.items()}
        case list():
            return [_shape(name, inner, depth + 1) for inner in value]
        case str():
            return _text(name, value)
        case bool() | None:
            return value
        case int() if name in _TOLD:
            return value
    return "a number"


def _text(name: str, value: str) -> str:
    if value in _KINDS and name == "type":
        return value
    button, _ = tapped(value) if name == "data" else (None, None)
    return button.pack_without_words() if button else f"{len(value)} characters"
