"""Qualifications of others, verified, rejected or given by whoever leads them (docs/rules.md: Qualifications)."""

from datetime import date

from volunteering.actions.qualifications.sending import note
from volunteering.actions.telling.telling import tell
from volunteering.records import Records
from volunteering.rules.ground.model import Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.texts import Remark
from volunteering.rules.journal import Did
from volunteering.rules.notices.qualifications import QualificationDecided
from volunteering.rules.qualifications import Qualification, QualificationState, last_reminded, replaces
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor, Person


class Verified(Model):
    """It holds, as far as its days go."""

    qualification: Qualification
    name: str  # whose it is
    replaced: bool = False  # an earlier one of theirs


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
    return await _verified(records, actor, qualification, person, moment)


async def _verified(
    records: Records, actor: Actor, qualification: Qualification, person: Person, moment: Moment
) -> Verified:
    ends = qualification.kind.ends(qualification.issued_on)
    records.qualifications.decide(
        qualification.id,
        QualificationState.VERIFIED,
        by_id=actor.id,
        at=moment.now,
        expires_on=ends,
        reminded=last_reminded(ends, moment.today),
    )
    earlier = [
        one
        for one in await records.qualifications.of(person.id, qualification.kind.id)
        if one.state is QualificationState.VERIFIED and replaces(qualification, one)
    ]
    for one in earlier:
        records.qualifications.put_away(one.id, QualificationState.REPLACED, by=qualification.id)
    _tell(records, qualification, QualificationState.VERIFIED, moment)
    verified = qualification.model_copy(update={"state": QualificationState.VERIFIED, "expires_on": ends})
    return Verified(qualification=verified, name=person.name, replaced=bool(earlier))


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
    records.qualifications.decide(
        qualification.id, QualificationState.REJECTED, by_id=actor.id, at=moment.now, reason=reason
    )
    await records.qualifications.put_back(qualification.id)
    note(records, Did.QUALIFICATION_REJECTED, qualification.id, person, actor.id, moment)
    _tell(records, qualification, QualificationState.REJECTED, moment)
    rejected = qualification.model_copy(update={"state": QualificationState.REJECTED, "reason": reason})
    return TurnedDown(qualification=rejected, name=person.name, still=await held_of(records, rejected, moment.today))


async def held_of(records: Records, qualification: Qualification, today: date) -> Qualification | None:
    """The best of its kind that its person holds today."""
    of_its_kind = await records.qualifications.of(qualification.person_id, qualification.kind.id)
    return max((one for one in of_its_kind if one.holds_on(today)), key=lambda one: (one.level, one.id), default=None)


async def give(
    records: Records, actor: Actor, person_id: int, kind_id: int, level: int, issued_on: date, moment: Moment
) -> Verified | Unchanged | OwnQualification | KindNotHere | NotAllowed | None:
    """Give one to a person at once, as issued that day: an induction, mostly. None: no such person, kind or level.

    Whoever has one like it that never ends, keeps that.
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
    has = await records.qualifications.of(person.id, kind.id)
    if any(one.state is QualificationState.VERIFIED and not one.expires_on and one.level >= level for one in has):
        return Unchanged()
    for one in has:
        if one.state is not QualificationState.VERIFIED and one.level <= level:
            records.qualifications.put_away(one.id, QualificationState.WITHDRAWN)
    number = await records.qualifications.add(
        person.id, kind, level=level, number="", issued_on=issued_on, evidence=None, at=moment.now
    )
    note(records, Did.QUALIFICATION_GIVEN, number, person, actor.id, moment)
    given = Qualification(
        id=number,
        person_id=person.id,
        kind=kind,
        level=level,
        number="",
        issued_on=issued_on,
        expires_on=None,
        state=QualificationState.PENDING,
        evidence=None,
        at=moment.now,
    )
    return await _verified(records, actor, given, person, moment)


def _tell(records: Records, qualification: Qualification, state: QualificationState, moment: Moment) -> None:
    notice = QualificationDecided(qualification_id=qualification.id, state=state)
    tell(records, [qualification.person_id], notice, notice.about(), moment, again=True)
