"""What a date that was typed may be: one, or a problem with the few that it may mean."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from volunteering.rules.reading.problems import Problem


class Toward(StrEnum):
    """Which date one without a year means, or a weekday alone; today is both."""

    NEXT = "next"
    LAST = "last"

    @property
    def step(self) -> int:
        """1 into the future, -1 into the past."""
        return 1 if self is Toward.NEXT else -1

    @property
    def other(self) -> "Toward":
        """The direction opposite to this one."""
        return Toward.LAST if self is Toward.NEXT else Toward.NEXT


AWAY = {"上上": -2, "上": -1, "last": -1, "这": 0, "本": 0, "this": 0, "下": 1, "next": 1, "下下": 2}
"""How many weeks or months away."""

Found = date | tuple[Problem, tuple[date, ...]]
NO_SUCH_DATE: Found = (Problem.NO_SUCH_DATE, ())
NOT_A_DATE: Found = (Problem.NOT_A_DATE, ())


def one_of(days: Iterable[date | None]) -> Found:
    """The date, where they are one and the same; else which of them is asked."""
    found = tuple(dict.fromkeys(day for day in days if day))
    if not found:
        return NO_SUCH_DATE
    return found[0] if len(found) == 1 else (Problem.TWO_DATES, found)
