"""What comes by itself about places: reminders, moving up, leaving late, gaps, and whom somebody has to call."""

from tests.support.acting import at, known
from tests.support.scene import NASTY, Scene, Telling
from volunteering.actions.signing_up.places import say_coming
from volunteering.rules.notices.signing_up import (
    Gap,
    LateLeave,
    LateRole,
    NotedNotComing,
    OnceMore,
    OutOfReach,
    Promoted,
    Reminder,
    Unheard,
    Why,
)
from volunteering.rules.signing_up import SignUpState


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


async def _once_more(scene: Scene) -> str:
    return await scene.tell(OnceMore(shift_ids=(scene.shift.id,)))


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


async def _answer_unheard(scene: Scene) -> str:
    return await _to_call(scene, Unheard.ANSWER)


async def _handing_over_unheard(scene: Scene) -> str:
    async with scene.office.city.writing() as rows:
        await rows.activities.change(scene.activity.id, leader_id=scene.zhao.id)
        await rows.people.change(scene.zhao.id, reachable=False)
    notice = OutOfReach(shift_id=scene.shift.id, person_ids=(scene.zhao.id,), unheard=Unheard.HANDED_OVER)
    return await scene.tell(notice, to=scene.office.city.leader)


async def _late_leave(scene: Scene) -> str:
    await scene.set_state(scene.wang, SignUpState.LEFT)
    notice = LateLeave(shift_id=scene.shift.id, person_id=scene.wang.id)
    return await scene.tell(notice, to=scene.office.city.leader)


async def _noted_not_coming(scene: Scene) -> str:
    return await scene.tell(await _by(scene, scene.office.city.leader.id))


async def _by(scene: Scene, by_id: int) -> NotedNotComing:
    """Of the place that Wang has had since then, and has no more."""
    await scene.set_state(scene.wang, SignUpState.LEFT)
    ticket = await scene.office.city.figure("SELECT ticket AS n FROM signups WHERE person_id = :who", who=scene.wang.id)
    return NotedNotComing(shift_id=scene.shift.id, by_id=by_id, ticket=ticket)


async def _late_role(scene: Scene) -> str:
    """Of somebody who changed back before it was told, nothing is."""
    [helpers, _] = await scene.office.city.roles(scene.shift, Helpers=2, First_aid=2)
    await scene.office.city.put(scene.shift, scene.wang, role=helpers)
    leader = scene.office.city.leader
    back = LateRole(shift_id=scene.shift.id, person_id=scene.wang.id, before="Helpers")
    assert not await scene.tell(back, to=leader, key="back")
    return await scene.tell(back.model_copy(update={"before": "First aid"}), to=leader)


async def _promoted_by_a_change(scene: Scene) -> str:
    return await scene.tell(Promoted(shift_id=scene.shift.id, why=Why.OTHER_ROLE))


async def _gap(scene: Scene) -> str:
    await scene.set_state(scene.zhao, SignUpState.WAITING)
    return await scene.tell(Gap(shift_id=scene.shift.id), to=scene.office.city.leader)


SAYS: dict[Telling, str] = {
    _reminder: "See you Thu 3 Dec",
    _reminder_of_many: "and 3 more",
    _promoted: "Somebody left, and you were next in line.",
    _once_more: "We have not heard from you yet",
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
    _answer_unheard: "Did not get the answer to a question",
    _late_leave: "can't make it",
    _noted_not_coming: "noted that you can't come",
    _late_role: "Until now: First aid",
    _promoted_by_a_change: "Somebody changed to another role, and you were next in line.",
    _gap: "1 of 10 places taken, 1 waiting",
}


async def test_a_reminder_asks_whether_one_is_coming(scene: Scene) -> None:
    await _reminder(scene)
    assert scene.labels == ("I'm coming", "I'll be late", "I can't make it", "Ask the leader")


async def _says(scene: Scene, *, late: bool) -> None:
    async with scene.office.city.writing() as rows:
        wang = await known(rows, scene.wang)
        await say_coming(rows, wang, scene.shift.id, at(scene.office.clock.now()), late=late)


