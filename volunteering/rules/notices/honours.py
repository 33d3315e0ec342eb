"""Messages about honours: the stars that somebody has."""

from typing import Literal

from volunteering.rules.ground.model import Model
from volunteering.rules.honours import StarsBecause
from volunteering.rules.notices.keys import About


class StarsChanged(Model):
    """To whose they are: they have so many now."""

    kind: Literal["stars_changed"] = "stars_changed"
    turn: int  # the how manyth time they are told
    stars: int
    because: StarsBecause

    def about(self) -> About:
        """Of the stars of that time."""
        return About(f"stars:{self.turn}")
