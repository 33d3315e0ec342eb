"""The one way through every form, tried with a form that has every kind of question."""

import json
from collections import defaultdict
from datetime import timedelta
from typing import Annotated, Any, ClassVar

import pytest
from markupsafe import Markup
from pydantic import Field, ValidationError

from handlers.buttons.button import Button
from handlers.buttons.forms import Back, Cancel, Change, Choose, Finish, Resume, Skip
from handlers.buttons.home import Help
from handlers.forms.asking import Ask, Choice, Form, adapter, every_form, form
from handlers.forms.endings import ends, has_ending
from handlers.forms.engine import REVIEW, TYPED
from handlers.forms.phones import Phone
from handlers.forms.sentences import SENTENCES
from handlers.tapping.screen import Answer, page
from handlers.tapping.tap import Tap
from storage.process import drafts
from storage.process.drafts import Draft
from tests.support.chat import Chat, PhoneInChat, organisation
from tests.support.city import NOW, ZONE, City
from volunteering.rules.activities import Category
from volunteering.rules.ground.periods import Period
from volunteering.rules.ground.texts import Title
from volunteering.rules.journal import Did
from volunteering.rules.volunteers import Language
from words.words import Words


async def _kinds(tap: Tap, _: Draft, opened: str) -> list[Choice]:
    if opened == "more":
        return [Choice("Rights", Category.RIGHTS), Choice("Other", Category.OTHER)]
    return [
        Choice("Culture", Category.CULTURE),
        Choice("Charity", Category.CHARITY),
        Choice("More ›", "more", opens=True),
    ]


async def _usual_titles(tap: Tap, _: Draft, __: str) -> list[Choice]:
    return [Choice("Tea: for <everybody>", "0")]


@form
class Errand(Form):
    """Something to be done."""

    name: ClassVar[str] = "test_errand"
    title: ClassVar[str] = "Errand"
    finish: ClassVar[str] = "Do it"
    leads_to: ClassVar[Button] = Help()

    what: Annotated[Title, Ask("What is it?", "What", hint="Any words.", choices=_usual_titles, suggests=True)]
    kind: Annotated[Category, Ask("Which kind?", "Kind", choices=_kinds, shows=lambda _, kind: kind.title())]
    people: Annotated[int | None, Field(ge=1, le=99), Ask("How many people?", "People", skip="Nobody knows")] = None
    phone: Annotated[Phone | None, Ask("Whom to call?", "Phone", contact="Share mine", skip="Nobody")] = None


@ends(Errand)
async def run(tap: Tap, errand: Errand, _: Draft) -> Answer:
    note, me = tap.records.journal.note, tap.me.id
    sort, people, phone = errand.kind.value, errand.people, errand.phone
    note(Did.LETTER, by_id=me, at=tap.now, person_id=me, what=errand.what, sort=sort, people=people, phone=phone)
    return Answer(page(Markup("Done: {}").format(errand.what)), at=Help())


@form
class Question(Form):
    """A single question, which is done with its answer."""

    name: ClassVar[str] = "test_question"
    title: ClassVar[str] = "Question"

    answer: Annotated[Title, Ask("Well?", "Answer")]


@ends(Question)
async def repeat(_: Tap, question: Question, __: Draft) -> Answer:
    return Answer(page(Markup("You said {}").format(question.answer)))


async def _open(chat: Chat, form_kind: type[Form] = Errand, /, **answers: Any) -> PhoneInChat:
    """A volunteer at the first open question of the form."""
    wei = await chat.volunteer()
    await _open_for(chat, wei, form_kind, **answers)
    return wei


async def _open_for(chat: Chat, wei: PhoneInChat, form_kind: type[Form], /, **answers: Any) -> None:
    async with chat.database.transaction() as transaction:
        await drafts.begin_draft(
            transaction,
            telegram_id=wei.id,
            form=form_kind.name,
            about={},
            answers=answers,
            step=next((step for step in form_kind.model_fields if step not in answers), REVIEW),
            message_id=None,
            expires_at=chat.clock.now() + Form.kept,
        )
    await wei.taps_button(Resume())


