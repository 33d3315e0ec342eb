"""The one way in which somebody comes to hold a verified qualification, and in which it is taken back.

Whether whoever does it may, is asked before: by a leader's decision, by a training's results, by an examination's.
"""

from datetime import date
from typing import Final

from volunteering.actions.telling.telling import tell
from volunteering.records import Records
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.texts import Remark
from volunteering.rules.journal import Did
from volunteering.rules.notices.qualifications import QualificationDecided
from volunteering.rules.qualifications import (
    Qualification,
    QualificationKind,
    QualificationState,
    holds_as_long,
    last_reminded,
    replaces,
)
from volunteering.rules.volunteers import Person

_OPEN: Final = frozenset({QualificationState.PENDING, QualificationState.REJECTED})


async def grant(
    records: Records,
    person: Person,
    kind: QualificationKind,
    level: int,
    issued_on: date,
    by_id: int | None,
    moment: Moment,
    *,
    tells: bool = True,
) -> Qualification | None:
    """Let somebody hold one from that local date on, and tell them; lower ones of the kind are replaced.

    `by_id`: who says so; None where a roster or a test does.

    None: they hold one like it already that ends no earlier, and keep that. What they had sent of the kind and of no
    higher level waits no more. Where whoever grants it says so in a message of their own, this one `tells` nobody.
    """
    has = await records.qualifications.of(person.id, kind.id)
    if any(holds_as_long(one, level, kind.ends(issued_on)) for one in has):
        return None
    for one in has:
        if one.state in _OPEN and one.level <= level:
            records.qualifications.put_away(one.id, QualificationState.WITHDRAWN)
    number = await records.qualifications.add(
        person.id, kind, level=level, number="", issued_on=issued_on, evidence=None, at=moment.now
    )
    note(records, Did.QUALIFICATION_GIVEN, number, person, by_id, moment)
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
    return await confirm(records, given, by_id, moment, tells=tells)


async def confirm(
    records: Records, qualification: Qualification, by_id: int | None, moment: Moment, *, tells: bool = True
) -> Qualification:
    """Let one hold that was sent or was just added, in place of lower ones, and tell its person. As it is now."""
    ends = qualification.kind.ends(qualification.issued_on)
    records.qualifications.decide(
        qualification.id,
        QualificationState.VERIFIED,
        by_id=by_id,
        at=moment.now,
        expires_on=ends,
        reminded=last_reminded(ends, moment.today),
    )
    earlier = [
        one
        for one in await records.qualifications.of(qualification.person_id, qualification.kind.id)
        if one.state is QualificationState.VERIFIED and replaces(qualification, one)
    ]
    for one in earlier:
        records.qualifications.put_away(one.id, QualificationState.REPLACED, by=qualification.id)
    if tells:
        _tell(records, qualification, QualificationState.VERIFIED, moment)
    return qualification.model_copy(update={"state": QualificationState.VERIFIED, "expires_on": ends})


async def take_back(
    records: Records, qualification_id: int, by_id: int | None, reason: Remark, moment: Moment, *, tells: bool = True
) -> Qualification | None:
    """Let a verified one hold no more, and tell its person why; what it had replaced is held again.

    So is what else they passed that gives it, and gave them nothing as long as they held this one.

    One that another has replaced meanwhile is as if it had never been: that other stands where it stood, and nobody is
    told. None: it holds no more anyway.
    """
    found = await records.qualifications.get(qualification_id)
    if found is None:
        return None
    if found.state is QualificationState.REPLACED:
        await records.qualifications.hand_down(found.id)
        records.qualifications.put_away(found.id, QualificationState.WITHDRAWN)
        return found.model_copy(update={"state": QualificationState.WITHDRAWN})
    person = await records.people.get(found.person_id)
    if person is None or found.state is not QualificationState.VERIFIED:
        return None
    taken = await turn_down(records, found, person, by_id, reason, moment, tells=tells)
    await _give_what_else_they_passed_for(records, person, found.kind, by_id, moment)
    return taken


async def _give_what_else_they_passed_for(
    records: Records, person: Person, kind: QualificationKind, by_id: int | None, moment: Moment
) -> None:
    """They are told nothing: they held it, and do."""
    for passed in await records.qualifications.passed_for(person.id, kind.id, moment.today):
        level = min(passed.level, kind.highest)
        given = await grant(records, person, kind, level, passed.day, by_id, moment, tells=False)
        if given is not None:
            records.qualifications.came_of(passed, given.id)


async def turn_down(
    records: Records,
    qualification: Qualification,
    person: Person,
    by_id: int | None,
    reason: Remark,
    moment: Moment,
    *,
    tells: bool = True,
) -> Qualification:
    """Let one hold no more that is locked, whether it waited or was verified; note it and tell. As it is now."""
    records.qualifications.decide(
        qualification.id, QualificationState.REJECTED, by_id=by_id, at=moment.now, reason=reason
    )
    await records.qualifications.put_back(qualification.id)
    note(records, Did.QUALIFICATION_REJECTED, qualification.id, person, by_id, moment)
    if tells:
        _tell(records, qualification, QualificationState.REJECTED, moment)
    return qualification.model_copy(update={"state": QualificationState.REJECTED, "reason": reason})


def note(records: Records, did: Did, qualification_id: int, person: Person, by_id: int | None, moment: Moment) -> None:
    """A line of the journal about somebody's qualification."""
    records.journal.note(
        did,
        by_id=by_id,
        at=moment.now,
        person_id=person.id,
        unit_id=person.unit.id,
        qualification=qualification_id,
    )


def _tell(records: Records, qualification: Qualification, state: QualificationState, moment: Moment) -> None:
    notice = QualificationDecided(qualification_id=qualification.id, state=state)
    tell(records, [qualification.person_id], notice, notice.about(), moment, again=True)
