"""What becomes of a place that comes free: it is offered to the next in line; or if it is late, to all of them at once.

docs/rules.md: Offers.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from volunteering.actions.signing_up.late import tell_of_gap, tell_the_line
from volunteering.actions.signing_up.lines import with_facts
from volunteering.actions.telling.out_of_reach import tell_to_call
from volunteering.actions.telling.telling import tell, tell_one
from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift, is_on
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.notices.signing_up import PlaceOffered, Promoted, Unheard, Why
from volunteering.rules.offering import goes_in_turn, held_until, may_be_next, may_take_over
from volunteering.rules.signing_up import Facts, SignUp, SignUpState, reasons_against


async def line_for(records: Records, activity: Activity, shift: Shift, sign_up: SignUp) -> tuple[SignUp, ...]:
    """Who else waits for what a sign-up has, first in line first; nobody where that is no place, and none is held."""
    has_place = sign_up.state is SignUpState.CONFIRMED or sign_up.is_offered
    if not has_place or not is_on(activity, shift):
        return ()
    line = await records.sign_ups.waiting(shift.id)
    return tuple(one for one in line if one.role_id == sign_up.role_id and one.person_id != sign_up.person_id)


async def would_be_taken(records: Records, shift: Shift, line: Sequence[SignUp], moment: Moment) -> bool:
    """Whether somebody in that line would be offered the place at once, or have it."""
    if held_until(shift, moment) is None:
        return False
    to_ask = [waiting for waiting in line if not waiting.is_offered]
    async for _, facts in with_facts(records, shift, to_ask):
        if may_take_over(facts, moment):
            return True
    return False


async def is_awaited(records: Records, shift: Shift, line: Sequence[SignUp], moment: Moment) -> bool:
    """Whether a place that is free is to be offered to somebody in that line first, who could have it at once.

    Whoever is elsewhere then, may not take it or is out of reach keeps nobody from it, nor whoever has let it pass.
    """
    full = (
        {room.role.id for room in await records.roles.of(shift.id) if room.capacity.is_full} if shift.roles else set()
    )
    to_ask = [one for one in line if not (one.is_offered or one.passed or one.role_id in full)]
    async for _, facts in with_facts(records, shift, to_ask):
        if may_be_next(facts, moment):
            return True
    return False


async def fill_places(
    records: Records,
    activity: Activity,
    shift: Shift,
    moment: Moment,
    *,
    why: Why,
    known_to: Collection[int] = (),
    as_before: Collection[int] = (),
) -> int:
    """Offer the free places of a locked shift to the first in line who still may take them; how many went to somebody.

    Each is held for whoever it is offered to; who wants to be put in without being asked has it at once. Whoever would
    not hear of it is passed over and stays in line, and the leader is told to call. Within the late hours before the
    start nobody is asked in turn: everybody in line is told, and the leader is; not again of what is `known_to` them
    (`beside_free_places`, asked before). Whoever let a place pass in a role that is `as_before` is not asked again.
    """
    if shift.has_begun(moment.now):
        return 0
    line = await records.sign_ups.waiting(shift.id)
    return await give_to(records, activity, shift, line, moment, why=why, known_to=known_to, as_before=as_before)


async def give_to(
    records: Records,
    activity: Activity,
    shift: Shift,
    line: Sequence[SignUp],
    moment: Moment,
    *,
    why: Why,
    known_to: Collection[int] = (),
    as_before: Collection[int] = (),
) -> int:
    """The same, to the first of this line."""
    anew = {one.role_id for one in line if one.passed and one.role_id not in as_before} if why.is_new else set()
    for role_id in anew:
        await records.offers.ask_again(shift.id, role_id)
    to_ask = [one for one in line if not one.is_offered and (one.role_id in anew or not one.passed)]
    if not goes_in_turn(shift, moment):
        await tell_of_gap(records, activity, shift, line, moment, to=to_ask, known_to=known_to)
        return 0
    until = held_until(shift, moment)
    # Where nobody would hear of it in time, it is for whoever asks first.
    return await _offer_in_turn(records, activity, shift, to_ask, until, moment, why=why) if until else 0


async def leave_to_whoever_asks(
    records: Records,
    activity: Activity,
    shift: Shift,
    line: Sequence[SignUp],
    moment: Moment,
    *,
    roles: Iterable[int | None],
    known_to: Collection[int],
) -> None:
    """What comes free of these roles within the late hours: this line is told, whoever let a place pass before, too.

    For where whoever is in charge hears by another message what has freed it, and reads there that somebody waits.
    """
    for role_id in roles:
        await records.offers.ask_again(shift.id, role_id)
    await tell_the_line(records, activity, shift, line, moment, to=line, known_to=known_to)


async def _offer_in_turn(
    records: Records,
    activity: Activity,
    shift: Shift,
    line: Sequence[SignUp],
    until: datetime,
    moment: Moment,
    *,
    why: Why,
) -> int:
    given = 0
    passed_over: list[int] = []
    full: set[int | None] = set()  # roles without a free place; the whole shift, where it has no roles
    roles = {sign_up.role_id for sign_up in line}
    async for sign_up, known in with_facts(records, shift, line):
        if full == roles:
            break
        if sign_up.role_id in full or not _might_be_next(known, moment):
            continue
        facts = await records.sign_ups.facts(shift.id, sign_up.person_id)
        if facts is None:
            break
        if facts.capacity.is_full:
            full.add(sign_up.role_id)
        elif may_be_next(facts, moment):
            if facts.at_once:
                await _put_in(records, sign_up, why, moment)
            else:
                await _offer(records, sign_up, until, why, moment)
            given += 1
            if facts.capacity.left == 1:
                full.add(sign_up.role_id)
        elif facts.agreed and not reasons_against(facts, moment):
            passed_over.append(sign_up.person_id)
    await tell_to_call(records, activity, shift, passed_over, Unheard.PASSED_OVER, moment)
    return given


def _might_be_next(known: Facts, moment: Moment) -> bool:
    """Whether it is worth looking at somebody once more: nothing but places, and being out of reach, is in the way."""
    capacity = known.capacity.model_copy(update={"limit": None})
    return known.agreed and not reasons_against(known.model_copy(update={"capacity": capacity}), moment)


async def _put_in(records: Records, sign_up: SignUp, why: Why, moment: Moment) -> None:
    await records.sign_ups.set_state(sign_up.id, SignUpState.CONFIRMED, moment.now)
    _note(records, Did.PROMOTED, sign_up, moment)
    notice = Promoted(shift_id=sign_up.shift_id, why=why)
    key = notice.key(sign_up.person_id, sign_up.ticket)
    tell_one(records, sign_up.person_id, notice, key, moment, after=moment.heard_at - moment.now)


async def _offer(records: Records, sign_up: SignUp, until: datetime, why: Why, moment: Moment) -> None:
    await records.offers.hold(sign_up.id, until)
    _note(records, Did.OFFERED, sign_up, moment)
    notice = PlaceOffered(shift_id=sign_up.shift_id, why=why)
    after = moment.heard_at - moment.now
    tell(records, [sign_up.person_id], notice, notice.about(), moment, again=True, after=after)


def _note(records: Records, did: Did, sign_up: SignUp, moment: Moment) -> None:
    records.journal.note(did, by_id=None, at=moment.now, person_id=sign_up.person_id, shift_id=sign_up.shift_id)
