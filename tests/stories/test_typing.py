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