ANSWERS: dict[str, Any] = {"what": "Tea", "kind": "culture", "people": 3, "phone": None}


async def _draft(city: City) -> int:
    return await city.figure("SELECT id AS n FROM drafts")


async def _done(city: City) -> list[dict[str, Any]]:
    rows = await city.table("SELECT facts FROM journal WHERE kind = 'letter' ORDER BY id")
    return [json.loads(row["facts"]) for row in rows]


async def test_every_question_by_typing_then_the_review_then_done(chat: Chat, city: City) -> None:
    wei = await _open(chat)
    wei.sees("Errand (1 of 4)", "What is it?", "Any words.", "Cancel")
    wei.sees_not("‹ Back")
    await wei.sends("Wash the <windows> & doors")
    wei.sees("Errand (2 of 4)", "‹ Back")
    await wei.sends("charity")
    await wei.sends("12")
    await wei.taps("Share mine")
    wei.sees(
        "Is this right?", "What: Wash the <windows> & doors", "Kind: Charity", "People: 12", "Phone: +8613800000007"
    )
    assert await _done(city) == []
    await wei.taps("Do it")
    wei.sees("Done: Wash the <windows> & doors")
    assert await _done(city) == [
        {"what": "Wash the <windows> & doors", "sort": "charity", "people": 12, "phone": "+8613800000007"}
    ]


async def test_every_question_by_tapping(chat: Chat, city: City) -> None:
    wei = await _open(chat)
    for label in ("Tea: for <everybody>", "Culture", "Nobody knows", "Nobody"):
        await wei.taps(label)
    wei.sees("What: Tea: for <everybody>", "Kind: Culture", "People: not given", "Phone: not given")
    await wei.taps("Do it")
    assert await _done(city) == [{"what": "Tea: for <everybody>", "sort": "culture", "people": None, "phone": None}]


async def test_a_form_without_a_review_ends_with_its_last_answer(chat: Chat, city: City) -> None:
    wei = await _open(chat, Question)
    wei.sees("Question", "Well?")
    wei.sees_not("of 1")
    await wei.sends("Yes")
    wei.sees("You said Yes")
    assert await city.figure("SELECT COUNT(*) AS n FROM drafts") == 0


async def test_back_goes_to_the_question_before_and_on_from_there(chat: Chat) -> None:
    wei = await _open(chat)
    await wei.sends("Tea")
    await wei.taps("Culture")
    await wei.taps("‹ Back")
    wei.sees("Which kind?")
    await wei.taps("‹ Back")
    wei.sees("What is it?")
    await wei.sends("Coffee")
    wei.sees("How many people?")  # the kind is known already


async def test_back_before_the_first_question_stays_there(chat: Chat, city: City) -> None:
    wei = await _open(chat)
    await wei.taps_button(Back(draft=await _draft(city)))
    wei.sees("What is it?")


async def test_back_from_the_review_is_the_last_question(chat: Chat, city: City) -> None:
    wei = await _open(chat, **ANSWERS)
    wei.sees("Is this right?")
    await wei.taps_button(Back(draft=await _draft(city)))
    wei.sees("Whom to call?")


async def test_only_what_may_be_skipped_is_skipped(chat: Chat, city: City) -> None:
    wei = await _open(chat)
    await wei.taps_button(Skip(draft=await _draft(city), step="what"))
    wei.sees("What is it?")


async def test_skipping_by_typing_the_label(chat: Chat) -> None:
    wei = await _open(chat, what="Tea", kind="culture")
    await wei.sends("Nobody knows")
    wei.sees("Whom to call?")


