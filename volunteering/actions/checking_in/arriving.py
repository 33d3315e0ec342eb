"""Checking in and out with the code that is shown (docs/rules.md: Checking in)."""

from datetime import datetime

from volunteering.actions.signing_up.places import take
from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.checking_in import (
    GUESSED_WITHIN,
    CheckIn,
    Guesses,
    Presence,
    ShiftDoor,
    TooManyGuesses,
    closes_at,
    heard_for,
    heard_until,
    too_many,
    when_shown,
)
from volunteering.rules.choosing import ToChoose, judge_or_choose
from volunteering.rules.fairness import SignUpOver
from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.signing_up import Begun, Closed, Facts, Reason, SignUpState, Taken, reasons_against
from volunteering.rules.volunteers import Person


class CheckedIn(Model):
    """The person is here."""

    activity: Activity
    shift: Shift
    check_in: CheckIn


class CheckedOut(Model):
    """The person has gone."""

    activity: Activity
    shift: Shift
    check_in: CheckIn


class Already(Model):
    """It was said before: they are here, or have gone."""

    activity: Activity
    shift: Shift
    check_in: CheckIn


class WrongCode(Model):
    """It is no code of this shift that was shown so far; so many more may be tried, or none until then."""

    left: int
    until: Instant | None = None


class CodeOfBefore(Model):
    """It was shown when they came: who goes says the one that is shown then."""

    activity: Activity
    shift: Shift


class NoDoor(Model):
    """Nobody has shown a code, or it is too late to say it."""

    activity: Activity
    shift: Shift


class NotOnRoster(Model):
    """The person has no place in the shift."""

    facts: Facts


class CheckInTakenBack(Model):
    """Whoever leads has said that they are not here."""

    activity: Activity
    shift: Shift


class RosterClosed(Model):
    """The roster is confirmed: who came says so to whoever leads."""

    activity: Activity
    shift: Shift


class NotOnTheSpot(Model):
    """No place was taken: these reasons are in the way, or something is to be chosen or agreed to first."""

    facts: Facts
    reasons: tuple[Reason, ...] = ()


NotAtDoor = WrongCode | TooManyGuesses | NoDoor | RosterClosed | Closed


class _CodeKnown(Model):
    """Somebody with the right code at the door of a locked shift."""

    activity: Activity
    shift: Shift
    door: ShiftDoor
    at: Presence
    shown_at: datetime


async def _at_door(
    records: Records, person: Person, shift_id: int, code: str, moment: Moment
) -> _CodeKnown | NotAtDoor | None:
    found = await records.activities.lock(shift_id)
    if found is None:
        return None
    activity, shift = found
    at = await records.check_ins.at_door(shift_id, person.id, moment.now - GUESSED_WITHIN)
    if shift.called_off:
        return Closed()
    if at.door is None or moment.now >= heard_until(shift, moment):
        return NoDoor(activity=activity, shift=shift)
    if refused := too_many(at.guesses, moment):
        return refused
    shown_at = when_shown(at.door, shift, code, moment, newly=not at.has_line)
    if shown_at is None:
        records.check_ins.guessed(person.id, shift_id, moment.now)
        return _wrong(at.guesses, moment)
    if shift.roster_at is not None:
        return RosterClosed(activity=activity, shift=shift)
    return _CodeKnown(activity=activity, shift=shift, door=at.door, at=at, shown_at=shown_at)


def _wrong(before: Guesses, moment: Moment) -> WrongCode:
    """One more; with the first of these over, another may be tried."""
    left = max(moment.policy.check_in_guesses - before.lately - 1, 0)
    return WrongCode(left=left, until=None if left else (before.first_at or moment.now) + GUESSED_WITHIN)


async def check_in(
    records: Records, person: Person, shift_id: int, code: str, moment: Moment, *, again: bool = False
) -> CheckedIn | Already | NotOnRoster | CheckInTakenBack | NotAtDoor | None:
    """The person is here since the code was shown; `again` where they had gone. None: no such shift."""
    known = await _at_door(records, person, shift_id, code, moment)
    if not isinstance(known, _CodeKnown):
        return known
    if not known.at.has_line:
        facts = await records.sign_ups.facts(shift_id, person.id)
        return NotOnRoster(facts=facts) if facts else None
    return await _come(records, person, known, moment, again=again)


