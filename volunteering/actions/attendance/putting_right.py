"""No-shows that were none: taken back, or put right for somebody who did come (docs/rules.md: Attendance and hours)."""

from volunteering.actions.attendance.rosters import (
    DayIsFull,
    NoRoster,
    NotOnIt,
    Roster,
    as_it_is,
    led_roster,
    no_room_for,
    record_line,
)
from volunteering.records import Records
from volunteering.rules.attendance import RosterLine
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.hours import Counted, Kind
from volunteering.rules.journal import Did
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor


class NoShowUndone(Model):
    """The no-show counts no more."""

    roster: Roster


class NotANoShow(Model):
    """There is no no-show to undo."""

    roster: Roster
    counted: Counted | None


class CameAfterAll(Model):
    """The roster was wrong: they came, for the whole shift."""

    roster: Roster


async def undo_no_show(
    records: Records, actor: Actor, shift_id: int, person_id: int, moment: Moment
) -> NoShowUndone | NotANoShow | NotOnIt | NoRoster | None:
    """Take a no-show back, without hours in its place; where the person did come, `came_after_all` is right.

    Nobody undoes their own. None: no such shift.
    """
    found = await _no_show(records, actor, shift_id, person_id, moment)
    if not isinstance(found, tuple):
        return found
    roster, line = found
    await record_line(records, roster, line, Kind.VOID, 0, actor.id, moment)
    _note(records, actor, roster, person_id, moment)
    return NoShowUndone(roster=await as_it_is(records, roster))


async def came_after_all(
    records: Records, actor: Actor, shift_id: int, person_id: int, moment: Moment
) -> CameAfterAll | DayIsFull | NotANoShow | NotOnIt | NoRoster | None:
    """Put a no-show right for somebody who came: ticked and in the ledger for the shift's own length, and told.

    Nobody does so for themselves. None: no such shift.
    """
    found = await _no_show(records, actor, shift_id, person_id, moment)
    if not isinstance(found, tuple):
        return found
    roster, line = found
    full = await no_room_for(records, roster, person_id, None, moment)
    if full:
        return full
    await records.hours.tick(shift_id, person_id, came=True)
    await record_line(records, roster, line, Kind.ATTENDED, roster.shift.period.minutes, actor.id, moment)
    _note(records, actor, roster, person_id, moment)
    return CameAfterAll(roster=await as_it_is(records, roster))


async def _no_show(
    records: Records, actor: Actor, shift_id: int, person_id: int, moment: Moment
) -> tuple[Roster, RosterLine] | NotANoShow | NotOnIt | NoRoster | None:
    """The roster that has it, locked, and its line, where the actor may put it right."""
    roster = await led_roster(records, actor, shift_id, moment)
    if not isinstance(roster, Roster):
        return roster
    if person_id == actor.id:
        return NotAllowed()
    line = roster.line_of(person_id)
    if line is None:
        return NotOnIt(roster=roster)
    if line.counted is None or line.counted.kind is not Kind.NO_SHOW:
        return NotANoShow(roster=roster, counted=line.counted)
    return roster, line


def _note(records: Records, actor: Actor, roster: Roster, person_id: int, moment: Moment) -> None:
    records.journal.note(
        Did.NO_SHOW_UNDONE,
        by_id=actor.id,
        at=moment.now,
        person_id=person_id,
        activity_id=roster.activity.id,
        shift_id=roster.shift.id,
    )
