"""Messages to newcomers and those who look out for them."""

from typing import Literal

from volunteering.rules.ground.model import Model
from volunteering.rules.notices.keys import About


class BuddyChosen(Model):
    """To both: who looks out for whom; to the newcomer also in whose place."""

    kind: Literal["buddy_chosen"] = "buddy_chosen"
    pair_id: int
    instead_of: int | None = None

    def about(self) -> About:
        """Of the pair: of somebody else, or for another start, it is another one."""
        return About(f"buddy_chosen:{self.pair_id}")


class BuddyGone(Model):
    """To the one of a pair who stays, where nobody else looks out for them, or nobody is to be looked out for."""

    kind: Literal["buddy_gone"] = "buddy_gone"
    pair_id: int

    def about(self) -> About:
        """Of the pair that is none any more."""
        return About(f"buddy_gone:{self.pair_id}")


class BuddyOfWard(Model):
    """To whoever answers for a newcomer under age: who looks out for them."""

    kind: Literal["buddy_of_ward"] = "buddy_of_ward"
    pair_id: int

    def about(self) -> About:
        """Of the pair, once for their guardian."""
        return About(f"buddy_of_ward:{self.pair_id}")


class BuddyWrote(Model):
    """To one of a pair: what the other writes."""

    kind: Literal["buddy_wrote"] = "buddy_wrote"
    line_id: int

    def about(self) -> About:
        """Of what was written."""
        return About(f"buddy_wrote:{self.line_id}")
