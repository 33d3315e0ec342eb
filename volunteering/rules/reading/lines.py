"""Taking an activity on one line apart: `/new River clean-up | 2026-12-05 09:00-12:00 | East Gate | 10`.

Each piece stays as it was typed, and is read as the answer to its question: nothing typed is lost, and what is wrong
with one of them is said in its turn (docs/rules.md: Activities and shifts).
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from volunteering.rules.ground.model import Model
from volunteering.rules.ground.periods import Period
from volunteering.rules.reading.amounts import read_places
from volunteering.rules.reading.minimums import says_least
from volunteering.rules.reading.pieces import BAR, pieces
from volunteering.rules.reading.problems import Problem
from volunteering.rules.reading.repeats import repeating
from volunteering.rules.reading.roles import is_roles
from volunteering.rules.reading.unfinished import read_period
from volunteering.rules.reading.within import NOTHING_SAID, when_in
from volunteering.rules.roles import MOST_ROLES

_MARKS: Final = ("\n", ",，", ";；", "、")
"""What people put between the pieces of a line where nobody taught them bars; the first of them part the most."""

_LEADING_TO: Final = re.compile(r"\s(?:on|from|at)\s*$", re.IGNORECASE)
_AT: Final = re.compile(r"^\s*(?:at\s|@|在)", re.IGNORECASE)
"""`River clean-up on Saturday 9-12 at East Gate`"""

_EDGES: Final = " \t\r\n\u3000.。:：" + "".join(_MARKS)


class Line(Model):
    """What somebody typed in one go; empty where nothing was said."""

    title: str = ""
    when: str = ""
    venue: str = ""
    places: str = ""


def taken_apart(typed: str, now: datetime, zone: ZoneInfo) -> Line | None:
    """A line in its pieces: by bars, or else around the date with times that stands in it; None where it is only text.

    The mark that stands beside the date parts the rest; of Chinese, spaces do: `河道清洁 明天下午三点到五点 东门 10人`.
    Without a date, lines of their own or a number of people at the end tell that it is more than a title.
    """
    if re.search(f"[{BAR}]", typed):
        return _by_bars(typed, now, zone)
    return _around_the_date(typed, now, zone) or _by_marks(typed)


def _by_bars(typed: str, now: datetime, zone: ZoneInfo) -> Line:
    """As taught; the date may stand behind the place, too."""
    title, *others = (piece.strip() for piece in pieces(typed, 4))
    at = next((at for at, piece in enumerate(others) if _says_when(piece, now, zone)), 0)
    when = others.pop(at) if others else ""
    venue, places = (*others, "", "")[:2]
    return Line(title=title, when=when, venue=venue, places=places)


def _says_when(piece: str, now: datetime, zone: ZoneInfo) -> bool:
    read = read_period(piece, now, zone)
    return isinstance(read, Period) or read.problem not in NOTHING_SAID or repeating(piece, now, zone) is not None


def _around_the_date(typed: str, now: datetime, zone: ZoneInfo) -> Line | None:
    found = when_in(typed, now, zone)
    if found is None:
        return None
    before, behind = _LEADING_TO.sub("", typed[: found.start]), _AT.sub("", typed[found.stop :])
    mark = _mark_at(before.rstrip(" ")[-1:]) or _mark_at(behind.lstrip(" ")[:1])
    titled, placed = _parted(before, mark), _parted(behind, mark or _strongest_in(behind, _MARKS[:-1]))
    placed, places = _without_places(placed)
    if not places and len(titled) > 1:
        titled, places = _without_places(titled)
    return _named([*titled, *placed], typed[found.start : found.stop], places)


def _by_marks(typed: str) -> Line | None:
    mark = _strongest_in(typed.strip(), _MARKS)
    parts = _parted(typed, mark)
    if len(parts) < 2 or not (mark == "\n" or _is_places(parts[-1])):
        return None
    parts, places = _without_places(parts)
    return _named(parts, "", places)


def _strongest_in(text: str, marks: Sequence[str]) -> str:
    return next((mark for mark in marks if any(each in text for each in mark)), "")


def _mark_at(character: str) -> str:
    return next((mark for mark in _MARKS if character and character in mark), "")


def _parted(text: str, mark: str) -> list[str]:
    """The pieces between the marks; of Chinese, whose words have no spaces in them, between these where no mark is."""
    parts = [part.strip(_EDGES) for part in (re.split(f"[{mark}]", text) if mark else [text])]
    parts = [part for part in parts if part]
    return parts[0].split() if len(parts) == 1 and not re.search("[A-Za-z]", parts[0]) else parts


def _without_places(parts: Sequence[str]) -> tuple[list[str], str]:
    """The pieces but the last that says how many people can come, which may stand behind another: `East Gate 10`.

    Several roles do as well, in the last pieces of all: `East Gate, 8 helpers, 2 first aid`.
    """
    if len(parts) > 1 and says_least(parts[-1]):
        others, places = _without_places(parts[:-1])
        return others, f"{places}, {parts[-1]}" if places else parts[-1]
    if found := _without_roles(parts):
        return found
    for at in range(len(parts) - 1, -1, -1):
        before, _, last = parts[at].rpartition(" ")
        if _is_places(parts[at]):
            return [*parts[:at], *parts[at + 1 :]], parts[at]
        if before and _is_places(last):
            return [*parts[:at], before.strip(), *parts[at + 1 :]], last
    return list(parts), ""


def _without_roles(parts: Sequence[str]) -> tuple[list[str], str] | None:
    """The pieces but those at the end that are roles with their numbers; None where there are not several.

    Of twice as many as there can be it is still said that they are too many; what stands before is no role.
    """
    for at in range(max(0, len(parts) - 2 * MOST_ROLES), len(parts)):
        words = parts[at].split(" ")
        for word in range(len(words)):
            roles = ", ".join((" ".join(words[word:]), *parts[at + 1 :]))
            if is_roles(roles):
                before = " ".join(words[:word]).strip()
                return [*parts[:at], *([before] if before else [])], roles
    return None


def _is_places(text: str) -> bool:
    if says_least(text):
        return True
    read = read_places(text)
    return isinstance(read, int) or read.problem is Problem.OUT_OF_RANGE


def _named(parts: Sequence[str], when: str, places: str) -> Line:
    """The first of the texts is what it is called; what is left is where."""
    return Line(title=parts[0] if parts else "", when=when, venue=", ".join(parts[1:]), places=places)
