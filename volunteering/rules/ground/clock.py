"""The clock that is passed in (decision 9): nobody asks the machine for the time inside a rule."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells what time it is, to whoever is handed it."""

    def now(self) -> datetime:
        """This instant, aware, in UTC."""
