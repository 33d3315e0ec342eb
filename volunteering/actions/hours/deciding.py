"""Hours given outside shifts, decided on by a leader (docs/rules.md: Attendance and hours)."""

from volunteering.actions.telling.telling import tell
from volunteering.records import Records
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.texts import Remark
from volunteering.rules.hours import MINUTES_A_DAY, Claim, Decision, Kind, Subject, entry_for
from volunteering.rules.journal import Did
from volunteering.rules.notices.hours import ClaimDecided
from volunteering.rules.tree import NotAllowed, Unit
from volunteering.rules.volunteers import Actor, Standing


class Approved(Model):
    """The hours are in the ledger."""

    claim: Claim


class DayFilled(Model):
    """Since they were logged, so much was recorded for that day that it would be over 24 hours. They stay pending."""

    claim: Claim
    already: int  # minutes in the ledger


class Rejected(Model):
    """The hours count nowhere."""

    claim: Claim


class TakenBack(Model):
    """The hours were in the ledger, and count no more; its lines show both."""

    claim: Claim


class AlreadyDecided(Model):
    """It stands otherwise than the actor saw it: somebody was quicker."""

    claim: Claim
    by_name: str


class NotAsked(Model):
    """Whoever logged it has withdrawn it, or asks for something else by now."""

    claim: Claim
    name: str


class OwnHours(Model):
    """Nobody approves their own hours."""

    claim: Claim


Undecidable = AlreadyDecided | NotAsked | OwnHours | NotAllowed

_NOTED = {Decision.APPROVED: Did.HOURS_APPROVED, Decision.REJECTED: Did.HOURS_REJECTED}


async def _claim_to_decide(
    records: Records, actor: Actor, claim_id: int, instead_of: Decision
) -> Claim | Undecidable | None:
    """A claim that still stands as the actor saw it, and that they may decide on, locked. None: no such claim."""
    claim = await records.hours.claim(claim_id)
    if claim is None:
        return None
    unit = await records.units.get(claim.unit_id)
    if unit is None or not actor.rights.leads(unit):
        return NotAllowed()
    if claim.state is Decision.WITHDRAWN:
        person = await records.people.get(claim.person_id)
        return NotAsked(claim=claim, name=person.name if person else "")
    if claim.state is not instead_of:
        decider = await records.people.get(claim.decided_by) if claim.decided_by else None
        return AlreadyDecided(claim=claim, by_name=decider.name if decider else "")
    return OwnHours(claim=claim) if claim.person_id == actor.id else claim


async def approve(
    records: Records, actor: Actor, claim_id: int, moment: Moment, *, instead_of: Decision = Decision.PENDING
) -> Approved | DayFilled | Undecidable | None:
    """Put logged hours into the ledger; `instead_of` a rejection, as a correction of it. None: no such claim."""
    claim = await _claim_to_decide(records, actor, claim_id, instead_of)
    if not isinstance(claim, Claim):
        return claim
    already = await records.hours.served_on(claim.person_id, claim.day)
    if already + claim.minutes > MINUTES_A_DAY:
        return DayFilled(claim=claim, already=already)
    await _record(records, actor, claim, Kind.LOGGED, moment)
    return Approved(claim=await _decide(records, actor, claim, Decision.APPROVED, moment))


async def reject(
    records: Records,
    actor: Actor,
    claim_id: int,
    reason: Remark,
    moment: Moment,
    *,
    instead_of: Decision = Decision.PENDING,
) -> Rejected | TakenBack | Undecidable | None:
    """Refuse logged hours, with a reason; `instead_of` an approval, take them back. None: no such claim.

    Of a former volunteer's hours no reason is kept.
    """
    claim = await _claim_to_decide(records, actor, claim_id, instead_of)
    if not isinstance(claim, Claim):
        return claim
    person = await records.people.get(claim.person_id)
    if person is None or person.standing is Standing.ERASED:
        reason = ""  # nobody is told it, and it may name somebody of whom nothing is kept
    taken_back = await _record(records, actor, claim, Kind.VOID, moment, reason=reason)
    rejected = await _decide(records, actor, claim, Decision.REJECTED, moment, reason=reason)
    return TakenBack(claim=rejected) if taken_back else Rejected(claim=rejected)


async def _record(
    records: Records, actor: Actor, claim: Claim, kind: Kind, moment: Moment, *, reason: str = ""
) -> bool:
    """Make it hold in the ledger; False where it held already, or there is nothing to take back."""
    subject = Subject(person_id=claim.person_id, unit_id=claim.unit_id, claim_id=claim.id, day=claim.day)
    is_first = claim.state is Decision.PENDING
    counted = None if is_first else await records.hours.counted_of_claim(claim.id)
    entry = entry_for(subject, kind, claim.minutes, counted, by_id=actor.id, at=moment.now, note=reason)
    if entry is None:
        return False
    await records.hours.append(entry)
    return True


async def _decide(
    records: Records, actor: Actor, claim: Claim, decision: Decision, moment: Moment, *, reason: str = ""
) -> Claim:
    """Write the decision down and tell the person; one that puts another right is told anew."""
    corrects = claim.state is not Decision.PENDING
    await records.hours.decide(claim.id, decision, by_id=actor.id, at=moment.now, reason=reason)
    records.journal.note(
        _NOTED[decision],
        by_id=actor.id,
        at=moment.now,
        person_id=claim.person_id,
        unit_id=claim.unit_id,
        claim=claim.id,
        instead_of=claim.state.value,
    )
    notice = ClaimDecided(claim_id=claim.id, decision=decision, corrects=corrects)
    tell(records, [claim.person_id], notice, notice.about(), moment, again=corrects)
    return claim.model_copy(update={"state": decision, "decided_by": actor.id, "reason": reason})


class AllApproved(Model):
    """What was pending in the unit is in the ledger, but for the actor's own, and where a day had no room."""

    claims: tuple[Claim, ...]
    own_left_out: int
    over_a_day: int


async def approve_all(
    records: Records, actor: Actor, unit: Unit, moment: Moment, *, newest: int | None = None
) -> AllApproved | NotAllowed:
    """Approve everything pending in a unit and below it, up to the newest claim that the actor was told of."""
    if not actor.rights.leads(unit):
        return NotAllowed()
    pending = [claim for claim in await records.hours.pending_in(unit) if newest is None or claim.id <= newest]
    outcomes = [await approve(records, actor, claim.id, moment) for claim in pending if claim.person_id != actor.id]
    return AllApproved(
        claims=tuple(outcome.claim for outcome in outcomes if isinstance(outcome, Approved)),
        own_left_out=sum(claim.person_id == actor.id for claim in pending),
        over_a_day=sum(isinstance(outcome, DayFilled) for outcome in outcomes),
    )
