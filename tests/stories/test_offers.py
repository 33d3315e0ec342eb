"""Somebody drops out: the place is offered down the line and held for each, in three languages, until one takes it."""

from datetime import time

import pytest

from playground.phones.phone import Phone
from tests.support.phone_steps import button_with, data_of, signs_up, times_told, waits
from tests.support.town import ZONE, Town
from volunteering.rules.volunteers import Language
from words.words import Words, plain


async def _in_line(town: Town, language: Language) -> tuple[Phone, Phone, Phone, int]:
    """Bo and Ana wait, who read in that language, for what Mei has the only place in."""
    li = await town.leader("Li")
    mei = await town.member("Mei")
    bo, ana = await town.member("Bo", language), await town.member("Ana", language)
    shift = await town.activity("Library help", li, in_days=3, at=time(14), places=1)
    await signs_up(mei, "Library help")
    words = Words(language, ZONE, town.now)
    for someone in (bo, ana):
        await someone.sends("/activities")
        await someone.taps(button_with(someone, "Library help"))
        await someone.taps(plain(words.say("Join waiting list")))
    return mei, bo, ana, shift


@pytest.mark.parametrize("language", list(Language))
async def test_from_a_drop_out_to_the_second_in_line(town: Town, language: Language) -> None:
    mei, bo, ana, shift = await _in_line(town, language)
    words = Words(language, ZONE, town.now)

    def said(sentence: str, **values: str) -> str:
        return plain(words.say(sentence, **values))

    await mei.taps("Leave")
    await mei.sees("2 people wait, and your place goes to one of them at once.")
    await mei.taps("Yes, leave")
    await mei.sees("your place goes to somebody who waited")

    told = await bo.sees(said("A place for you: {title}", title="Library help"))
    for line in (said("Somebody left, and you were next in line."), "21:00"):
        assert line in told.text, "Monday nine in the morning, and twelve hours"
    assert bo.screen.labels[:2] == (said("Take it"), said("Skip me"))
    for where in ("/my", "/activities"):
        await bo.sends(where)
    assert said("a place is held for you") in bo.screen.text
    stranger = await town.member("Jun")
    await stranger.sends("/activities")
    assert "full, offered to somebody" in stranger.screen.text
    await stranger.taps("Library help")
    assert "0 of 1 place taken, 1 offered, 2 waiting" in stranger.screen.text

    # Bo never looks at the phone; Ana hears of it in the morning, and not at night.
    await town.passes(hours=12, minutes=1)
    ana_s = said("A place for you: {title}", title="Library help")
    await bo.sees(said("A place went on: {title}", title="Library help"))
    await ana.sees(ana_s)
    assert said("Somebody before you let it pass, and you are next in line.") in ana.screen.text
    taken = data_of(ana, said("Take it"))
    await ana.taps(said("Take it"))
    await ana.sees(said("You are in: {title}", title="Library help"))
    await bo.forges(taken)
    await bo.sees(said("This place has gone on: {title}", title="Library help"))
    assert said("You keep your number on the waiting list.") in bo.screen.text
    confirmed = "SELECT COUNT(*) FROM signups WHERE shift_id = :shift AND state = 'confirmed'"
    assert await town.number(confirmed, shift=shift) == 1


async def test_skipped_it_goes_on_and_nobody_is_left_in_the_dark(town: Town) -> None:
    mei, bo, ana, _ = await _in_line(town, Language.ENGLISH)
    await mei.taps("Leave")
    await mei.taps("Yes, leave")
    await bo.sees("A place for you")
    await bo.taps("Skip me")
    await bo.sees("You let it pass: Library help")
    await ana.sees("A place for you")
    await ana.taps("Skip me")
    await ana.sees("The place is free for whoever asks first. You may still take it.")
    await signs_up(await town.member("Jun"), "Library help")
    await ana.taps("Take it")
    await ana.sees("This place has gone on")
    await town.passes(days=3, hours=5)
    for someone in (bo, ana):
        assert times_told(someone, "It has begun without you") == 0, "they let it pass themselves"


async def test_who_is_left_over_is_thanked_and_shown_what_comes_next(town: Town) -> None:
    _, bo, ana, _ = await _in_line(town, Language.ENGLISH)
    await town.passes(days=3, hours=5, minutes=1)
    for someone in (bo, ana):
        await someone.sees("It has begun without you this time: Library help")
        assert times_told(someone, "It has begun without you") == 1
    await bo.taps("See what is coming up")
    await bo.sees("What is coming up")


async def test_who_chose_it_is_put_in_at_once_and_may_think_better_of_it(town: Town) -> None:
    li = await town.leader("Li")
    mei, bo = await town.member("Mei"), await town.member("Bo")
    await town.activity("Library help", li, places=1)
    await signs_up(mei, "Library help")
    await bo.sends("/profile")
    await bo.sees("it is held for you, and you are asked")
    await bo.taps("Put me in at once")
    await bo.sees("you are put in at once")
    await waits(bo, "Library help")
    await bo.sees("you are put in at once, and told")
    await mei.taps("Leave")
    await mei.taps("Yes, leave")
    await bo.sees("You have a place: Library help")
    await bo.sends("/profile")
    await bo.taps("Ask me first")
    await bo.sees("it is held for you, and you are asked")