async def test_nobody_is_asked_again_what_they_said(scene: Scene) -> None:
    await _says(scene, late=False)
    assert "You said that you are coming" in await _reminder(scene)
    assert scene.labels == ("I'll be late", "I can't make it", "Ask the leader")
    await _says(scene, late=True)
    assert "You said that you'll be late" in await scene.tell(Reminder(shift_ids=(scene.shift.id,)), key="again")
    assert scene.labels == ("I'm coming", "I can't make it", "Ask the leader")


async def test_the_last_reminder_only_reminds_and_says_how_to_leave(scene: Scene) -> None:
    last = Reminder(shift_ids=(scene.shift.id,), unasked=(scene.shift.id,))
    assert "If you can't come, please say so" in await scene.tell(last)
    assert scene.labels == ("I'll be late", "I can't make it", "Ask the leader")


async def test_the_silent_are_asked_once_more_and_nobody_else(scene: Scene) -> None:
    assert "your place is yours either way" in await _once_more(scene)
    assert scene.labels == ("I'm coming", "I'll be late", "I can't make it", "Ask the leader")


async def test_whoever_answers_before_it_is_sent_is_not_asked_once_more(scene: Scene) -> None:
    await _says(scene, late=False)
    assert not await _once_more(scene)


async def test_a_promotion_that_was_left_again_is_not_told(scene: Scene) -> None:
    await scene.set_state(scene.wang, SignUpState.LEFT)
    assert not await _promoted(scene)


async def test_whoever_did_not_say_so_reads_whether_there_is_a_place(scene: Scene) -> None:
    assert "a place is still free" in await _noted_not_coming(scene)
    assert scene.labels == ("I'm coming after all", "Ask the leader")
    await scene.set_state(scene.zhao, SignUpState.CONFIRMED)
    await scene.set_limit(1)
    said = await scene.tell(await _by(scene, 404), key="again")
    assert "your place is somebody else's by now" in said
    assert "Former volunteer noted" in said
    assert scene.labels == ("Join waiting list", "Ask the leader")


async def test_a_note_about_an_earlier_place_is_not_told(scene: Scene) -> None:
    notice = await _by(scene, scene.office.city.leader.id)
    assert not await scene.tell(notice.model_copy(update={"ticket": notice.ticket - 1}), key="earlier")
    await scene.set_state(scene.wang, SignUpState.CONFIRMED)
    assert not await scene.tell(notice), "they came back"


async def test_somebody_who_came_back_did_not_leave(scene: Scene) -> None:
    notice = LateLeave(shift_id=scene.shift.id, person_id=scene.wang.id)
    assert not await scene.tell(notice, to=scene.office.city.leader)


async def test_of_a_late_leave_one_message_says_who_waits(scene: Scene) -> None:
    await scene.set_state(scene.wang, SignUpState.LEFT)
    notice, leader = LateLeave(shift_id=scene.shift.id, person_id=scene.wang.id), scene.office.city.leader
    assert "everybody who waits is told" not in await scene.tell(notice, to=leader)
    await scene.set_state(scene.zhao, SignUpState.WAITING)
    assert "everybody who waits is told" in await scene.tell(notice, to=leader, key="again")


async def test_at_night_leaders_do_not_read_that_somebody_is_told_who_sleeps(scene: Scene) -> None:
    await scene.set_state(scene.wang, SignUpState.LEFT)
    await scene.set_state(scene.zhao, SignUpState.WAITING)
    notice, leader = LateLeave(shift_id=scene.shift.id, person_id=scene.wang.id), scene.office.city.leader
    scene.office.clock.passes(hours=38)  # 02:00, and it begins at noon
    told = await scene.tell(notice, to=leader)
    assert "Everybody who waits is told at 08:00, and whoever asks first gets the place." in told
    async with scene.office.city.changing() as tx:
        tx.later("UPDATE shifts SET starts_at = starts_at - 5 * 3600")  # at seven
    told = await scene.tell(notice, to=leader, key="again")
    assert "It is night, and nobody who waits is woken. Whoever asks first gets the place." in told


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
