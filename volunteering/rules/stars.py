"""Stars for hours served, on a ladder that the organisation chooses, or a unit (docs/rules.md: Stars and honours)."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from volunteering.rules.ground.model import Model

Ladder = tuple[int, ...]
"""The hours that earn one star, two stars and so on."""

MOST_STARS: Final = 10
MOST_HOURS: Final = 24 * 365 * 100

_APART: Final = re.compile(r"(?:[\s,;/|>、。→]|小[时時]|hours?\b|h\b)+")


class Stars(Model):
    """How many are earned, of how many, and the minutes still missing for the next; None at the top."""

    earned: int
    of: int
    missing: int | None


def stars_for(minutes: int, ladder: Sequence[int]) -> Stars:
    """The stars for these minutes, where each rung of the ladder is the hours that earn one more."""
    ahead = [hours * 60 for hours in ladder if hours * 60 > minutes]
    return Stars(earned=len(ladder) - len(ahead), of=len(ladder), missing=ahead[0] - minutes if ahead else None)


def climbs(ladder: Sequence[int]) -> bool:
    """Whether each star needs more hours than the one before."""
    return all(below < above for below, above in pairwise(ladder))


def read_ladder(typed: str) -> Ladder | None:
    """The hours of a ladder as people type them: `100,300,600`, `100、300、600小时`. None: not a row of hours."""
    pieces = [piece for piece in _APART.split(unicodedata.normalize("NFKC", typed).casefold()) if piece]
    if not pieces or any(not piece.isascii() or not piece.isdigit() or len(piece) > 6 for piece in pieces):
        return None
    hours = tuple(map(int, pieces))
    return hours if min(hours) >= 1 and max(hours) <= MOST_HOURS else None


def ladder_of(value: str | None, otherwise: Ladder) -> Ladder:
    """The ladder that a unit's setting says; `otherwise` where no unit has decided."""
    return otherwise if value is None else tuple(int(hours) for hours in value.split(","))


def is_ladder(value: str) -> bool:
    """Whether a text is a ladder as the setting keeps it."""
    ladder = read_ladder(value)
    return ladder is not None and len(ladder) <= MOST_STARS and climbs(ladder) and as_value(ladder) == value


def as_value(ladder: Ladder) -> str:
    """A ladder, as the setting keeps it."""
    return ",".join(map(str, ladder))
