"""Choosing among some units and those below them: the ones a person leads, or all of them. Tapping down, or typing."""

from collections.abc import Sequence

from handlers.forms.asking import Choice
from handlers.forms.teams import PAGE, answer, named, place_in, turns, way
from handlers.tap import Tap
from storage.drafts import Draft
from storage.teams import Level, level_of
from volunteering.units import Unit


async def only_led(tap: Tap) -> Unit | None:
    """The one unit that this person leads, with nothing below it; None where there is a choice."""
    if len(tap.rights.led) != 1:
        return None
    [unit] = tap.rights.led
    return None if await tap.records.units.below(unit.id) else unit


async def led_units(tap: Tap, _: Draft, opened: str) -> Sequence[Choice]:
    """The units that the person leads."""
    return await units_within(tap, tap.rights.led, opened)


async def whole_tree(tap: Tap, _: Draft, opened: str) -> Sequence[Choice]:
    """Every unit there is."""
    return await units_within(tap, (await tap.records.units.top(),), opened)


async def units_within(tap: Tap, roots: Sequence[Unit], opened: str) -> Sequence[Choice]:
    """Some units, and what is below them; one that has others below opens."""
    place = place_in(opened)
    if opened and place is None:
        return await named(tap, opened, roots)
    if place is None and len(roots) != 1:
        return [way(tap.words.say("{team} ›", team=unit.name), unit.id) for unit in roots]
    unit_id, page = place or (roots[0].id, 0)
    level = await level_of(tap.read, unit_id, page=page, size=PAGE)
    if level is None or not any(root.holds(level.unit.path) for root in roots):
        return await units_within(tap, roots, "") if opened else []
    return _choices(tap, roots, level, page)


def _choices(tap: Tap, roots: Sequence[Unit], level: Level, page: int) -> Sequence[Choice]:
    words, unit = tap.words, level.unit
    below = [
        way(words.say("{team} ›", team=team.unit.name), team.unit.id)
        if team.has_below
        else answer(team.unit.name, team.unit)
        for team in level.below
    ]
    listed = [*below, *turns(words, level, page)]
    return listed if page else [answer(words.say("Just {team}", team=unit.name), unit), *listed, *_up(tap, roots, unit)]


def _up(tap: Tap, roots: Sequence[Unit], unit: Unit) -> Sequence[Choice]:
    """The way to the unit above, or to the roots, where there is one."""
    if unit.id not in {root.id for root in roots} and unit.above_id is not None:
        return [way(tap.words.say("‹ One level up"), unit.above_id)]
    return [way(tap.words.say("‹ One level up"), 0)] if len(roots) > 1 else []
