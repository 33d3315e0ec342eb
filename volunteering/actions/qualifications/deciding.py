"""Qualifications of others, verified, rejected or given by whoever leads them (docs/rules.md: Qualifications)."""

from datetime import date

from volunteering.actions.qualifications.granting import confirm, grant, note, turn_down
from volunteering.records import Records
from volunteering.rules.ground.model import Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.texts import Remark
from volunteering.rules.journal import Did
from volunteering.rules.qualifications import Qualification, QualificationState
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor, Person


class Verified(Model):
    """It holds, as far as its days go."""

    qualification: Qualification
    name: str  # whose it is


class TurnedDown(Model):
    """It holds no more, or never did; it can be sent again."""

    qualification: Qualification
    name: str
    still: Qualification | None = None  # one of its kind that they hold all the same


class StandsOtherwise(Model):
    """It is not any more as the actor saw it: somebody was quicker, or its person has taken it away."""

    qualification: Qualification
    by_name: str


class OwnQualification(Model):
    """Nobody verifies or gives their own."""


class KindNotHere(Model):
    """The kind is none that the person's team has."""


NotDecided = StandsOtherwise | OwnQualification | NotAllowed


async def _to_decide(
    records: Records, actor: Actor, qualification_id: int, instead_of: QualificationState
) -> tuple[Qualification, Person] | NotDecided | None:
    """One that stands as the actor saw it, and that they may decide on, locked. None: no such qualification."""
    found = await records.qualifications.get(qualification_id)
    person = await records.people.get(found.person_id) if found else None
    if found is None or person is None:
        return None
    if not actor.rights.leads(person.unit):
        return NotAllowed()
    if person.id == actor.id:
        return OwnQualification()
    if found.state is not instead_of:
        decider = await records.people.get(found.decided_by) if found.decided_by else None
        return StandsOtherwise(qualification=found, by_name=decider.name if decider else "")
    return found, person


async def verify(
    records: Records,
    actor: Actor,
    qualification_id: int,
    moment: Moment,
    *,
    instead_of: QualificationState = QualificationState.PENDING,
) -> Verified | NotDecided | None:
    """Say that somebody's is right; `instead_of` a rejection, as a correction of it. None: no such qualification."""
    found = await _to_decide(records, actor, qualification_id, instead_of)
    if not isinstance(found, tuple):
        return found
    qualification, person = found
    note(records, Did.QUALIFICATION_VERIFIED, qualification.id, person, actor.id, moment)
    return Verified(qualification=await confirm(records, qualification, actor.id, moment), name=person.name)


async def reject(
    records: Records,
    actor: Actor,
    qualification_id: int,
    reason: Remark,
    moment: Moment,
    *,
    instead_of: QualificationState = QualificationState.PENDING,
) -> TurnedDown | NotDecided | None:
    """Refuse it and say why; `instead_of` a verification, take that back. None: no such qualification.

    Whatever a verification that is taken back had replaced, is held again.
    """
    found = await _to_decide(records, actor, qualification_id, instead_of)
    if not isinstance(found, tuple):
        return found
    qualification, person = found
    rejected = await turn_down(records, qualification, person, actor.id, reason, moment)
    return TurnedDown(qualification=rejected, name=person.name, still=await held_of(records, rejected, moment.today))


async def held_of(records: Records, qualification: Qualification, today: date) -> Qualification | None:
    """The best of its kind that its person holds today."""
    of_its_kind = await records.qualifications.of(qualification.person_id, qualification.kind.id)
    return max((one for one in of_its_kind if one.holds_on(today)), key=lambda one: (one.level, one.id), default=None)


async def give(
    records: Records, actor: Actor, person_id: int, kind_id: int, level: int, issued_on: date, moment: Moment
) -> Verified | Unchanged | OwnQualification | KindNotHere | NotAllowed | None:
    """Give one to a person at once, as issued that day: an induction, mostly. None: no such person, kind or level.

    Whoever has one like it that ends no earlier, keeps that.
    """
    person, kind = await records.people.get(person_id), await records.kinds.get(kind_id)
    if person is None or kind is None or not person.standing.is_here or not 0 <= level <= kind.highest:
        return None
    if not actor.rights.leads(person.unit):
        return NotAllowed()
    if person.id == actor.id:
        return OwnQualification()
    if not kind.is_for(person.unit):
        return KindNotHere()
    given = await grant(records, person, kind, level, issued_on, actor.id, moment)
    return Verified(qualification=given, name=person.name) if given else Unchanged()
