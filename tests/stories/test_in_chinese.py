"""A volunteer and a leader live through a whole shift in 简体, or in 繁體; nothing English is in their way."""

import re
from datetime import time

import pytest

from playground.phones.phone import Phone
from tests.support.town import ZONE, Town
from volunteering.rules.volunteers import Language
from words.words import Words, plain

COMMANDS = ("/start", "/activities", "/my", "/hours", "/profile", "/privacy", "/help", "/language", "/nonsense", "您好")
LEADERS = ("/manage", "/new")


@pytest.mark.parametrize("language", [Language.SIMPLIFIED, Language.TRADITIONAL])
async def test_a_whole_shift(town: Town, language: Language) -> None:
    words = Words(language, ZONE, town.now)

    def said(sentence: str, **values: str) -> str:
        return plain(words.say(sentence, **values))

    river = {"title": "河道清洁"}
    li = await town.leader("李敏", language, team="白云")
    lin = await town.member("小林", language, team="白云")
    await town.activity("河道清洁", li, in_days=2, at=time(9), hours=3, venue="东门", details="带手套")

    await lin.sends("/activities")
    await lin.taps("河道清洁")
    await lin.taps(said("Sign up"))
    await lin.sees(said("You are in: {title}", **river))
    await town.passes(days=1)
    await lin.sees(said("See you {day}", day=said("tomorrow")))
    await lin.taps(said("I'm coming"))
    await lin.sees(said("See you there: {title}", **river))

    await town.passes(days=1, hours=3, minutes=1)
    await li.sees(said("Who came to {title}?", **river))
    for label in ("Roster", "All came", "Confirm"):
        await li.taps(said(label))
    await lin.sees(said("🕒 {length} recorded for you", length=plain(words.length(180))))

    await lin.sends("/hours 2.5 2026-11-20 图书馆帮忙")
    await lin.taps(said("Confirm"))
    await li.sees(said("Hours to approve"))
    await li.taps(said("Approve"))
    await lin.sees(said("Your hours are approved"))
    await lin.sends("/my")
    await lin.taps(said("My hours"))
    await lin.sees(plain(words.length(330)))
    for command in (*COMMANDS, *LEADERS):
        for someone in (lin, li):
            await someone.sends(command)
    for someone in (lin, li):
        is_all_chinese(someone)


def is_all_chinese(phone: Phone) -> None:
    """Of Latin letters there are only commands, names of languages, and those who have no Chinese name."""
    for bubble in phone.chat:
        if not bubble.is_mine:
            seen = "\n".join((bubble.text, *bubble.labels))
            left = re.sub(r"/\w+|English|Language|Telegram|Yigong|Taizhou|JSON", "", seen)
            assert not re.search(r"[A-Za-z]{2,}", left), f"English on the phone of {phone.person.first_name}:\n{seen}"
