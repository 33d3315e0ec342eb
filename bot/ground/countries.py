"""The country whose holidays an organisation keeps: the one that is set, or else that of its time zone."""

from zoneinfo import ZoneInfo

from babel.core import get_global

from volunteering.rules.days_off import NO_COUNTRY, is_known


def known_country(value: str) -> str:
    """The country that is set, if any. Raises ValueError for one of which no holidays are known."""
    if value and not is_known(value):
        raise ValueError("is no country, or region of one, whose holidays are known")
    return value


def country_of(zone: ZoneInfo) -> str:
    """The country that a time zone is in, where its holidays are known."""
    country = str(get_global("zone_territories").get(zone.key, NO_COUNTRY))
    return country if is_known(country) else NO_COUNTRY
