"""Understanding what people type: dates, times of day, months, lengths and numbers of places, in English and Chinese.

What is understood comes back as a value; what is not comes back as `Unreadable`, which says what is wrong with which
piece, and what it may have meant where that is few things. Nothing here raises.
"""

from volunteering.rules.reading.amounts import read_length, read_places
from volunteering.rules.reading.answers import leaves_open, read_background, read_education, read_gender
from volunteering.rules.reading.births import read_born
from volunteering.rules.reading.choices import choices_in
from volunteering.rules.reading.counts import people_and_things, read_count
from volunteering.rules.reading.days import read_day
from volunteering.rules.reading.found import Toward
from volunteering.rules.reading.hours_lines import HoursLine, is_about_hours, read_hours_line
from volunteering.rules.reading.issued import read_issued
from volunteering.rules.reading.lines import Line, taken_apart
from volunteering.rules.reading.marks import read_mark
from volunteering.rules.reading.months import read_span
from volunteering.rules.reading.names import read_name
from volunteering.rules.reading.past_days import read_past_days
from volunteering.rules.reading.periods import period_of
from volunteering.rules.reading.phones import read_phone
from volunteering.rules.reading.problems import Piece, Problem, Unreadable
from volunteering.rules.reading.repeats import read_repeats, repeating
from volunteering.rules.reading.results import TypedResult, read_results
from volunteering.rules.reading.roles import read_wanted
from volunteering.rules.reading.stretches import Stretch, read_stretch
from volunteering.rules.reading.times import Times, read_times
from volunteering.rules.reading.unfinished import read_period
from volunteering.rules.reading.validity import read_validity
from volunteering.rules.reading.wish_kinds import Wish
from volunteering.rules.reading.wishes import Wished, wish_in
from volunteering.rules.reading.within import day_within

__all__ = [
    "HoursLine",
    "Line",
    "Piece",
    "Problem",
    "Stretch",
    "Times",
    "Toward",
    "TypedResult",
    "Unreadable",
    "Wish",
    "Wished",
    "choices_in",
    "day_within",
    "is_about_hours",
    "leaves_open",
    "people_and_things",
    "period_of",
    "read_background",
    "read_born",
    "read_count",
    "read_day",
    "read_education",
    "read_gender",
    "read_hours_line",
    "read_issued",
    "read_length",
    "read_mark",
    "read_name",
    "read_past_days",
    "read_period",
    "read_phone",
    "read_places",
    "read_repeats",
    "read_results",
    "read_span",
    "read_stretch",
    "read_times",
    "read_validity",
    "read_wanted",
    "repeating",
    "taken_apart",
    "wish_in",
]
