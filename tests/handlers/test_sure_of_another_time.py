"""Whoever is sure of what a screen showed means the time that stood there: moved since, nothing is done."""

from typing import Any

import pytest

from handlers.buttons import attendance, leading, signing_up
from handlers.buttons.button import Button
from handlers.showing.as_shown import start_of
from tests.support.chat import Chat
from tests.support.city import City, hours_later
from volunteering.rules.answers import ReminderAnswer
from volunteering.rules.ground.periods import Period
from volunteering.rules.tree import Role

OF_A_SHIFT: dict[type[Button], dict[str, Any]] = {
    signing_up.LeaveSurely: {},
    signing_up.ChangeRoleSurely: {"role": 2},
    leading.SetPlaces: {"places": 9},
    leading.CancelShift: {},
    attendance.NoteComing: {"person": 0, "ticket": 1, "seen": ReminderAnswer.SILENT},
    attendance.NoteNotComing: {"person": 0, "ticket": 1, "seen": ReminderAnswer.SILENT, "sure": True},
}
NOT_OF_WHAT_IS_AHEAD = {attendance.ConfirmRoster}
"""A shift that has begun is moved no more."""


def test_every_button_that_is_sure_of_a_shift_says_which_time_it_means() -> None:
    sure = {
        button
        for button in Button.__subclasses__()
        if "shift" in button.model_fields and ("sure" in button.model_fields or button.__name__.endswith("Surely"))
    }
    assert sure - NOT_OF_WHAT_IS_AHEAD <= OF_A_SHIFT.keys()
    assert {button for button in Button.__subclasses__() if "start" in button.model_fields} == OF_A_SHIFT.keys()


@pytest.mark.parametrize("kind", OF_A_SHIFT)
async def test_of_another_time_than_was_shown_nothing_is_done(chat: Chat, city: City, kind: type[Button]) -> None:
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    wei = await chat.volunteer("Wei", city.jiaojiang)
    shift, person = await city.shift(48, places=2), await wei.known()
    assert person is not None
    _, second = await city.roles(shift, First=1, Second=1)
    await wei.taps_button(signing_up.TakeInRole(shift=shift.id, role=second.id - 1))
    facts = {**OF_A_SHIFT[kind], **({"person": person.id} if "person" in kind.model_fields else {})}
    facts |= {"role": second.id} if "role" in facts else {}
    button = kind.model_validate({"shift": shift.id, "start": start_of(shift), **facts})
    moved = Period(start=hours_later(50), end=hours_later(52))
    async with city.writing() as rows:
        await rows.activities.move_shift(shift.id, moved, day=shift.day(chat.organisation.zone), at=hours_later(0))
    before = await _all(city)
    phone = li if kind.__module__ != signing_up.__name__ else wei
    await phone.taps_button(button)
    phone.sees("⚠️ It has changed meanwhile. This is how it stands now.")
    assert await _all(city) == before
    await phone.taps_button(button.model_copy(update={"start": int(moved.start.timestamp())}))
    phone.sees_not("It has changed meanwhile")


async def _all(city: City) -> list[object]:
    return [await city.table(f"SELECT * FROM {name}") for name in ("signups", "shifts", "drafts", "outbox")]
