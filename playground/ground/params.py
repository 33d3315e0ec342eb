"""The parameters of a call: from a query, a form or JSON they all mean the same."""

import json
from dataclasses import dataclass
from typing import Any

from playground.ground.errors import bad_request


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    mime_type: str
    content: bytes


class Params:
    """Reads the parameters of one call; raises ApiError for what cannot be read."""

    __slots__ = ("_given",)

    def __init__(self, given: dict[str, Any]) -> None:
        self._given = given

    def has(self, name: str) -> bool:
        """Whether the parameter was given and is not empty."""
        return self._given.get(name) not in (None, "")

    def text(self, name: str) -> str:
        """A text, empty if it was not given."""
        value = self._given.get(name)
        return "" if value is None else str(value)

    def number(self, name: str, default: int = 0) -> int:
        """A whole number, or the default where none was given. Raises what Telegram answers to anything else."""
        value = self._given.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad_request(f'invalid parameter "{name}": a number is expected') from None

    def chat_id(self) -> int:
        """The chat that the call is for. Raises what Telegram answers where it is none."""
        if not self.has("chat_id"):
            raise bad_request("chat_id is empty")
        try:
            return int(self.text("chat_id"))
        except ValueError:
            raise bad_request("chat not found") from None

    def flag(self, name: str) -> bool:
        """Whether it says yes, in one of Telegram's spellings."""
        return str(self._given.get(name, "")).lower() in ("true", "1", "yes")

    def structure(self, name: str) -> Any:
        """An object or a list; None if it was not given."""
        value = self._given.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def upload(self, name: str) -> Upload | None:
        """A file that came along, under its own name or by `attach://`."""
        value = self._given.get(name)
        if isinstance(value, str) and value.startswith("attach://"):
            value = self._given.get(value.removeprefix("attach://"))
        return value if isinstance(value, Upload) else None
