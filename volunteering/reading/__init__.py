"""Understanding what people type: dates, times of day, lengths and numbers of places, in English and Chinese.

What is understood comes back as a value; what is not comes back as `Unreadable`, which says what is wrong with which
piece, and what it may have meant where that is few things. Nothing here raises.
"""

from volunteering.reading.amounts import read_length, read_places
from volunteering.reading.days import Toward, read_day
from volunteering.reading.lines import HoursLine, NewLine, read_hours_line, read_new_line
from volunteering.reading.problems import Piece, Problem, Unreadable
from volunteering.reading.times import Times, period_of, read_period, read_times

__all__ = [
    "HoursLine",
    "NewLine",
    "Piece",
    "Problem",
    "Times",
    "Toward",
    "Unreadable",
    "period_of",
    "read_day",
    "read_hours_line",
    "read_length",
    "read_new_line",
    "read_period",
    "read_places",
    "read_times",
]
