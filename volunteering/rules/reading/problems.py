"""What can be wrong with something typed."""

from datetime import date
from enum import StrEnum

from volunteering.rules.ground.model import Model
from volunteering.rules.ground.periods import Period


class Problem(StrEnum):
    """Each has its sentence."""

    NOT_A_DATE = "not_a_date"
    NO_SUCH_DATE = "no_such_date"  # 2026-02-30
    TWO_DATES = "two_dates"  # 5/12, next Saturday: the days it may mean are given
    OTHER_WEEKDAY = "other_weekday"  # Sun 5 Dec, where that is a Saturday: the day is given
    NOT_TIMES = "not_times"
    NO_SUCH_TIME = "no_such_time"  # 25:00
    NO_END = "no_end"  # only a start
    WHICH_HALF = "which_half"  # 中午10点, or 2 to 5: the periods it may mean are given
    WHICH_NIGHT = "which_night"  # 5日半夜2点, the night before the 5th or the one after: the periods are given
    ENDS_BEFORE_START = "ends_before_start"  # the period that ends the day after is given, where it may be meant
    OTHER_LENGTH = "other_length"  # 9:00-12:00 (4 h): the periods that the times make are given
    SKIPPED_TIME = "skipped_time"  # the clocks go forward over it: the periods it may mean are given
    TIME_TWICE = "time_twice"  # the clocks go back over it: the periods it may mean are given
    IN_THE_PAST = "in_the_past"  # the period that was understood is given
    TOO_LONG = "too_long"  # over 24 hours
    NOT_A_LENGTH = "not_a_length"
    HOW_LONG = "how_long"  # half a day: the lengths it may mean are given
    NO_LENGTH = "no_length"  # less than a minute
    NOT_A_NUMBER = "not_a_number"
    WHICH_NUMBER = "which_number"  # 50-60, 30 bottles and 20 meals, 56年: the numbers it may mean are given
    OUT_OF_RANGE = "out_of_range"  # of places, of people or things
    NO_NAME = "no_name"  # of a role: 8, 2 first aid
    SAME_NAME = "same_name"  # two roles
    TOO_MANY = "too_many"  # roles of a shift, phone numbers
    EXTENSION = "extension"  # behind a phone number
    MISSING = "missing"
    TEXT_TOO_LONG = "text_too_long"


class Piece(StrEnum):
    """Which piece of a line, or which field of a form, something was typed for."""

    DAY = "day"
    TIMES = "times"
    PLACES = "places"
    ROLES = "roles"
    LENGTH = "length"
    COUNT = "count"  # of people or things
    WHAT = "what"
    BORN = "born"
    PHONE = "phone"
    STRETCH = "stretch"  # of days
    REPEATS = "repeats"


class Unreadable(Model):
    """Something that cannot be taken, as it was typed, and what it may have meant."""

    piece: Piece
    problem: Problem
    typed: str
    days: tuple[date, ...] = ()
    periods: tuple[Period, ...] = ()
    lengths: tuple[int, ...] = ()  # in minutes
    numbers: tuple[int, ...] = ()  # years, people or things
    understood: Period | None = None  # what was read, and cannot be
    kept: str = ""
    """A date without times, or times without a date or an end, spelled so that they mean the same on any other day:
    what is typed next may be the rest (`read_period`)."""
