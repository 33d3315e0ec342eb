"""Undoing a move, within an hour: everything is as it was before, and whoever was told is told that it is back.

docs/rules.md: Changes need consent.
"""

from collections.abc import Collection, Sequence

from volunteering.actions.leading.led import lock_all_led, lock_led
from volunteering.actions.leading.moving import NotLikeThat, placed_in
from volunteering.actions.leading.undoing import ChangedSince, Undone
from volunteering.actions.signing_up.freed import fill_places
from volunteering.actions.telling.telling import change_told_at, tell, tell_of_change
from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift, reasons_against_period
from volunteering.rules.ground.model import Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.moves import Move, Stood, asked_anew
from volunteering.rules.notices.leading import Changed
from volunteering.rules.notices.signing_up import MovedBack, Why
from volunteering.rules.offering import late_from
from volunteering.rules.signing_up import Begun, Closed, SignUp
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor


class TooLateToUndo(Model):
    """It was moved more than an hour ago."""


UndoingMove = Undone | Unchanged | TooLateToUndo | ChangedSince | NotLikeThat | Begun | Closed | NotAllowed


async def undo_move(records: Records, actor: Actor, move_id: int, moment: Moment) -> UndoingMove | None:
    """Set a time or a venue back to what it was, with everything that people had said of it.

    None: no such activity, or shift.
    """
    move = await records.moves.get(move_id)
    if move is None:
        return TooLateToUndo()
    found = await _found(records, actor, move)
    if not isinstance(found, tuple):
        return found
    activity, shifts = found
    move = await records.moves.get(move_id) or move  # as it is under the lock
    if move.undone_at is not None:
        return Unchanged()
    if move.is_final(moment.now):
        return TooLateToUndo()
    if not move.still_stands(activity, shifts[0] if move.shift_id is not None else None):
        return ChangedSince()
    if move.shift_id is None:
        return await _venue_back(records, actor, move, activity, shifts, moment)
    return await _time_back(records, actor, move, activity, shifts[0], moment)


async def _found(
    records: Records, actor: Actor, move: Move
) -> tuple[Activity, Sequence[Shift]] | Closed | NotAllowed | None:
    """What was moved, locked."""
    if move.shift_id is not None:
        one = await lock_led(records, actor, move.shift_id)
        return (one[0], (one[1],)) if isinstance(one, tuple) else one
    found = await lock_all_led(records, actor, move.activity_id)
    if found is None or isinstance(found, NotAllowed):
        return found
    return found if found[0].is_on else Closed()


async def _time_back(
    records: Records, actor: Actor, move: Move, activity: Activity, shift: Shift, moment: Moment
) -> Undone | NotLikeThat | Begun:
    before = move.before
    if shift.has_begun(moment.now):
        return Begun()
    if before.period is None or before.since is None:
        raise ValueError(f"move {move.id} of a shift knows no time before it")
    reasons = reasons_against_period(before.period, moment.now)
    if reasons:
        return NotLikeThat(reasons=reasons)
    # As it was in all: whatever was owed for that time is owed still.
    day = before.period.day(moment.zone)
    await records.activities.move_shift(shift.id, before.period, day=day, at=before.since, now=moment.now)
    back = shift.model_copy(update={"period": before.period, "since": before.since})
    await records.offers.hold_no_longer(shift.id, late_from(back, moment))
    undone = await _after(records, actor, move, activity, [shift], [back], moment)
    # A gap too late to fill may have become one in time.
    await fill_places(records, activity, back, moment, why=Why.MOVED)
    return undone


async def _venue_back(
    records: Records, actor: Actor, move: Move, activity: Activity, shifts: Sequence[Shift], moment: Moment
) -> Undone:
    title = move.before.title if move.before.title != move.after.title else None
    await records.activities.change(activity.id, title=title, venue=move.before.venue, at=moment.now)
    return await _after(records, actor, move, activity, shifts, shifts, moment)


async def _after(
    records: Records,
    actor: Actor,
    move: Move,
    activity: Activity,
    shifts: Sequence[Shift],
    back: Sequence[Shift],
    moment: Moment,
) -> Undone:
    """The shifts as they were until now, and as they are `back`: who is in them, who hears of it."""
    undone = await records.moves.undone(activity.id)
    records.moves.undo(move.id, moment.now)
    records.journal.note(
        Did.MOVE_UNDONE, by_id=actor.id, at=moment.now, activity_id=activity.id, shift_id=move.shift_id
    )
    otherwise: dict[int, Shift] = {}
    for shift, now in zip(shifts, back, strict=True):
        if now.is_ahead(moment.now) and not now.has_begun(moment.now):
            anew = await _people_back(records, actor, move, now, undone, moment)
            await _tell_gone(records, now, move, moment)
            otherwise.update(dict.fromkeys(anew, shift))
    known = set(move.before.people)
    moved_to = back[0] if move.shift_id is not None else None
    everybody = await tell_of_change(
        records, activity, shifts, moment, without=actor.id, moved_to=moved_to, but=otherwise.keys()
    )
    for person_id, shift in otherwise.items():
        notice = Changed.of(activity, shift)
        after = change_told_at([shift, *back], moment) - moment.now
        tell(records, [person_id], notice, notice.about(move.at), moment, after=after)
    told = set(everybody) if move.is_settled(moment.now) else (set(everybody) - known) | otherwise.keys()
    return Undone(told=len(told), was_told=move.is_settled(moment.now))


async def _people_back(
    records: Records, actor: Actor, move: Move, shift: Shift, undone: Sequence[Move], moment: Moment
) -> Collection[int]:
    """Everybody with a place stands as before. Who came to know it otherwise since then is asked, or told.

    Those are who got the place later, or are offered one, and whoever has one elsewhere since then, as they were free.
    """
    elsewhere = set(await records.sign_ups.also_elsewhere(shift.id, since=move.at)) if move.shift_id else set()
    anew: list[int] = []
    for sign_up in await placed_in(records, shift.id):
        stood = move.stood(sign_up)
        if sign_up.is_offered:  # which has the time of that moment, and nothing to confirm
            anew.append(sign_up.person_id)
        elif sign_up.person_id != actor.id and (stood is None or sign_up.person_id in elsewhere):
            records.moves.ask_one(sign_up.id, moment.now)
            anew.append(sign_up.person_id)
        elif stood is not None and not _is_asked_of_later(sign_up, move):
            records.moves.restore(_as_before(stood, sign_up, undone, shift, move, moment))
    return anew


async def _tell_gone(records: Records, shift: Shift, move: Move, moment: Moment) -> None:
    """Tell whoever gave the place back, or lost it, for this move that it is back, and whether a place is free."""
    people = [gone.person_id for gone in await records.moves.gone_for(shift.id, move)]
    notice = MovedBack(shift_id=shift.id)
    tell(records, people, notice, notice.about(move.at), moment, after=change_told_at([shift], moment) - moment.now)


def _is_asked_of_later(sign_up: SignUp, move: Move) -> bool:
    """Whether they have to confirm a later move, of the venue for one of the time: they have that still to do."""
    return sign_up.to_confirm is not None and sign_up.to_confirm > move.at


def _as_before(
    stood: Stood, sign_up: SignUp, undone: Sequence[Move], shift: Shift, move: Move, moment: Moment
) -> Stood:
    """How they stood, without what was undone since; once they may have read of this one, with time to answer."""
    for earlier in reversed(undone):
        if stood.to_confirm == earlier.at:
            stood = earlier.stood(sign_up) or stood
    return asked_anew(stood, shift.period.start, moment) if move.is_settled(moment.now) else stood
