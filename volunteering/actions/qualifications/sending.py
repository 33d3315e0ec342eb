"""A qualification, sent by whoever has it, and taken away by them (docs/rules.md: Qualifications)."""

from datetime import date

from volunteering.actions.qualifications.granting import note
from volunteering.actions.telling.telling import tell
from volunteering.records import Records
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.texts import Reference
from volunteering.rules.journal import Did
from volunteering.rules.notices.qualifications import QualificationSent
from volunteering.rules.qualifications import (
    Against,
    Evidence,
    Qualification,
    QualificationState,
    reasons_against,
)
from volunteering.rules.volunteers import Person


class SentToLeaders(Model):
    """It waits for one of these: for nobody, where nobody else leads there yet."""

    qualification_id: int
    to: tuple[int, ...]


class NotSendable(Model):
    """Why not, all of it."""

    reasons: tuple[Against, ...]


class TakenAway(Model):
    """It is of no matter any more, and what was sent with it is forgotten."""

    qualification: Qualification  # as it was


async def send_qualification(
    records: Records,
    person: Person,
    kind_id: int,
    moment: Moment,
    *,
    level: int,
    number: Reference,
    issued_on: date,
    evidence: Evidence | None,
    wanted_for: int | None = None,
    wanted_exam: int | None = None,
) -> SentToLeaders | NotSendable | None:
    """Ask the leaders of one's team to verify it. None: no such kind, or no such level of it.

    `wanted_for`: the shift that asks for it, to which the answer leads back; `wanted_exam`: the same of an exam. What
    waits or was rejected of the same kind and level, is put away: this is sent in its place.
    """
    kind = await records.kinds.get(kind_id)
    if kind is None or not 0 <= level <= kind.highest:
        return None
    before = [
        one
        for one in await records.qualifications.of(person.id, kind.id)
        if one.level == level and one.state is not QualificationState.VERIFIED
    ]
    waiting = sum(one.state is QualificationState.PENDING for one in before)
    pending = await records.qualifications.pending_of(person.id) - waiting
    reasons = reasons_against(kind, person.unit, issued_on, evidence, pending, moment.today)
    if reasons:
        return NotSendable(reasons=reasons)
    for one in before:
        records.qualifications.put_away(one.id, QualificationState.WITHDRAWN)
    number_of_it = await records.qualifications.add(
        person.id,
        kind,
        level=level,
        number=number,
        issued_on=issued_on,
        evidence=evidence,
        at=moment.now,
        wanted_for=wanted_for,
        wanted_exam=wanted_exam,
    )
    note(records, Did.QUALIFICATION_SENT, number_of_it, person, person.id, moment)
    leaders = await records.people.leaders_of(person.unit, without=person.id)
    notice = QualificationSent(qualification_id=number_of_it)
    tell(records, leaders, notice, notice.about(), moment)
    return SentToLeaders(qualification_id=number_of_it, to=leaders)


async def take_away(records: Records, person: Person, qualification_id: int, moment: Moment) -> TakenAway | None:
    """Withdraw one of one's own, whether it waits or was decided on. None: none of theirs that is still of matter."""
    found = await records.qualifications.get(qualification_id)
    if found is None or found.person_id != person.id or not found.is_up:
        return None
    records.qualifications.put_away(found.id, QualificationState.WITHDRAWN)
    note(records, Did.QUALIFICATION_TAKEN_AWAY, found.id, person, person.id, moment)
    return TakenAway(qualification=found)