async def _come(
    records: Records, person: Person, known: _CodeKnown, moment: Moment, *, again: bool = False
) -> CheckedIn | Already | CheckInTakenBack:
    activity, shift, earlier = known.activity, known.shift, known.at.check_in
    if earlier is None:
        new = CheckIn(in_at=known.shown_at, said_at=moment.now)
        records.check_ins.came(shift.id, person.id, ticket=known.at.ticket, in_at=new.in_at, at=moment.now)
        if not known.at.came:  # whoever was ticked has what was said of them already
            await records.hours.tick(shift.id, person.id, came=True)
        records.check_ins.stir(known.door, moment.now)
        return CheckedIn(activity=activity, shift=shift, check_in=new)
    if not known.at.came:
        return CheckInTakenBack(activity=activity, shift=shift)
    if again and earlier.out_at is not None:
        records.check_ins.went(shift.id, person.id, None)
        records.check_ins.stir(known.door, moment.now)
        return CheckedIn(activity=activity, shift=shift, check_in=earlier.model_copy(update={"out_at": None}))
    return Already(activity=activity, shift=shift, check_in=earlier)


async def check_out(
    records: Records, person: Person, shift_id: int, code: str, moment: Moment
) -> CheckedOut | Already | CodeOfBefore | NotOnRoster | CheckInTakenBack | NotAtDoor | None:
    """The person has gone when the code was shown. None: no such shift."""
    known = await _at_door(records, person, shift_id, code, moment)
    if not isinstance(known, _CodeKnown):
        return known
    activity, shift, here = known.activity, known.shift, known.at.check_in
    if here is None:
        facts = await records.sign_ups.facts(shift_id, person.id)
        return NotOnRoster(facts=facts) if facts else None
    if not known.at.came:
        return CheckInTakenBack(activity=activity, shift=shift)
    if here.out_at is not None:
        return Already(activity=activity, shift=shift, check_in=here)
    if known.shown_at <= here.in_at:
        return CodeOfBefore(activity=activity, shift=shift)
    records.check_ins.went(shift.id, person.id, known.shown_at)
    records.check_ins.stir(known.door, moment.now)
    gone = here.model_copy(update={"out_at": known.shown_at})
    return CheckedOut(activity=activity, shift=shift, check_in=gone)


async def come_along(
    records: Records, person: Person, shift_id: int, code: str, moment: Moment
) -> CheckedIn | Already | NotOnTheSpot | CheckInTakenBack | NotAtDoor | None:
    """The same of somebody without a place: before the start one is taken, after it they are on the roster as who came.

    It takes what signing up takes, but for the time. None: no such shift.
    """
    known = await _at_door(records, person, shift_id, code, moment)
    if not isinstance(known, _CodeKnown):
        return known
    if not known.at.has_line:
        facts = await records.sign_ups.facts(shift_id, person.id)
        if facts is None:
            return None
        refused = await _take_on_the_spot(records, person, facts, moment)
        if refused:
            return refused
        at = await records.check_ins.at_door(shift_id, person.id, moment.now - GUESSED_WITHIN)
        known = known.model_copy(update={"at": at})
    return await _come(records, person, known, moment)


async def _take_on_the_spot(records: Records, person: Person, facts: Facts, moment: Moment) -> NotOnTheSpot | None:
    shift = facts.shift
    if not shift.has_begun(moment.now):
        answer = judge_or_choose(facts, moment)
        if not facts.agreed or isinstance(answer, ToChoose):
            return NotOnTheSpot(facts=facts)
        if not isinstance(answer, Taken):
            return NotOnTheSpot(facts=facts, reasons=reasons_against(facts, moment))
        await take(records, person, facts, moment)
        return None
    reasons = tuple(one for one in reasons_against(facts, moment) if not isinstance(one, Begun | SignUpOver))
    if reasons or not facts.agreed or moment.now >= closes_at(shift, moment):
        return NotOnTheSpot(facts=facts, reasons=reasons)
    await records.sign_ups.put(shift.id, person.id, SignUpState.WALKED_IN, moment.now)
    return None


class SeveralDoors(Model):
    """It is the code of several shifts at this moment: which one, the person says."""

    shift_ids: tuple[int, ...]


async def door_with(
    records: Records, person: Person, code: str, moment: Moment
) -> int | SeveralDoors | WrongCode | TooManyGuesses | None:
    """The shift whose code somebody has typed: of those they have a place in, else of one that is shown just now.

    None: nobody shows a code anywhere.
    """
    doors = await records.check_ins.doors_open(person.id, moment.now - heard_for(moment))
    if not doors:
        return None
    guesses = await records.check_ins.guesses(person.id, moment.now - GUESSED_WITHIN)
    if refused := too_many(guesses, moment):
        return refused
    for is_theirs in (True, False):
        found = tuple(
            shift.id
            for door, shift, is_on_it in doors
            if is_on_it is is_theirs and when_shown(door, shift, code, moment, newly=not is_theirs)
        )
        if found:
            return found[0] if len(found) == 1 else SeveralDoors(shift_ids=found)
    records.check_ins.guessed(person.id, None, moment.now)
    return _wrong(guesses, moment)
