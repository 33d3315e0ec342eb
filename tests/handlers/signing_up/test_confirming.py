"""What comes by itself about shifts that were moved: to confirm, that it is back, that a place was offered on."""

from datetime import timedelta
from typing import Any

import pytest

from handlers.buttons.signing_up import ConfirmMove, SayComing, TakeShift
from storage.engine.database import Query, Transaction
from storage.engine.readonly import ReadOnly
from storage.rows import activities, signing_up
from tests.support.acting import acting, appoint, at
from tests.support.chat import Chat
from tests.support.city import NOW, City, hours_later
from tests.support.scene import Scene, Telling
from volunteering.actions.leading.editing import Edit, edit
from volunteering.actions.leading.moving import Moved, move_shift
from volunteering.actions.leading.moving_back import undo_move
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Period
from volunteering.rules.notices.leading import Changed
from volunteering.rules.notices.signing_up import MovedBack, NotConfirmed, PlaceLapsed, PleaseConfirm, Reminder
from volunteering.rules.signing_up import SignUpState


def _now(scene: Scene) -> Moment:
    return at(scene.office.clock.now(), scene.office.organisation.policy)


async def _moves(scene: Scene, to: float = 70) -> int:
    """The shift is moved, and what is owed of it by itself is not sent; the number of that move."""
    leader = await acting(scene.office.city, scene.office.city.leader)
    async with scene.office.city.writing() as rows:
        outcome = await move_shift(
            rows, leader, scene.shift.id, Period(start=hours_later(to), end=hours_later(to + 2)), _now(scene)
        )
    assert isinstance(outcome, Moved)
    assert outcome.move_id is not None
    async with scene.office.city.changing() as tx:
        await tx.execute("DELETE FROM outbox WHERE kind = 'changed'")
    scene.office.clock.passes(minutes=1)
    return outcome.move_id


async def _asked(scene: Scene) -> str:
    await _moves(scene)
    return await scene.tell(scene.changed())


async def _asked_of_several(scene: Scene) -> str:
    office = scene.office
    for number in range(7):
        shift = await office.city.shift(60 + 4 * number, activity=scene.activity.id)
        await office.confirm(scene.wang, shift.id)
    office.clock.passes(minutes=1)
    async with office.city.writing() as rows:
        await edit(
            rows, await acting(office.city, office.city.leader), scene.activity.id, Edit(venue="There"), _now(scene)
        )
    async with office.city.changing() as tx:
        await tx.execute("DELETE FROM outbox WHERE kind = 'changed'")
    return await scene.tell(scene.changed())


async def _back(scene: Scene) -> str:
    move = await _moves(scene)
    moved = Changed.of(scene.activity, scene.shift).model_copy(
        update={"period_before": Period(start=hours_later(70), end=hours_later(72))}
    )
    scene.office.clock.passes(minutes=10)
    async with scene.office.city.writing() as rows:
        await undo_move(rows, await acting(scene.office.city, scene.office.city.leader), move, _now(scene))
    async with scene.office.city.changing() as tx:
        await tx.execute("DELETE FROM outbox WHERE kind = 'changed'")
    return await scene.tell(moved)


async def _asked_again(scene: Scene) -> str:
    await _moves(scene)
    return await scene.tell(PleaseConfirm(shift_id=scene.shift.id))


async def _asked_by_a_reminder(scene: Scene) -> str:
    await _moves(scene)
    return await scene.tell(Reminder(shift_ids=(scene.shift.id,)))


async def _lapsed(scene: Scene) -> str:
    await scene.set_state(scene.wang, SignUpState.LEFT)
    return await scene.tell(PlaceLapsed(shift_id=scene.shift.id))


async def _back_without_a_place(scene: Scene) -> str:
    await scene.set_state(scene.wang, SignUpState.LEFT)
    return await scene.tell(MovedBack(shift_id=scene.shift.id))


async def _back_and_full(scene: Scene) -> str:
    await scene.set_state(scene.wang, SignUpState.LEFT)
    await scene.set_state(scene.zhao, SignUpState.CONFIRMED)
    await scene.set_limit(1)
    return await scene.tell(MovedBack(shift_id=scene.shift.id))


async def _not_confirmed(scene: Scene) -> str:
    await scene.set_state(scene.wang, SignUpState.LEFT)
    notice = NotConfirmed(shift_id=scene.shift.id, person_ids=(scene.wang.id, scene.zhao.id))
    return await scene.tell(notice, to=scene.office.city.leader)


SAYS: dict[Telling, str] = {
    _asked: "Do you still come? Please confirm by Thu 3 Dec, 10:00",
    _asked_of_several: "and 3 more",
    _back: "As it was before",
    _asked_again: "Please confirm: ",
    _asked_by_a_reminder: "Do you still come?",
    _lapsed: "Your place was offered on",
    _back_without_a_place: "whoever asks first gets it",
    _back_and_full: "Your place is somebody else's by now",
    _not_confirmed: "1 person has not confirmed",
}


async def test_who_was_asked_has_until_then(scene: Scene) -> None:
    await _asked(scene)
    assert scene.labels[:2] == ("I still come", "I can't make it")
    async with scene.office.city.looking() as rows:
        mine = await rows.sign_ups.mine(scene.shift.id, scene.wang.id)
    assert mine is not None
    assert mine.confirm_until == hours_later(70) - timedelta(hours=24)
    assert mine.to_confirm is not None
    assert mine.to_confirm > NOW


async def test_nobody_is_asked_again_who_has_answered_or_left(scene: Scene) -> None:
    assert not await scene.tell(PleaseConfirm(shift_id=scene.shift.id))
    assert not await scene.tell(PlaceLapsed(shift_id=scene.shift.id))
    assert not await scene.tell(MovedBack(shift_id=scene.shift.id))
    assert not await scene.tell(
        NotConfirmed(shift_id=scene.shift.id, person_ids=(scene.wang.id,)), to=scene.office.city.leader
    )


async def test_shifts_are_locked_before_people_by_whoever_answers_an_earlier_question(
    chat: Chat, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two who lock the same in two orders wait for each other until one of them is thrown out."""
    leader, wei, activity = (
        await appoint(city, city.leader, city.jiaojiang),
        await chat.volunteer("Wei"),
        await city.activity(),
    )
    shifts = [(await city.shift(start, activity=activity)).id for start in (40, 50, 60)]
    for shift_id in shifts:
        await wei.taps_button(TakeShift(shift=shift_id))
    async with city.writing() as rows:
        await edit(rows, leader, activity, Edit(venue="There"), at(chat.clock.now() + timedelta(seconds=1)))
    locked: list[str] = []

    def noted(tx: Transaction, *locks: Query) -> tuple[Query, ...]:
        if not isinstance(tx, ReadOnly):
            locked.extend("person" if "UPDATE people" in one.sql else "shift" for one in locks)
        return locks if tx.locks_rows else ()

    for module in (activities, signing_up):
        monkeypatch.setattr(module, "locking", noted)
    answers: tuple[Any, ...] = (SayComing(shift=shifts[2]), ConfirmMove(shift=shifts[2], since=1, every=True))
    for answer in answers:
        locked.clear()
        await wei.taps_button(answer)
        wei.sees("Please confirm", "It was changed once more since then")
        assert locked == sorted(locked, reverse=True), "a shift is waited for by whoever holds a person"
        assert "person" in locked
