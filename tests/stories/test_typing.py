"""Somebody who types instead of tapping is led where the button would have led, and nothing is done by a word."""

from datetime import time

import pytest

from tests.support.town import ZONE, Town
from volunteering.rules.volunteers import Language
from words.words import Words, plain

SAYS = {
    Language.ENGLISH: (
        "Activities, please",
        "Can I sign up for the river?",
        "my shifts",
        "Sorry, I can't come tomorrow",
    ),
    Language.SIMPLIFIED: ("有什么活动？", "我想报名河道", "看一下我的报名", "我明天来不了了"),
    Language.TRADITIONAL: ("有什麼活動？", "我想報名河道", "看一下我的報名", "明天來不了"),
}
RIVER = {Language.ENGLISH: "River clean-up", Language.SIMPLIFIED: "河道清洁", Language.TRADITIONAL: "河道清潔"}


@pytest.mark.parametrize("language", SAYS)
async def test_a_volunteer_types_instead_of_tapping(town: Town, language: Language) -> None:
    words = Words(language, ZONE, town.now)
    whats_on, wants_in, my_shifts, cannot_come = SAYS[language]
    title = RIVER[language]
    li, lin = await town.leader("李敏"), await town.member("小林", language)
    await town.activity(title, li, in_days=1, at=time(9), hours=3)
    await town.activity("图书馆 Library", li, in_days=2, at=time(9), hours=3)

    await lin.sends(whats_on)
    await lin.sees(title)
    await lin.sends(wants_in)
    await lin.taps(plain(words.say("Sign up")))
    await lin.sees(plain(words.say("You are in: {title}", title=title)))
    await lin.sends(my_shifts)
    await lin.sees(plain(words.say("My shifts")))

    await lin.sends(cannot_come)
    await lin.sees(title)
    assert await town.number("SELECT COUNT(*) FROM signups WHERE state = 'confirmed'") == 1, "a word leaves nothing"
    await lin.taps(plain(words.say("Leave")))
    assert await town.number("SELECT COUNT(*) FROM signups WHERE state = 'confirmed'") == 0


PLACES = {Language.ENGLISH: "East Gate", Language.SIMPLIFIED: "东门", Language.TRADITIONAL: "東門"}


@pytest.mark.parametrize("language", PLACES)
async def test_a_form_left_open_swallows_nothing(town: Town, language: Language) -> None:
    words = Words(language, ZONE, town.now)
    li = await town.leader("李敏", language, team="白云")
    await town.activity(RIVER[language], li, in_days=2)
    is_open = plain(words.say("Your form is still open: {form}", form=words.say("New activity")))
    for typed in ("/new", "图书馆 Library", "Sat 9-12"):
        await li.sends(typed)

    await li.sends("/activities")
    await li.sends(RIVER[language][:5])
    await li.sees(is_open)
    await li.taps(plain(words.say("It was not for the form")))
    await li.sees(RIVER[language])

    await town.stop()
    await town.start()
    await li.sends(PLACES[language])
    await li.sees(is_open)
    await li.taps(plain(words.say("Go on with the form")))
    await li.taps("10")
    await li.taps(plain(words.say("Post it")))
    await li.sees(PLACES[language])
    assert await town.number("SELECT COUNT(*) FROM activities WHERE place = :place", place=PLACES[language]) > 0
