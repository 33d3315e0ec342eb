"""Kinds of qualification, as admins change them."""

import pytest

from handlers.buttons.qualifications import ChangeKind
from tests.support.chat import Chat
from tests.support.city import City
from tests.support.qualified import kind_of
from volunteering.rules.tree import Role


@pytest.mark.parametrize("typed", ["12", "一年", "1 year"])
async def test_how_long_one_has_to_study_is_typed_as_people_say_it(chat: Chat, city: City, typed: str) -> None:
    boss = await chat.volunteer("Boss", city.top, role=Role.ADMIN)
    kind = await kind_of(city, "first_aid")
    await boss.taps_button(ChangeKind(kind=kind.id))
    await boss.taps("Ask for study")
    await boss.sends("24")
    await boss.sends(typed)
    await boss.taps("Save")
    changed = await kind_of(city, "first_aid")
    assert changed.study is not None
    assert (changed.study.minutes, changed.study.months) == (24 * 60, 12)
