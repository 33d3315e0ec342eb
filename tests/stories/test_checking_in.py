"""People come to a shift: they type its code, scan it, register at the gate, are ticked; in three languages."""

from datetime import time

import pytest

from playground.phones.phone import Bubble, Phone
from tests.support.phone_steps import button_with, signs_up
from tests.support.pictures import code_in
from tests.support.town import ZONE, Town
from volunteering.rules.volunteers import Language
from words.words import Words, plain


def _code_on(li: Phone) -> tuple[Bubble, str]:
    """The message that Li holds out, and its six digits."""
    shown = next(bubble for bubble in reversed(li.chat) if "photo" in bubble.holds)
    return shown, "".join(filter(str.isdigit, shown.text.splitlines()[1]))


def _scanned(li: Phone) -> str:
    """Where the picture leads that Li holds out, as a camera reads it."""
    shown, _ = _code_on(li)
    photo = li.telegram.chats[li.person.id].messages[shown.id].holds["photo"]
    file = li.telegram.files.find(photo[-1]["file_id"])
    assert file is not None
    return code_in(file.content)


@pytest.mark.parametrize("language", list(Language))
async def test_a_morning_at_the_river(town: Town, language: Language) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei, bo = await town.member("Mei", language), await town.member("Bo", language)
    await town.activity("River clean-up", li, in_days=0, at=time(10), hours=2)
    words = Words(language, ZONE, town.now)

    def said(sentence: str, **values: object) -> str:
        return plain(words.say(sentence, **values))

    await mei.sends("/activities")
    await mei.taps(button_with(mei, "River clean-up"))
    await mei.taps(said("Sign up"))
    await town.passes(minutes=30)
    await li.sends("/checkin")
    await li.taps("Show the code: River clean-up")
    await li.sees("Check in: River clean-up")
    await li.sees("0 of 1 are here")
    _, digits = _code_on(li)

    # Mei types it; a minute later there is another one, in the same message.
    await mei.sends(digits)
    await mei.sees(said("You are here: {title}", title="River clean-up"))
    await town.passes(minutes=1)
    await li.sees("1 of 1 are here")
    again, later = _code_on(li)
    assert later != digits
    assert sum("photo" in bubble.holds for bubble in li.chat) == 1, "one message, edited"
    assert "09:3" in again.text

    # Bo has no place, scans it and comes along.
    await bo.opens(_scanned(li))
    await bo.sees(said("You are not signed up for it. If there is room, you can take part right away."))
    await bo.taps(said("I came to help"))
    await bo.sees(said("You are here: {title}", title="River clean-up"))

    # They go; Bo forgets to say so.
    await town.passes(hours=2, minutes=20)
    await mei.opens(_scanned(li))
    await mei.taps(said("Check out"))
    await mei.sees(said("Thank you: {title}", title="River clean-up"))
    await town.passes(seconds=3)
    await li.sees("2 of 2 are here")
    await town.passes(minutes=40)
    await li.sees("Who was here: River clean-up")

    await li.taps("Roster")
    roster = await li.sees("Who came to River clean-up?")
    assert {"✅ Mei", "✅ Bo"} <= set(roster.labels), "both are ticked already"
    await li.taps("Confirm")
    await mei.sees(said("🕒 {length} recorded for you", length=words.length(120)))


async def test_a_stranger_at_the_gate(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    await town.activity("River clean-up", li, in_days=0, at=time(10), hours=2)
    await town.passes(minutes=30)
    await li.sends("/checkin")
    await li.taps("Show the code: River clean-up")
    await li.sees("Check in: River clean-up")
    ann = town.phone("Ann")
    await ann.opens(_scanned(li))
    await ann.sees("You came for River clean-up.")
    await ann.taps("English")
    await ann.taps("I agree")
    await ann.taps("Ann")
    await ann.taps("Skip")
    await ann.taps("Baiyun")
    await ann.sees("You are in: River clean-up")
    await ann.opens(_scanned(li))
    await ann.taps("Check in")
    await ann.sees("You are here: River clean-up")
    await town.passes(seconds=3)
    await li.sees("1 of 1 are here")


async def test_whoever_has_no_phone_is_ticked(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei")
    await town.activity("River clean-up", li, in_days=0, at=time(10), hours=2)
    await signs_up(mei, "River clean-up")
    await town.passes(minutes=30)
    await li.sends("/checkin")
    await li.taps("Show the code: River clean-up")
    await li.sees("0 of 1 are here")
    await li.taps("Tick somebody")
    await li.taps("Mei")
    await town.passes(seconds=3)
    await li.sees("1 of 1 are here")
