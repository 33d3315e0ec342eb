"""Commending somebody for a shift (docs/rules.md: Thanks)."""

from volunteering.actions.telling.telling import tell
from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.texts import Remark
from volunteering.rules.journal import Did
from volunteering.rules.notices.thanks import Commended
from volunteering.rules.thanks import TOLD_AFTER, Commendation
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor, Person


class MayCommend(Model):
    """A leader may commend that person for that shift."""

    activity: Activity
    shift: Shift
    person: Person


class CommendedNow(Model):
    """They are told after a while."""

    commendation: Commendation
    name: str


class CommendedBefore(Model):
    """That leader has done so, for the same shift."""

    name: str


class NotCommendingOneself(Model):
    """Nobody commends themselves for a shift."""


class DidNotCome(Model):
    """The roster does not say that they came."""

    name: str


NoCommendation = NotCommendingOneself | DidNotCome | NotAllowed


async def may_commend(
    records: Records, actor: Actor, shift_id: int, person_id: int
) -> MayCommend | NoCommendation | None:
    """Whether a leader may commend somebody for a shift. None: no such shift, or nobody whose record it would be on."""
    found, person = await records.activities.shift(shift_id), await records.people.get(person_id)
    if found is None or person is None or not person.standing.is_known:
        return None
    activity, shift = found
    if not actor.rights.leads(activity.unit):
        return NotAllowed()
    if person.id == actor.id:
        return NotCommendingOneself()
    if await records.thanks.came_at(shift_id, person_id) is None:
        return DidNotCome(name=person.name)
    return MayCommend(activity=activity, shift=shift, person=person)


async def commend(
    records: Records, actor: Actor, shift_id: int, person_id: int, words: Remark, moment: Moment
) -> CommendedNow | CommendedBefore | NoCommendation | None:
    """Thank somebody in so many words, once; they are told when it can't be taken back any more."""
    found = await may_commend(records, actor, shift_id, person_id)
    if not isinstance(found, MayCommend):
        return found
    number = await records.thanks.commend(shift_id, person_id, actor.id, words, moment.now)
    if number is None:
        return CommendedBefore(name=found.person.name)
    records.journal.note(Did.COMMENDED, by_id=actor.id, at=moment.now, person_id=person_id, shift_id=shift_id)
    notice = Commended(commendation_id=number)
    tell(records, [person_id], notice, notice.about(), moment, after=TOLD_AFTER)
    given = Commendation(id=number, shift_id=shift_id, person_id=person_id, by_id=actor.id, words=words, at=moment.now)
    return CommendedNow(commendation=given, name=found.person.name)


class CommendationGone(Model):
    """It was not said."""

    shift_id: int
    name: str


class ToldByNow(Model):
    """Its person knows of it, so that it stays."""

    shift_id: int
    name: str


async def take_back(
    records: Records, actor: Actor, commendation_id: int, moment: Moment
) -> CommendationGone | ToldByNow | NotAllowed | None:
    """Take back one's own, while its person is not told. None: it is not there any more."""
    found = await records.thanks.commendation(commendation_id)
    person = await records.people.get(found.person_id) if found else None
    if found is None or person is None:
        return None
    if found.by_id != actor.id:
        return NotAllowed()
    if not found.can_be_taken_back(moment.now):
        return ToldByNow(shift_id=found.shift_id, name=person.name)
    records.thanks.take_back(found.id)
    records.journal.note(
        Did.COMMENDATION_TAKEN_BACK, by_id=actor.id, at=moment.now, person_id=person.id, shift_id=found.shift_id
    )
    return CommendationGone(shift_id=found.shift_id, name=person.name)
