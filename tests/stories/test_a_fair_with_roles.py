"""A fair that needs eight helpers and two people for first aid, told through phones, from the line to the roster."""

from playground.phones.phone import Phone
from tests.support.town import Town


async def chooses(phone: Phone, role: str) -> None:
    """Tap the role, beside which it says how much room there is."""
    await phone.taps(next(label for label in phone.screen.labels if label.startswith(role)))


async def test_everybody_at_the_fair_knows_what_they_do(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei, bo, ana, jun = [await town.member(name) for name in ("Mei", "Bo", "Ana", "Jun")]
    await _is_posted(li)
    await _fills(mei, bo, ana, jun)
    await _two_would_rather_do_something_else(mei, bo, ana, jun)
    await _another_place(li, jun)
    await _it_rains(li, ana)
    await _comes(town, li, mei, ana)


async def _is_posted(li: Phone) -> None:
    await li.sends("/new Fair | 2026-12-05 09:00-12:00 | East Gate | 8 helpers, 1 first aid")
    await li.sees("Is this right?")
    assert "👥 Helpers 8 · First aid 1" in li.screen.text
    await li.taps("Post it")
    await li.sees("Posted: Fair")


async def _fills(mei: Phone, bo: Phone, ana: Phone, jun: Phone) -> None:
    for someone, role in ((mei, "First aid"), (bo, "Helpers"), (ana, "First aid"), (jun, "First aid")):
        await someone.sends("/activities")
        await someone.taps("Fair")
        await someone.taps("Choose a role")
        await chooses(someone, role)
    await bo.sees("Your role: Helpers")
    await jun.sees("You are number 2")


async def _two_would_rather_do_something_else(mei: Phone, bo: Phone, ana: Phone, jun: Phone) -> None:
    # Bo would rather do first aid, and keeps the place as a helper: nobody is to lose one by asking.
    await bo.sends("/my")
    await bo.taps("Fair")
    await bo.taps("Another role")
    await chooses(bo, "First aid")
    await bo.sees("You keep your place: Helpers.")

    # Mei can help instead, so that Ana, who came first of those who wait, has the place.
    await mei.sends("/my")
    await mei.taps("Fair")
    await mei.taps("Another role")
    await chooses(mei, "Helpers")
    await mei.sees("2 people wait, and your place goes to one of them at once.")
    await mei.taps("Yes, change")
    await mei.sees("Your role: Helpers")
    await ana.sees("A place for you: Fair")
    assert "Your role: First aid" in ana.screen.text
    await ana.taps("Take it")
    await ana.sees("You are in: Fair")
    await jun.sends("/my")
    await jun.sees("number 1 on the waiting list")


async def _another_place(li: Phone, jun: Phone) -> None:
    """A second place for first aid is one tap; the card says so."""
    await li.sends("/manage")
    await li.taps("Fair")
    await chooses(li, "Sat 5 Dec")
    await li.taps("Change places")
    await li.taps("First aid 2")
    await li.taps("Make the change")
    await li.sees("1 place is offered to those who wait, in order.")
    assert "👥 Helpers 2 of 8 · First aid 1 of 2, 1 offered, 1 waiting" in li.screen.text
    await jun.sees("There are more places now")
    await jun.taps("Take it")
    await jun.sees("You are in: Fair")


async def _it_rains(li: Phone, ana: Phone) -> None:
    """Nobody is asked to help in the tent. They all do first aid's rounds under another name, and hear of it."""
    await li.taps("Change places")
    await li.sends("8 helpers, 3 first rounds")
    await li.taps("Make the change")
    await li.sees("2 people are told of their role")
    await ana.sees("Another role: Fair")
    assert "It was First aid." in ana.screen.text


async def _comes(town: Town, li: Phone, mei: Phone, ana: Phone) -> None:
    await town.passes(days=11, minutes=1)
    await ana.sees("See you tomorrow")
    assert "Your role: First rounds" in ana.screen.text
    await town.passes(days=1, hours=3)
    await li.sees("Who came to Fair?")
    await li.taps("Roster")
    await li.taps("Bo · Helpers")
    await li.taps("All came")
    await li.taps("Confirm")
    await mei.sees("3 h")
