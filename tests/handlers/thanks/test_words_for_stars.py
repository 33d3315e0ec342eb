"""What is typed right after stars were given, without a tap on *Say a word* before."""

from handlers.buttons.thanks import RateShift
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from tests.support.ledger import Ledger


async def _gives_stars(chat: Chat, city: City) -> PhoneInChat:
    """Mei, who came to the clean-up of the river."""
    mei = await chat.volunteer("Mei", city.jiaojiang)
    person, shift = await mei.known(), await city.shift(-4)
    assert person is not None
    await Ledger(city).came(shift, person)
    await mei.taps_button(RateShift(shift=shift.id, stars=5))
    mei.sees("You give it 5 of 5.")
    return mei


async def test_words_after_the_stars_are_not_lost(chat: Chat, city: City) -> None:
    """Mei was told that nobody understood her."""
    mei = await _gives_stars(chat, city)
    await mei.sends("What a happy day <b>")
    mei.sees("Is that about River clean-up?", "“What a happy day <b>”", "Please name nobody.")
    assert not await city.figure("SELECT COUNT(*) AS n FROM ratings WHERE words <> ''"), "nothing is done by a word"
    await mei.taps("Yes, add it to my rating")
    mei.sees("You give it 5 of 5.", "“What a happy day <b>”")
    await mei.sends("And sunny, too")
    mei.sees("I did not understand that")


async def test_whoever_meant_something_else_is_asked_no_more(chat: Chat, city: City) -> None:
    mei = await _gives_stars(chat, city)
    await mei.sends("Where is the key?")
    await mei.taps("No, it is not")
    assert not await city.figure("SELECT COUNT(*) AS n FROM drafts")
    assert not await city.figure("SELECT COUNT(*) AS n FROM ratings WHERE words <> ''")


async def test_other_words_say_what_they_always_say(chat: Chat, city: City) -> None:
    mei = await _gives_stars(chat, city)
    await mei.sends("my shifts")
    assert "Is that about" not in mei.last.text
    chat.clock.passes(minutes=11)
    await mei.sends("What a happy day")
    mei.sees("I did not understand that")
