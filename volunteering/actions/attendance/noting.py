"""What a leader says beside a tick: excused, or sent home before the end (docs/rules.md: Attendance and hours)."""

from volunteering.actions.attendance.rosters import (
    DayIsFull,
    MinutesOutOfRange,
    NoRoster,
    NotOnIt,
    Roster,
    as_it_is,
    led_roster,
    no_room_for,
)
from volunteering.records import Records
from volunteering.rules.attendance import Noted
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.volunteers import Actor


class NothingToExcuse(Model):
    """The person had no place: nobody expected them."""

    roster: Roster


async def excuse(
    records: Records, actor: Actor, shift_id: int, person_id: int, moment: Moment
) -> Roster | NothingToExcuse | NotOnIt | NoRoster | None:
    """Say that somebody who had a place could not come. Gives the roster as it is then. None: no such shift."""
    roster = await led_roster(records, actor, shift_id, moment)
    if not isinstance(roster, Roster):
        return roster
    line = roster.line_of(person_id)
    if line is None:
        return NotOnIt(roster=roster)
    if line.walked_in:
        return NothingToExcuse(roster=roster)
    await records.hours.tick(shift_id, person_id, came=False, noted=Noted.EXCUSED)
    return await as_it_is(records, roster)


async def send_home(
    records: Records, actor: Actor, shift_id: int, person_id: int, minutes: int, moment: Moment
) -> Roster | MinutesOutOfRange | DayIsFull | NotOnIt | NoRoster | None:
    """Say that somebody came and was sent home after so many minutes. Gives the roster. None: no such shift."""
    roster = await led_roster(records, actor, shift_id, moment)
    if not isinstance(roster, Roster):
        return roster
    if roster.line_of(person_id) is None:
        return NotOnIt(roster=roster)
    most = roster.shift.period.minutes
    if not 0 <= minutes <= most:
        return MinutesOutOfRange(roster=roster, most=most)
    full = await no_room_for(records, roster, person_id, minutes, moment)
    if full:
        return full
    await records.hours.tick(shift_id, person_id, came=True, minutes=minutes, noted=Noted.SENT_HOME)
    return await as_it_is(records, roster)
