"""What becomes of an offer: taken, skipped, or lapsed; the next in line is asked in the same transaction.

docs/rules.md: Offers.
"""

from datetime import datetime, timedelta

from volunteering.actions.signing_up.freed import fill_places
from volunteering.actions.signing_up.late import beside_free_places
from volunteering.actions.signing_up.places import take
from volunteering.actions.signing_up.roles import RoleWouldBeGiven
from volunteering.actions.telling.telling import tell_one
from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift, is_on
from volunteering.rules.choosing import ToChoose
from volunteering.rules.consenting import ToAgree
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.notices.keys import key_of
from volunteering.rules.notices.signing_up import OfferLapsed, PlaceOffered, Why
from volunteering.rules.offering import goes_in_turn
from volunteering.rules.signing_up import Facts, Judgement, SignUp, SignUpState
from volunteering.rules.volunteers import Person, Standing


class OfferGone(Model):
    """Nothing is held for the person; they may wait all the same, or have a place."""

    facts: Facts


class Skipped(Model):
    """The person let it pass and keeps their number. The facts are those of before."""

    facts: Facts
    went_on: bool  # to somebody behind them


async def take_offer(
    records: Records, person: Person, shift_id: int, moment: Moment
) -> Judgement | RoleWouldBeGiven | ToChoose | ToAgree | OfferGone | None:
    """The place that is held for the person, or one that is free for whoever asks first. None: no such shift."""
    facts = await records.sign_ups.facts(shift_id, person.id)
    if facts is None:
        return None
    mine = facts.mine
    if mine is None or mine.state is SignUpState.LEFT:  # whoever left the list is not brought back by an old message
        return OfferGone(facts=facts)
    if mine.state is SignUpState.WAITING and facts.room.is_full:
        return OfferGone(facts=facts)
    return await take(records, person, facts, moment)


async def skip_offer(records: Records, person: Person, shift_id: int, moment: Moment) -> Skipped | OfferGone | None:
    """Let the place pass that is held for the person: the next in line is asked. None: no such shift."""
    facts = await records.sign_ups.facts(shift_id, person.id)
    if facts is None:
        return None
    mine = facts.mine
    if mine is None or not mine.is_offered:
        return OfferGone(facts=facts)
    known_to = await beside_free_places(records, facts.shift, moment)
    await _let_pass(records, mine, person.id, moment)
    went_on = await fill_places(records, facts.activity, facts.shift, moment, why=Why.PASSED_ON, known_to=known_to)
    return Skipped(facts=facts, went_on=went_on > 0)


async def lapsed(records: Records, moment: Moment) -> tuple[int, ...]:
    """The shifts in which a place is held no longer. It only looks: nothing is locked."""
    return await records.offers.ended(moment.now)


async def lapse_offers(records: Records, shift_id: int, moment: Moment) -> int:
    """End what is held no longer in a shift, and ask the next in line; how many places went to somebody."""
    found = await records.activities.lock(shift_id)
    if found is None:
        return 0
    known_to = await beside_free_places(records, found[1], moment)
    ended = 0
    # The last first: of those who are offered more than there is left, the first in line keep what is held for them.
    for sign_up in reversed(await records.sign_ups.waiting(shift_id)):
        if sign_up.is_offered:
            ended += await _end(records, *found, sign_up, moment)
    await records.offers.forget_of_others(shift_id)
    if not ended or not is_on(*found):
        return 0
    return await fill_places(records, *found, moment, why=Why.PASSED_ON, known_to=known_to)


async def _end(records: Records, activity: Activity, shift: Shift, sign_up: SignUp, moment: Moment) -> bool:
    """End one where its time is over, its person can't be asked any more, or others have it; whether that was so.

    Nobody lets pass what they have not heard of: that waits for its message, up to the late hours.
    """
    until = sign_up.held_until
    if not is_on(activity, shift) or not await _may_answer(records, sign_up):
        await records.offers.let_go(sign_up.id)
        return True
    if until is None or until > moment.now:
        return False
    offered = PlaceOffered(shift_id=shift.id)
    if await records.outbox.is_owed(key_of(offered.about(), sign_up.person_id)):
        if goes_in_turn(shift, moment):
            return False
        await records.offers.let_go(sign_up.id)
        return True
    await _let_pass(records, sign_up, None, moment)
    notice = OfferLapsed(shift_id=shift.id)
    key = notice.key(sign_up.person_id, until)
    tell_one(records, sign_up.person_id, notice, key, moment, after=moment.heard_at - moment.now)
    return True


async def _may_answer(records: Records, sign_up: SignUp) -> bool:
    """Whether somebody can still take what is held for them: reached, active, and there is a place."""
    facts = await records.sign_ups.facts(sign_up.shift_id, sign_up.person_id)
    if facts is None or facts.standing is not Standing.ACTIVE or not facts.reachable:
        return False
    return not facts.in_role(sign_up.role_id).capacity.is_overfull


async def _let_pass(records: Records, sign_up: SignUp, by_id: int | None, moment: Moment) -> None:
    await records.offers.let_pass(sign_up.id)
    records.journal.note(
        Did.OFFER_ENDED, by_id=by_id, at=moment.now, person_id=sign_up.person_id, shift_id=sign_up.shift_id
    )


async def next_due(records: Records, moment: Moment) -> datetime | None:
    """When an offer lapses next, the late hours of a shift begin that somebody waits for, or the shift itself."""
    late = timedelta(hours=moment.policy.late_hours)
    held, begins, late_begins = await records.offers.next_due(moment.now, moment.now + late)
    found = (held, begins, late_begins and late_begins - late)
    return min((at for at in found if at), default=None)