async def test_change_asks_one_question_again_and_returns_to_the_review(chat: Chat, city: City) -> None:
    wei = await _open(chat, **ANSWERS)
    await wei.taps("Change people")
    await wei.sends("4")
    wei.sees("Is this right?", "People: 4", "What: Tea")
    await wei.taps("Do it")
    assert [done["people"] for done in await _done(city)] == [4]


@pytest.mark.parametrize("by", ["button", "command"])
async def test_cancel_keeps_nothing_and_leads_on(chat: Chat, city: City, by: str) -> None:
    wei = await _open(chat)
    await (wei.taps("Cancel") if by == "button" else wei.sends("/cancel"))
    wei.sees("Nothing was saved")
    assert await city.figure("SELECT COUNT(*) AS n FROM drafts") == 0
    await wei.taps("Go on")
    wei.sees("Help")


async def test_cancelling_takes_the_contact_keyboard_away(chat: Chat) -> None:
    wei = await _open(chat, what="Tea", kind="culture", people=3)
    wei.sees("Share mine")
    await wei.sends("/cancel")
    assert wei.messages[-2].puts_keyboard_away
    wei.sees("Nothing was saved")


async def test_cancel_without_a_form_says_so(chat: Chat) -> None:
    wei = await chat.volunteer()
    await wei.sends("/cancel")
    wei.sees("Nothing to cancel")


async def test_choices_that_open_lead_to_more(chat: Chat) -> None:
    wei = await _open(chat, what="Tea")
    await wei.taps("More ›")
    wei.sees("Which kind?", "Rights", "Other")
    wei.sees_not("Culture")
    await wei.taps("Rights")
    wei.sees("How many people?")


@pytest.mark.parametrize("typed", ["culture", "CULTURE", "cult"])
async def test_a_choice_may_be_typed_in_part(chat: Chat, typed: str) -> None:
    wei = await _open(chat, what="Tea")
    await wei.sends(typed)
    wei.sees("How many people?")


async def test_a_typed_answer_that_fits_several_choices_shows_those(chat: Chat) -> None:
    wei = await _open(chat, what="Tea")
    await wei.sends("c")
    wei.sees("Which kind?", "Culture", "Charity")
    wei.sees_not("More ›")


async def test_a_choice_that_is_none_is_said_with_what_was_typed(chat: Chat) -> None:
    wei = await _open(chat, what="Tea")
    await wei.sends("<b>Gardening</b>")
    wei.sees("“<b>Gardening</b>” is not among the answers", "Which kind?")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0", "It has to be 1 or more"),
        ("-1", "It has to be 1 or more"),
        ("100", "It can be 99 at the most"),
        ("ten", "“ten” is not a whole number"),
        ("1.5", "“1.5” is not a whole number"),
        ("9" * 5000, "number"),
        ("💥", "“💥” is not a whole number"),
    ],
)
async def test_a_wrong_number_is_said_in_a_sentence_and_asked_again(chat: Chat, typed: str, said: str) -> None:
    wei = await _open(chat, what="Tea", kind="culture")
    await wei.sends(typed)
    wei.sees(said, "How many people?")
    await wei.sends("12")
    wei.sees("Whom to call?")


async def test_too_long_and_too_short_say_so(chat: Chat) -> None:
    wei = await _open(chat)
    await wei.sends("x" * 4096)
    wei.sees("4,096 characters, at most 100 fit", "What is it?")
    await wei.sends("\u200b")
    wei.sees("That is too short", "What is it?")


async def test_something_other_than_text_is_no_answer(chat: Chat) -> None:
    wei = await _open(chat)
    for send in (wei.sends_photo, wei.sends_voice):
        await send()
        wei.sees("Please type the answer", "What is it?")
    await wei.shares_contact("+8613800000007")
    wei.sees("Please type the answer", "What is it?")


async def test_a_message_at_the_review_shows_the_review(chat: Chat) -> None:
    wei = await _open(chat, **ANSWERS)
    await wei.sends("yes")
    wei.sees("Is this right?")


