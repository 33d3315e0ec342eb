"""The clock that is passed in (decision 9): nobody asks the machine for the time inside a rule."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """This instant, aware, in UTC."""
