"""A clock for tests that need no process."""

from datetime import datetime, timedelta

from typing_extensions import override

from tests.support.city import NOW

_A_LITTLE = timedelta(microseconds=1)


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


class Uneven(Frozen):
    """The same beside a whole second, as real clocks stand."""

    @override
    def now(self) -> datetime:
        return super().now() + _A_LITTLE