async def test_a_button_of_an_earlier_question_shows_where_things_stand(chat: Chat, city: City) -> None:
    wei = await _open(chat, what="Tea")
    stale = Choose(draft=await _draft(city), step="kind", choice="charity")
    await wei.taps("Culture")
    await wei.taps_button(stale)
    wei.sees("How many people?")
    assert wei.toast.startswith("That question is behind us")
    await wei.taps_button(Skip(draft=await _draft(city), step="phone"))
    wei.sees("How many people?")


async def test_buttons_of_an_earlier_form_change_nothing_in_this_one(chat: Chat, city: City) -> None:
    wei = await _open(chat, **ANSWERS)
    old = await _draft(city)
    await _open_for(chat, wei, Errand, what="Coffee")
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
    assert await _done(city) == []


async def test_finishing_twice_does_it_once(chat: Chat, city: City) -> None:
    wei = await _open(chat, **ANSWERS)
    finish = Finish(draft=await _draft(city))
    await wei.taps_button(finish)
    await wei.taps_button(finish)
    wei.sees("That form is closed")
    assert len(await _done(city)) == 1


async def test_an_update_that_comes_twice_does_it_once(chat: Chat, city: City) -> None:
    wei = await _open(chat, **ANSWERS)
    await wei.taps("Do it")
    await wei.repeats()
    wei.sees("Help")
    assert len(await _done(city)) == 1


async def test_an_answer_that_comes_twice_answers_one_question(chat: Chat) -> None:
    wei = await _open(chat)
    await wei.sends("Tea")
    await wei.repeats()
    wei.sees("Which kind?")


async def test_finishing_with_an_open_question_asks_it(chat: Chat, city: City) -> None:
    wei = await _open(chat, what="Tea")
    await wei.taps_button(Finish(draft=await _draft(city)))
    wei.sees("Which kind?")
    assert await _done(city) == []


async def test_what_is_no_longer_right_at_the_end_is_asked_again(chat: Chat, city: City) -> None:
    wei = await _open(chat, **{**ANSWERS, "people": 100})  # an older Yigong allowed more
    await wei.taps_button(Finish(draft=await _draft(city)))
    wei.sees("It can be 99 at the most", "How many people?")
    assert await _done(city) == []


async def test_forged_buttons_never_raise(chat: Chat, city: City) -> None:
    wei = await _open(chat, **ANSWERS)
    draft = await _draft(city)
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
    assert await _done(city) == []


async def test_a_number_in_a_forged_button_is_no_contact(chat: Chat, city: City) -> None:
    wei = await _open(chat, what="Tea", kind="culture", people=3)
    draft = await _draft(city)
    for choice in ("+8613900000000", "=+8613900000000"):
        for opens in (False, True):
            await wei.taps_button(Choose(draft=draft, step="phone", choice=choice, opens=opens))
            wei.sees("Whom to call?")


