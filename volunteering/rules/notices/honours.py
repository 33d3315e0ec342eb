"""Messages about honours: the stars that somebody has, and what admins give and take back."""

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


class HonourGiven(Model):
    """To whose it is: an admin has given it."""

    kind: Literal["honour_given"] = "honour_given"
    honour_id: int

    def about(self) -> About:
        """Of its being given, which is once."""
        return About(f"honour:{self.honour_id}")


class CardEnds(Model):
    """To whose it is: a card of honour is valid so many days more."""

    kind: Literal["card_ends"] = "card_ends"
    honour_id: int
    days_ahead: int

    def about(self) -> About:
        """Of the end, so many days before."""
        return About(f"card_ends:{self.honour_id}:{self.days_ahead}")


class HonourTakenBack(Model):
    """To whose it was: it holds no more."""

    kind: Literal["honour_taken_back"] = "honour_taken_back"
    honour_id: int

    def about(self) -> About:
        """Of its being taken back, which is once, too."""
        return About(f"honour_taken_back:{self.honour_id}")
