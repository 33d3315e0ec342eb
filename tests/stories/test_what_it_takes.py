"""What a shift takes, told through phones: a leader says it, somebody lacks it, gets it, and comes."""

from datetime import time

from playground.phones.phone import Phone
from tests.support.phone_steps import button_with
from tests.support.town import Town

PICTURE = b"\xff\xd8\xff\xe0 a certificate"


async def says_what_it_takes(leader: Phone, title: str) -> None:
    """First aid, from 18: for the two who do first aid."""
    await leader.sends(f"/new {title} | 2026-12-05 09:00-12:00 | East Gate | 8 helpers, 2 first aid")
    await leader.taps("Post it")
    await leader.sees(f"Posted: {title}")
    await leader.taps("What does it take?")
    await leader.taps("First aid")
    await leader.taps("Ask for a qualification")
    await leader.taps("First aid")
    await leader.taps("Least age")
    await leader.taps("18")
    shown = await leader.sees("What does it take: First aid")
    assert "from 18" in shown.text


async def sends_it(phone: Phone) -> None:
    """First aid, by a photo, from the refusal on."""
    await phone.taps("Add a qualification")
    await phone.sees("Which number does it have?")
    await phone.sends("RC-77")
    await phone.sends("2025-03-14")
    await phone.sends_photo(PICTURE)
    await phone.taps("Send it")


async def test_mei_lacks_what_it_takes_gets_it_and_comes(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei", team="Baiyun")
    await says_what_it_takes(li, "Run")

    await mei.sends("/activities")
    await mei.taps("Run")
    card = await mei.sees("Helpers 0 of 8 · First aid 0 of 2")
    assert "For First aid it takes: First aid, from 18" in card.text
    await mei.taps("Choose a role")
    await mei.taps(button_with(mei, "First aid"))
    no = await mei.sees("Not this time: Run")
    assert "For that we need your birth date." in no.text
    assert "It takes a qualification: First aid." in no.text
    await mei.taps("Add my birth date")
    await mei.sends("1990-05-01")
    await mei.sees("✅ Saved.")
    await sends_it(mei)

    await li.sees("A qualification to verify")
    await li.sends("/manage")
    await li.taps("Run")
    await li.taps(button_with(li, "Sat 5 Dec"))
    await li.taps("Why can't they?")
    await li.sends("Mei")
    why = await li.sees("Why can't Mei sign up?")
    assert "First aid: theirs waits for a leader to look at it." in why.text
    assert "✅ Nothing is in the way: they can sign up." in why.text, "as a helper she could"
    await li.sends("/qualifications")
    await li.taps("To verify")
    await li.taps(button_with(li, "Mei"))
    await li.taps("Verify")
    await mei.sees("Verified: First aid")

    await mei.sends("/activities")
    await mei.taps("Run")
    await mei.taps("Choose a role")
    await mei.taps(button_with(mei, "First aid"))
    await mei.sees("You are in: Run")


async def test_what_it_takes_later_takes_nobody_s_place_and_gives_none(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei, bo = await town.member("Mei", team="Baiyun"), await town.member("Bo", team="Baiyun")
    shift = await town.activity("Library help", li, in_days=3, at=time(9), places=1)
    for someone, label in ((mei, "Sign up"), (bo, "Join waiting list")):
        await someone.sends("/activities")
        await someone.taps("Library help")
        await someone.taps(label)
    await li.sends("/manage")
    await li.taps("Library help")
    await li.taps(button_with(li, "of 1"))
    await li.taps("What does it take?")
    await li.taps("Ask for the induction")
    await li.sees("Whoever has a place keeps it")
    await mei.sends("/my")
    await mei.sees("Library help")
    confirmed = "SELECT COUNT(*) FROM signups WHERE shift_id = :shift AND state = 'confirmed'"
    assert await town.number(confirmed, shift=shift) == 1

    await mei.taps("Leave")
    await mei.sees("Left: Library help")
    await bo.sends("/activities")
    await bo.taps("Library help")
    card = await bo.sees("It takes: induction")
    assert "It takes an induction: a leader shows you how it is done." in card.text
    await li.taps("Without the induction")
    await bo.sees("A place for you: Library help")
