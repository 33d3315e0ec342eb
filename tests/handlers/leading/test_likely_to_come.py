"""How many are likely to come to a shift, as its leader reads it."""

from handlers.buttons.attendance import ShowRoster
from handlers.buttons.leading import ManageShift
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from volunteering.rules.turnouts import LEAST_PEOPLE


async def test_how_many_are_likely_to_come(chat: Chat, city: City, li: PhoneInChat) -> None:
    people = await city.people(LEAST_PEOPLE)
    shift, small = [await city.shift(20, activity=await city.activity(title)) for title in ("River walk", "Soup")]
    await city.put(shift, *people)
    await city.put(small, *people[1:])
    await li.taps_button(ManageShift(shift=shift.id))
    li.sees("👥 How many are likely to come: don't know yet")
    async with city.changing() as tx:
        tx.later(
            """
            INSERT INTO turnouts (unit_id, category, answer, cases, came)
            SELECT unit_id, category, 0, 300, 240 FROM activities WHERE id = :activity
            """,
            activity=shift.activity_id,
        )
    await li.taps_button(ManageShift(shift=shift.id))
    li.sees("👥 Likely to come: 3–5")
    await li.taps_button(ShowRoster(shift=shift.id))
    li.sees("👥 Likely to come: 3–5")
    await li.taps_button(ManageShift(shift=small.id))
    li.sees_not("likely to come", "Likely to come")
    chat.clock.passes(hours=21)
    await li.taps_button(ManageShift(shift=shift.id))
    li.sees_not("likely to come", "Likely to come")
