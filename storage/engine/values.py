"""From rows and to rows: one kind of value each, the same on both databases (decision 3).

Instants are whole seconds since 1970, local dates `YYYY-MM-DD`, months `YYYY-MM`, yes and no 1 and 0, the rest JSON.
"""

import json
import math
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from volunteering.rules.ground.periods import Month


def seconds(moment: datetime) -> int:
    """An instant for a row. Raises ValueError for a naive datetime."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone, so it is no instant")
    return math.floor(moment.timestamp())


def instant(value: int) -> datetime:
    """An instant of a row, in UTC."""
    return datetime.fromtimestamp(value, UTC)


def instant_if(value: int | None) -> datetime | None:
    """An instant that may be missing."""
    return None if value is None else instant(value)


def day_of(value: str) -> date:
    """A local date of a row; `date.isoformat()` is the way back."""
    return date.fromisoformat(value)


def day_if(value: str | None) -> date | None:
    """A local date that may be missing."""
    return None if value is None else day_of(value)


def month_of(day: date) -> str:
    """The month of a local date, for a row."""
    return str(Month.of(day))


def wall(at: datetime) -> str:
    """A local day and time, as the clocks of the organisation show them, for a row: `2026-12-02T15:00`."""
    return at.isoformat(timespec="minutes")


def wall_of(value: str) -> datetime:
    """A local day and time of a row, naive."""
    return datetime.fromisoformat(value)


def flag(value: bool | None) -> int | None:  # noqa: FBT001 - the value itself is a yes or a no
    """Yes, no or not said, for a row."""
    return None if value is None else int(value)


def flag_of(value: int | None) -> bool | None:
    """Yes, no or not said, of a row."""
    return None if value is None else bool(value)


def packed(facts: Mapping[str, Any]) -> str:
    """JSON for a row; what people typed stays readable in it."""
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> dict[str, Any]:
    """JSON of a row."""
    found: dict[str, Any] = json.loads(text)
    return found
