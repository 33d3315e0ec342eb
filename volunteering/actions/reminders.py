"""What time brings: reminders before a shift, and asking for its roster after it (docs/rules.md: Reminders).

The rows say what is due, so that moving a shift moves everything with it; a line noted in the same transaction makes
each thing happen once, whoever sweeps and however often.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from volunteering.actions.telling.telling import tell, tell_one
from volunteering.records import Records
from volunteering.rules.attendance import FORGOTTEN
from volunteering.rules.ground.moment import Moment
from volunteering.rules.moves import loses_place
from volunteering.rules.notices.attendance import RosterDue
from volunteering.rules.notices.signing_up import OnceMore, Reminder
from volunteering.rules.reminders import (
    Expected,
    Occasion,
    ReminderLine,
    Starts,
    Unanswered,
    asked_last,
    asked_once_more_at,
    asking_hours,
    goes_at,
    is_due_within_the_hour,
    is_owed,
    silent_of,
    starts_owed,
    was_known_when_due,
)

BATCH = 150
"""How many people or shifts one transaction takes, so that no tap waits long behind a sweep."""


async def remind(records: Records, moment: Moment) -> bool:
    """Owe a batch of the reminders due now. Whether there may be more: run it again, in another transaction."""
    kinds = sorted(moment.policy.reminders_hours)
    batches = {hours: await records.reminders.unreminded(hours, starts_owed(hours, moment), BATCH) for hours in kinds}
    due: list[ReminderLine] = []
    stood_for: set[ReminderLine] = set()
    for hours_before, batch in _whole_people(batches).items():
        owed = [one for one in batch if is_owed(one.shift, one.sign_up, hours_before, moment)]
        # The bot was down: where the shorter reminder is due the longer one is passed over, and this one asks for it.
        longer = [hours for hours in kinds if hours > hours_before]
        due += await records.reminders.note([_line_of(one, hours_before * 60) for one in owed], moment.now)
        missed = [(one, hours) for one in owed for hours in longer if was_known_when_due(one, hours)]
        stood_for |= await records.reminders.note([_line_of(one, hours * 60) for one, hours in missed], moment.now)
        # It comes so late that the shorter one would say the same within the hour.
        shorter = [hours for hours in kinds if hours < hours_before]
        soon = [(one, hours) for one in owed for hours in shorter if is_due_within_the_hour(one.shift, hours, moment)]
        await records.reminders.note([_line_of(one, hours * 60) for one, hours in soon], moment.now)
    _owe_reminders(records, due, stood_for, moment)
    return len(due) > 0 and any(len(batch) == BATCH for batch in batches.values())


def _whole_people(batches: Mapping[int, Sequence[Expected]]) -> dict[int, list[Expected]]:
    """The batches without the people whose shifts a full one may have cut in two: one person's are one message."""
    last = min((batch[-1].sign_up.person_id for batch in batches.values() if len(batch) == BATCH), default=None)
    if last is None:
        return {hours: list(batch) for hours, batch in batches.items()}
    whole = {hours: [one for one in batch if one.sign_up.person_id < last] for hours, batch in batches.items()}
    if any(whole.values()):
        return whole
    return {hours: [one for one in batch if one.sign_up.person_id == last] for hours, batch in batches.items()}


def _line_of(one: Expected, about: int | Occasion) -> ReminderLine:
    return ReminderLine(
        shift_id=one.shift.id,
        person_id=one.sign_up.person_id,
        about=about,
        starts_at=one.shift.period.start,
    )


def _by_person(lines: Iterable[ReminderLine]) -> list[tuple[int, tuple[ReminderLine, ...]]]:
    """Each person's, the first to begin first: they are one message."""
    ordered = sorted(lines, key=lambda line: (line.person_id, line.starts_at, line.shift_id))
    return [(person_id, tuple(theirs)) for person_id, theirs in groupby(ordered, key=lambda line: line.person_id)]


def _owe_reminders(
    records: Records, due: Iterable[ReminderLine], stood_for: Iterable[ReminderLine], moment: Moment
) -> None:
    """Each person's in one message. It asks where it is one that asks, or stands for one that would have."""
    asking = {hours * 60 for hours in asking_hours(moment.policy)}
    asked = {(line.person_id, line.shift_id) for line in (*due, *stood_for) if line.about in asking}
    for person_id, lines in _by_person(due):
        unasked = tuple(line.shift_id for line in lines if (person_id, line.shift_id) not in asked)
        notice = Reminder(shift_ids=tuple(line.shift_id for line in lines), unasked=unasked)
        tell_one(records, person_id, notice, notice.key(person_id, lines), moment)


