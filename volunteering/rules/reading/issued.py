"""Reading the day on which a paper was issued, of which many say the month alone."""

from datetime import date

from volunteering.rules.reading.days import read_day
from volunteering.rules.reading.found import Toward
from volunteering.rules.reading.months import read_span
from volunteering.rules.reading.problems import Unreadable


def read_issued(typed: str, today: date) -> date | Unreadable:
    """A local date; of a month alone, `2024年5月`, its first day, so that nothing holds for too long."""
    day = read_day(typed, today, Toward.LAST)
    if not isinstance(day, Unreadable) or day.days:
        return day
    span = read_span(typed, today)
    return span.months[0].first_day() if span and len(span.months) == 1 else day
