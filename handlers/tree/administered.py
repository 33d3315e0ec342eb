"""Which unit an admin means, and whether it is theirs to look into: where it is not, Instead is raised."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from handlers.buttons.button import Button
from handlers.buttons.tree import ShowUnits
from handlers.buttons.volunteers import ListPeople
from handlers.showing import instead
from handlers.tapping.screen import Answer, Instead
from handlers.tapping.tap import Tap
from handlers.tree.screens import units as screens
from volunteering.rules.tree import NotAllowed, Unit
from volunteering.rules.volunteers import Person


class OfUnit(Protocol):
    """Whatever is about one unit."""

    @property
    def unit(self) -> Unit:
        """The unit it is about."""


F = TypeVar("F", bound=OfUnit)


def one_of_mine(tap: Tap, unit_id: int | None, to: Callable[[int], Button]) -> int:
    """The unit asked for, else the highest one administered; of several they are asked which, and led on by `to`."""
    if unit_id is not None:
        return unit_id
    mine = tap.rights.administered
    if len(mine) == 1:
        return mine[0].id
    raise Instead(Answer(screens.which(tap.words, mine, to), at=ShowUnits()))


def if_mine(tap: Tap, found: F | None) -> F:
    """What was found, where its unit is administered by this person."""
    if found is None:
        raise Instead(gone(tap))
    if not tap.rights.administers(found.unit):
        raise Instead(not_mine(tap))
    return found


async def unit_of_mine(tap: Tap, unit_id: int) -> Unit:
    """A unit, where it is administered by this person."""
    unit = await tap.records.units.get(unit_id)
    if unit is None:
        raise Instead(gone(tap))
    if not tap.rights.administers(unit):
        raise Instead(not_mine(tap))
    return unit


async def person_of_mine(tap: Tap, person_id: int) -> Person:
    """Somebody whose team is administered by this person, here or not. Raises Instead."""
    person = await tap.records.people.get(person_id)
    if person is None or not person.standing.is_known:
        raise Instead(Answer(instead.gone(tap.words), at=ListPeople()))
    if not tap.rights.administers(person.unit):
        raise Instead(not_mine(tap))
    return person


def gone(tap: Tap) -> Answer:
    """There is none with that number."""
    return Answer(instead.gone(tap.words), at=ShowUnits())


def not_mine(tap: Tap) -> Answer:
    """Its unit has other admins."""
    return Answer(screens.not_yours(tap.words), at=ShowUnits())


def refused(tap: Tap, outcome: NotAllowed | None) -> Answer:
    """What an action said of something that isn't there, or has other admins."""
    return not_mine(tap) if outcome else gone(tap)
