"""Reading how many people something takes, beside how many can come: `10, at least 6`, `10人，至少6人`, `至少6`."""

import re
from typing import Final

from volunteering.rules.capacity import MOST_PLACES
from volunteering.rules.reading.amounts import read_places
from volunteering.rules.reading.problems import Piece, Problem, Unreadable
from volunteering.rules.reading.spelling import LONGEST

_LEAST: Final = re.compile(
    r"(?:(?<![a-z])(?:at least|no fewer than|no less than|minimum(?: of)?|min\.?):?"
    r"|至少(?:要|需要?)?|最少(?:要)?|起码(?:要)?|起碼(?:要)?|不少于|不少於|最低) ?"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?!\d)|\d{1,9}|[〇零一二两兩三四五六七八九十百千]{1,9}"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)\b)"
    r"(?: ?(?:人|[个個]人?|名|位|people|persons?|places?|volunteers?))?",
    re.IGNORECASE,
)
_NONE: Final = re.compile("no minimum|不设下限|不設下限|没有下限|沒有下限", re.IGNORECASE)
_BETWEEN: Final = " \t\r\n\u3000,，、;；/|+(（)）.。"


def without_least(typed: str) -> tuple[str, int | None] | Unreadable:
    """What is typed besides, and how many it takes: 0 where that is none, None where nothing is said of it."""
    if len(typed) > 3 * LONGEST:
        return typed, None
    if found := _NONE.search(typed):
        return _rest(typed, found), 0
    found = _LEAST.search(typed)
    if found is None:
        return typed, None
    number = found["number"]
    read = int(number.replace(",", "")) if number[0].isdecimal() else read_places(number)
    if not isinstance(read, int) or read > MOST_PLACES:
        return Unreadable(piece=Piece.PLACES, problem=Problem.OUT_OF_RANGE, typed=typed)
    return _rest(typed, found), read


def _rest(typed: str, found: re.Match[str]) -> str:
    """What stands before and behind it, with a mark between where both are something."""
    before, behind = typed[: found.start()].strip(_BETWEEN), typed[found.end() :].strip(_BETWEEN)
    return f"{before}, {behind}" if before and behind else before or behind


def says_least(typed: str) -> bool:
    """Whether that, and nothing else, is said."""
    read = without_least(typed)
    return isinstance(read, tuple) and read[1] is not None and not read[0]
