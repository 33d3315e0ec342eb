"""Messages about parked updates."""

from typing import Literal

from volunteering.rules.ground.model import Model
from volunteering.rules.notices.keys import About


class UpdatesParked(Model):
    """To the admins of the top unit: what people did could not be done, and lies there. How much, is asked again."""

    kind: Literal["updates_parked"] = "updates_parked"

    def about(self) -> About:
        """Of all that lie there, whatever they are."""
        return About("updates_parked")
