"""Posting an activity: step by step, in one line, and with everything that can be typed wrong."""

import pytest

from playground.phones.phone import Phone
from tests.support.phone_steps import data_of
from tests.support.town import ZONE, Town
from volunteering.rules.volunteers import Language
from words.words import Words, plain

RIVER = "/new River clean-up | 2026-12-05 09:00-12:00 | East Gate | 10"
LONG_TITLE = "river " * 834


async def test_step_by_step_to_the_card_that_volunteers_see(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei")
    await li.sends("/new")
    for typed in ("River clean-up", "2026-12-05 09:00-12:00", "East Gate"):
        await li.sends(typed)
    await li.taps("10")
    await li.taps("Add a category")
    await li.taps("Community service")
    await li.taps("Add a description")
    await li.sends("Bring gloves")
    await li.taps("Add private details")
    await li.sends("Door code 2580")
    await li.sees("Is this right?")
    assert "Only for those who are in: Door code 2580" in li.screen.text
    await li.taps("Post it")
    await li.sees("Posted: River clean-up")

    await mei.sends("/activities")
    await mei.taps("River clean-up")
    assert mei.screen.text.splitlines() == [
        "River clean-up",
        "📅 Sat 5 Dec, 09:00–12:00 (3 h)",
        "📍 East Gate",
        "👥 0 of 10 places taken",
        "🏷 Community service · Baiyun",
        "Led by Li",
        "Bring gloves",
    ]
    assert "Sign up" in mei.screen.labels


HURRIES = {
    Language.ENGLISH: ("River clean-up", "tomorrow 3pm", "until 5", "East Gate"),
    Language.SIMPLIFIED: ("河道清洁", "明天下午三点", "到五点", "东门"),
    Language.TRADITIONAL: ("河道清潔", "明天下午三點", "到五點", "東門"),
}


@pytest.mark.parametrize("language", HURRIES)
async def test_a_leader_in_a_hurry_posts_with_five_answers(town: Town, language: Language) -> None:
    words = Words(language, ZONE, town.now)
    title, start, end, venue = HURRIES[language]
    li = await town.leader("李敏", language, team="白云")
    copy, post = plain(words.say("Copy an old one")), plain(words.say("Post it"))

    await li.sends("/new")
    for answer in (title, f"{start} {end}", venue, "10", post):
        await (li.taps(answer) if answer in {"10", post} else li.sends(answer))
    await li.sees(plain(words.say("Posted: {title}", title=title)))

    await li.sends(f"/new {title}，{start}，{venue}，10")
    await li.sees("15:00")
    await li.sends(end)
    await li.sees(plain(words.say("Is this right?")))
    await li.taps(post)

    await li.sends("/new")
    await li.taps(copy)
    await li.taps(_first_with(li, title))
    await li.sends(f"{start} {end}")
    await li.taps(post)
    alike = """
        SELECT COUNT(*) FROM activities a JOIN shifts s ON s.activity_id = a.id
        WHERE a.title = :title AND a.place = :venue AND s.places = 10 AND s.ends_at - s.starts_at = 7200
    """
    assert await town.number(alike, title=title, venue=venue) == 3, "by the form, in one line, and copied"


def _first_with(phone: Phone, text: str) -> str:
    return next(label for label in phone.screen.labels if text in label)


async def test_in_one_line(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    await li.sends(RIVER)
    await li.sees("Is this right?")
    await li.taps("Post it")
    await li.sees("Posted: River clean-up")
    await li.repeats()
    assert await town.number("SELECT COUNT(*) FROM activities") == 1, "Publish that arrives twice posts once"

    await li.sends("/new Night watch | 2026-12-05 22:00-02:00 | West Gate")
    await li.sees("Night watch")
    assert "(4 h)" in li.screen.text, "it ends after midnight"
    assert "Everybody is welcome" in li.screen.text, "no places said means no limit"
    await li.taps("Post it")
    await li.sees("Posted: Night watch")


async def test_a_date_with_another_dates_weekday_is_one_tap_from_being_right(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    await li.sends("/new River clean-up | Sun 5 Dec 9-12 | East Gate | 10")
    await li.sees("“Sun 5 Dec 9-12”: 5 December 2026 is a Saturday. Which one is right?")
    await li.taps("Sat 5 Dec 09:00–12:00")
    await li.sees("Is this right?")
    for kept in ("River clean-up", "Sat 5 Dec, 09:00–12:00", "East Gate", "10 places"):
        assert kept in li.screen.text


async def test_what_a_line_says_badly_is_asked_for_and_the_rest_is_kept(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    await li.sends("/new River clean-up | 2026-02-30 09:00-12:00 | East Gate | -1")
    await li.sees("there is no such date")
    await li.sends("2026-12-05 12:00-09:00")
    await li.sees("ends before it starts")
    await li.sends("2026-12-05 09:00-12:00")
    await li.sees("There can be 1 to 9,999 places")
    await li.taps("10")
    await li.sees("Is this right?")
    for kept in ("River clean-up", "East Gate", "(3 h)", "👥 10 places"):
        assert kept in li.screen.text

    await li.taps("Change place")
    await li.sends("West Gate")
    await li.sees("📍 West Gate")
    await li.taps("Post it")
    await li.sees("Posted: River clean-up")


WRONG = (
    ("", LONG_TITLE, "That is too long: 5,00"),
    ("River clean-up", "2026-02-30 09:00-12:00", "there is no such date"),
    ("", "2026-12-05 25:00-26:00", "there is no such time of day"),
    ("", "2026-12-05 12:00-09:00", "ends before it starts"),
    ("", "2026-11-20 09:00-12:00", "That has begun already"),
    ("", "soon", "is not a date"),
    ("", "2026-12-05 09:00", "Until when, or for how long?"),
    ("2026-12-05 09:00-12:00", "gate " * 834, "That is too long: 4,1"),
    ("East Gate", "-1", "There can be 1 to 9,999 places"),
    ("", "10000", "There can be 1 to 9,999 places"),
    ("", "a few", "is not a number of places"),
)
"""The good answer that leads to a question, what is then typed badly, and what is said about it."""


async def test_a_bad_answer_is_explained_and_the_form_stays_where_it_was(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    await li.sends("/new")
    for good, bad, said in WRONG:
        if good:
            await li.sends(good)
        if bad:
            question = li.screen.text.splitlines()[0]
            await li.sends(bad)
            await li.sees(said)
            assert li.screen.text.splitlines()[0] == question, f"{bad!r} is asked again where it was typed"
    await li.sends_document("plan.pdf", b"%PDF-1.7")
    await li.sees("Please type the answer as a message")
    await li.sends("10")
    await li.taps("Add a category")
    await li.sends("Gardening")
    await li.sees("“Gardening” is not among the answers")
    await li.taps("Charity and relief")
    await li.taps("Add a description")

    await town.stop()
    await town.start()
    await li.sends("Bring gloves")
    await li.sees("Is this right?")
    assert "Bring gloves" in li.screen.text, "nothing typed is lost, not even by a restart"


TITLES = (
    "🌊 Fluß <b>sauber</b> & schön",
    "نظافة النهر",
    "{leader} %s {0}",
    "河道清洁🙋\u200d♀️",
    "<a href='tg://user?id=1'>x",
)


async def test_a_title_is_shown_as_it_was_typed(town: Town) -> None:
    li = await town.leader("Li")
    mei = await town.member("Mei")
    for day, title in enumerate(TITLES, start=1):
        await li.sends(f"/new {title} | 2026-12-0{day} 09:00-12:00 | <i>East</i> | 10")
        await li.taps("Post it")
        await mei.sends("/activities")
        await mei.taps(title)
        assert mei.screen.text.splitlines()[0] == title
        assert "📍 <i>East</i>" in mei.screen.text
        await mei.taps("Sign up")
        await mei.sees("You are in: ")
        assert title in mei.screen.text.splitlines()[0]


async def test_forged_and_foreign_buttons_are_told_where_things_stand(town: Town) -> None:
    li, wu = await town.leader("Li", team="Baiyun"), await town.leader("Wu", team="Haimen")
    mei = await town.member("Mei")
    await li.sends(RIVER)
    publish, change = data_of(li, "Post it"), data_of(li, "Change title")
    await wu.sends("/new")
    await mei.sends("/activities")

    for someone in (wu, mei):
        for data in (publish, change, "", "x" * 64, "nx:1", f"{publish}:1", "sh:99999999999999999999", "\0", "🙂"):
            await forges(someone, data)
    assert await town.number("SELECT COUNT(*) FROM activities") == 0, "nobody publishes somebody else's form"
    await wu.sends("Library help")
    await wu.sees("When is it, from when to when?")

    await li.taps("Cancel")
    await li.sees("Nothing was saved")
    await forges(li, publish)
    await li.sees("That form is closed")
    assert await town.number("SELECT COUNT(*) FROM activities") == 0


async def forges(phone: Phone, data: str) -> None:
    """Tap a button that was never shown there, and be answered."""
    await phone.forges(data)
    assert phone.toast is not None, f"{data!r} is answered"
    assert phone.screen.labels, f"{data!r} leads somewhere"
