"""How long to wait after trouble."""

from collections.abc import Awaitable, Callable

Sleep = Callable[[float], Awaitable[None]]


def growing_pause(failures: int, *, first: float = 0.5, most: float = 30.0) -> float:
    """Give the seconds to wait after so many failures in a row: doubling, up to `most`."""
    return min(most, first * 2.0 ** min(failures - 1, 30))
