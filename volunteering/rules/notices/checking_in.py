"""Messages that keep themselves up to date while people come: the code, and who is here."""

from typing import Literal

from volunteering.rules.ground.model import Model
from volunteering.rules.notices.keys import About


class CheckInCode(Model):
    """To whoever leads, as they asked for it: the code of a shift, anew each minute."""

    kind: Literal["check_in_code"] = "check_in_code"
    shift_id: int
    nth: int  # of those that this leader asked for: the newest goes on

    def about(self) -> About:
        """Of the shift, each time that it is asked for."""
        return About(f"check_in_code:{self.shift_id}@{self.nth}")


class Arrivals(Model):
    """To whoever leads, as they asked for it: who is here, as people come."""

    kind: Literal["arrivals"] = "arrivals"
    shift_id: int
    nth: int

    def about(self) -> About:
        """Of the shift, each time that it is asked for."""
        return About(f"arrivals:{self.shift_id}@{self.nth}")
