"""Finding a date with its times within a line that says other things, too: `River clean-up Sat 9-12 East Gate 10`."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Final
from zoneinfo import ZoneInfo

from volunteering.rules.ground.periods import Period
from volunteering.rules.reading.days import read_day
from volunteering.rules.reading.found import Toward
from volunteering.rules.reading.problems import Problem
from volunteering.rules.reading.repeats import repeating
from volunteering.rules.reading.unfinished import read_period

NOTHING_SAID: Final = frozenset({Problem.NOT_A_DATE, Problem.NOT_TIMES, Problem.MISSING})
"""Of what is no date with times at all."""

_WORD = re.compile(r"[^\s，,、;；]+")
_BEGINS = re.compile(
    r"[\d一二三四五六七八九十两兩今明后後元]|(?:tomorrow|today|tonight|next|this|coming|noon|midday)"
    r"|(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|every|each|daily|weekly|fortnightly|monthly|[每逢隔]",
    re.IGNORECASE,
)
_ENDS = re.compile(
    rf"{_BEGINS.pattern}|[ap]\.?m\.?$|(?:h|hours?|hrs?|min(?:ute)?s?|week|midnight|morning|afternoon|evening)$|[天时時]",
    re.IGNORECASE,
)
"""What the first and the last word of a date with times have in them; others have it as well, and are tried in vain."""

_MOST_WORDS = 24
_LONGEST = 10
_MOST_CHARACTERS = 120
_MOST_TRIES = 24
"""So that nobody's line takes long."""


def day_within(text: str, today: date) -> tuple[date | None, str]:
    """The date, today or ahead, that a short text begins or ends with, and what else it says: `明天河道清洁`."""
    for at in range(len(text), 0, -1):
        for said, rest in ((text[:at], text[at:]), (text[-at:], text[:-at])):
            day = read_day(said, today, Toward.NEXT)
            if isinstance(day, date):
                return day, rest.strip()
    return None, text


def when_in(typed: str, now: datetime, zone: ZoneInfo) -> slice | None:
    """Where in the text the longest date with times stands; failing that, the shortest that is meant as one.

    None where there is none.
    """
    meant: slice | None = None
    for part in _windows(typed):
        again = repeating(typed[part], now, zone)
        read = read_period(again[0] if again else typed[part], now, zone)
        if isinstance(read, Period) or read.periods:
            return part
        if read.problem not in NOTHING_SAID:
            meant = part
    return meant


def _windows(typed: str) -> Iterator[slice]:
    """Every stretch of words that may be a date with times, the longest first, as far as there is time to look."""
    words = list(islice(_WORD.finditer(typed), _MOST_WORDS))
    begins = [at for at, word in enumerate(words) if _BEGINS.search(word[0])]
    ends = [at for at, word in enumerate(words) if _ENDS.search(word[0])]
    windows = [
        (first, last)
        for first in begins
        for last in ends
        if first <= last < first + _LONGEST and words[last].end() - words[first].start() <= _MOST_CHARACTERS
    ]
    windows.sort(key=lambda window: window[0] - window[1])
    for first, last in windows[:_MOST_TRIES]:
        yield slice(words[first].start(), words[last].end())
