"""What a census tells of people: the subjects of its report, and what may be said to each.

The words are those of tables and stored reports, and stay for ever.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from volunteering.rules.profiles import Background, Education, Gender, Particular


class Chapter(StrEnum):
    """A chapter of the report."""

    AGES = "ages"
    GENDER = "gender"
    EDUCATION = "education"
    BACKGROUND = "background"
    TENURE = "tenure"  # since when somebody is registered
    ACTIVE = "active"  # when somebody gave time last
    LANGUAGES = "languages"  # of which somebody may speak several
    DISTRICTS = "districts"


UNKNOWN: Final = "unknown"
"""Not said, or rather not."""

ELSEWHERE: Final = "elsewhere"
"""A district in which fewer than five people of the whole city live, or one beyond the ten most are in."""

UNDER: Final = "under"
LONGER: Final = "longer"
"""Longer ago than a year, or never."""

AGES: Final = {"70": 70, "60": 60, "50": 50, "40": 40, "30": 30, "18": 18}
"""From which age on somebody is in a band; who is in none is `UNDER` all of them."""

TENURES: Final = {"10": 10, "5": 5, "3": 3, "1": 1}
"""For how many whole years somebody has been registered at least; else `UNDER` one."""

ACTIVES: Final = {"30": 30, "90": 90, "365": 365}
"""Within how many days somebody gave time last, and not within fewer; else `LONGER`."""

ANSWERS: Final[Mapping[Chapter, tuple[str, ...]]] = {
    Chapter.AGES: (UNDER, *reversed(AGES), UNKNOWN),
    Chapter.GENDER: (*Gender, UNKNOWN),
    Chapter.EDUCATION: (*Education, UNKNOWN),
    Chapter.BACKGROUND: (*Background, UNKNOWN),
    Chapter.TENURE: (UNDER, *reversed(TENURES)),
    Chapter.ACTIVE: (*ACTIVES, LONGER),
}
"""In the order of the report; which languages and districts there are, the people say."""

ASKED: Final[Mapping[Chapter, Particular]] = {
    Chapter.AGES: Particular.BORN,
    Chapter.GENDER: Particular.GENDER,
    Chapter.EDUCATION: Particular.EDUCATION,
    Chapter.BACKGROUND: Particular.BACKGROUND,
    Chapter.LANGUAGES: Particular.LANGUAGES,
    Chapter.DISTRICTS: Particular.DISTRICT,
}
"""What they come from, where that is what people say of themselves."""


def years_before(today: date, years: int) -> date:
    """The local date so many years ago; of 29 February the day before, where the year has none."""
    try:
        return today.replace(year=today.year - years)
    except ValueError:
        return date(today.year - years, 2, 28)


def days_before(today: date, days: int) -> date:
    """The local date so many days ago."""
    return today - timedelta(days=days)