async def test_what_was_typed_beforehand_is_tried_when_its_turn_comes(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    async with city.changing() as tx:
        await drafts.begin_draft(
            tx,
            telegram_id=wei.id,
            form=Errand.name,
            about={TYPED: {"kind": "no such kind", "people": "12"}},
            answers={},
            step="what",
            message_id=None,
            expires_at=NOW + Form.kept,
        )
    await wei.sends("Tea")
    wei.sees("⚠️", "Which kind?")
    await wei.sends("Culture")
    wei.sees("Whom to call?")


async def test_another_persons_button_does_nothing_to_my_form(chat: Chat, city: City) -> None:
    await _open(chat, **ANSWERS)
    mallory = await chat.volunteer("Mallory")
    draft = await _draft(city)
    for button in (Finish(draft=draft), Cancel(draft=draft), Change(draft=draft, step="what")):
        await mallory.taps_button(button)
        mallory.sees("That form is closed")
    assert await _draft(city) == draft
    assert await _done(city) == []


async def test_an_expired_form_says_so(chat: Chat, city: City) -> None:
    wei = await _open(chat, **ANSWERS)
    finish = Finish(draft=await _draft(city))
    chat.clock.passes(days=Form.kept / timedelta(days=1))
    await wei.taps_button(finish)
    wei.sees("That form is closed", "Go on")
    assert await _done(city) == []


async def test_every_answer_keeps_the_form_alive(chat: Chat) -> None:
    wei = await _open(chat)
    chat.clock.passes(hours=47)
    await wei.sends("Tea")
    chat.clock.passes(hours=47)
    await wei.sends("culture")
    wei.sees("How many people?")


async def test_a_form_that_is_no_more_says_so(chat: Chat, city: City) -> None:
    wei = await _open(chat)
    async with city.changing() as tx:
        tx.later("UPDATE drafts SET form = 'gone'")
    await wei.sends("Tea")
    wei.sees("That form is closed")
    await wei.taps_button(Finish(draft=await _draft(city)))
    wei.sees("That form is closed")
    await wei.sends("/cancel")
    wei.sees("Nothing was saved")


async def test_a_command_leaves_the_form_open_and_home_leads_back_to_it(chat: Chat) -> None:
    wei = await _open(chat)
    await wei.sends("/help")
    wei.sees("Help")
    await wei.sends("/start")
    await wei.taps("Go on with the form")
    wei.sees("What is it?")


async def test_a_mistyped_command_is_no_answer(chat: Chat) -> None:
    wei = await _open(chat)
    await wei.sends("/cancle")
    wei.sees("Did you mean /cancel?", "Your form is still open")
    await wei.taps("Go on with the form")
    wei.sees("What is it?")


@pytest.mark.parametrize("language", Language)
async def test_every_question_and_the_review_fit_in_every_language(city: City, language: Language) -> None:
    chat = Chat(city.database, organisation())
    wei = await _open(chat)
    person = await wei.known()
    assert person is not None
    async with city.writing() as rows:
        await rows.people.change(person.id, language=language)
    draft = await _draft(city)
    await wei.sends("&" * 100)
    for button in (
        Choose(draft=draft, step="kind", choice="culture"),
        Skip(draft=draft, step="people"),
    ):
        await wei.taps_button(button)
    await wei.shares_contact("+8613800000007")
    assert "&" * 100 in wei.last.text


def test_every_form_is_done_with_by_a_handler_and_its_words_stand_among_questions() -> None:
    ours = [kind for kind in every_form() if kind.__module__.startswith("handlers.")]
    assert [kind.name for kind in ours if not has_ending(kind)] == [], "its last answer leads nowhere"
    assert [kind.name for kind in ours if "questions" not in kind.__module__] == []
    assert len(ours) > 20


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", SENTENCES)
def test_every_problem_has_its_sentence(kind: str, language: Language) -> None:
    known: dict[str, object] = {"typed": "<b>", "length": 5000, "max_length": 100, "said": (NOW.date(),)}
    known |= {"day": NOW.date(), "first": NOW.date(), "last": NOW.date(), "levels": ("River",)}
    known["understood"] = known["period"] = Period(start=NOW, end=NOW + timedelta(hours=2))
    facts = defaultdict(lambda: 1, known)
    assert SENTENCES[kind](Words(language, ZONE, NOW), facts)


@pytest.mark.parametrize("raw", ["", " ", "x" * 5000, "0", "-1", "9" * 500, "💥", "\udc80", "u1", ">1.0", "<b>"])
@pytest.mark.parametrize("step", Errand.model_fields)
def test_whatever_is_typed_is_an_answer_or_a_problem_with_a_sentence(step: str, raw: str) -> None:
    problems: list[str] = []
    try:
        adapter(Errand, step).validate_python(raw)
    except ValidationError as error:
        problems = [problem["type"] for problem in error.errors()]
    assert set(problems) <= set(SENTENCES)
