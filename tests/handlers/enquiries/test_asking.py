"""Asking whoever leads, and leaving the question again."""

from handlers.buttons.activities import ShowActivity, ShowShift
from tests.support.chat import Chat
from tests.support.city import City


async def test_who_asks_nothing_after_all_is_back_where_it_began(chat: Chat, city: City) -> None:
    shift = await city.shift(48)
    activity = await city.figure("SELECT activity_id AS n FROM shifts")
    wei = await chat.volunteer()
    for card in (ShowShift(shift=shift.id), ShowActivity(activity=activity)):
        await wei.taps_button(card)
        seen = wei.last.text
        await wei.taps("Ask the leader")
        wei.sees("What would you like to ask or say?")
        await wei.taps("Cancel")
        await wei.taps("Go on")
        assert wei.last.text == seen
    await wei.sends("/help")
    await wei.taps("Ask the leader")
    await wei.taps("Cancel")
    await wei.taps("Go on")
    wei.sees("Hello, Wei")
