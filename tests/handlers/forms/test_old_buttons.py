"""Buttons of before, of others and of nobody, updates that come twice, and forms that have ended."""

from datetime import timedelta

from handlers.buttons.forms import Back, Cancel, Change, Choose, Finish, Skip
from handlers.forms.asking import Form
from handlers.forms.engine import REVIEW
from tests.handlers.forms.errand import ANSWERS, Errand, draft_number, errands_done, opened_for, opened_form
from tests.support.chat import Chat
from tests.support.city import City


async def test_a_button_of_an_earlier_question_shows_where_things_stand(chat: Chat, city: City) -> None:
    wei = await opened_form(chat, what="Tea")
    stale = Choose(draft=await draft_number(city), step="kind", choice="charity")
    await wei.taps("Culture")
    await wei.taps_button(stale)
    wei.sees("How many people?")
    assert wei.toast.startswith("That question is behind us")
    await wei.taps_button(Skip(draft=await draft_number(city), step="phone"))
    wei.sees("How many people?")


async def test_buttons_of_an_earlier_form_change_nothing_in_this_one(chat: Chat, city: City) -> None:
    wei = await opened_form(chat, **ANSWERS)
    old = await draft_number(city)
    await opened_for(chat, wei, Errand, what="Coffee")
    for button in (
        Choose(draft=old, step="kind", choice="charity"),
        Skip(draft=old, step="kind"),
        Back(draft=old),
        Change(draft=old, step="what"),
        Finish(draft=old),
        Cancel(draft=old),
    ):
        await wei.taps_button(button)
        wei.sees("Which kind?")
    assert await errands_done(city) == []


async def test_finishing_twice_does_it_once(chat: Chat, city: City) -> None:
    wei = await opened_form(chat, **ANSWERS)
    finish = Finish(draft=await draft_number(city))
    await wei.taps_button(finish)
    await wei.taps_button(finish)
    wei.sees("That form is closed")
    assert len(await errands_done(city)) == 1


async def test_an_update_that_comes_twice_does_it_once(chat: Chat, city: City) -> None:
    wei = await opened_form(chat, **ANSWERS)
    await wei.taps("Do it")
    await wei.repeats()
    wei.sees("Help")
    assert len(await errands_done(city)) == 1


async def test_an_answer_that_comes_twice_answers_one_question(chat: Chat) -> None:
    wei = await opened_form(chat)
    await wei.sends("Tea")
    await wei.repeats()
    wei.sees("Which kind?")


async def test_finishing_with_an_open_question_asks_it(chat: Chat, city: City) -> None:
    wei = await opened_form(chat, what="Tea")
    await wei.taps_button(Finish(draft=await draft_number(city)))
    wei.sees("Which kind?")
    assert await errands_done(city) == []


async def test_what_is_no_longer_right_at_the_end_is_asked_again(chat: Chat, city: City) -> None:
    wei = await opened_form(chat, **{**ANSWERS, "people": 100})  # an older Yigong allowed more
    await wei.taps_button(Finish(draft=await draft_number(city)))
    wei.sees("It can be 99 at the most", "How many people?")
    assert await errands_done(city) == []


async def test_forged_buttons_never_raise(chat: Chat, city: City) -> None:
    wei = await opened_form(chat, **ANSWERS)
    draft = await draft_number(city)
    for button in (
        Choose(draft=draft, step=REVIEW, choice="x"),
        Choose(draft=draft, step=REVIEW, choice="x", opens=True),
        Skip(draft=draft, step=REVIEW),
        Change(draft=draft, step="nonsense"),
        Change(draft=draft, step=REVIEW),
    ):
        await wei.taps_button(button)
        wei.sees("Is this right?")
    await wei.taps("Change what")
    await wei.taps_button(Choose(draft=draft, step="what", choice="99"))
    wei.sees("What is it?")
    await wei.taps_button(Choose(draft=draft, step="what", choice="x", opens=True))
    wei.sees("What is it?")
    assert await errands_done(city) == []


async def test_a_number_in_a_forged_button_is_no_contact(chat: Chat, city: City) -> None:
    wei = await opened_form(chat, what="Tea", kind="culture", people=3)
    draft = await draft_number(city)
    for choice in ("+8613900000000", "=+8613900000000"):
        for opens in (False, True):
            await wei.taps_button(Choose(draft=draft, step="phone", choice=choice, opens=opens))
            wei.sees("Whom to call?")


async def test_another_persons_button_does_nothing_to_my_form(chat: Chat, city: City) -> None:
    await opened_form(chat, **ANSWERS)
    mallory = await chat.volunteer("Mallory")
    draft = await draft_number(city)
    for button in (Finish(draft=draft), Cancel(draft=draft), Change(draft=draft, step="what")):
        await mallory.taps_button(button)
        mallory.sees("That form is closed")
    assert await draft_number(city) == draft
    assert await errands_done(city) == []


async def test_an_expired_form_says_so(chat: Chat, city: City) -> None:
    wei = await opened_form(chat, **ANSWERS)
    finish = Finish(draft=await draft_number(city))
    chat.clock.passes(days=Form.kept / timedelta(days=1))
    await wei.taps_button(finish)
    wei.sees("That form is closed", "Go on")
    assert await errands_done(city) == []


async def test_every_answer_keeps_the_form_alive(chat: Chat) -> None:
    wei = await opened_form(chat)
    chat.clock.passes(hours=47)
    await wei.sends("Tea")
    chat.clock.passes(hours=47)
    await wei.sends("culture")
    wei.sees("How many people?")


async def test_a_form_that_is_no_more_says_so(chat: Chat, city: City) -> None:
    wei = await opened_form(chat)
    async with city.changing() as tx:
        tx.later("UPDATE drafts SET form = 'gone'")
    await wei.sends("Tea")
    wei.sees("That form is closed")
    await wei.taps_button(Finish(draft=await draft_number(city)))
    wei.sees("That form is closed")
    await wei.sends("/cancel")
    wei.sees("Nothing was saved")
