"""Holidays of a country, and its weekends that are worked on to make up for them.

China's are decided by the State Council a year at a time, mostly in November, and no law says them before: what
`chinese_calendar` knows is what was decided, and of a later year nothing is known. Other countries' are laws, by which
`holidays` says them; what it only estimates, by a moon that is still to be seen, it isn't asked (decision 77).
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Final

import chinese_calendar
import holidays
from chinese_calendar.constants import Holiday

from volunteering.rules.ground.model import Model

NO_COUNTRY: Final = "none"
"""Of an organisation whose weeks go on whatever day it is."""

CHINA: Final = "CN"

_ESTIMATED: Final = "(estimated)"

_LANGUAGES: Final = {"en": "en_US", "zh_Hans": "zh_CN", "zh_Hant": "zh_TW"}
_TRADITIONAL: Final = {
    "元旦": "元旦", "春节": "春節", "清明": "清明節", "劳动节": "勞動節", "端午": "端午節", "中秋": "中秋節",
    "国庆节": "國慶節",
}  # fmt: skip
"""What China's holidays are called in Taiwan's words; those that came once only have one name."""


class DayOff(Model):
    """A day that isn't like others of its weekday, with what it is called in each language, by its code."""

    day: date
    names: tuple[tuple[str, str], ...]
    works: bool = False  # a weekend on which people work

    def name(self, language: str) -> str:
        """What it is called, in that language or else as it is called there."""
        return dict(self.names).get(language) or self.names[0][1]


def is_known(country: str) -> bool:
    """Whether the holidays of a country are known, or it is said that there are none: `CN`, `DE`, `DE-BY`, `none`."""
    if country == NO_COUNTRY:
        return True
    land, dash, region = country.partition("-")
    supported = holidays.list_supported_countries(include_aliases=False)
    return land in supported and (not dash or region in supported[land])


def known_until(country: str) -> date | None:
    """The last local date of which it is known whether it is a holiday; None where that is settled for good."""
    if country != CHINA:
        return None
    return date(max(day.year for day in chinese_calendar.constants.holidays), 12, 31)


def day_off(day: date, country: str) -> DayOff | None:
    """What a local date is, if not like any other; None as well of a year of which it isn't known yet."""
    if not country or country == NO_COUNTRY:
        return None
    if country == CHINA:
        return _of_china(day)
    names = tuple((code, name) for code in _LANGUAGES if (name := _days_of(country, day.year, code).get(day)))
    return DayOff(day=day, names=names) if names else None


def _of_china(day: date) -> DayOff | None:
    try:
        is_off, called = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return None
    if not called:
        return None
    chinese = next((one.chinese for one in Holiday if one.value == called), called)
    names = (("en", called), ("zh_Hans", chinese), ("zh_Hant", _TRADITIONAL.get(chinese, chinese)))
    return DayOff(day=day, names=names, works=not is_off)


@lru_cache(maxsize=64)
def _days_of(country: str, year: int, language: str) -> dict[date, str]:
    """Its holidays of a year in a language, or as they are called there; without those that are estimated."""
    settled = (day for day, name in _called(country, year, "en").items() if _ESTIMATED not in name)
    called = _called(country, year, language)
    return {day: called[day] for day in settled if day in called}


def _called(country: str, year: int, language: str) -> Mapping[date, str]:
    land, _, region = country.partition("-")
    supported = holidays.list_localized_countries(include_aliases=False).get(land, [])
    wanted = _LANGUAGES[language]
    alike = (one for one in supported if one[:2] == wanted[:2])
    spoken = wanted if wanted in supported else next(alike, None)
    return holidays.country_holidays(land, subdiv=region or None, years=year, language=spoken)
