"""A clock for tests that need no process."""

from datetime import datetime, timedelta

from tests.support.city import NOW


class Frozen:
    """A clock that stands until it is moved."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at

    def now(self) -> datetime:
        """The moment it stands at."""
        return self.at

    def passes(self, **length: float) -> None:
        """Move it forward: `clock.passes(hours=3)`."""
        self.at += timedelta(**length)
