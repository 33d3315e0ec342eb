"""Reading how many people or things there were: a number, among the words that people put around it."""

import re
from itertools import pairwise
from typing import Final

from volunteering.rules.reading.problems import Piece, Problem, Unreadable
from volunteering.rules.reading.spelling import plain
from volunteering.rules.reports import MOST_SERVED

_NUMBER: Final = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?![\d,])|\d+(?:\.\d+)?)(?: ?(?P<unit>[百千万](?!克)|k\b|dozen\b|打))?|\ba dozen\b"
)
_UNITS: Final = {"百": 100, "千": 1000, "k": 1000, "万": 10_000, "dozen": 12, "打": 12}
_NONE: Final = frozenset({
    "none", "nobody", "no 1", "nothing", "zero", "not any", "没有", "无", "没人", "没有人", "没", "一个也没有",
    "一个都没有", "0个也没有",
})  # fmt: skip
_ABOUT: Final = " ~～〜∼≈"
"""Before a number, where a dash would be a minus."""

_SOME: Final = re.compile(r"(?:\b(?:not|no|less|fewer|under|below|minus|half)\b|不|未|没|少于|低于|半).*$|^-$")
"""Before a number: it was fewer, or nobody says how many."""

_OTHERWISE: Final = re.compile(
    r" ?(?:[%‰€$£¥/×:]|x\b|元(?!宵)|块钱|块$|岁|个?小时|个半|个月|分钟|点(?!心)|公斤|千克|克|斤|吨|升|毫升|公里|厘米"
    r"|米(?!饭|粉|线)|周|星期|天|年(?!糕|货|画)|月(?!饼)|日(?!用|历)|号|percent\b|(?:euros?|yuan|rmb|dollars?)\b"
    r"|(?:years?|months?|weeks?|days?|hours?|hrs?|h|minutes?|min)\b"
    r"|(?:kg|g|kilos?|grams?|tons?|l|ml|lit(?:er|re)s?|km|cm|m)\b)"
)
"""Behind a number: what is measured, and not counted."""

_UP_TO: Final = re.compile(r"(?:[多余几来]|\+)?\D{0,9} ?(?:-|~|/|到|至|\bto\b|\bor\b|或)\D{0,3}")

_PEOPLE: Final = re.compile(
    r" ?[多余来]? ?个?(?:人(?!份)|[位名户]|老人|居民|村民|孩子|小孩|儿童|学生|群众|病人"
    r"|(?:[a-z]+ )?(?:people|persons?|men|women|elders|elderly|seniors|residents|children|kids|students|visitors|guests"
    r"|adults|patients|families|households)\b)"
)
"""Behind a number: it counts people."""

_APART: Final = re.compile(r"[,;、。:+&]|\band\b|和|以及|并")
"""Between how many people and how many things."""


def read_count(typed: str) -> int | Unreadable:
    """How many people or things there were: `40`, `about 40 people`, `四十份`, `50 bottles of water`, `发了50份`.

    What is measured (`50 kg`, `3 hours`) is no count. Of two numbers it is asked whether their sum is meant, or which.
    """
    text = plain(typed.lstrip(_ABOUT)).replace("1共", "共")  # 一共 is no number
    if text in _NONE:
        return 0
    found = list(_NUMBER.finditer(text))
    values = tuple(map(_value, found))
    whole = [value for value in values if value is not None]
    if len(whole) != len(found) or not found or any(_is_measured(text, one) for one in found):
        return _refused(typed, Problem.NOT_A_NUMBER)
    if len(whole) > 1:
        if people_and_things(typed):
            return _refused(typed, Problem.WHICH_NUMBER, tuple(sorted(set(whole))))
        return _refused(typed, *_which(text, found, whole))
    [count] = whole
    return count if count <= MOST_SERVED else _refused(typed, Problem.OUT_OF_RANGE)


def people_and_things(typed: str) -> tuple[str, str] | None:
    """What an answer says of people and of things, where it says both: `35人，发了120份`, `120 bottles, 35 people`.

    None: it says one, or it isn't clear which.
    """
    text = plain(typed)
    found = list(_NUMBER.finditer(text))
    of_people = [at for at, one in enumerate(found) if _PEOPLE.match(text, one.end())]
    if len(found) < 2 or len(of_people) != 1:
        return None
    [at] = of_people
    if at == 0:
        end = _end_of_people(text, found[0])
        return None if _UP_TO.fullmatch(text[found[0].end() : found[1].start()]) else (text[:end], text[end:])
    between = text[found[at - 1].end() : found[at].start()]
    cuts = list(_APART.finditer(between))
    if at != len(found) - 1 or not cuts or _UP_TO.fullmatch(between):
        return None
    cut = found[at - 1].end() + cuts[-1].end()
    return text[cut:], text[:cut]


def _end_of_people(text: str, number: re.Match[str]) -> int:
    words = _PEOPLE.match(text, number.end())
    return words.end() if words else number.end()


def _refused(typed: str, problem: Problem, numbers: tuple[int, ...] = ()) -> Unreadable:
    return Unreadable(piece=Piece.COUNT, problem=problem, typed=typed, numbers=numbers)


def _value(found: re.Match[str]) -> int | None:
    """The whole number; None where it has a fraction."""
    times = _UNITS.get(found["unit"] or "", 1)
    whole, _, fraction = (found["number"] or "12").replace(",", "").partition(".")
    if len(whole) > len(str(MOST_SERVED)) + 1:
        return MOST_SERVED + 1
    value = round(float(f"{whole}.{fraction or 0}") * times, 3)
    return int(value) if value == int(value) else None


def _is_measured(text: str, found: re.Match[str]) -> bool:
    return bool(_SOME.search(text[: found.start()]) or _OTHERWISE.match(text[found.end() :]))


def _which(text: str, found: list[re.Match[str]], values: list[int]) -> tuple[Problem, tuple[int, ...]]:
    """Of several: from so many to so many is either, one thing and another is both together."""
    between = [text[one.end() : other.start()] for one, other in pairwise(found)]
    if any(each.isspace() for each in between):  # 1 200
        return Problem.NOT_A_NUMBER, ()
    is_either = len(values) == 2 and _UP_TO.fullmatch(between[0])
    meant = tuple(sorted(set(values))) if is_either else (sum(values),)
    return (Problem.WHICH_NUMBER, meant) if max(meant) <= MOST_SERVED else (Problem.OUT_OF_RANGE, ())
