"""Records that a second account claims: an admin decides whose they are (docs/rules.md: Somebody known twice)."""

from volunteering.actions.doubles.making_one import Merged, merge
from volunteering.actions.telling.telling import tell
from volunteering.actions.volunteers.managed import Gone, NotOneself, manages
from volunteering.records import Records
from volunteering.rules.doubles import ClaimState, RecordClaim
from volunteering.rules.ground.model import Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.notices.doubles import NotThem, RecordClaimed, RecordDecided
from volunteering.rules.tree import NotAllowed, Unit
from volunteering.rules.volunteers import Actor, Person


class Claimed(Model):
    """It is written down, and the admins of both are told; or it had been said before, and stands like that."""

    claim: RecordClaim
    told: int = 0


class Granted(Model):
    """The record is a part of the claimant's now, and can be taken out again for a day."""

    merged: Merged


class RefusedClaim(Model):
    """The record stays whose it is."""

    person: Person


class RecordSettled(Model):
    """Somebody was quicker, or one of the two is there no more."""


class AdminsTold(Model):
    """Admins of both know that the other account is somebody else."""


class AccountFreed(Model):
    """The account may register anew: nothing binds it to anybody."""


async def claim_record(records: Records, person: Person, record_id: int, moment: Moment) -> Claimed | Unchanged:
    """Somebody says that a record is theirs, for the phone they shared is in it. The same claim is made once.

    Unchanged: it is their own.
    """
    if record_id == person.id:
        return Unchanged()
    record = await records.people.get(record_id)
    if record is None:
        return Unchanged()
    claim = await records.doubles.claim(record_id, person.id, moment.now)
    if claim.state is not ClaimState.OPEN:
        return Claimed(claim=claim)
    notice = RecordClaimed(claim_id=claim.id)
    admins = await _admins_of_both(records, person, record)
    told = tell(records, admins, notice, notice.about(), moment)
    records.journal.note(Did.RECORD_CLAIMED, by_id=person.id, at=moment.now, person_id=person.id)
    return Claimed(claim=claim, told=told)


async def decide_claim(
    records: Records, actor: Actor, claim_id: int, moment: Moment, *, granted: bool
) -> Granted | RefusedClaim | RecordSettled | NotOneself | Gone | NotAllowed | None:
    """Make the record a part of the claimant's, or leave it as it is; both are told. None: no such claim."""
    claim = await records.doubles.claimed(claim_id)
    if claim is None:
        return None
    person, record = await records.people.get(claim.person_id), await records.people.get(claim.record_id)
    if person is None or record is None:
        return None
    for one in (person, record):
        if not await manages(records, actor, one):
            return NotAllowed()
    if actor.id in {person.id, record.id}:
        return NotOneself()
    if claim.state is not ClaimState.OPEN:
        return RecordSettled()
    merged: Merged | None = None
    if granted:
        outcome = await merge(records, actor, person.id, record.id, moment)
        if isinstance(outcome, Unchanged) or outcome is None:
            return RecordSettled()
        if not isinstance(outcome, Merged):
            return outcome
        merged = outcome
    state = ClaimState.GRANTED if granted else ClaimState.REFUSED
    await records.doubles.decide(claim_id, state, by_id=actor.id, at=moment.now)
    records.journal.note(Did.CLAIM_DECIDED, by_id=actor.id, at=moment.now, person_id=person.id, decision=state.value)
    notice = RecordDecided(claim_id=claim_id, decision=state)
    told = [person.id] if granted or record.telegram_id is None else [person.id, record.id]
    tell(records, told, notice, notice.about(), moment)
    return Granted(merged=merged) if merged else RefusedClaim(person=person)


async def say_not_them(records: Records, person: Person, moment: Moment) -> AdminsTold | AccountFreed:
    """Whoever writes from the account that goes on no more is somebody else: admins of both are told, for a day.

    After that nobody can part them any more, and the account may register anew.
    """
    merged = await records.doubles.of_gone(person.id)
    if merged is None or not merged.can_be_undone(moment.now):
        await records.doubles.free_account(person.id)
        return AccountFreed()
    kept = await records.people.get(merged.kept_id)
    if kept is not None:
        notice = NotThem(merge_id=merged.id, kept_id=kept.id)
        tell(records, await _admins_of_both(records, kept, person), notice, notice.about(), moment)
    return AdminsTold()


async def _admins_of_both(records: Records, one: Person, other: Person) -> tuple[int, ...]:
    """Who may merge them, and is nearest: on the way up from where the two teams meet."""
    shared = [mine for mine, theirs in zip(one.unit.ids, other.unit.ids, strict=False) if mine == theirs]
    unit: Unit | None = await records.units.get(shared[-1])
    while unit is not None:
        leaders = await records.people.leaders_of(unit)
        admins = [
            leader
            for leader in leaders
            if leader not in {one.id, other.id} and (await records.people.rights(leader)).administers(unit)
        ]
        if admins:
            return tuple(admins)
        unit = await records.units.get(unit.above_id) if unit.above_id else None
    return ()
