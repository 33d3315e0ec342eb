"""Groups that a team's new activities are told in (docs/rules.md: In groups)."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

from volunteering.rules.ground.model import Model
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Language

BETWEEN: Final = timedelta(seconds=5)
"""Between two calls for one group: twelve a minute, where messengers take twenty."""

TRIED_AGAIN: Final = timedelta(hours=1)
"""After a group has let nothing be said."""

SHIFTS_SHOWN: Final = 6
"""Of those to come, on one card: it stays readable however many there are."""


class GroupStanding(StrEnum):
    """Who somebody is in a group, as the messenger says at this very tap."""

    ADMIN = "admin"
    MEMBER = "member"
    UNTOLD = "untold"  # it doesn't say, or can't be asked


class BoundGroup(Model):
    """A group that hears of the new activities of a team, in the language of whoever bound it."""

    chat_id: int
    unit: Unit
    title: str
    language: Language
    is_refusing: bool = False  # it lets nothing be said


class NotAdminThere(Model):
    """Who binds a group has to be an admin of it; `is_untold` where the messenger doesn't say whether they are."""

    is_untold: bool
