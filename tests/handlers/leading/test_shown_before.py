"""What a move would do is read before it is done; nothing is done by leaving it."""

import pytest

from handlers.buttons.leading import EditActivity, Field, MoveShift
from tests.support.chat import Chat
from tests.support.city import City
from volunteering.rules.tree import Role

EMOJI = "\U0001f600"


async def test_of_another_time_it_says_who_is_asked_and_who_is_elsewhere_then(chat: Chat, city: City) -> None:
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    shift, market = await city.shift(48), await city.shift(72, activity=await city.activity(EMOJI * 50))
    people = [await city.person(EMOJI * 32) for _ in range(7)]
    await city.put(shift, *people)
    await city.put(market, *people)
    await li.taps_button(MoveShift(shift=shift.id))
    await li.sends("2026-12-04 12:00-13:00")
    li.sees("Is this right?", "River clean-up", " → Fri 4 Dec, 12:00–13:00", "🙋 7 people with a place will be asked")
    li.sees("is elsewhere then: ", "and 2 more", "Move it", "Change time")
    assert await city.figure("SELECT COUNT(*) AS n FROM moves") == 0
    await li.taps("Change time")
    await li.sends("2026-12-05 12:00-13:00")
    li.sees("None of them is elsewhere then.")
    await li.taps("Cancel")
    assert await city.figure("SELECT COUNT(*) AS n FROM moves") == 0
    await li.taps_button(MoveShift(shift=shift.id))
    await li.sends("2026-12-05 12:00-13:00")
    await li.taps("Move it")
    li.sees("✅ Saved. 7 people are asked to confirm")
    assert await city.figure("SELECT COUNT(*) AS n FROM moves") == 1


async def test_of_another_place_it_says_how_many_shifts_and_people(chat: Chat, city: City) -> None:
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    shift = await city.shift(48)
    await city.put(shift, await city.person("Wang"))
    await li.taps_button(EditActivity(activity=shift.activity_id, field=Field.VENUE))
    await li.sends("West Gate")
    li.sees("📍 East Gate → West Gate", "📅 It moves 1 shift.", "🙋 1 person with a place will be asked")
    await li.taps("Move it")
    li.sees("📍 West Gate")


async def test_where_nobody_has_a_place_it_is_done_at_once(chat: Chat, city: City) -> None:
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    shift = await city.shift(48)
    await li.taps_button(MoveShift(shift=shift.id))
    await li.sends("2026-12-05 12:00-13:00")
    li.sees("✅ Saved", "12:00–13:00")
    await li.taps_button(EditActivity(activity=shift.activity_id, field=Field.VENUE))
    await li.sends("West Gate")
    li.sees("📍 West Gate")


@pytest.mark.parametrize("moves", ["time", "place"])
async def test_whoever_signed_up_since_the_form_began_is_shown_first(chat: Chat, city: City, moves: str) -> None:
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    shift = await city.shift(48)
    form = (
        EditActivity(activity=shift.activity_id, field=Field.VENUE) if moves == "place" else MoveShift(shift=shift.id)
    )
    await li.taps_button(form)
    await city.put(shift, await city.person("Wang"))
    await li.sends("West Gate" if moves == "place" else "2026-12-05 12:00-13:00")
    li.sees("Is this right?", "🙋 1 person with a place will be asked whether they still come.")
    assert await city.figure("SELECT COUNT(*) AS n FROM moves") == 0
    await li.taps("Move it")
    li.sees("✅ Saved. 1 person is asked to confirm")
    assert await city.figure("SELECT COUNT(*) AS n FROM moves") == 1
