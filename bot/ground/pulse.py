"""A loop's sign of life: when it turned last. One that hangs is there for everybody who asks no more than that."""

from collections.abc import Callable

from bot.ground.clock import real_seconds


class Pulse:
    """`beat` is called at every turn. While `waits` says that there is nothing to do, the loop is alive at any time."""

    __slots__ = ("_clock", "_turned", "_waits")

    def __init__(self, waits: Callable[[], bool] = lambda: False, *, clock: Callable[[], float] = real_seconds) -> None:
        self._waits = waits
        self._clock = clock
        self._turned: float | None = None

    def beat(self) -> None:
        """This is a turn of the loop."""
        self._turned = self._clock()

    @property
    def age(self) -> float | None:
        """Seconds since its last turn, whatever a clock on the wall says; None where it hasn't begun."""
        if self._waits():
            return 0.0
        return None if self._turned is None else self._clock() - self._turned
