"""Asking people for what is missing of them."""

from typing import Literal

from volunteering.rules.ground.model import Model
from volunteering.rules.notices.keys import About


class CensusAsk(Model):
    """To everybody of a census, and again to those who have not answered; `times` they were asked before."""

    kind: Literal["census_ask"] = "census_ask"
    census_id: int
    times: int = 0

    def about(self) -> About:
        """Of each asking one message."""
        return About(f"census:{self.census_id}:{self.times}")
