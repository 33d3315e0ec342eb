"""Reading lengths of time, and numbers of places."""

import re

from volunteering.rules.capacity import MOST_PLACES
from volunteering.rules.hours import MINUTES_A_DAY
from volunteering.rules.reading.problems import Piece, Problem, Unreadable
from volunteering.rules.reading.spelling import plain

_HOUR = r"(?:h|hrs?|hours?|个?小时|个?钟头|个钟)"
_MINUTE = r"(?:m|mins?|minutes?|分钟?)"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,4}(?:\.\d{1,3}|,\d{1,2}(?!\d))?|\.\d{1,3})"
_BARE = re.compile(rf"(?P<hours>{_NUMBER})")
_HOURS = re.compile(rf"(?P<hours>{_NUMBER}) ?{_HOUR}|(?P<point>\d{{1,2}}点\d) ?{_HOUR}")
_HOURS_AND_MINUTES = re.compile(rf"(?P<hours>\d{{1,4}}) ?{_HOUR}(?: and)? ?(?P<minutes>\d{{1,2}}) ?{_MINUTE}?")
_LIKE_A_CLOCK = re.compile(r"(?P<hours>\d{1,4}):(?P<minutes>\d{2})")
_LIKE_EITHER = re.compile(r"(?P<hours>1?\d|2[0-3])[.,](?P<minutes>(?!00|25|50)[0-5]\d)")
_MINUTES = re.compile(
    rf"(?P<minutes>\d{{1,5}}) ?{_MINUTE}|(?P<quarters>[123])刻钟?"
    r"|(?:(?P<quarters_>[123]) |a )?quarters? of (?:1|an) hour"
)
_HALF = re.compile(
    rf"(?:(?P<hours>\d{{1,4}}) ?(?:个?半(?:小时|钟头|钟)|{_HOUR}半|and a half hours?|hours? and a half"
    rf"| 1/2(?: ?{_HOUR})?)"
    r"|(?P<one>个半(?:小时|钟头|钟))|半个?(?:小时|钟头|钟)|half (?:1 )?hour|(?:1/2) ?hour)"
)
_DAYS = re.compile(r"(?P<days>\d{1,3}) ?(?:天|days?)")
_AN_HOUR = re.compile(r"\b(?:an|a)(?= (?:hour|day))")

_SOME_HOURS = {
    "半天": (180, 240, 300), "半日": (180, 240, 300), "half 1 day": (180, 240, 300), "half day": (180, 240, 300),
    "1天": (360, 420, 480), "整天": (360, 420, 480), "1整天": (360, 420, 480), "全天": (360, 420, 480),
    "1 day": (360, 420, 480), "all day": (360, 420, 480), "full day": (360, 420, 480),
    "whole day": (360, 420, 480),
    "上午": (120, 180, 240), "1上午": (120, 180, 240), "1个上午": (120, 180, 240), "morning": (120, 180, 240),
    "下午": (120, 180, 240), "1下午": (120, 180, 240), "1个下午": (120, 180, 240), "afternoon": (120, 180, 240),
    "1晚上": (120, 180, 240), "1个晚上": (120, 180, 240), "evening": (120, 180, 240),
}  # fmt: skip
"""What is long, but nobody knows how long, with what it may be in minutes: a record of service says it exactly."""

_PLACES = re.compile(
    r"(?:最多|至多|不超过|限额?|上限|名额|人数|max(?:imum|\.)? |at most |up to |no more than )?"
    r"(?P<sign>[+-]?)(?P<number>\d{1,3}(?:,\d{3})+|\d{1,100}) ?"
    r"(?:人|个人?|名|位|个?名额|[个名位]?(?:志愿者|志工|义工|義工)|people|persons?|ppl|pax|places?|spots?|volunteers?)?"
    r"(?:以内|之内| max)?"
)
_NO_LIMIT = frozenset({
    "不限", "不限人数", "不限名额", "不限制", "不限额", "不设限", "不设上限", "人数不限", "名额不限",
    "人数不限制", "无人数限制", "不限量",
    "没有限制", "没限制", "没有上限", "无", "无限", "无限制", "无上限", "没有",
    "no limit", "no limits", "without limit", "unlimited", "not limited", "no max", "no maximum", "none", "∞",
})  # fmt: skip


def read_length(typed: str) -> int | Unreadable:
    """A length in whole minutes, from one to 24 hours; a bare number is hours."""
    text = plain(typed)
    if lengths := _either_way(text) or _SOME_HOURS.get(_AN_HOUR.sub("1", text).removeprefix("a ")):
        return Unreadable(piece=Piece.LENGTH, problem=Problem.HOW_LONG, typed=typed, lengths=lengths)
    bare = _BARE.fullmatch(text)
    minutes = _in_minutes(bare["hours"]) if bare else length_in(text, clock=True)
    if minutes is not None and 1 <= minutes <= MINUTES_A_DAY:
        return minutes
    if minutes is None:
        return Unreadable(piece=Piece.LENGTH, problem=Problem.NOT_A_LENGTH, typed=typed)
    return Unreadable(piece=Piece.LENGTH, problem=Problem.TOO_LONG if minutes else Problem.NO_LENGTH, typed=typed)


def length_in(text: str, *, clock: bool = False) -> int | None:
    """The minutes of a plain text that names its unit: `2 h 30`, `半小时`; with `clock` also of `2:30`."""
    text = _AN_HOUR.sub("1", text)
    if match := _HOURS.fullmatch(text):
        return _in_minutes(match["hours"] or match["point"].replace("点", "."))
    if match := _MINUTES.fullmatch(text):
        return int(match["minutes"] or int(match["quarters"] or match["quarters_"] or 1) * 15)
    if match := _HALF.fullmatch(text):
        return int(match["hours"] or bool(match["one"])) * 60 + 30
    if match := _DAYS.fullmatch(text):
        return int(match["days"]) * MINUTES_A_DAY
    match = _HOURS_AND_MINUTES.fullmatch(text) or (_LIKE_A_CLOCK.fullmatch(text) if clock else None)
    return int(match["hours"]) * 60 + int(match["minutes"]) if match and int(match["minutes"]) < 60 else None


def _either_way(hours: str) -> tuple[int, ...]:
    """`2.30` may be two hours and a half, or 2.3 of them; `2.25`, `2.5` and `2.75` are decimals to everybody."""
    match = _LIKE_EITHER.fullmatch(hours)
    if not match:
        return ()
    return int(match["hours"]) * 60 + int(match["minutes"]), _in_minutes(hours)


def _in_minutes(hours: str) -> int:
    """`2.5` and `2,5` are two and a half, `1,200` is many."""
    grouped = re.fullmatch(r"\d{1,3}(?:,\d{3})+", hours)
    return round(float(hours.replace(",", "" if grouped else ".")) * 60)


def read_places(typed: str) -> int | Unreadable:
    """A number of places, from 1 to 9,999; 0, which is no limit, also for words that say so."""
    text = plain(typed)
    if text in _NO_LIMIT or text == "zero":
        return 0
    match = _PLACES.fullmatch(text)
    if not match:
        return Unreadable(piece=Piece.PLACES, problem=Problem.NOT_A_NUMBER, typed=typed)
    places = int(match["sign"] + match["number"].replace(",", ""))
    if 1 <= places <= MOST_PLACES or text == "0":
        return places
    return Unreadable(piece=Piece.PLACES, problem=Problem.OUT_OF_RANGE, typed=typed)
