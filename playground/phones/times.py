"""Instants as a telephone shows them: in its own zone and language, roughly like Telegram's apps.

Every telephone here is set to 24 hours.
"""

from datetime import UTC, datetime, timedelta

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_timedelta

from playground.ground.people import Person

_LOCALES = {"en": "en_GB", "zh": "zh_Hans_CN", "zh-hans": "zh_Hans_CN", "zh-hant": "zh_Hant_TW"}


def locale_of(language: str) -> Locale:
    """The locale of a telephone that is set to that language; English where it is unknown."""
    code = language.lower()
    try:
        return Locale.parse(_LOCALES.get(code) or code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def show_time(unix: int, form: str, written: str, person: Person, now: float) -> str:
    """The instant in the person's zone and language; with an empty form, the text as it was written."""
    if not form:
        return written
    locale = locale_of(person.language)
    if form == "r":
        return str(format_timedelta(timedelta(seconds=unix - now), locale=locale, threshold=1, add_direction=True))
    there = datetime.fromtimestamp(unix, UTC).astimezone(person.clock)
    parts = []
    if "w" in form:
        parts.append(format_date(there, "EEEE", locale=locale))
    if "d" in form.lower():
        parts.append(format_date(there, "short" if "d" in form else "long", locale=locale))
    if "t" in form.lower():
        parts.append(there.strftime("%H:%M" if "t" in form else "%H:%M:%S"))
    return " ".join(parts) if locale.language == "zh" else ", ".join(parts)


def clock_time(unix: float, person: Person) -> str:
    """The hour beside a bubble."""
    there = datetime.fromtimestamp(unix, UTC).astimezone(person.clock)
    return there.strftime("%H:%M")