async def ask_once_more(records: Records, moment: Moment) -> bool:
    """Ask the silent once more, a batch of them, each once. Whether there may be more: run it again.

    Nobody loses a place by it: somebody who can't come is perhaps glad to be asked, and who only comes may be silent.
    """
    starts, asked = silent_of(moment), asked_last(moment.policy)
    if starts is None or asked is None:
        return False
    batch = await records.reminders.silent(starts, asked=asked, limit=BATCH)
    owed = [one for one in batch if not loses_place(one.shift, one.sign_up, moment.now)]
    noted = await records.reminders.note([_line_of(one, Occasion.ONCE_MORE) for one in owed], moment.now)
    for person_id, theirs in _by_person(noted):
        notice = OnceMore(shift_ids=tuple(line.shift_id for line in theirs))
        tell_one(records, person_id, notice, notice.key(person_id, theirs), moment)
    return len(noted) > 0 and len(batch) == BATCH


async def ask_for_rosters(records: Records, moment: Moment) -> bool:
    """Ask the leaders of shifts that are over who came; later ask the others. Whether there may be more to ask for."""
    reminders = records.reminders
    first = await reminders.unanswered(moment.now - FORGOTTEN, moment.now, limit=BATCH)
    asked_by = moment.now - timedelta(hours=moment.policy.ask_again_hours)
    again = await reminders.unanswered(moment.now - FORGOTTEN, moment.now, asked_by=asked_by, limit=BATCH)
    leaders = Leaders(records)
    lines = [line for shift in first if (line := await _ask(records, leaders, shift, Occasion.FIRST_ASKED, moment))]
    lines += [line for shift in again if (line := await _ask(records, leaders, shift, Occasion.ASKED_AGAIN, moment))]
    await reminders.note(lines, moment.now)
    return len(lines) > 0 and BATCH in {len(first), len(again)}


class Leaders:
    """Whom to turn to for a unit, asked once for all its shifts."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._known: dict[int, tuple[int, ...]] = {}

    async def to_ask(self, unanswered: Unanswered, *, everybody: bool) -> tuple[int, ...]:
        """The shift's leader where that person answers; the unit's leaders where not, or where everybody is asked."""
        leader = (unanswered.leader_id,) if unanswered.leader_answers else ()
        if leader and not everybody:
            return leader
        unit = unanswered.unit
        if unit.id not in self._known:
            self._known[unit.id] = await self._records.people.leaders_of(unit)
        return tuple(dict.fromkeys((*leader, *self._known[unit.id])))


async def _ask(
    records: Records, leaders: Leaders, unanswered: Unanswered, occasion: Occasion, moment: Moment
) -> ReminderLine | None:
    """Owe the question; None where nobody is there to be asked yet."""
    again = occasion is Occasion.ASKED_AGAIN
    people = await leaders.to_ask(unanswered, everybody=again)
    if not people:
        return None
    shift = unanswered.shift
    starts_at = shift.period.start
    notice = RosterDue(shift_id=shift.id, again=again)
    # Who was asked first reads every evening that it is still open: the second time the others are asked.
    first = unanswered.leader_id if again and unanswered.leader_answers else None
    tell(records, (person for person in people if person != first), notice, notice.about(starts_at), moment)
    return ReminderLine(shift_id=shift.id, person_id=people[0], about=occasion, starts_at=starts_at)


async def _next_to_go(records: Records, hours_before: int, moment: Moment) -> datetime | None:
    """When the first reminder of that kind goes that isn't due yet; some went before the night."""
    after = moment.now + timedelta(hours=hours_before)
    while start := await records.reminders.next_start(after):
        goes = goes_at(start, hours_before, moment)
        if goes > moment.now:
            return goes
        after = start
    return None


async def _wait_for_the_morning(records: Records, hours_before: int, moment: Moment) -> bool:
    """Whether something is due that nobody is woken for."""
    after, until = moment.heard_at, moment.now + timedelta(hours=hours_before)
    starts = [Starts(after=after, until=until)] if after < until else []
    return bool(await records.reminders.unreminded(hours_before, starts, 1))


async def _next_once_more(records: Records, moment: Moment) -> datetime | None:
    """When the first of those who are silent is asked once more, as things stand."""
    asked, two_days = asked_last(moment.policy), moment.now + timedelta(days=2)
    if asked is None or not moment.policy.once_more_hours:
        return None
    silent = await records.reminders.silent_since(Starts(after=moment.now, until=two_days), asked=asked)
    found = (asked_once_more_at(asked_at, start, moment) for asked_at, start in silent)
    return min((at for at in found if at and at > moment.now), default=None)


async def next_due(records: Records, moment: Moment) -> datetime | None:
    """The first instant after `now` at which a reminder or a roster becomes due, as things stand."""
    once_more = await _next_once_more(records, moment)
    found = [once_more] if once_more else []
    for hours in moment.policy.reminders_hours:
        goes = await _next_to_go(records, hours, moment)
        if goes:
            found.append(goes)
        if moment.is_quiet and await _wait_for_the_morning(records, hours, moment):
            found.append(moment.heard_at)
    end = await records.reminders.next_end(moment.now)
    if end:
        found.append(end)
    again = timedelta(hours=moment.policy.ask_again_hours)
    asked = await records.reminders.next_asked(moment.now - again)
    if asked:
        found.append(asked + again)
    return min(found, default=None)
