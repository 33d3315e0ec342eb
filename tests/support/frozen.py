"""A clock for tests that need no process."""

from datetime import datetime, timedelta

from tests.support.city import NOW

_A_LITTLE = timedelta(microseconds=1)


class Frozen:
    """A clock that stands until it is moved."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at

    def now(self) -> datetime:
        """The moment it stands at, and a little: real clocks are never at a whole second."""
        return self.at + _A_LITTLE

    def passes(self, **length: float) -> None:
        """Move it forward: `clock.passes(hours=3)`."""
        self.at += timedelta(**length)
