"""Reading lengths of time and numbers of places."""

import re

from volunteering.activities import MOST_PLACES
from volunteering.hours import MINUTES_A_DAY
from volunteering.reading.problems import Piece, Problem, Unreadable
from volunteering.reading.spelling import plain

_HOUR = r"(?:h|hrs?|hours?|个?小时|个?钟头)"
_MINUTE = r"(?:m|mins?|minutes?|分钟?)"
_HOURS = re.compile(rf"(\d{{1,4}}(?:\.\d{{1,3}}|,\d{{1,2}})?) ?{_HOUR}?")
_HOURS_AND_MINUTES = re.compile(rf"(\d{{1,4}}) ?{_HOUR} ?(\d{{1,2}}) ?{_MINUTE}?|(\d{{1,4}}):(\d{{2}})")
_MINUTES = re.compile(rf"(\d{{1,5}}) ?{_MINUTE}")
_AND_A_HALF = re.compile(r"(\d{1,4}) ?个?半(?:小时|钟头)|(\d{1,4}) ?(?:个?小时|个?钟头)半")
_HALF = re.compile(r"半个?(?:小时|钟头)|half an hour")

_PLACES = re.compile(r"([+-]?\d{1,18}) ?(?:人|个|名|位|people|places|volunteers)?")
_NO_LIMIT = frozenset(
    {"不限", "不限人数", "人数不限", "无", "无限", "无限制", "没有", "no limit", "unlimited", "none", "∞"}
)


def read_length(typed: str) -> int | Unreadable:
    """A length in whole minutes, from one to 24 hours; a bare number is hours."""
    minutes = _minutes(plain(typed))
    if minutes is not None and 1 <= minutes <= MINUTES_A_DAY:
        return minutes
    if minutes is None:
        return Unreadable(piece=Piece.LENGTH, problem=Problem.NOT_A_LENGTH, typed=typed)
    return Unreadable(piece=Piece.LENGTH, problem=Problem.TOO_LONG if minutes else Problem.NO_LENGTH, typed=typed)


def _minutes(text: str) -> int | None:
    if _HALF.fullmatch(text):
        return 30
    if match := _HOURS.fullmatch(text):
        return round(float(match[1].replace(",", ".")) * 60)
    if match := _MINUTES.fullmatch(text):
        return int(match[1])
    if match := _AND_A_HALF.fullmatch(text):
        return int(match[1] or match[2]) * 60 + 30
    if match := _HOURS_AND_MINUTES.fullmatch(text):
        hours, minutes = int(match[1] or match[3]), int(match[2] or match[4])
        return hours * 60 + minutes if minutes < 60 else None
    return None


def read_places(typed: str) -> int | Unreadable:
    """A number of places, from 0 to 9,999; 0, and words that say so, are no limit."""
    text = plain(typed)
    if text in _NO_LIMIT:
        return 0
    match = _PLACES.fullmatch(text)
    if not match:
        return Unreadable(piece=Piece.PLACES, problem=Problem.NOT_A_NUMBER, typed=typed)
    places = int(match[1])
    if 0 <= places <= MOST_PLACES:
        return places
    return Unreadable(piece=Piece.PLACES, problem=Problem.OUT_OF_RANGE, typed=typed)
