"""Messages that come by themselves: each says what it is about in every language, and none comes that is not true."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest

from storage.engine.connecting import connect
from storage.engine.database import Database
from tests.support.city import NOW, ZONE, hours_later
from tests.support.databases import Databases
from tests.support.delivering import PostOffice
from volunteering.rules.activities import Activity, Shift, State
from volunteering.rules.ground.periods import Period
from volunteering.rules.hours import Decision, Entry, Kind
from volunteering.rules.notices.attendance import HoursRecorded, RosterDue
from volunteering.rules.notices.hours import ClaimDecided, ClaimMade
from volunteering.rules.notices.leading import Cancelled, Changed, HandedOver, LeaderMissing
from volunteering.rules.notices.letters import Letter, LetterProgress
from volunteering.rules.notices.owed import Notice
from volunteering.rules.notices.signing_up import Gap, LateLeave, OutOfReach, Promoted, Reminder, Unheard, Why
from volunteering.rules.notices.volunteers import RoleChanged, StandingChanged
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language, Person, Standing

NASTY = "<b>&amp; 河道 \u202b😀" + "W" * 80
DAY = NOW.astimezone(ZONE).date()


@dataclass
class Scene:
    """Wang reads; Zhao is somebody else; the shift begins in two days, and Wang has a place in it."""

    office: PostOffice
    wang: Person
    zhao: Person
    activity: Activity
    shift: Shift

    @classmethod
    async def set(cls, database: Database) -> "Scene":
        office = await PostOffice.opened(database)
        wang, zhao = await office.reader(NASTY[:64]), await office.reader("Zhao <i>")
        activity_id = await office.city.activity(NASTY[:100])
        shift = await office.city.shift(48, activity=activity_id)
        async with office.city.writing() as rows:
            await rows.activities.change(activity_id, venue=NASTY, details=NASTY * 4, description=NASTY)
            await rows.people.set_role(office.city.leader.id, office.city.top.id, Role.LEADER, by_id=None, at=NOW)
            activity = await rows.activities.get(activity_id)
        assert activity is not None
        await office.confirm(wang, shift.id)
        office.clock.passes(minutes=1)
        return cls(office, wang, zhao, activity, shift)

    async def tell(self, notice: Notice, *, to: Person | None = None, **more: Any) -> str:
        """Owe it and deliver it: the text that arrives, or nothing."""
        reader = to or self.wang
        await self.office.owe(reader, notice, **more)
        await self.office.delivery.drain_once()
        messages = self.office.messages(reader)
        return messages[-1].text if messages else ""

    @property
    def labels(self) -> tuple[str, ...]:
        """The buttons that Wang or the leader got last."""
        readers = (self.wang, self.office.city.leader)
        return next(m[-1].labels for reader in readers if (m := self.office.messages(reader)))

    async def set_state(self, person: Person, state: SignUpState) -> None:
        async with self.office.city.writing() as rows:
            await rows.sign_ups.put(self.shift.id, person.id, state, self.office.clock.now())

    async def cancel_shift(self) -> None:
        async with self.office.city.writing() as rows:
            await rows.activities.cancel_shift(self.shift.id, at=self.office.clock.now())

    async def set_limit(self, limit: int) -> None:
        async with self.office.city.writing() as rows:
            await rows.activities.set_limit(self.shift.id, limit)

    async def claim(self, minutes: int = 150) -> int:
        async with self.office.city.writing() as rows:
            return await rows.hours.add_claim(
                person_id=self.zhao.id,
                unit_id=self.office.city.jiaojiang.id,
                day=DAY,
                minutes=minutes,
                what=NASTY,
                at=NOW,
            )

    async def entry(self, kind: Kind, minutes: int = 0, *, replaces: int | None = None, before: int = 0) -> int:
        async with self.office.city.writing() as rows:
            return await rows.hours.append(
                Entry(
                    person_id=self.wang.id,
                    unit_id=self.office.city.jiaojiang.id,
                    activity_id=self.activity.id,
                    shift_id=self.shift.id,
                    kind=kind,
                    day=DAY,
                    minutes=minutes,
                    change=minutes - before,
                    participations=0,
                    no_shows=0,
                    replaces_id=replaces,
                    by_id=None,
                    at=NOW,
                )
            )

    def changed(self, **before: Any) -> Changed:
        was = {
            "title_before": self.activity.title,
            "place_before": self.activity.venue,
            "period_before": self.shift.period,
            **before,
        }
        return Changed(shift_id=self.shift.id, **was)


@pytest.fixture
async def scene(database: Database) -> Scene:
    return await Scene.set(database)


# Every kind, with the worst that people can type, in every language: the recorder holds it against Telegram's rules.

Telling = Callable[[Scene], Awaitable[str]]


async def _reminder(scene: Scene) -> str:
    return await scene.tell(Reminder(shift_ids=(scene.shift.id,)))


async def _reminder_of_many(scene: Scene) -> str:
    office, shifts = scene.office, [scene.shift.id]
    for number in range(7):
        shift = await office.city.shift(60 + 4 * number, activity=scene.activity.id)
        await office.confirm(scene.wang, shift.id)
        shifts.append(shift.id)
    office.clock.passes(minutes=1)
    return await scene.tell(Reminder(shift_ids=tuple(shifts)))


async def _promoted(scene: Scene) -> str:
    return await scene.tell(Promoted(shift_id=scene.shift.id))


async def _promoted_by_more_places(scene: Scene) -> str:
    return await scene.tell(Promoted(shift_id=scene.shift.id, why=Why.MORE_PLACES))


async def _promoted_by_a_move(scene: Scene) -> str:
    return await scene.tell(Promoted(shift_id=scene.shift.id, why=Why.MOVED))


async def _promoted_when_free(scene: Scene) -> str:
    return await scene.tell(Promoted(shift_id=scene.shift.id, why=Why.FREE))


async def _to_call(scene: Scene, unheard: Unheard) -> str:
    """Seven people of the shift, Zhao among them, have not heard it."""
    state = SignUpState.WAITING if unheard is Unheard.PASSED_OVER else SignUpState.CONFIRMED
    phones = [None, *(f"+8613800138{number:03}" for number in range(6))]
    people = [await scene.office.reader(f"{number} {NASTY}"[:64], phone=phone) for number, phone in enumerate(phones)]
    for person in people:
        await scene.set_state(person, state)
        async with scene.office.city.writing() as rows:
            await rows.people.change(person.id, reachable=False)
    if unheard is Unheard.CANCELLED:
        await scene.cancel_shift()
    notice = OutOfReach(shift_id=scene.shift.id, person_ids=tuple(person.id for person in people), unheard=unheard)
    return await scene.tell(notice, to=scene.office.city.leader)


async def _passed_over(scene: Scene) -> str:
    return await _to_call(scene, Unheard.PASSED_OVER)


async def _moved_up_unheard(scene: Scene) -> str:
    return await _to_call(scene, Unheard.PROMOTED)


async def _reminder_unheard(scene: Scene) -> str:
    return await _to_call(scene, Unheard.REMINDER)


async def _change_unheard(scene: Scene) -> str:
    return await _to_call(scene, Unheard.CHANGED)


async def _cancelling_unheard(scene: Scene) -> str:
    return await _to_call(scene, Unheard.CANCELLED)


async def _letter_unheard(scene: Scene) -> str:
    return await _to_call(scene, Unheard.LETTER)


async def _handing_over_unheard(scene: Scene) -> str:
    async with scene.office.city.writing() as rows:
        await rows.activities.change(scene.activity.id, leader_id=scene.zhao.id)
        await rows.people.change(scene.zhao.id, reachable=False)
    notice = OutOfReach(shift_id=scene.shift.id, person_ids=(scene.zhao.id,), unheard=Unheard.HANDED_OVER)
    return await scene.tell(notice, to=scene.office.city.leader)


async def _changed(scene: Scene) -> str:
    period = Period(start=hours_later(70), end=hours_later(72))
    return await scene.tell(
        scene.changed(title_before="Old " + NASTY[:90], place_before=NASTY + "!", period_before=period)
    )


async def _cancelled(scene: Scene) -> str:
    others = [await scene.office.city.shift(60 + number, activity=scene.activity.id) for number in range(8)]
    for other in others:
        await scene.office.confirm(scene.wang, other.id)
    async with scene.office.city.writing() as rows:
        await rows.activities.change(scene.activity.id, state=State.CANCELLED)
    return await scene.tell(Cancelled(shift_id=scene.shift.id, also=tuple(other.id for other in others)))


async def _late_leave(scene: Scene) -> str:
    await scene.set_state(scene.wang, SignUpState.LEFT)
    notice = LateLeave(shift_id=scene.shift.id, person_id=scene.wang.id)
    return await scene.tell(notice, to=scene.office.city.leader)


async def _gap(scene: Scene) -> str:
    await scene.set_state(scene.zhao, SignUpState.WAITING)
    return await scene.tell(Gap(shift_id=scene.shift.id), to=scene.office.city.leader)


async def _leader_missing(scene: Scene) -> str:
    """Zhao led six of them, and has no role any more."""
    activities = [scene.activity.id]
    for number in range(5):
        activities.append(await scene.office.city.activity(NASTY[:99] + str(number)))
        await scene.office.city.shift(60 + number, activity=activities[-1])
    async with scene.office.city.writing() as rows:
        for activity in activities:
            await rows.activities.change(activity, leader_id=scene.zhao.id)
    notice = LeaderMissing(person_id=scene.zhao.id, activity_ids=tuple(activities))
    return await scene.tell(notice, to=scene.office.city.leader)


async def _handed_over(scene: Scene) -> str:
    notice = HandedOver(activity_id=scene.activity.id, by_id=scene.zhao.id)
    return await scene.tell(notice, to=scene.office.city.leader)


async def _roster_due(scene: Scene) -> str:
    scene.office.clock.passes(hours=60)
    return await scene.tell(RosterDue(shift_id=scene.shift.id), to=scene.office.city.leader)


async def _roster_due_again(scene: Scene) -> str:
    scene.office.clock.passes(hours=60)
    return await scene.tell(RosterDue(shift_id=scene.shift.id, again=True), to=scene.office.city.leader)


async def _own_roster_due(scene: Scene) -> str:
    scene.office.clock.passes(hours=60)
    return await scene.tell(RosterDue(shift_id=scene.shift.id, only=scene.wang.id), to=scene.office.city.leader)


async def _attended(scene: Scene) -> str:
    return await scene.tell(HoursRecorded(shift_id=scene.shift.id, entry_id=await scene.entry(Kind.ATTENDED, 180)))


async def _corrected(scene: Scene) -> str:
    first = await scene.entry(Kind.ATTENDED, 180)
    second = await scene.entry(Kind.ATTENDED, 150, replaces=first, before=180)
    return await scene.tell(HoursRecorded(shift_id=scene.shift.id, entry_id=second))


async def _no_show(scene: Scene) -> str:
    return await scene.tell(HoursRecorded(shift_id=scene.shift.id, entry_id=await scene.entry(Kind.NO_SHOW)))


async def _void(scene: Scene) -> str:
    first = await scene.entry(Kind.NO_SHOW)
    entry = await scene.entry(Kind.VOID, replaces=first)
    return await scene.tell(HoursRecorded(shift_id=scene.shift.id, entry_id=entry))


async def _claim_made(scene: Scene) -> str:
    return await scene.tell(ClaimMade(claim_id=await scene.claim()), to=scene.office.city.leader)


async def _claim_of_a_long_day(scene: Scene) -> str:
    return await scene.tell(ClaimMade(claim_id=await scene.claim(600)), to=scene.office.city.leader)


async def _claim_decided(scene: Scene, decision: Decision) -> str:
    claim = await scene.claim()
    async with scene.office.city.writing() as rows:
        await rows.hours.decide(claim, decision, by_id=scene.office.city.leader.id, at=NOW, reason=NASTY)
    return await scene.tell(ClaimDecided(claim_id=claim, decision=decision))


async def _approved(scene: Scene) -> str:
    return await _claim_decided(scene, Decision.APPROVED)


async def _rejected(scene: Scene) -> str:
    return await _claim_decided(scene, Decision.REJECTED)


async def _approved_after_all(scene: Scene) -> str:
    return await _put_right(scene, Decision.APPROVED)


async def _taken_back(scene: Scene) -> str:
    return await _put_right(scene, Decision.REJECTED)


async def _put_right(scene: Scene, decision: Decision) -> str:
    claim = await scene.claim()
    async with scene.office.city.writing() as rows:
        await rows.hours.decide(claim, decision, by_id=scene.zhao.id, at=NOW, reason=NASTY)
    return await scene.tell(ClaimDecided(claim_id=claim, decision=decision, corrects=True))


async def _letter(scene: Scene) -> str:
    return await scene.tell(Letter(from_id=scene.zhao.id, activity_id=scene.activity.id, text="&<\n" * 666))


async def _role(scene: Scene, role: Role | None) -> str:
    unit = scene.office.city.jiaojiang
    async with scene.office.city.writing() as rows:
        await rows.people.set_role(scene.wang.id, unit.id, role, by_id=None, at=NOW)
    return await scene.tell(RoleChanged(unit_id=unit.id, role=role))


async def _leader(scene: Scene) -> str:
    return await _role(scene, Role.LEADER)


async def _admin(scene: Scene) -> str:
    return await _role(scene, Role.ADMIN)


async def _no_role(scene: Scene) -> str:
    return await _role(scene, None)


async def _suspended(scene: Scene) -> str:
    async with scene.office.city.writing() as rows:
        await rows.people.change(scene.wang.id, standing=Standing.SUSPENDED)
    return await scene.tell(StandingChanged(change="suspended"))


async def _restored(scene: Scene) -> str:
    return await scene.tell(StandingChanged(change="restored"))


async def _no_shows_undone(scene: Scene) -> str:
    return await scene.tell(StandingChanged(change="no_shows_undone"))


async def _letter_to_a_unit(scene: Scene) -> str:
    async with scene.office.city.writing() as rows:
        number, _ = await rows.unit_letters.begin(scene.office.city.top, NASTY, by_id=scene.wang.id, at=NOW)
        await rows.unit_letters.stop(number)
    return await scene.tell(LetterProgress(broadcast_id=number))


SAYS: dict[Telling, str] = {
    _reminder: "See you Thu 3 Dec",
    _reminder_of_many: "and 3 more",
    _promoted: "Somebody left, and you were next in line.",
    _promoted_by_more_places: "There are more places now",
    _promoted_by_a_move: "It is at another time now",
    _promoted_when_free: "A place was free",
    _passed_over: "7 people have to be called",
    _moved_up_unheard: "Moved up from the waiting list",
    _reminder_unheard: "Not reminded",
    _change_unheard: "Not told of the change",
    _cancelling_unheard: "Not told that it is cancelled",
    _handing_over_unheard: "Leads this now and was not told",
    _letter_unheard: "Did not get what was written",
    _changed: "It was called",
    _cancelled: "and 4 more",
    _late_leave: "can't make it",
    _gap: "1 of 10 places taken, 1 waiting",
    _leader_missing: "6 activities need a leader\nZhao <i> does not lead there any more.",
    _handed_over: "Zhao <i> handed it over to you.",
    _roster_due: "Who came to",
    _roster_due_again: "Still to say",
    _own_roster_due: "Nobody confirms their own hours",
    _attended: "3 h recorded for you",
    _corrected: "2 h 30 instead of 3 h",
    _no_show: "says that you did not come",
    _void: "It counts no more",
    _claim_made: "2 h 30, today",
    _claim_of_a_long_day: "10 h in all on that day",
    _approved: "Your hours are approved",
    _rejected: "Reason: ",
    _approved_after_all: "Put right: your hours count",
    _taken_back: "Put right: these hours don't count",
    _letter: "A message from Zhao <i>",
    _leader: "You lead Jiaojiang now",
    _admin: "You are an admin of Jiaojiang now",
    _no_role: "Your role in Jiaojiang has ended",
    _suspended: "Your sign-ups are on hold",
    _restored: "You can sign up again",
    _no_shows_undone: "count no more",
    _letter_to_a_unit: "0 of 2 sent",
}


@pytest.mark.parametrize("telling", SAYS, ids=lambda telling: telling.__name__.strip("_"))
async def test_every_kind_says_what_it_is_about(scene: Scene, telling: Telling) -> None:
    text = await telling(scene)
    assert SAYS[telling] in text
    assert len(text.split("\n", 1)[0]) > 5


@pytest.mark.parametrize("language", [Language.SIMPLIFIED, Language.TRADITIONAL])
@pytest.mark.parametrize("telling", SAYS, ids=lambda telling: telling.__name__.strip("_"))
async def test_every_kind_is_written_in_chinese_too(databases: Databases, telling: Telling, language: Language) -> None:
    with databases.fresh("sqlite") as url:
        async with connect(url) as database:
            assert await _told_in(language, await Scene.set(database), telling)


async def _told_in(language: Language, scene: Scene, telling: Telling) -> str:
    async with scene.office.city.writing() as rows:
        for person in (scene.wang, scene.office.city.leader):
            await rows.people.change(person.id, language=language)
    return await telling(scene)


# Asked again before it is sent.


async def test_a_reminder_asks_whether_one_is_coming(scene: Scene) -> None:
    await _reminder(scene)
    assert scene.labels == ("I'm coming", "I can't make it")


async def test_a_request_for_hours_can_be_decided_at_once(scene: Scene) -> None:
    await _claim_made(scene)
    assert scene.labels == ("Approve", "Reject", "Everything to approve")


async def test_a_promotion_that_was_left_again_is_not_told(scene: Scene) -> None:
    await scene.set_state(scene.wang, SignUpState.LEFT)
    assert not await _promoted(scene)


async def test_a_change_that_was_changed_back_is_not_told(scene: Scene) -> None:
    assert not await scene.tell(scene.changed())


async def test_only_what_differs_is_told(scene: Scene) -> None:
    text = await scene.tell(scene.changed(place_before="West Gate"))
    assert "It was West Gate." in text
    assert "It was called" not in text
    assert text.count("It was") == 1


async def test_a_change_is_told_to_those_who_wait_but_to_nobody_who_left(scene: Scene) -> None:
    await scene.set_state(scene.zhao, SignUpState.WAITING)
    await scene.set_state(scene.wang, SignUpState.LEFT)
    notice = scene.changed(place_before="West Gate")
    assert await scene.tell(notice, to=scene.zhao)
    assert not await scene.tell(notice)


@pytest.mark.parametrize(
    ("notice", "hours"),
    [(Promoted, 48), (Changed, 51), (Cancelled, 51)],
    ids=["promoted, begun", "changed, over", "cancelled, over"],
)
async def test_nothing_is_told_too_late(scene: Scene, notice: type, hours: int) -> None:
    told: dict[type, Notice] = {
        Promoted: Promoted(shift_id=scene.shift.id),
        Changed: scene.changed(place_before="West Gate"),
        Cancelled: Cancelled(shift_id=scene.shift.id),
    }
    if notice is Cancelled:
        await scene.cancel_shift()
    scene.office.clock.passes(hours=hours)
    assert not await scene.tell(told[notice])


async def test_what_is_not_cancelled_is_not_called_so(scene: Scene) -> None:
    assert not await scene.tell(Cancelled(shift_id=scene.shift.id))


async def test_somebody_who_came_back_did_not_leave(scene: Scene) -> None:
    notice = LateLeave(shift_id=scene.shift.id, person_id=scene.wang.id)
    assert not await scene.tell(notice, to=scene.office.city.leader)


async def test_of_a_late_leave_one_message_says_who_waits(scene: Scene) -> None:
    await scene.set_state(scene.wang, SignUpState.LEFT)
    notice, leader = LateLeave(shift_id=scene.shift.id, person_id=scene.wang.id), scene.office.city.leader
    assert "Those waiting may still take the place" not in await scene.tell(notice, to=leader)
    await scene.set_state(scene.zhao, SignUpState.WAITING)
    assert "Those waiting may still take the place" in await scene.tell(notice, to=leader, key="again")


async def test_somebody_who_was_erased_is_still_called_something(scene: Scene) -> None:
    await scene.set_state(scene.wang, SignUpState.LEFT)
    async with scene.office.city.writing() as rows:
        await rows.people.erase(scene.wang.id)
    notice = LateLeave(shift_id=scene.shift.id, person_id=scene.wang.id)
    assert "Former volunteer can't make it" in await scene.tell(notice, to=scene.office.city.leader)


async def test_a_gap_that_was_filled_is_none(scene: Scene) -> None:
    await scene.set_state(scene.zhao, SignUpState.WAITING)
    await scene.set_limit(1)
    assert not await scene.tell(Gap(shift_id=scene.shift.id), to=scene.office.city.leader)


async def test_what_leaders_are_told_stays_with_leaders(scene: Scene) -> None:
    await scene.set_state(scene.wang, SignUpState.LEFT)
    assert not await scene.tell(LateLeave(shift_id=scene.shift.id, person_id=scene.wang.id), to=scene.zhao)
    assert not await scene.tell(RosterDue(shift_id=scene.shift.id), to=scene.zhao)
    assert not await scene.tell(ClaimMade(claim_id=await scene.claim()), to=scene.wang)


async def test_of_two_corrections_the_last_is_told(scene: Scene) -> None:
    first = await scene.entry(Kind.ATTENDED, 180)
    await scene.entry(Kind.ATTENDED, 150, replaces=first, before=180)
    assert not await scene.tell(HoursRecorded(shift_id=scene.shift.id, entry_id=first))


async def test_a_claim_that_was_decided_is_not_asked_about(scene: Scene) -> None:
    claim = await scene.claim()
    async with scene.office.city.writing() as rows:
        await rows.hours.decide(claim, Decision.APPROVED, by_id=scene.wang.id, at=NOW)
    assert not await scene.tell(ClaimMade(claim_id=claim), to=scene.office.city.leader)
    assert not await scene.tell(ClaimDecided(claim_id=claim, decision=Decision.REJECTED))


async def test_a_role_that_was_taken_back_is_not_announced(scene: Scene) -> None:
    assert not await scene.tell(RoleChanged(unit_id=scene.office.city.jiaojiang.id, role=Role.LEADER))


async def test_a_suspension_that_was_lifted_is_not_announced(scene: Scene) -> None:
    assert not await scene.tell(StandingChanged(change="suspended"))


@pytest.mark.parametrize(
    "notice",
    [
        Reminder(shift_ids=(999,)),
        Promoted(shift_id=999),
        Cancelled(shift_id=999, also=(998,)),
        LateLeave(shift_id=999, person_id=999),
        Gap(shift_id=999),
        OutOfReach(shift_id=999, person_ids=(999,), unheard=Unheard.REMINDER),
        LeaderMissing(person_id=999, activity_ids=(999, 998)),
        HandedOver(activity_id=999, by_id=998),
        RosterDue(shift_id=999),
        HoursRecorded(shift_id=999, entry_id=999),
        ClaimMade(claim_id=999),
        ClaimDecided(claim_id=999, decision=Decision.APPROVED),
        RoleChanged(unit_id=999, role=None),
        LetterProgress(broadcast_id=999),
    ],
    ids=lambda notice: notice.kind,
)
async def test_what_is_not_there_is_not_spoken_of(scene: Scene, notice: Notice) -> None:
    assert not await scene.tell(notice)
    assert await scene.office.states() == ["dropped"]


async def test_an_activity_without_a_leader_is_one_tap_from_being_handed_over(scene: Scene) -> None:
    office = scene.office
    above = await office.reader("Director")
    notice = LeaderMissing(person_id=office.city.leader.id, activity_ids=(scene.activity.id,))
    async with office.city.writing() as rows:
        await rows.people.set_role(above.id, office.city.top.id, Role.ADMIN, by_id=None, at=NOW)
    assert not await scene.tell(notice, to=above)  # the leader leads there after all
    async with office.city.writing() as rows:
        await rows.people.erase(office.city.leader.id)
    text = await scene.tell(notice, to=above, key="again")
    assert text.startswith("1 activity needs a leader\n📅")
    assert "any more" not in text  # nobody remembers whose it was
    labels = office.messages(above)[-1].labels
    assert (labels[0], labels[-1]) == ("Hand over", "My activities")
    assert not await scene.tell(notice)  # Wang leads nothing


async def test_an_activity_of_somebody_suspended_needs_a_leader_until_that_ends(scene: Scene) -> None:
    office, leader = scene.office, scene.office.city.leader
    above = await office.reader("Director")
    notice = LeaderMissing(person_id=leader.id, activity_ids=(scene.activity.id,))
    async with office.city.writing() as rows:
        await rows.people.set_role(above.id, office.city.top.id, Role.ADMIN, by_id=None, at=NOW)
        await rows.people.change(leader.id, standing=Standing.SUSPENDED)
    text = await scene.tell(notice, to=above)
    assert text.startswith("1 activity needs a leader\nTeacher Li's sign-ups are on hold.\n📅")
    async with office.city.writing() as rows:
        await rows.people.change(leader.id, standing=Standing.ACTIVE)
    await scene.tell(notice, to=above, key="again")
    assert len(office.messages(above)) == 1


async def test_what_has_a_leader_again_is_not_called_without(scene: Scene) -> None:
    notice = LeaderMissing(person_id=scene.zhao.id, activity_ids=(scene.activity.id,))
    assert not await scene.tell(notice, to=scene.office.city.leader)


async def test_what_was_handed_on_is_not_the_readers(scene: Scene) -> None:
    async with scene.office.city.writing() as rows:
        await rows.activities.change(scene.activity.id, leader_id=scene.zhao.id)
    notice = HandedOver(activity_id=scene.activity.id, by_id=scene.zhao.id)
    assert not await scene.tell(notice, to=scene.office.city.leader)


async def test_a_shift_moved_onto_another_of_the_readers_says_so(scene: Scene) -> None:
    city = scene.office.city
    other = await city.shift(50, activity=await city.activity("Library help"))
    await scene.office.confirm(scene.wang, other.id)
    before = Period(start=hours_later(90), end=hours_later(93))
    text = await scene.tell(scene.changed(period_before=before))
    assert "⚠️ You are also signed up for Library help then: " in text
    assert scene.labels[1:] == ("See Library help", "Leave")
