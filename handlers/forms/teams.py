"""Choosing a unit in a form: tapping down the tree, or typing a part of its name."""

from collections.abc import Iterable, Sequence
from typing import Annotated

from pydantic import Field

from handlers.buttons import LARGEST
from handlers.forms.asking import Ask, Choice, Choices
from handlers.forms.numbers import numbered
from handlers.tap import Tap
from handlers.words import Words, plain, sentence
from storage.drafts import Draft
from storage.teams import Level, Team, level_of, teams_named
from volunteering.texts import one_line
from volunteering.units import Unit

PAGE = 16
MOST_FOUND = 10
LONGEST_SEARCH = 64

TeamNumber = Annotated[int, numbered("u"), Field(ge=1, le=LARGEST)]
"""A unit, by our own number."""


def asks_team(question: str, choices: Choices, *, columns: int = 1) -> Ask:
    """The question for a unit anywhere among some; its words are a sentence for the catalogues."""
    return Ask(
        question=question,
        label=sentence("Team"),
        hint=sentence("Tap your way down, or type a part of the name."),
        choices=choices,
        columns=columns,
    )


async def branches(tap: Tap, _: Draft, opened: str) -> Sequence[Choice]:
    """The units right below the top, each an answer by itself; what is typed may be a part of any unit's name."""
    place = place_in(opened)
    if opened and place is None:
        return await named(tap, opened)
    unit_id, page = place or (None, 0)
    level = await level_of(tap.read, unit_id, page=page, size=PAGE)
    if level is None:
        return await branches(tap, _, "")
    return [*(answer(team.unit.name, team.unit) for team in level.below), *turns(tap.words, level, page)]


async def named(tap: Tap, typed: str, among: Iterable[Unit] | None = None) -> Sequence[Choice]:
    """The units (of some and those below) whose name has what was typed in it."""
    search = one_line(typed)[:LONGEST_SEARCH]
    found = await teams_named(tap.read, search, limit=MOST_FOUND, within_units=among) if search else ()
    return [answer(full_name(tap.words, team), team.unit) for team in found]


def turns(words: Words, level: Level, page: int) -> Sequence[Choice]:
    """The ways to the next page of a level, and to the one before."""
    more = [way(words.say("More ›"), level.unit.id, page + 1)] if level.has_more else []
    return [*more, way(words.say("‹ Earlier"), level.unit.id, page - 1)] if page else more


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
