"""Messages to people who could help out, and to leaders who have too few."""

from datetime import datetime
from typing import Literal

from volunteering.rules.asking import AskRound, WhyTold, begins_soon
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

    def about(self, start: datetime, known: AskRound, at: datetime) -> About:
        """Of the time that the shift has, for each gap and each unit that was asked; once more where it is soon."""
        when = WhyTold.SOON if begins_soon(start, at) else WhyTold.NOBODY_LEFT
        again = f"+{known.gap}" if known.gap else ""
        return About(f"help_missing:{self.shift_id}@{second(start)}:{when}:{known.unit.id}{again}")
