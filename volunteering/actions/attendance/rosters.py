"""The roster after a shift: who came, for how long, and the hours that follow (docs/rules.md: Attendance and hours)."""

from zoneinfo import ZoneInfo

from volunteering.actions.quizzes.making import invite
from volunteering.actions.telling.telling import tell
from volunteering.actions.training.results import judge_presence
from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.attendance import RosterLine, most_minutes
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.hours import CAME, MINUTES_A_DAY, Entry, Kind, Subject, entry_for
from volunteering.rules.journal import Did
from volunteering.rules.notices.attendance import HoursRecorded, RosterDue
from volunteering.rules.notices.training import StudyRecorded
from volunteering.rules.signing_up import Closed
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor


class Roster(Model):
    """A shift that has begun, with everybody who had a place, and who came without one."""

    activity: Activity
    shift: Shift
    lines: tuple[RosterLine, ...]

    def line_of(self, person_id: int) -> RosterLine | None:
        """The line of a person; None where they are not on it."""
        return next((line for line in self.lines if line.person_id == person_id), None)

    def undecided(self, actor_id: int) -> RosterLine | None:
        """The line, not ticked, of somebody else who confirmed the roster and could not say it of themselves.

        Whoever confirms next may be here for another line: that the first one did not come is not said in passing.
        """
        if self.shift.roster_at is None:
            return None
        unsaid = (line for line in self.lines if line.counted is None and line.person_id != actor_id)
        return next((line for line in unsaid if line.says(self.shift)[0] is Kind.NO_SHOW), None)


class NotYet(Model):
    """The shift has not begun: nobody can have come."""

    activity: Activity
    shift: Shift


class NobodySignedUp(Model):
    """There is nobody to tick."""

    activity: Activity
    shift: Shift


class NotOnIt(Model):
    """That person is not on the roster."""

    roster: Roster


class MinutesOutOfRange(Model):
    """Nobody can have been there for so long, or for less than no time."""

    roster: Roster
    most: int


class DayIsFull(Model):
    """With what the ledger has of that day already, it would be over 24 hours."""

    roster: Roster
    already: int  # minutes, without this shift


NoRoster = NotYet | NobodySignedUp | Closed | NotAllowed


async def led_roster(records: Records, actor: Actor, shift_id: int, moment: Moment) -> Roster | NoRoster | None:
    """The roster of a shift that the actor leads now, locked. None: no such shift."""
    roster = await led_roster_or_empty(records, actor, shift_id, moment)
    if isinstance(roster, Roster) and not roster.lines:
        return NobodySignedUp(activity=roster.activity, shift=roster.shift)
    return roster


async def led_roster_or_empty(
    records: Records, actor: Actor, shift_id: int, moment: Moment
) -> Roster | NotYet | Closed | NotAllowed | None:
    """The same, also where nobody is on it yet."""
    found = await records.activities.lock(shift_id)
    if found is None:
        return None
    activity, shift = found
    if not actor.rights.leads(activity.unit):
        return NotAllowed()
    if not shift.has_begun(moment.now):
        return NotYet(activity=activity, shift=shift)
    if shift.called_off:
        return Closed()
    return Roster(activity=activity, shift=shift, lines=await records.hours.roster(shift_id))


async def tick(
    records: Records, actor: Actor, shift_id: int, person_id: int, moment: Moment, *, came: bool | None
) -> Roster | NotOnIt | NoRoster | None:
    """Tick that a person came (True) or did not (False), or take the tick back (None). Gives the roster then."""
    roster = await led_roster(records, actor, shift_id, moment)
    if not isinstance(roster, Roster):
        return roster
    if roster.line_of(person_id) is None:
        return NotOnIt(roster=roster)
    await records.hours.tick(shift_id, person_id, came=came)
    return await as_it_is(records, roster)


async def adjust(
    records: Records,
    actor: Actor,
    shift_id: int,
    person_id: int,
    minutes: int | None,
    moment: Moment,
) -> Roster | MinutesOutOfRange | DayIsFull | NotOnIt | NoRoster | None:
    """Tick that a person came, for so many minutes; None is the shift's own length. Gives the roster as it is then."""
    roster = await led_roster(records, actor, shift_id, moment)
    if not isinstance(roster, Roster):
        return roster
    if roster.line_of(person_id) is None:
        return NotOnIt(roster=roster)
    most = most_minutes(roster.shift)
    if minutes is not None and not 0 <= minutes <= most:
        return MinutesOutOfRange(roster=roster, most=most)
    full = await no_room_for(records, roster, person_id, minutes, moment)
    if full:
        return full
    await records.hours.tick(shift_id, person_id, came=True, minutes=minutes)
    return await as_it_is(records, roster)


async def no_room_for(
    records: Records, roster: Roster, person_id: int, minutes: int | None, moment: Moment
) -> DayIsFull | None:
    """Why somebody's day has no room for these minutes of the shift (None: all of them), where it has not."""
    line = roster.line_of(person_id)
    of_this_shift = line.counted.minutes if line and line.counted else 0
    day = roster.shift.day(moment.zone)
    ledger = records.training.studied_on if roster.activity.training else records.hours.served_on
    already = await ledger(person_id, day) - of_this_shift
    wanted = roster.shift.period.minutes if minutes is None else minutes
    return DayIsFull(roster=roster, already=already) if already + wanted > MINUTES_A_DAY else None


