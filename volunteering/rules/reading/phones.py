"""Reading somebody's phone number, among the words that people put around it."""

import re
import unicodedata
from typing import Final

from volunteering.rules.reading.problems import Piece, Problem, Unreadable
from volunteering.rules.volunteers import plain_phone

_FEWEST: Final = 5
_MOST: Final = 16  # a + and at most the 15 digits of E.164
_SPOKEN: Final = str.maketrans("零〇一二三四五六七八九幺", "001234567891")
_DIGIT: Final = re.compile(r"\d")
_NUMBER: Final = re.compile(r"\+? ?\(?\d(?:[\d\s().‐-―−-]*\d)?")
_EXTENSION: Final = re.compile(r"\s*(?:转|轉|分机|分機|ext|x ?\d|#)", re.IGNORECASE)


def read_phone(typed: str) -> str | Unreadable:
    """A number as it is dialled: `+` and digits from abroad; from home as it is, for nobody says of which country.

    An extension is none of it: whoever calls in an emergency has no time to ask for somebody.
    """
    seen = unicodedata.normalize("NFKC", typed)
    if not _DIGIT.search(seen):
        seen = seen.translate(_SPOKEN)
    found = [one for one in _NUMBER.finditer(seen) if len(plain_phone(one[0])) >= _FEWEST]
    if len(found) > 1 or any(len(plain_phone(one[0])) > _MOST for one in found):
        return _refused(typed, Problem.TOO_MANY)
    if not found:
        return _refused(typed, Problem.NOT_A_NUMBER)
    [number] = found
    if _EXTENSION.match(seen, number.end()):
        return _refused(typed, Problem.EXTENSION)
    is_from_abroad = number[0].startswith(("+", "00"))
    digits = plain_phone(number[0].replace("(0)", "") if is_from_abroad else number[0]).removeprefix("+")
    return f"+{digits.removeprefix('00')}" if is_from_abroad else digits


def _refused(typed: str, problem: Problem) -> Unreadable:
    return Unreadable(piece=Piece.PHONE, problem=problem, typed=typed)
