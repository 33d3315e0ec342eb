"""A message that is owed, written when it is delivered: in the reader's language, and only if it is still true."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from typing import Any

from handlers.screen import Screen
from handlers.screens import letters, notices, notices_of_hours
from handlers.words import Words
from storage.broadcasts import text_of
from storage.database import Reader
from storage.noticing import line_that_holds
from storage.outbox import OwedRow
from storage.records import Rows
from volunteering.actions.telling import is_led
from volunteering.activities import Activity, Shift, takes_place
from volunteering.hours import Decision, is_long
from volunteering.notices import (
    BroadcastProgress,
    Cancelled,
    Changed,
    ClaimDecided,
    ClaimMade,
    Gap,
    HandedOver,
    HoursRecorded,
    LateLeave,
    LeaderMissing,
    Letter,
    OutOfReach,
    Promoted,
    Reminder,
    RoleChanged,
    RosterDue,
    StandingChanged,
    Unheard,
)
from volunteering.people import Person, Standing
from volunteering.policy import Policy
from volunteering.signups import Facts, Place
from volunteering.units import Rights


async def render(reader: Reader, words: Words, policy: Policy, owed: OwedRow) -> Screen | None:
    """The message for its reader; None where it is not true any more, or not understood by this version of Yigong."""
    write = _WRITTEN_BY.get(type(owed.notice))
    return await write(_Reading(reader, words, policy, owed), owed.notice) if write else None


class _Reading:
    """What the reader of one message is told in, and asked again about."""

    def __init__(self, reader: Reader, words: Words, policy: Policy, owed: OwedRow) -> None:
        self.reader = reader
        self.records = Rows.reading(reader)
        self.words = words
        self.policy = policy
        self.owed = owed

    async def facts(self, shift_id: int, person_id: int | None = None) -> Facts | None:
        """The shift, and how the reader (or somebody else) stands in it."""
        return await self.records.sign_ups.facts(shift_id, person_id or self.owed.person_id)

    async def all_facts(self, shift_ids: Iterable[int]) -> list[Facts]:
        """The same for several shifts, by start."""
        found = [await self.facts(shift_id) for shift_id in shift_ids]
        return sorted((facts for facts in found if facts), key=lambda facts: facts.shift.period.start)

    async def leads(self, activity: Activity) -> bool:
        """Whether it is still the reader's business what goes on there."""
        return (await self.rights()).leads(activity.unit)

    async def rights(self) -> Rights:
        """What the reader may do now."""
        return await self.records.people.rights(self.owed.person_id)

    async def next_of(self, activity: Activity) -> Shift | None:
        """The shift of an activity that is next or goes on now; None where nothing of it is ahead."""
        if not activity.is_open:
            return None
        shifts = await self.records.activities.shifts(activity.id)
        return next((shift for shift in shifts if shift.is_ahead(self.words.now)), None)

    async def name_of(self, person_id: int) -> str:
        """What somebody is called; empty for somebody who was forgotten."""
        person = await self.records.people.get(person_id)
        return person.name if person else ""


def _is_in(facts: Facts, *places: Place) -> bool:
    return facts.mine is not None and facts.mine.state in places


def _place(facts: Facts) -> tuple[Activity, Shift]:
    return facts.activity, facts.shift


async def _reminder(reading: _Reading, notice: Reminder) -> Screen | None:
    every = await reading.all_facts(notice.shift_ids)
    still = [_place(facts) for facts in every if _is_to_be_reminded(facts, reading.words.now, reading.owed.created_at)]
    return notices.reminder(reading.words, still) if still else None


def _is_to_be_reminded(facts: Facts, now: datetime, owed_at: datetime) -> bool:
    shift, mine = facts.shift, facts.mine
    if mine is None or mine.state is not Place.CONFIRMED or not facts.takes_place or shift.has_begun(now):
        return False
    # What was moved or taken since then has a reminder of its own, where one is due.
    return max(shift.since, mine.at) < owed_at


async def _promoted(reading: _Reading, notice: Promoted) -> Screen | None:
    facts = await reading.facts(notice.shift_id)
    if facts is None or not facts.takes_place or facts.shift.has_begun(reading.words.now):
        return None
    return notices.promoted(reading.words, *_place(facts), notice.why) if _is_in(facts, Place.CONFIRMED) else None


