"""An honour: given on somebody's card, told, seen by its person, and taken back."""

from tests.support.phone_steps import button_with
from tests.support.town import Town


async def test_an_admin_gives_an_honour_and_takes_it_back(town: Town) -> None:
    await town.team("Baiyun")
    chen = await town.admin("Chen")
    mei = await town.member("Mei", team="Baiyun")
    await chen.sends("/people Mei")
    await chen.taps("Honours")
    await chen.taps("Give an honour")
    await chen.sends("Volunteer of the year 2026")
    await chen.sends("2026-11-20")
    await chen.taps("Baiyun")
    await chen.sends("For three summers at the river")
    await chen.taps("Give it")
    told = await mei.sees("An honour for you: Volunteer of the year 2026")
    assert "Awarded by Baiyun" in told.text
    assert "For three summers at the river" in told.text
    await mei.taps("My honours")
    await mei.sees("Volunteer of the year 2026")

    await chen.sees("✅ Given. They are told.")
    await chen.taps(button_with(chen, "Volunteer of the year"))
    await chen.taps("Take the honour back")
    await chen.taps("Yes, take it back")
    await mei.sees("Taken back: Volunteer of the year 2026")
    await mei.sends("/profile")
    await mei.sees("🕒 0 h in all")
    assert "My honours" not in mei.screen.labels
