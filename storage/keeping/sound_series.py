"""What the values of a series may be in a backup: a rule that is none would be followed by a sweep."""

from datetime import datetime
from typing import Final

from pydantic import TypeAdapter

from volunteering.rules.roles import Wanted
from volunteering.rules.series import Repeats

_WANTED: Final = TypeAdapter[Wanted](Wanted)


def is_rule(value: str) -> str | None:
    """What is wrong with the rule of a series, if something is."""
    try:
        Repeats(rule=value)
    except ValueError:
        return "it is no rule of days"
    return None


def is_wall(value: str) -> str | None:
    """The same of a local day and time."""
    try:
        is_fine = value == datetime.fromisoformat(value).isoformat(timespec="minutes")
    except ValueError:
        is_fine = False
    return None if is_fine else "it is no day with a time"


def is_wanted(value: str) -> str | None:
    """The same of how many people each of its shifts is for."""
    try:
        found = _WANTED.validate_json(value)
    except (ValueError, RecursionError):
        return "it is neither places nor roles"
    return "it is below 0" if isinstance(found, int) and found < 0 else None
