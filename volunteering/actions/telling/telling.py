"""Who has to be told, and that they are told once."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.changes import AT_ONCE, SETTLES, Stated
from volunteering.rules.ground.moment import Moment
from volunteering.rules.moves import told_at
from volunteering.rules.notices.keys import About, Key, key_of
from volunteering.rules.notices.leading import Changed, LeaderMissing
from volunteering.rules.notices.owed import Notice, Owed
from volunteering.rules.tree import Rights, Unit
from volunteering.rules.volunteers import Actor, Person, Standing


async def in_charge(records: Records, activity: Activity, *, without: int | None = None) -> tuple[int, ...]:
    """Whom to turn to about an activity: its leader; where that is nobody who still leads there, the unit's leaders."""
    leader = await records.people.get(activity.leader_id)
    answers = leader is not None and leader.id != without and leader.answers
    if answers and await _leads(records, leader, activity.unit):
        return (activity.leader_id,)
    return await records.people.leaders_of(activity.unit, without=without)


async def is_led(records: Records, activity: Activity) -> bool:
    """Whether the one who is to lead it is here and leads there."""
    return await may_lead(records, activity.leader_id, activity.unit)


async def may_lead(records: Records, person_id: int, unit: Unit) -> bool:
    """Whether somebody is here, not suspended, and leads the unit."""
    return await _leads(records, await records.people.get(person_id), unit)


async def _leads(records: Records, person: Person | None, unit: Unit) -> bool:
    if person is None or person.standing is not Standing.ACTIVE:
        return False
    return (await records.people.rights(person.id)).leads(unit)


def tell(
    records: Records,
    people: Iterable[int],
    notice: Notice,
    about: About,
    moment: Moment,
    *,
    again: bool = False,
    after: timedelta = AT_ONCE,
) -> int:
    """Owe a notice to each of them, once for what it is about; `again` where it may come up anew; sent `after` a while.

    How many they are.
    """
    told = tuple(people)
    owe = records.outbox.owe_again if again else records.outbox.owe
    due = moment.now + after if after else None
    for person_id in told:
        owe(Owed(key=key_of(about, person_id), person_id=person_id, notice=notice), moment.now, due=due)
    return len(told)


def tell_one(
    records: Records, person_id: int, notice: Notice, key: Key, moment: Moment, *, after: timedelta = AT_ONCE
) -> None:
    """Owe a notice that is for one person only, once; sent `after` a while: of `Moment.heard_at`, not at night."""
    due = moment.now + after if after else None
    records.outbox.owe(Owed(key=key, person_id=person_id, notice=notice), moment.now, due=due)


async def tell_of_missing_leader(
    records: Records, person_id: int, moment: Moment, *, rights: Rights | None = None
) -> None:
    """Tell the units' other leaders of activities ahead that somebody leads no more; `rights` are those still left."""
    activities = await records.activities.led_ahead(person_id, moment.now)
    lost = [activity for activity in activities if rights is None or not rights.leads(activity.unit)]
    await tell_of_unled(records, person_id, lost, moment)


async def tell_of_unled(records: Records, person_id: int, activities: Iterable[Activity], moment: Moment) -> None:
    """Tell the units' other leaders that somebody does not lead these activities any more."""
    by_reader: dict[int, list[int]] = {}
    for activity in activities:
        for reader in await records.people.leaders_of(activity.unit, without=person_id):
            by_reader.setdefault(reader, []).append(activity.id)
    for reader, ids in by_reader.items():
        notice = LeaderMissing(person_id=person_id, activity_ids=tuple(ids))
        tell(records, [reader], notice, notice.about(), moment, again=True)


async def people_in(records: Records, shift: Shift) -> tuple[int, ...]:
    """Everybody with a place in a shift, or waiting for one."""
    confirmed = await records.sign_ups.confirmed(shift.id)
    waiting = await records.sign_ups.waiting(shift.id)
    return tuple(sign_up.person_id for sign_up in (*confirmed, *waiting))


async def shifts_by_person(
    records: Records, shifts: Iterable[Shift], *, without: int | None = None
) -> dict[int, list[Shift]]:
    """For everybody in any of these shifts, which of them they are in; the order of the shifts is kept."""
    found: dict[int, list[Shift]] = {}
    for shift in shifts:
        for person_id in await people_in(records, shift):
            if person_id != without:
                found.setdefault(person_id, []).append(shift)
    return found


async def tell_of_change(
    records: Records,
    before: Activity,
    shifts: Iterable[Shift],
    moment: Moment,
    *,
    without: int,
    moved_to: Shift | None = None,
    but: Collection[int] = (),
) -> tuple[int, ...]:
    """Owe everybody in these shifts what activity and shift were before, once it has settled; each person once.

    Who they are, `but` for those who are told otherwise. Shifts that are over or cancelled are left out. Where an
    earlier change is not told yet, what it was before that one is told, and it waits as long again. At night it waits
    for the morning, unless it is about a shift of that day, at its time before or at the one that it is `moved_to`.
    """
    ahead = [shift for shift in shifts if shift.is_ahead(moment.now)]
    people = await shifts_by_person(records, ahead, without=without)
    for person_id, theirs in people.items():
        if person_id in but:
            continue
        notice = Changed.of(before, theirs[0])
        after = change_told_at([*theirs, *((moved_to,) if moved_to else ())], moment) - moment.now
        tell(records, [person_id], notice, notice.about(), moment, again=True, after=after)
    return tuple(people)


def change_told_at(shifts: Iterable[Shift], moment: Moment) -> datetime:
    """When people hear of a change of these shifts that is made now: once it has settled."""
    settled = moment.model_copy(update={"now": moment.now + SETTLES})
    return told_at((shift.period.start for shift in shifts), settled)


def remember(
    records: Records,
    actor: Actor,
    before: Stated,
    after: Stated,
    moment: Moment,
    *,
    activity_id: int,
) -> None:
    """Keep what a change was made from, as long as it settles; where nobody is to be told, nothing is taken back."""
    if before.people:
        records.changes.remember(
            activity_id=activity_id,
            before=before,
            after=after,
            by_id=actor.id,
            at=moment.now,
            until=moment.now + SETTLES,
        )
