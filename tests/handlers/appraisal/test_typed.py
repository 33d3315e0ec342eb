"""What is typed while somebody says how their year was, without a tap on *Add a few words* before."""

import pytest

from handlers.buttons.appraisal import BeginAppraisal, MarkMyself, OpenAppraisal
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from volunteering.rules.appraisal.marks import Merit
from volunteering.rules.tree import Role


@pytest.fixture
async def li(chat: Chat, city: City) -> PhoneInChat:
    """A leader who is in the appraisal of the year."""
    admin = await chat.volunteer("Chen", role=Role.ADMIN)
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    await admin.taps_button(BeginAppraisal(unit=city.top.id, year=2026))
    await admin.taps_button(OpenAppraisal(unit=city.top.id, year=2026))
    return li


async def _sheet(city: City, li: PhoneInChat) -> int:
    person = await li.known()
    assert person is not None
    return await city.figure("SELECT id AS n FROM appraisal_sheets WHERE person_id = :li", li=person.id)


async def _marks_all(city: City, li: PhoneInChat) -> None:
    for merit in Merit:
        await li.taps_button(MarkMyself(sheet=await _sheet(city, li), merit=merit, mark=4))
    li.sees("That was all.")


async def test_words_after_the_last_mark_are_not_lost(chat: Chat, city: City, li: PhoneInChat) -> None:
    await _marks_all(city, li)
    await li.sends("More young people came <b>")
    li.sees("Is that about your year 2026?", "“More young people came <b>”", "The leader above and the admins read it.")
    assert not await city.figure("SELECT COUNT(*) AS n FROM appraisal_sheets WHERE own_words <> ''")
    await li.taps("Yes, add it to my marks")
    li.sees("You wrote:", "More young people came <b>")
    await li.sends("And it was sunny")
    li.sees("I did not understand that")


async def test_whoever_meant_something_else_is_asked_no_more(chat: Chat, city: City, li: PhoneInChat) -> None:
    await _marks_all(city, li)
    await li.sends("Where is the key?")
    await li.taps("No, it is not")
    assert not await city.figure("SELECT COUNT(*) AS n FROM drafts")
    assert not await city.figure("SELECT COUNT(*) AS n FROM appraisal_sheets WHERE own_words <> ''")


async def test_other_words_and_later_ones_say_what_they_always_say(chat: Chat, city: City, li: PhoneInChat) -> None:
    await _marks_all(city, li)
    await li.sends("my shifts")
    assert "Is that about" not in li.last.text
    chat.clock.passes(minutes=11)
    await li.sends("More young people came")
    li.sees("I did not understand that")


async def test_a_mark_may_be_typed_by_its_name(chat: Chat, city: City, li: PhoneInChat) -> None:
    sheet = await _sheet(city, li)
    await li.taps_button(MarkMyself(sheet=sheet, merit=Merit.RESULTS, mark=3))
    li.sees("Ability (2 of 5)")
    await li.sends("excellent")
    li.sees("Knowledge (3 of 5)")
    [row] = await city.table(
        "SELECT own_results, own_ability, own_knowledge FROM appraisal_sheets WHERE id = :s", s=sheet
    )
    assert [row[f"own_{merit}"] for merit in list(Merit)[:3]] == [3, 5, None]
    await li.sends("5")
    assert "(4 of 5)" not in li.last.text, "the best button is the first, and its mark is 5"
