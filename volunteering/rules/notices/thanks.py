"""Messages that come of commendations."""

from typing import Literal

from volunteering.rules.ground.model import Model
from volunteering.rules.notices.keys import About


class Commended(Model):
    """To the volunteer: a leader commends them for a shift."""

    kind: Literal["commended"] = "commended"
    commendation_id: int

    def about(self) -> About:
        """Of the commendation, by its number."""
        return About(f"commended:{self.commendation_id}")