async def _changed(reading: _Reading, notice: Changed) -> Screen | None:
    facts = await reading.facts(notice.shift_id)
    if facts is None or not facts.takes_place or facts.shift.is_over(reading.words.now):
        return None
    activity, shift = _place(facts)
    before = (notice.title_before, notice.place_before, notice.period_before)
    if before == (activity.title, activity.place, shift.period) or not _is_in(facts, Place.CONFIRMED, Place.WAITING):
        return None
    return notices.changed(reading.words, activity, shift, notice, facts.clash)


async def _cancelled(reading: _Reading, notice: Cancelled) -> Screen | None:
    still = [
        _place(facts)
        for facts in await reading.all_facts((notice.shift_id, *notice.also))
        if not facts.takes_place
        and not facts.shift.is_over(reading.words.now)
        and _is_in(facts, Place.CONFIRMED, Place.WAITING)
    ]
    return notices.cancelled(reading.words, still) if still else None


async def _late_leave(reading: _Reading, notice: LateLeave) -> Screen | None:
    facts = await reading.facts(notice.shift_id, notice.person_id)
    if facts is None or not facts.takes_place or facts.shift.is_over(reading.words.now):
        return None
    if not _is_in(facts, Place.LEFT) or not await reading.leads(facts.activity):
        return None
    return notices.late_leave(reading.words, facts, await reading.name_of(notice.person_id))


async def _gap(reading: _Reading, notice: Gap) -> Screen | None:
    facts = await reading.facts(notice.shift_id)
    if facts is None or not facts.takes_place or facts.shift.has_begun(reading.words.now):
        return None
    is_one = facts.capacity.waiting > 0 and not facts.capacity.is_full
    return notices.gap(reading.words, facts) if is_one and await reading.leads(facts.activity) else None


async def _out_of_reach(reading: _Reading, notice: OutOfReach) -> Screen | None:
    found = await reading.records.activities.shift(notice.shift_id)
    if found is None or found[1].is_over(reading.words.now) or not await reading.leads(found[0]):
        return None
    if takes_place(*found) is (notice.unheard is Unheard.CANCELLED):
        return None
    people = [person for number in notice.person_ids if (person := await _to_be_called(reading, notice, number))]
    return notices.out_of_reach(reading.words, *found, people, notice.unheard) if people else None


async def _to_be_called(reading: _Reading, notice: OutOfReach, person_id: int) -> Person | None:
    """The person, where messages still don't reach them and the shift is still theirs, or still not."""
    facts = await reading.facts(notice.shift_id, person_id)
    person = await reading.records.people.get(person_id)
    if facts is None or person is None or person.reachable:
        return None
    if notice.unheard is Unheard.HANDED_OVER:
        return person if facts.activity.leader_id == person_id else None
    place = Place.WAITING if notice.unheard is Unheard.PASSED_OVER else Place.CONFIRMED
    return person if _is_in(facts, place) else None


async def _leader_missing(reading: _Reading, notice: LeaderMissing) -> Screen | None:
    every = [await reading.records.activities.get(activity_id) for activity_id in notice.activity_ids]
    without = [activity for activity in every if activity and await _lacks(reading, activity, notice.person_id)]
    ahead = [(activity, shift) for activity in without if (shift := await reading.next_of(activity))]
    if not ahead:
        return None
    ahead.sort(key=lambda place: place[1].period.start)
    person = await reading.records.people.get(notice.person_id)
    is_suspended = person is not None and person.standing is Standing.SUSPENDED
    return notices.leader_missing(reading.words, ahead, person.name if person else "", is_suspended=is_suspended)


async def _lacks(reading: _Reading, activity: Activity, person_id: int) -> bool:
    """Whether that person still is to lead it and cannot, so that it is for the reader to see to it."""
    if activity.leader_id != person_id or not await reading.leads(activity):
        return False
    return not await is_led(reading.records, activity)


async def _handed_over(reading: _Reading, notice: HandedOver) -> Screen | None:
    activity = await reading.records.activities.get(notice.activity_id)
    if activity is None or activity.leader_id != reading.owed.person_id or not await reading.leads(activity):
        return None
    shift = await reading.next_of(activity)
    return notices.handed_over(reading.words, activity, shift, await reading.name_of(notice.by_id)) if shift else None


