"""Messages to people who could help out, and to leaders who have too few."""

from datetime import datetime
from typing import Literal

from volunteering.rules.asking import WhyTold
from volunteering.rules.ground.model import Model
from volunteering.rules.notices.keys import About, second


class HelpAsked(Model):
    """A shift takes more people than it has: could the reader come?"""

    kind: Literal["help_asked"] = "help_asked"
    ask_id: int

    def about(self) -> About:
        """Of the one ask, which is one person's for one shift."""
        return About(f"help_asked:{self.ask_id}")


class HelpMissing(Model):
    """To the leader: people are still missing, and nobody is left to ask, or it begins soon."""

    kind: Literal["help_missing"] = "help_missing"
    shift_id: int
    why: WhyTold

    def about(self, start: datetime, unit_id: int) -> About:
        """Of the time that the shift has; where nobody is left, once for each unit whose people were asked."""
        of_whom = f":{unit_id}" if self.why is WhyTold.NOBODY_LEFT else ""
        return About(f"help_missing:{self.shift_id}@{second(start)}:{self.why}{of_whom}")
