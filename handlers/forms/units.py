"""Choosing a unit in a form: by tapping down the tree, or by typing a part of its name."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Final

from pydantic import Field

from handlers.buttons.button import LARGEST
from handlers.forms.asking import Ask, Choice, Choices
from handlers.forms.numbers import numbered
from handlers.forms.turning import Sought, turns
from handlers.tapping.tap import Tap
from storage.engine.pages import Page
from storage.process.drafts import Draft
from storage.views.tree.teams import Level, Team, level_of, teams_named
from volunteering.rules.tree import Unit
from words.words import Words, plain, sentence

PAGE = 16
FOUND = 10

TeamNumber = Annotated[int, numbered("u"), Field(ge=1, le=LARGEST)]
"""A unit, by our own number."""


SEVERAL_UNITS: Final = "several_units"
"""In a draft's `about`: whether there is more than one unit to choose from."""


async def of_several_units(tap: Tap) -> dict[str, Any]:
    """What a draft is about whose unit an admin chooses where there are several; else it is `for` the only one."""
    [first, *others] = tap.rights.administered
    return {SEVERAL_UNITS: bool(others or await tap.records.units.below(first.id)), "for": first.id}


def asks_team(question: str, choices: Choices, *, columns: int = 1) -> Ask:
    """The question for a unit anywhere among some; its words are a sentence for the catalogues."""
    return Ask(
        question=question,
        label=sentence("Team"),
        hint=sentence("Tap your way down, or type a part of the name."),
        choices=choices,
        columns=columns,
        is_team=True,
    )


async def branches(tap: Tap, _: Draft, opened: str) -> Sequence[Choice]:
    """The units right below the top, each an answer by itself; what is typed may be a part of any unit's name."""
    asked = _level_in(opened)
    if opened and asked is None:
        return await named(tap, opened)
    unit_id, page = asked or (None, 0)
    level = await level_of(tap.read, unit_id, page=Page(PAGE, page))
    if level is None:
        return await branches(tap, _, "")
    return [*(unit_to_take(team.unit.name, team.unit) for team in level.below), *_turns(tap.words, level)]


async def named(tap: Tap, typed: str, among: Iterable[Unit] | None = None) -> Sequence[Choice]:
    """The units (of some and those below) whose name has what was typed in it."""
    search = Sought.read(typed)
    if not search.text:
        return ()
    found = await teams_named(tap.read, search.text, page=search.of(FOUND), within_units=among)
    named = [unit_to_take(full_name(tap.words, team), team.unit) for team in found.teams]
    return [*named, *turns(tap.words, found.extent, search.turned)]


def _turns(words: Words, level: Level) -> Sequence[Choice]:
    """The ways to the next page of a level, and to the one before."""
    return turns(words, level.extent, lambda number: f">{level.unit.id}.{number}")


def full_name(words: Words, team: Team) -> str:
    """With the unit above, which tells it from its namesakes; the branches stand for themselves."""
    return words.listed((team.unit.name, team.above)) if team.unit.depth > 1 else team.unit.name


def unit_to_take(label: str, unit: Unit) -> Choice:
    """A choice that is the unit itself."""
    return Choice(plain(label), f"u{unit.id}")


def level_to_open(label: str, unit_id: int, page: int = 0) -> Choice:
    """A choice that leads to a page of the units below one."""
    return Choice(plain(label), f">{unit_id}.{page}", opens=True)


def _level_in(opened: str) -> tuple[int, int] | None:
    """The unit and the page that a choice opens; None for a text to search."""
    unit, dot, page = opened.removeprefix(">").partition(".")
    if not (opened.startswith(">") and dot and unit.isascii() and unit.isdigit() and page.isascii() and page.isdigit()):
        return None
    return (int(unit), int(page)) if len(unit) < 19 and len(page) < 6 else None


async def led_units(tap: Tap, _: Draft, opened: str) -> Sequence[Choice]:
    """The units that the person leads."""
    return await units_within(tap, tap.rights.led, opened)


async def whole_tree(tap: Tap, _: Draft, opened: str) -> Sequence[Choice]:
    """Every unit there is."""
    return await units_within(tap, (await tap.records.units.top(),), opened)


async def units_within(tap: Tap, roots: Sequence[Unit], opened: str) -> Sequence[Choice]:
    """Some units, and what is below them; one that has others below opens."""
    asked = _level_in(opened)
    if opened and asked is None:
        return await named(tap, opened, roots)
    if asked is None and len(roots) != 1:
        return [level_to_open(tap.words.say("{team} ›", team=unit.name), unit.id) for unit in roots]
    unit_id, page = asked or (roots[0].id, 0)
    level = await level_of(tap.read, unit_id, page=Page(PAGE, page))
    if level is None or not any(root.holds(level.unit) for root in roots):
        return await units_within(tap, roots, "") if opened else []
    return _within(tap, roots, level, page)


def _within(tap: Tap, roots: Sequence[Unit], level: Level, page: int) -> Sequence[Choice]:
    words, unit = tap.words, level.unit
    below = [
        level_to_open(words.say("{team} ›", team=team.unit.name), team.unit.id)
        if team.has_below
        else unit_to_take(team.unit.name, team.unit)
        for team in level.below
    ]
    listed = [*below, *_turns(words, level)]
    if page:
        return listed
    return [unit_to_take(words.say("Just {team}", team=unit.name), unit), *listed, *_up(tap, roots, unit)]


def _up(tap: Tap, roots: Sequence[Unit], unit: Unit) -> Sequence[Choice]:
    """The way to the unit above, or to the roots, where there is one."""
    if unit.id not in {root.id for root in roots} and unit.above_id is not None:
        return [level_to_open(tap.words.say("‹ One level up"), unit.above_id)]
    return [level_to_open(tap.words.say("‹ One level up"), 0)] if len(roots) > 1 else []


async def administered_units(tap: Tap, _: Draft, opened: str) -> Sequence[Choice]:
    """The units that the admin administers, and those below."""
    return await units_within(tap, tap.rights.administered, opened)


async def other_units(tap: Tap, draft: Draft, opened: str) -> Sequence[Choice]:
    """The same without the unit that the form is about, and what is below it: it can't come into itself."""
    itself = draft.number("unit")
    choices = await administered_units(tap, draft, opened)
    return [one for one in choices if one.value != f"u{itself}" and not one.value.startswith(f">{itself}.")]
