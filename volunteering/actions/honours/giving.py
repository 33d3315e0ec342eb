"""Honours that admins give, and take back (docs/rules.md: Stars and honours)."""

from datetime import date

from volunteering.actions.telling.telling import tell_one
from volunteering.records import Records
from volunteering.rules.ground.model import Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.texts import Name, Remark
from volunteering.rules.honours import CardStanding, Honour, may_award
from volunteering.rules.journal import Did
from volunteering.rules.notices.honours import HonourGiven, HonourTakenBack
from volunteering.rules.notices.keys import key_of
from volunteering.rules.tree import NotAllowed, Unit
from volunteering.rules.volunteers import Actor, Person


class HonourAdded(Model):
    """They have it from now on."""

    honour_id: int
    person: Person


class OwnHonour(Model):
    """Nobody gives an honour to themselves."""


async def awarding_units(records: Records, actor: Actor, person: Person) -> tuple[Unit, ...]:
    """The units that hold somebody and that the actor administers, the nearest first; further teams last."""
    teams = (person.unit, *await records.people.joined(person.id))
    numbers = dict.fromkeys(number for team in teams for number in reversed(team.ids))
    found = [await records.units.get(number) for number in numbers]
    return tuple(unit for unit in found if unit is not None and actor.rights.administers(unit))


async def give_honour(
    records: Records, actor: Actor, person_id: int, unit_id: int, name: Name, day: date, note: Remark, moment: Moment
) -> HonourAdded | OwnHonour | NotAllowed | None:
    """Honour somebody in the name of a unit that holds them, and tell them. None: no such person or unit."""
    person, unit = await records.people.get(person_id), await records.units.get(unit_id)
    if person is None or unit is None or not person.standing.is_known:
        return None
    if person.id == actor.id:
        return OwnHonour()
    if not actor.rights.administers(unit) or not may_award(unit, person, await records.people.joined(person.id)):
        return NotAllowed()
    return await add_honour(records, actor, person, unit, name, day, moment, note=note)


async def add_honour(
    records: Records,
    actor: Actor,
    person: Person,
    unit: Unit,
    name: str,
    day: date,
    moment: Moment,
    *,
    note: str = "",
    counted: CardStanding | None = None,
) -> HonourAdded:
    """Somebody has it from now on, and is told. Whether the actor may give it is asked before.

    `counted`: of a card of honour, what it counts.
    """
    number = await records.honours.add(
        person.id, unit, name=name, day=day, note=note, by_id=actor.id, at=moment.now, counted=counted
    )
    notice = HonourGiven(honour_id=number)
    if person.standing.is_here:
        tell_one(records, person.id, notice, key_of(notice.about(), person.id), moment)
    records.journal.note(
        Did.HONOUR_GIVEN, by_id=actor.id, at=moment.now, person_id=person.id, unit_id=unit.id, honour=number
    )
    return HonourAdded(honour_id=number, person=person)


async def take_back_honour(
    records: Records, actor: Actor, honour_id: int, moment: Moment
) -> Honour | Unchanged | OwnHonour | NotAllowed | None:
    """It holds no more, and its person is told. None: no such honour."""
    honour = await records.honours.get(honour_id)
    if honour is None:
        return None
    if not actor.rights.administers(honour.unit):
        return NotAllowed()
    if honour.person_id == actor.id:
        return OwnHonour()
    if not honour.holds:
        return Unchanged()
    records.honours.take_back(honour.id, actor.id, moment.now)
    notice = HonourTakenBack(honour_id=honour.id)
    person = await records.people.get(honour.person_id)
    if person is not None and person.standing.is_here:
        tell_one(records, person.id, notice, key_of(notice.about(), person.id), moment)
    records.journal.note(
        Did.HONOUR_TAKEN_BACK,
        by_id=actor.id,
        at=moment.now,
        person_id=honour.person_id,
        unit_id=honour.unit.id,
        honour=honour.id,
    )
    return honour