async def tick_all(records: Records, actor: Actor, shift_id: int, moment: Moment) -> Roster | NoRoster | None:
    """All came; the actor's own line is for somebody else to tick. Gives the roster as it is then."""
    roster = await led_roster(records, actor, shift_id, moment)
    if not isinstance(roster, Roster):
        return roster
    await records.hours.tick_all(shift_id, without=actor.id)
    return await as_it_is(records, roster)


async def as_it_is(records: Records, roster: Roster) -> Roster:
    """The roster after something was written."""
    return roster.model_copy(update={"lines": await records.hours.roster(roster.shift.id)})


class Confirmed(Model):
    """The roster is in the ledger."""

    roster: Roster
    came: int
    no_shows: int
    excused: int = 0
    changed: int  # how many lines are new or corrected
    own_left_out: bool  # nobody approves their own hours
    asked: tuple[int, ...] = ()  # who is asked to confirm the one left out


async def confirm_roster(records: Records, actor: Actor, shift_id: int, moment: Moment) -> Confirmed | NoRoster | None:
    """Write the roster as ticked into the ledger, again where it was corrected. Not ticked is a no-show.

    The actor's own line is left out, and somebody else who leads there is asked for it. None: no such shift.
    """
    roster = await led_roster(records, actor, shift_id, moment)
    if not isinstance(roster, Roster):
        return roster
    # In one order for all who hold people: of two rosters with the same ones neither waits for the other for ever.
    others = tuple(line for line in sorted(roster.lines, key=_by_person) if line.person_id != actor.id)
    changed = 0
    for line in others:
        kind, minutes = line.says(roster.shift)
        changed += await record_line(records, roster, line, kind, minutes, actor.id, moment)
    await records.hours.close_roster(shift_id, actor.id, moment.now)
    records.journal.note(
        Did.ROSTER_CONFIRMED, by_id=actor.id, at=moment.now, activity_id=roster.activity.id, shift_id=shift_id
    )
    if roster.activity.training:
        await invite(records, roster.activity, moment)
    kinds = [line.says(roster.shift)[0] for line in others]
    return Confirmed(
        roster=await as_it_is(records, roster),
        came=sum(kind in CAME for kind in kinds),
        no_shows=kinds.count(Kind.NO_SHOW),
        excused=kinds.count(Kind.EXCUSED),
        changed=changed,
        own_left_out=len(others) < len(roster.lines),
        asked=await _ask_for_own(records, roster, actor, moment),
    )


def _by_person(line: RosterLine) -> int:
    return line.person_id


async def record_line(
    records: Records,
    roster: Roster,
    line: RosterLine,
    kind: Kind,
    minutes: int,
    by_id: int,
    moment: Moment,
) -> bool:
    """Make it hold for one person, and tell them; False where it held already."""
    subject = subject_of(roster.activity, roster.shift, line.person_id, moment.zone)
    entry = entry_for(subject, kind, minutes, line.counted, by_id=by_id, at=moment.now)
    if entry is None:
        return False
    if roster.activity.training:
        await _record_study(records, roster, line, entry, moment)
        return True
    entry_id = await records.hours.append(entry)
    if line.counted is not None and line.counted.kind is Kind.NO_SHOW:
        records.enquiries.put_right(roster.shift.id, line.person_id, by_id, moment.now)
    notice = HoursRecorded(shift_id=roster.shift.id, entry_id=entry_id)
    tell(records, [line.person_id], notice, notice.about(), moment)
    return True


async def _record_study(records: Records, roster: Roster, line: RosterLine, entry: Entry, moment: Moment) -> None:
    """The same in the study ledger: people are told what they may not know, and passed where presence is enough."""
    line_id = await records.training.append(entry)
    if line.counted is not None or entry.kind is Kind.NO_SHOW:
        notice = StudyRecorded(shift_id=roster.shift.id, line_id=line_id)
        tell(records, [line.person_id], notice, notice.about(), moment)
    await judge_presence(records, roster.activity, line.person_id, entry.by_id, moment, sessions=entry.participations)


def subject_of(activity: Activity, shift: Shift, person_id: int, zone: ZoneInfo) -> Subject:
    """What a ledger entry about this person in this shift is about."""
    return Subject(
        person_id=person_id, unit_id=activity.unit.id, activity_id=activity.id, shift_id=shift.id, day=shift.day(zone)
    )


async def _ask_for_own(records: Records, roster: Roster, actor: Actor, moment: Moment) -> tuple[int, ...]:
    own = roster.line_of(actor.id)
    if own is None or own.holds(roster.shift):
        return ()
    leaders = await records.people.leaders_of(roster.activity.unit, without=actor.id)
    notice = RosterDue(shift_id=roster.shift.id, only=actor.id)
    tell(records, leaders, notice, notice.about(roster.shift.period.start), moment, again=True)
    return leaders
