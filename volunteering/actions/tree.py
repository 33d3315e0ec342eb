"""Growing and rearranging the tree of units (docs/rules.md: People and units)."""

from collections.abc import Iterable

from volunteering.actions.telling.telling import is_led, tell_of_unled
from volunteering.records import Records
from volunteering.rules.activities import Activity
from volunteering.rules.ground.model import Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.texts import Name
from volunteering.rules.journal import Did
from volunteering.rules.notices.keys import key_of
from volunteering.rules.notices.owed import Owed
from volunteering.rules.notices.tree import UnitMerged
from volunteering.rules.tree import Holdings, NotAllowed, Unit
from volunteering.rules.volunteers import Actor


class UnitAdded(Model):
    """There is a new unit in the tree."""

    unit: Unit


class UnitRenamed(Model):
    """The unit by its new name, and what it was called."""

    unit: Unit
    name_before: str


class UnitMoved(Model):
    """The unit, where it hangs now, and where it hung."""

    unit: Unit
    above: Unit
    above_before: Unit


class NameTaken(Model):
    """Another unit there is called so."""

    name: str
    above: Unit | None


class InsideItself(Model):
    """A unit cannot hang under itself, or under what hangs under it."""

    unit: Unit


class TopUnit(Model):
    """The top of the tree hangs under nothing."""

    unit: Unit


class UnitRemoved(Model):
    """The unit is gone, and where it hung."""

    unit: Unit
    above: Unit


class NotEmpty(Model):
    """Something is in the unit, which would be lost with it."""

    unit: Unit
    held: Holdings


class UnitMerges(Model):
    """The unit that has everything now, what the other was called, and how many people are told."""

    into: Unit
    name: str
    told: int


async def add_unit(
    records: Records, actor: Actor, above_id: int, name: Name, moment: Moment
) -> UnitAdded | NameTaken | NotAllowed | None:
    """A new unit under another. None: no such unit above."""
    above = await records.units.get(above_id)
    if above is None:
        return None
    if not actor.rights.administers(above):
        return NotAllowed()
    unit = await records.units.add(above, name, moment.now)
    if unit is None:
        return NameTaken(name=name, above=above)
    records.journal.note(Did.UNIT_ADDED, by_id=actor.id, at=moment.now, unit_id=unit.id, name=name)
    return UnitAdded(unit=unit)


async def rename_unit(
    records: Records, actor: Actor, unit_id: int, name: Name, moment: Moment
) -> UnitRenamed | Unchanged | NameTaken | NotAllowed | None:
    """Call a unit something else. None: no such unit."""
    unit = await records.units.get(unit_id)
    if unit is None:
        return None
    if not actor.rights.administers(unit):
        return NotAllowed()
    if unit.name == name:
        return Unchanged()
    if not await records.units.rename(unit, name):
        above = await records.units.get(unit.above_id) if unit.above_id else None
        return NameTaken(name=name, above=above)
    records.journal.note(Did.UNIT_RENAMED, by_id=actor.id, at=moment.now, unit_id=unit.id, name=name, before=unit.name)
    return UnitRenamed(unit=unit.model_copy(update={"name": name}), name_before=unit.name)


async def move_unit(
    records: Records, actor: Actor, unit_id: int, above_id: int, moment: Moment
) -> UnitMoved | Unchanged | NameTaken | InsideItself | TopUnit | NotAllowed | None:
    """Hang a unit, with everything below it, under another; the actor administers both sides. None: no such unit."""
    unit = await records.units.get(unit_id)
    above = await records.units.get(above_id)
    if unit is None or above is None:
        return None
    if not (actor.rights.administers(unit) and actor.rights.administers(above)):
        return NotAllowed()
    before = await records.units.get(unit.above_id) if unit.above_id else None
    if before is None:
        return TopUnit(unit=unit)
    # Taking a unit out of another one is the other one's business, too.
    if not actor.rights.administers(before):
        return NotAllowed()
    if unit.holds(above):
        return InsideItself(unit=unit)
    if before.id == above.id:
        return Unchanged()
    led = await _led_in(records, unit, moment)
    if not await records.units.move(unit, above):
        return NameTaken(name=unit.name, above=above)
    await _tell_of_lost_leaders(records, led, moment)
    records.journal.note(
        Did.UNIT_MOVED, by_id=actor.id, at=moment.now, unit_id=unit.id, above=above.id, before=before.id
    )
    moved = await records.units.get(unit_id)
    return UnitMoved(unit=moved or unit, above=above, above_before=before)


