"""Reading a time of day by itself: `9点半`, `14:00`, `9 a.m.`, `晚上8点`, `noon`."""

import re
from collections.abc import Sequence

from volunteering.rules.ground.model import Model
from volunteering.rules.reading.halves import AFTER, BEFORE, DAY, HALF, PARTS, PartOfDay, fitting
from volunteering.rules.reading.problems import Problem

_NOON = "(?:12(?::00)? ?)?(?:noon|midday)|正午|中午"
_MIDNIGHT = "(?:12(?::00)? ?)?midnight|午夜|子夜"
_CLOCK = re.compile(
    rf"(?P<noon>{_NOON})|(?P<midnight>{_MIDNIGHT})"
    rf"|(?P<before>{BEFORE})? ?(?:(?P<both>\d{{3,4}})(?: ?hrs)?|(?P<hour>\d{{1,2}})"
    r"(?:[:.](?P<minute>\d{2})(?::00)?分?|(?P<sign>[点时])(?P<half>半)?(?:(?P<quarters>[123])刻|(?P<past>\d{1,2})分?)?)?"
    rf" ?(?:钟?[整正]?|o'?clock|sharp))(?: ?{AFTER})?"
)
_QUARTERS = re.compile(r"(?P<which>half|quarter) (?P<way>past|to) (?P<hour>\d{1,2})(?![\d:.])")
_EARLY = 6
"""A bare hour up to this one (`2 to 5`) is more often said of the afternoon, and is asked about."""


class TimeOfDay(Model):
    """A time of day as typed, in minutes after the midnight that begins its date."""

    minutes: int
    part: PartOfDay | None = None
    fits: tuple[int, ...] = ()  # where a part of the day is said: what it can be there
    trailing: bool = False  # 5pm, not 下午5点
    of_twelve: bool = False  # an hour from 1 to 12
    padded: bool = False  # 09:00, as clocks with 24 hours show it
    bare: bool = False  # so early, and written so short, that nobody knows which half of the day it is of
    glued: bool = False  # 0900: four digits that may be a year

    @property
    def goes_wrong(self) -> bool:
        """Whether the part of the day and the hour do not go together."""
        return self.part is not None and len(self.fits) != 1

    @property
    def may_be_later(self) -> bool:
        """Whether it may be said of the time twelve hours later."""
        return self.of_twelve and not self.padded and self.minutes < HALF

    @property
    def is_unsure(self) -> bool:
        """Whether it is of the night before the date, or of the one after it."""
        return self.part is not None and not self.goes_wrong and self.fits[0] >= self.part.unsure * 60

    @property
    def alone(self) -> tuple[int, ...]:
        """What it may mean on its date, the likeliest first."""
        if self.is_unsure:
            return self.fits[0] - DAY, self.fits[0]
        if self.part is None:
            return (self.minutes, self.minutes + HALF) if self.bare else (self.minutes,)
        return self.fits or self._on_the_wall

    @property
    def _on_the_wall(self) -> tuple[int, ...]:
        """When a clock with twelve hours shows so."""
        first = self.minutes % HALF
        return (first, first + HALF) if self.minutes < HALF + 60 else (self.minutes,)

    @property
    def problem(self) -> Problem | None:
        """Why it is asked about, if it is."""
        if self.is_unsure:
            return Problem.WHICH_NIGHT
        return Problem.WHICH_HALF if len(self.alone) > 1 or self.goes_wrong else None


def read_clock(text: str) -> TimeOfDay | Problem:
    """A time of day that a spaced text is, wholly; or that it is none, or none that there is."""
    match = _CLOCK.fullmatch(text.strip())
    if not match:
        return Problem.NOT_TIMES
    if match["noon"]:
        return TimeOfDay(minutes=HALF)
    if match["midnight"]:
        return TimeOfDay(minutes=0, part=PARTS["午夜"], fits=(DAY,))
    return _in_part(match)


def by_the_hour(text: str) -> str:
    """The text with its halves and quarters as a clock shows them: `quarter to 9 to noon` has two words of the same."""
    return _QUARTERS.sub(_said_by_the_hour, text)


def _said_by_the_hour(found: re.Match[str]) -> str:
    """`half past 9` is 9:30, `quarter to 9` is 8:45; `half to` is nothing."""
    hour, is_half = int(found["hour"]), found["which"] == "half"
    if found["way"] == "past":
        return f"{hour}:{30 if is_half else 15}"
    return found[0] if is_half else f"{hour - 1 or 12}:45"


def _fitting_all(parts: Sequence[PartOfDay], hour: int, minute: int, *, of_twelve: bool) -> tuple[int, ...]:
    """What it can be in every part of the day that is said with it: `tonight 8pm`."""
    fits = [fitting(part, hour, minute, of_twelve=of_twelve) for part in parts]
    return tuple(minutes for minutes in fits[0] if all(minutes in others for others in fits[1:])) if fits else ()


def _afterwards(match: re.Match[str]) -> str | None:
    """The part of the day that stands behind the hour."""
    return f"{match['after']}m" if match["after"] else match["part"]


def _in_part(match: re.Match[str]) -> TimeOfDay | Problem:
    digits = match["both"].zfill(4) if match["both"] else ""
    hour = int(digits[:2] or match["hour"])
    minute = int(digits[2:] or match["minute"] or match["past"] or 0)
    minute = 30 if match["half"] else 15 * int(match["quarters"]) if match["quarters"] else minute
    if hour > 24 or minute > 59 or hour * 60 + minute > DAY or (match["half"] and (match["quarters"] or match["past"])):
        return Problem.NO_SUCH_TIME
    parts = [PARTS[word] for word in (match["before"], _afterwards(match)) if word]
    part = parts[-1] if parts else None
    of_twelve, padded = 0 < hour <= 12, (match["both"] or match["hour"]).startswith("0")
    return TimeOfDay(
        minutes=hour * 60 + minute,
        part=part,
        fits=_fitting_all(parts, hour, minute, of_twelve=of_twelve),
        trailing=_afterwards(match) is not None,
        of_twelve=of_twelve,
        padded=padded,
        bare=0 < hour <= _EARLY and not (padded or match["minute"] or match["both"]),
        glued=bool(match["both"]),
    )
