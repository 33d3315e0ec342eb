"""An activity goes from friend to friend: who has never heard of Yigong opens the link, registers, and is led to it."""

from playground.phones.phone import Phone
from tests.support.town import Town


async def registers(phone: Phone) -> None:
    """From the link to the activity that it was about."""
    for label in ("English", "I agree", phone.person.first_name, "Share my number"):
        await phone.taps(label)


async def test_a_friend_is_told_and_signs_up(town: Town) -> None:
    li = await town.leader("Li")
    mei = await town.member("Mei")
    ann = town.phone("Ann")
    await town.activity("River clean-up", li)
    await mei.sends("/activities")
    await mei.taps("River clean-up")
    mei.passes_on("Tell a friend", ann)
    [told] = ann.passed_on
    assert told.by == "Mei"
    assert "River clean-up" in told.text
    await ann.opens(told.link)
    await registers(ann)
    await ann.sees("Welcome, Ann")
    await ann.taps("See River clean-up")
    await ann.taps("Sign up")
    await ann.sees("You are in: River clean-up")
    assert ann.passed_on == []
