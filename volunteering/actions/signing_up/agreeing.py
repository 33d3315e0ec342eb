"""Agreeing to the bodily risk of an activity: on signing up, or once it is stated anew (docs/rules.md: Risk)."""

from volunteering.records import Records
from volunteering.rules.consenting import ToAgree, to_agree
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.signing_up import Facts, SignUpState
from volunteering.rules.volunteers import Person


class Agreed(Model):
    """The person agreed to the risk as it is stated now."""

    facts: Facts


class NothingToAgree(Model):
    """There is no risk, or the person is not in the shift and does not wait for it."""

    facts: Facts


async def agree(
    records: Records, person: Person, shift_id: int, checksum: str, moment: Moment
) -> Agreed | ToAgree | NothingToAgree | None:
    """Take the consent of somebody who is in a shift, or waits, to what they read (`Risk.checksum`). None: no shift."""
    facts = await records.sign_ups.facts(shift_id, person.id)
    if facts is None:
        return None
    is_in = facts.mine is not None and facts.mine.state in {SignUpState.CONFIRMED, SignUpState.WAITING}
    if facts.activity.risk is None or not is_in:
        return NothingToAgree(facts=facts)
    if unread := to_agree(facts, checksum):
        return unread
    await agree_in(records, facts, person, moment)
    return Agreed(facts=facts.model_copy(update={"agreed": True}))


async def agree_in(records: Records, facts: Facts, person: Person, moment: Moment) -> None:
    """Keep the consent to what is stated now; nothing where there is no risk, or they agreed to it before."""
    risk = facts.activity.risk
    if risk is None or facts.agreed:
        return
    await records.sign_ups.agree(facts.activity.id, person.id, risk, moment.now)
    records.journal.note(
        Did.AGREED,
        by_id=person.id,
        at=moment.now,
        person_id=person.id,
        activity_id=facts.activity.id,
        shift_id=facts.shift.id,
    )
