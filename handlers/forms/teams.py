"""Choosing a unit in a form: tapping down the tree, or typing a part of its name."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from handlers.buttons import LARGEST
from handlers.forms.asking import Choice
from handlers.tap import Tap
from handlers.words import Words, plain
from storage.drafts import Draft
from storage.teams import Level, Team, level_of, teams_named
from volunteering.texts import one_line
from volunteering.units import Unit

PAGE = 16
MOST_FOUND = 10
LONGEST_SEARCH = 64


def _number_of(raw: object) -> object:
    """The number in a choice's value (`u17`): a number that is typed is part of a name, not a unit's number."""
    if isinstance(raw, str):
        if raw.startswith("u") and raw[1:].isascii() and raw[1:].isdigit() and len(raw) < 20:
            return int(raw[1:])
        raise PydanticCustomError("no_such_choice", "not one of the teams")
    return raw


TeamNumber = Annotated[int, BeforeValidator(_number_of), Field(ge=1, le=LARGEST)]
"""A unit, by our own number."""


async def branches(tap: Tap, _: Draft, opened: str) -> Sequence[Choice]:
    """The units right below the top, each an answer by itself."""
    return await _offered(tap, opened, deeper=False)


async def whole_tree(tap: Tap, _: Draft, opened: str) -> Sequence[Choice]:
    """The top and those below it; a unit that has others below opens."""
    return await _offered(tap, opened, deeper=True)


async def _offered(tap: Tap, opened: str, *, deeper: bool) -> Sequence[Choice]:
    place = place_in(opened)
    if opened and place is None:
        search = one_line(opened)[:LONGEST_SEARCH]
        return [answer(full_name(tap.words, team), team.unit) for team in await _named(tap, search)]
    unit_id, page = place or (None, 0)
    level = await level_of(tap.read, unit_id, page=page, size=PAGE)
    if level is None:
        return await _offered(tap, "", deeper=deeper)
    return _choices(tap.words, level, page, deeper=deeper)


def _choices(words: Words, level: Level, page: int, *, deeper: bool) -> Sequence[Choice]:
    below = [
        way(words.say("{team} ›", team=team.unit.name), team.unit.id)
        if deeper and team.has_below
        else answer(team.unit.name, team.unit)
        for team in level.below
    ]
    more = [way(words.say("More ›"), level.unit.id, page + 1)] if level.has_more else []
    if page:
        return [*below, *more, way(words.say("‹ Earlier"), level.unit.id, page - 1)]
    if not deeper:
        return [*below, *more]
    itself = answer(words.say("Just {team}", team=level.unit.name), level.unit)
    above_id = level.unit.above_id
    up = [] if above_id is None else [way(words.say("‹ One level up"), above_id)]
    return [itself, *below, *more, *up]


async def _named(tap: Tap, search: str) -> Sequence[Team]:
    return await teams_named(tap.read, search, limit=MOST_FOUND) if search else ()


def full_name(words: Words, team: Team) -> str:
    """With the unit above, which tells it from its namesakes; the branches stand for themselves."""
    return words.listed((team.unit.name, team.above)) if team.unit.depth > 1 else team.unit.name


def answer(label: str, unit: Unit) -> Choice:
    """A choice that is the unit itself."""
    return Choice(plain(label), f"u{unit.id}")


def way(label: str, unit_id: int, page: int = 0) -> Choice:
    """A choice that leads to a page of the units below one."""
    return Choice(plain(label), f">{unit_id}.{page}", opens=True)


def place_in(opened: str) -> tuple[int, int] | None:
    """The unit and the page that a choice opens; None for a text to search."""
    unit, dot, page = opened.removeprefix(">").partition(".")
    if not (opened.startswith(">") and dot and unit.isascii() and unit.isdigit() and page.isascii() and page.isdigit()):
        return None
    return (int(unit), int(page)) if len(unit) < 19 and len(page) < 6 else None
