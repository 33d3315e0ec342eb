"""Hours that wait for a leader, taken back by whoever logged them (docs/rules.md: Attendance and hours)."""

from volunteering.records import Records
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.hours import Claim, Decision
from volunteering.rules.journal import Did
from volunteering.rules.volunteers import Person


class Withdrawn(Model):
    """Nobody is asked for them any more."""

    claim: Claim


class DecidedMeanwhile(Model):
    """They wait no more: a leader was quicker, or they are withdrawn already."""

    claim: Claim


async def find_waiting(records: Records, person: Person, claim_id: int) -> Claim | DecidedMeanwhile | None:
    """Hours of the person's own that wait for a leader, locked. None: none of theirs with that number."""
    claim = await records.hours.claim(claim_id)
    if claim is None or claim.person_id != person.id:
        return None
    return claim if claim.state is Decision.PENDING else DecidedMeanwhile(claim=claim)


async def withdraw(
    records: Records, person: Person, claim_id: int, moment: Moment
) -> Withdrawn | DecidedMeanwhile | None:
    """Ask for these hours no more. None: none of the person's own with that number."""
    claim = await find_waiting(records, person, claim_id)
    if not isinstance(claim, Claim):
        return claim
    take_away(records, claim, moment)
    return Withdrawn(claim=claim.model_copy(update={"state": Decision.WITHDRAWN}))


def take_away(records: Records, claim: Claim, moment: Moment) -> None:
    """Write down that a claim that waits is withdrawn."""
    records.hours.withdraw(claim.id)
    records.journal.note(
        Did.HOURS_WITHDRAWN,
        by_id=claim.person_id,
        at=moment.now,
        person_id=claim.person_id,
        unit_id=claim.unit_id,
        claim=claim.id,
    )
