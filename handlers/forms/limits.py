"""Fields that are a limit a unit sets: so many, so long, so many days, or off."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Final, NoReturn

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from volunteering.rules.hours import MINUTES_A_DAY
from volunteering.rules.reading.amounts import length_in
from volunteering.rules.reading.limits import BETWEEN, COUNT, DAYS, NUMBER, is_off
from volunteering.rules.reading.spelling import plain

MOST: Final = 50
MOST_DAYS: Final = 365
LONGEST: Final = 30 * MINUTES_A_DAY
LONGEST_REST: Final = 3 * MINUTES_A_DAY
WEEK: Final = 7 * MINUTES_A_DAY


def _or_off(read: Callable[[str], object], off: object, raw: object) -> object:
    if not isinstance(raw, str):  # it was read before, and is kept in the draft
        return raw
    return off if is_off(raw) else read(raw)


def _count(typed: str) -> int:
    found = COUNT.fullmatch(plain(typed))
    return _within(int(found[1]), MOST) if found else _no_number()


def _days(typed: str) -> int:
    found = DAYS.fullmatch(plain(typed))
    return _within(int(found[1]) * (7 if found[3] else 1), MOST_DAYS) if found else _no_number()


def _no_number() -> NoReturn:
    raise PydanticCustomError("int_parsing", "not a number")


def _within(number: int, most: int) -> int:
    if number < 1:
        raise PydanticCustomError("greater_than_equal", "too few", {"ge": 1})
    if number > most:
        raise PydanticCustomError("less_than_equal", "too many", {"le": most})
    return number


def _minutes(typed: str, most: int) -> int:
    """A bare number is hours."""
    text = plain(typed)
    minutes = round(float(text) * 60) if NUMBER.fullmatch(text) else length_in(text, clock=True)
    if minutes is None:
        raise PydanticCustomError("length_not_a_length", "not a length")
    if minutes < 1:
        raise PydanticCustomError("length_no_length", "no length")
    if minutes > most:
        raise PydanticCustomError("length_at_most", "too long", {"most": most})
    return minutes


def _two(typed: str) -> tuple[int, int]:
    """One after the other, the second the longer one; of one alone it is everybody's then."""
    said = BETWEEN.split(typed.strip())
    if len(said) == 1 and len(words := typed.split()) == 2 and all(map(NUMBER.fullmatch, words)):
        said = words
    if not 1 <= len(said) <= 2:
        raise PydanticCustomError("length_not_a_length", "not two lengths")
    first, *second = (_minutes(one, LONGEST) for one in said)
    last = max(second, default=first)
    return min(first, last), last


LimitOfCount = Annotated[int | None, BeforeValidator(partial(_or_off, _count, 0))]
"""`3`, `3 shifts`, `最多3个`; 0 is off, as of all that follow."""

LimitOfDays = Annotated[int | None, BeforeValidator(partial(_or_off, _days, 0))]
"""`14`, `14 days`, `两周`."""

LimitOfRest = Annotated[int | None, BeforeValidator(partial(_or_off, partial(_minutes, most=LONGEST_REST), 0))]
"""`11 h`, `11小时`; in minutes."""

LimitOfWeek = Annotated[int | None, BeforeValidator(partial(_or_off, partial(_minutes, most=WEEK), 0))]
"""The same, of a week."""

LimitOfLength = Annotated[int | None, BeforeValidator(partial(_or_off, partial(_minutes, most=LONGEST), 0))]
"""The same, of a month at the most."""

LimitOfStages = Annotated[tuple[int, ...] | None, BeforeValidator(partial(_or_off, _two, ()))]
"""`24 h, 48 h`; none is off."""
