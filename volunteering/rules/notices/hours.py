"""Messages about hours given outside shifts."""

from typing import Literal

from volunteering.rules.ground.model import Model
from volunteering.rules.hours import Decision
from volunteering.rules.notices.keys import About


class ClaimMade(Model):
    """To the unit's leaders: hours logged outside shifts wait for approval."""

    kind: Literal["claim_made"] = "claim_made"
    claim_id: int

    def about(self) -> About:
        """Of the hours that were logged."""
        return About(f"claim:{self.claim_id}")


class ClaimDecided(Model):
    """To the volunteer: a leader decided on logged hours, or put an earlier decision right."""

    kind: Literal["claim_decided"] = "claim_decided"
    claim_id: int
    decision: Decision
    corrects: bool = False

    def about(self) -> About:
        """Of the first decision; of one that puts it right, by what it says."""
        about = f"decided:{self.claim_id}"
        return About(f"{about}:{self.decision}" if self.corrects else about)