async def remove_unit(
    records: Records, actor: Actor, unit_id: int, moment: Moment
) -> UnitRemoved | NotEmpty | TopUnit | NotAllowed | None:
    """Take away a unit with nothing in it; the actor administers it and what it hangs under. None: no such unit."""
    found = await _taken_out(records, actor, unit_id)
    if found is None or isinstance(found, NotAllowed | TopUnit):
        return found
    unit, above = found
    held = await records.units.holdings(unit, moment.now)
    if not held.is_empty:
        return NotEmpty(unit=unit, held=held)
    await records.units.remove(unit, above, moment.now)
    records.journal.note(Did.UNIT_REMOVED, by_id=actor.id, at=moment.now, unit_id=above.id, name=unit.name)
    return UnitRemoved(unit=unit, above=above)


async def merge_unit(
    records: Records, actor: Actor, unit_id: int, into_id: int, moment: Moment
) -> UnitMerges | NameTaken | InsideItself | TopUnit | NotAllowed | None:
    """Make a unit a part of another, with its people, teams below, roles, activities, hours and links.

    The actor administers both, and what the unit hangs under. Everybody who was in it is told once, but the actor.
    None: no such unit.
    """
    found = await _taken_out(records, actor, unit_id)
    into = await records.units.get(into_id)
    if found is None or into is None:
        return None
    if isinstance(found, NotAllowed | TopUnit):
        return found
    unit, _ = found
    if not actor.rights.administers(into):
        return NotAllowed()
    if unit.holds(into):
        return InsideItself(unit=unit)
    taken = await records.units.clash(unit, into)
    if taken:
        return NameTaken(name=taken, above=into)
    led, people = await _led_in(records, unit, moment), await records.units.people_of(unit)
    await records.units.merge(unit, into, moment.now)
    await _tell_of_lost_leaders(records, led, moment)
    notice = UnitMerged(unit_id=unit.id, name=unit.name, into_id=into.id)
    told = [person_id for person_id in people if person_id != actor.id]
    for person_id in told:
        key = key_of(notice.about(), person_id)
        records.outbox.owe(Owed(key=key, person_id=person_id, notice=notice, bulk=True), moment.now, due=moment.now)
    records.journal.note(
        Did.UNIT_MERGED, by_id=actor.id, at=moment.now, unit_id=into.id, name=unit.name, merged=unit.id
    )
    return UnitMerges(into=into, name=unit.name, told=len(told))


async def _taken_out(records: Records, actor: Actor, unit_id: int) -> tuple[Unit, Unit] | TopUnit | NotAllowed | None:
    """The unit, held, and what it hangs under, where the actor may take it out of there. None: no such unit."""
    found = await records.units.get(unit_id)
    if found is None:
        return None
    await records.units.hold(found)
    unit = await records.units.get(unit_id)  # as it is now that nobody else changes it
    if unit is None:
        return None
    above = await records.units.get(unit.above_id) if unit.above_id else None
    if above is None:
        return TopUnit(unit=unit)
    allowed = actor.rights.administers(unit) and actor.rights.administers(above)
    return (unit, above) if allowed else NotAllowed()


async def _led_in(records: Records, unit: Unit, moment: Moment) -> list[Activity]:
    """The activities ahead in a unit and below it that have somebody who leads them."""
    return [
        activity for activity in await records.activities.ahead_in(unit, moment.now) if await is_led(records, activity)
    ]


async def _tell_of_lost_leaders(records: Records, led: Iterable[Activity], moment: Moment) -> None:
    """Whoever led by a role above where the unit was leads there no more: its leaders are told."""
    lost: dict[int, list[Activity]] = {}
    for before in led:
        activity = await records.activities.get(before.id)
        if activity and not await is_led(records, activity):
            lost.setdefault(activity.leader_id, []).append(activity)
    for person_id, activities in lost.items():
        await tell_of_unled(records, person_id, activities, moment)
