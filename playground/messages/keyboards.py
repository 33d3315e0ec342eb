"""Buttons: what Telegram accepts of them."""

from typing import Any

from playground.ground.errors import bad_request
from playground.ground.people import Json

DATA_LIMIT = 64  # bytes
BUTTON_LIMIT = 100  # of one message
STYLES = ("primary", "success", "danger")
INLINE_ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


def check_markup(markup: object) -> Json | None:
    """The markup as it is kept, or None; raises ApiError for what Telegram would refuse."""
    if markup is None or markup == "":
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = _rows(markup["inline_keyboard"], "inline keyboard")
        return {"inline_keyboard": [[_inline_button(button) for button in row] for row in rows]}
    if "keyboard" in markup:
        rows = _rows(markup["keyboard"], "keyboard")
        return markup | {"keyboard": [[_reply_button(button) for button in row] for row in rows]}
    if "remove_keyboard" in markup or "force_reply" in markup:
        return markup
    raise bad_request("can't parse reply keyboard markup JSON object")


def is_inline(markup: Json | None) -> bool:
    """Whether the markup hangs on its message; the others belong to the typing box."""
    return markup is not None and "inline_keyboard" in markup


def _rows(keyboard: object, name: str) -> list[list[Any]]:
    if not isinstance(keyboard, list) or not all(isinstance(row, list) for row in keyboard):
        raise bad_request(f"can't parse {name}: expected an Array of Arrays")
    rows = [row for row in keyboard if row]
    if sum(map(len, rows)) > BUTTON_LIMIT:
        raise bad_request("reply markup is too long")
    return rows


def _inline_button(button: object) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    _check_label(button)
    if sum(action in button for action in INLINE_ACTIONS) != 1:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if data is not None and not 0 < len(str(data).encode()) <= DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and ":" not in url and "." not in url:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return button


def _reply_button(button: object) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad_request("can't parse keyboard button: expected an Object")
    _check_label(button)
    return button


def _check_label(button: Json) -> None:
    label = button.get("text")
    if not isinstance(label, str):
        raise bad_request('can\'t parse keyboard button: Field "text" must be of type String')
    if not label.strip():
        raise bad_request("keyboard button text must be non-empty")
    if button.get("style", "") not in ("", *STYLES):
        raise bad_request("invalid button style specified")
