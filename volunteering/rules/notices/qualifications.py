"""Messages about qualifications: to those who may verify them, to whose they are, and to whom they are missing."""

from typing import Literal

from volunteering.rules.ground.model import Model
from volunteering.rules.notices.keys import About
from volunteering.rules.qualifications import QualificationState


class QualificationSent(Model):
    """To those who lead the person's team: one waits to be verified."""

    kind: Literal["qualification_sent"] = "qualification_sent"
    qualification_id: int

    def about(self) -> About:
        """Of what was sent."""
        return About(f"qualification:{self.qualification_id}")


class QualificationDecided(Model):
    """To whose it is: it was verified, given, or rejected."""

    kind: Literal["qualification_decided"] = "qualification_decided"
    qualification_id: int
    state: QualificationState

    def about(self) -> About:
        """Of what it is now."""
        return About(f"qualification:{self.qualification_id}:{self.state}")


class QualificationEnds(Model):
    """To whose it is: it holds so many days more."""

    kind: Literal["qualification_ends"] = "qualification_ends"
    qualification_id: int
    days_ahead: int

    def about(self) -> About:
        """Of the end, so many days before."""
        return About(f"qualification_ends:{self.qualification_id}:{self.days_ahead}")


class QualificationEnded(Model):
    """To those in charge of shifts ahead: somebody with a place in them has to have it, and it ends today."""

    kind: Literal["qualification_ended"] = "qualification_ended"
    qualification_id: int
    shift_ids: tuple[int, ...]  # by start

    def about(self) -> About:
        """Of the end that it has."""
        return About(f"qualification_ended:{self.qualification_id}")
