"""Reading the roles of a shift with how many people each: `8 helpers, 2 first aid`, `helpers 8`, `8名帮手，2名急救`.

What a role is called stays as it was typed; only the number beside it is read.
"""

import re
from typing import Final

from volunteering.rules.capacity import LimitOutOfRange, limit_of
from volunteering.rules.ground.folding import folded
from volunteering.rules.reading.amounts import read_places
from volunteering.rules.reading.minimums import without_least
from volunteering.rules.reading.problems import Piece, Problem, Unreadable
from volunteering.rules.reading.spelling import LONGEST
from volunteering.rules.roles import (
    AtLeast,
    NameTooLong,
    NewRole,
    NoName,
    Places,
    RoleReason,
    SameName,
    Wanted,
    limit_in_all,
    reasons_against_roles,
)

_IN_WORDS: Final = r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
_DIGITS: Final = r"\d{1,3}(?:,\d{3})+|\d+"
_HAN: Final = r"[〇零一二两兩三四五六七八九十百千廿卅]+"
_NO_LIMIT: Final = r"不限(?:人数|人數|名额|名額)?|no limit|unlimited"
_PEOPLE: Final = r"[名位個个]|人|people|persons?|places?|spots?|[x×*]"
_LAST: Final = "[\\w)）\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]"
"""With which a name ends: a letter, a digit, a bracket, an emoji."""

_NAME: Final = rf"(?P<name>[^\W_](?:.*{_LAST})?)"
"""A name begins with a letter or a digit: `8-10 helpers` and `2.5 helpers` are no numbers of people."""

_BEFORE: Final = re.compile(
    rf"(?:(?P<number>{_DIGITS})(?: ?(?:{_PEOPLE})(?![A-Za-z]) ?| )|(?P<han>{_HAN}) ?[名位個个] ?"
    rf"|(?P<words>{_IN_WORDS}) |(?P<none>{_NO_LIMIT}) ?){_NAME}",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    rf"(?P<name>[^\W_](?:.*?{_LAST})??)(?: ?[:：×*(（-] ?| x ?| )?"
    rf"(?:(?P<number>{_DIGITS})|(?P<han>{_HAN})(?= ?[名位個个人])|(?P<words>\b(?:{_IN_WORDS}))|(?P<none>{_NO_LIMIT}))"
    rf"(?: ?(?:{_PEOPLE}))?[)）]?",
    re.IGNORECASE,
)
_GLUED: Final = re.compile(rf"(?P<number>{_DIGITS}){_NAME}")
"""`8帮手`, where no number stands behind, too: `2楼引导 3` is a place."""

_BETWEEN: Final = re.compile(
    rf"\s*(?:[，、;；\n+]|,(?!\d{{3}}(?!\d))|(?<!\d),|\s(?:and|plus|&)\s+(?=\d|(?:{_IN_WORDS})\s)"
    r"|(?<=\D)[和及与與](?=\s*[\d一二两兩三四五六七八九十]))\s*",
    re.IGNORECASE,
)
_NUMBER_FIRST: Final = re.compile(r"\s+(?=\d+(?:\s|[名位个個]))")
_NUMBER_LAST: Final = re.compile(r"(?<=\d)\s+|(?<=\d[人名位个個])\s+")
"""Where one role ends and the next begins, though there is nothing between: `帮手8人 急救2人`."""

_VAGUE: Final = re.compile(
    r"(?:about|around|approx\w*|circa|ca|maybe|perhaps|at (?:least|most)|up to|max\w*|min\w*|or|to|until|per|more)\b.*"
    r"|(?:大概|大约|大約|约|約|至少|最多|至多|每|总共|總共|一?共|限|名额|名額|人数|人數|[号號楼樓层層室人]).*"
    r"|.*(?:左右|以上|以内|以內|上下)|[多几幾]|.*\d ?[人名位個个].*",
    re.IGNORECASE,
)
"""What is said about a number and is no role; or several of them, with nothing between."""


def read_wanted(typed: str) -> Wanted | Unreadable:
    """A number of places as ever (`read_places`); or the roles that a shift has, with how many people each.

    Beside it, how many of them it takes (`without_least`); that may be said alone.
    """
    apart = without_least(typed)
    if isinstance(apart, Unreadable):
        return apart
    rest, minimum = apart
    if minimum is None:
        return _read_places_or_roles(typed)
    if not rest:
        return AtLeast(minimum=minimum)
    places = _read_places_or_roles(rest)
    if isinstance(places, Unreadable):
        return places
    limit = limit_of(places) if isinstance(places, int) else limit_in_all(role.limit for role in places)
    if limit is not None and minimum > limit:
        return Unreadable(piece=Piece.PLACES, problem=Problem.TOO_MANY, typed=typed, numbers=(limit,))
    return AtLeast(minimum=minimum, places=places)


def _read_places_or_roles(typed: str) -> Places | Unreadable:
    places = read_places(typed)
    if isinstance(places, int) or len(typed) > 3 * LONGEST:
        return places
    marked = [item for item in _BETWEEN.split(typed.strip().rstrip(".。!！~～ ")) if item]
    items = [item for one in marked for item in (_NUMBER_FIRST if one[0].isdigit() else _NUMBER_LAST).split(one)]
    read = [_role(item) for item in items]
    if len(items) == 1 and read[0] is None:
        return places
    for item, role in zip(items, read, strict=True):
        if role is None:
            return Unreadable(piece=Piece.ROLES, problem=_without(item), typed=item)
    roles = tuple(role for role in read if role is not None)
    reasons = reasons_against_roles(roles)
    return _unreadable(reasons[0], typed) if reasons else roles


def _role(item: str) -> NewRole | None:
    """A role and its number, in whichever order; None where one of the two is missing."""
    found = _BEFORE.fullmatch(item) or _BEHIND.fullmatch(item) or _GLUED.fullmatch(item)
    if found is None:
        return None
    groups = found.groupdict()
    name, number = groups["name"].strip(), groups.get("number") or groups.get("han") or groups.get("words")
    if _VAGUE.fullmatch(name) or not re.search(r"[^\W\d_]", name):
        return None
    if number is None:
        return NewRole(name=name)
    places = read_places(number)
    if isinstance(places, int):
        return NewRole(name=name, limit=places)  # nobody wants 0 helpers: it is no way to say that all are welcome
    return NewRole(name=name, limit=-1) if places.problem is Problem.OUT_OF_RANGE else None


def _without(item: str) -> Problem:
    """What is missing of a role: a name beside a number, or the number."""
    return Problem.NO_NAME if isinstance(read_places(item), int) else Problem.NOT_A_NUMBER


def _unreadable(reason: RoleReason, typed: str) -> Unreadable:
    match reason:
        case LimitOutOfRange():
            return Unreadable(piece=Piece.PLACES, problem=Problem.OUT_OF_RANGE, typed=typed)
        case SameName(name=name):
            return Unreadable(piece=Piece.ROLES, problem=Problem.SAME_NAME, typed=name)
        case NameTooLong(name=name):
            return Unreadable(piece=Piece.ROLES, problem=Problem.TEXT_TOO_LONG, typed=name)
        case NoName():
            return Unreadable(piece=Piece.ROLES, problem=Problem.NO_NAME, typed=typed)
    return Unreadable(piece=Piece.ROLES, problem=Problem.TOO_MANY, typed=typed)


def is_roles(typed: str) -> bool:
    """Whether a text is several roles with their numbers, beyond doubt: `8 helpers, 2 first aid`."""
    read = read_wanted(typed)
    return isinstance(read, tuple) and len(read) > 1 and len({folded(role.name) for role in read}) == len(read)