async def _roster_due(reading: _Reading, notice: RosterDue) -> Screen | None:
    found = await reading.records.activities.shift(notice.shift_id)
    if found is None or found[1].called_off or not await reading.leads(found[0]):
        return None
    if notice.only is None:
        is_due = found[1].roster_at is None
        return notices_of_hours.roster_due(reading.words, *found, again=notice.again) if is_due else None
    if not await _own_line_is_open(reading, found[1], notice.only):
        return None
    return notices_of_hours.own_roster_due(reading.words, *found, await reading.name_of(notice.only))


async def _own_line_is_open(reading: _Reading, shift: Shift, person_id: int) -> bool:
    roster = await reading.records.hours.roster(shift.id)
    return any(line.person_id == person_id and not line.holds(shift) for line in roster)


async def _hours_recorded(reading: _Reading, notice: HoursRecorded) -> Screen | None:
    line = await line_that_holds(reading.reader, notice.entry_id)
    found = await reading.records.activities.shift(notice.shift_id) if line else None
    return notices_of_hours.recorded(reading.words, *found, line) if line and found else None


async def _claim_made(reading: _Reading, notice: ClaimMade) -> Screen | None:
    claim = await reading.records.hours.claim(notice.claim_id)
    if claim is None or claim.state is not Decision.PENDING:
        return None
    unit = await reading.records.units.get(claim.unit_id)
    if unit is None or not (await reading.rights()).leads(unit):
        return None
    in_all = await reading.records.hours.minutes_on(claim.person_id, claim.day)
    counted = await reading.records.hours.rostered_on(claim.person_id, claim.day)
    name = await reading.name_of(claim.person_id)
    return notices_of_hours.claim_made(
        reading.words, claim, name, unit, in_all, counted, is_long=is_long(in_all, reading.policy)
    )


async def _claim_decided(reading: _Reading, notice: ClaimDecided) -> Screen | None:
    claim = await reading.records.hours.claim(notice.claim_id)
    if claim is None or claim.state is not notice.decision:
        return None
    return notices_of_hours.claim_decided(reading.words, claim, corrects=notice.corrects)


async def _letter(reading: _Reading, notice: Letter) -> Screen | None:
    broadcast_id = reading.owed.broadcast_id
    text = notice.text if broadcast_id is None else await text_of(reading.reader, broadcast_id)
    if text is None:
        return None
    activity = await reading.records.activities.get(notice.activity_id) if notice.activity_id else None
    unit = await reading.records.units.get(notice.unit_id) if notice.unit_id else None
    return letters.letter(reading.words, await reading.name_of(notice.from_id), text, activity, unit)


async def _role_changed(reading: _Reading, notice: RoleChanged) -> Screen | None:
    unit = await reading.records.units.get(notice.unit_id)
    role = (await reading.rights()).role_in(notice.unit_id)
    return letters.role_changed(reading.words, unit, role) if unit and role is notice.role else None


async def _standing_changed(reading: _Reading, notice: StandingChanged) -> Screen | None:
    is_suspended = reading.owed.standing is Standing.SUSPENDED
    match notice.change:
        case "suspended":
            return letters.suspended(reading.words) if is_suspended else None
        case "restored":
            return None if is_suspended else letters.restored(reading.words)
        case "no_shows_undone":
            return letters.no_shows_undone(reading.words)


async def _broadcast_progress(reading: _Reading, notice: BroadcastProgress) -> Screen | None:
    broadcast = await reading.records.broadcasts.get(notice.broadcast_id)
    return letters.broadcast(reading.words, broadcast) if broadcast else None


_WRITTEN_BY: dict[type, Callable[[_Reading, Any], Awaitable[Screen | None]]] = {
    Reminder: _reminder,
    Promoted: _promoted,
    Changed: _changed,
    Cancelled: _cancelled,
    LateLeave: _late_leave,
    Gap: _gap,
    OutOfReach: _out_of_reach,
    LeaderMissing: _leader_missing,
    HandedOver: _handed_over,
    RosterDue: _roster_due,
    HoursRecorded: _hours_recorded,
    ClaimMade: _claim_made,
    ClaimDecided: _claim_decided,
    Letter: _letter,
    RoleChanged: _role_changed,
    StandingChanged: _standing_changed,
    BroadcastProgress: _broadcast_progress,
}
