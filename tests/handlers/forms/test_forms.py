"""The one way through every form, tried with a form that has every kind of question."""

from collections import defaultdict
from datetime import timedelta

import pytest
from pydantic import ValidationError

from handlers.buttons.forms import Back, Choose, Skip
from handlers.forms.asking import Form, adapter, every_form
from handlers.forms.endings import has_ending
from handlers.forms.engine import TYPED
from handlers.forms.sentences import SENTENCES
from storage.process import drafts
from tests.handlers.forms.errand import ANSWERS, Errand, Question, Sort, draft_number, errands_done, opened_form
from tests.support.chat import Chat, organisation
from tests.support.city import NOW, ZONE, City
from volunteering.rules.ground.periods import Period
from volunteering.rules.volunteers import Language
from words.words import Words


async def test_every_question_by_typing_then_the_review_then_done(chat: Chat, city: City) -> None:
    wei = await opened_form(chat)
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
    assert await errands_done(city) == []
    await wei.taps("Do it")
    wei.sees("Done: Wash the <windows> & doors")
    assert await errands_done(city) == [
        {"what": "Wash the <windows> & doors", "sort": "charity", "people": 12, "phone": "+8613800000007"}
    ]


async def test_every_question_by_tapping(chat: Chat, city: City) -> None:
    wei = await opened_form(chat)
    for label in ("Tea: for <everybody>", "Culture", "Nobody knows", "Nobody"):
        await wei.taps(label)
    wei.sees("What: Tea: for <everybody>", "Kind: Culture", "People: not given", "Phone: not given")
    await wei.taps("Do it")
    assert await errands_done(city) == [
        {"what": "Tea: for <everybody>", "sort": "culture", "people": None, "phone": None}
    ]


async def test_a_form_without_a_review_ends_with_its_last_answer(chat: Chat, city: City) -> None:
    wei = await opened_form(chat, Question)
    wei.sees("Question", "Well?")
    wei.sees_not("of 1")
    await wei.sends("Yes")
    wei.sees("You said Yes")
    assert await city.figure("SELECT COUNT(*) AS n FROM drafts") == 0


async def test_back_goes_to_the_question_before_and_on_from_there(chat: Chat) -> None:
    wei = await opened_form(chat)
    await wei.sends("Tea")
    await wei.taps("Culture")
    await wei.taps("‹ Back")
    wei.sees("Which kind?")
    await wei.taps("‹ Back")
    wei.sees("What is it?")
    await wei.sends("Coffee")
    wei.sees("How many people?")  # the kind is known already


async def test_back_before_the_first_question_stays_there(chat: Chat, city: City) -> None:
    wei = await opened_form(chat)
    await wei.taps_button(Back(draft=await draft_number(city)))
    wei.sees("What is it?")


async def test_back_from_the_review_is_the_last_question(chat: Chat, city: City) -> None:
    wei = await opened_form(chat, **ANSWERS)
    wei.sees("Is this right?")
    await wei.taps_button(Back(draft=await draft_number(city)))
    wei.sees("Whom to call?")


async def test_only_what_may_be_skipped_is_skipped(chat: Chat, city: City) -> None:
    wei = await opened_form(chat)
    await wei.taps_button(Skip(draft=await draft_number(city), step="what"))
    wei.sees("What is it?")


async def test_skipping_by_typing_the_label(chat: Chat) -> None:
    wei = await opened_form(chat, what="Tea", kind="culture")
    await wei.sends("Nobody knows")
    wei.sees("Whom to call?")


async def test_change_asks_one_question_again_and_returns_to_the_review(chat: Chat, city: City) -> None:
    wei = await opened_form(chat, **ANSWERS)
    await wei.taps("Change people")
    await wei.sends("4")
    wei.sees("Is this right?", "People: 4", "What: Tea")
    await wei.taps("Do it")
    assert [done["people"] for done in await errands_done(city)] == [4]


@pytest.mark.parametrize("by", ["button", "command"])
async def test_cancel_keeps_nothing_and_leads_on(chat: Chat, city: City, by: str) -> None:
    wei = await opened_form(chat)
    await (wei.taps("Cancel") if by == "button" else wei.sends("/cancel"))
    wei.sees("Nothing was saved")
    assert await city.figure("SELECT COUNT(*) AS n FROM drafts") == 0
    await wei.taps("Go on")
    wei.sees("Help")


async def test_cancelling_takes_the_contact_keyboard_away(chat: Chat) -> None:
    wei = await opened_form(chat, what="Tea", kind="culture", people=3)
    wei.sees("Share mine")
    await wei.sends("/cancel")
    assert wei.messages[-2].puts_keyboard_away
    wei.sees("Nothing was saved")


async def test_cancel_without_a_form_says_so(chat: Chat) -> None:
    wei = await chat.volunteer()
    await wei.sends("/cancel")
    wei.sees("Nothing to cancel")


async def test_choices_that_open_lead_to_more(chat: Chat) -> None:
    wei = await opened_form(chat, what="Tea")
    await wei.taps("More ›")
    wei.sees("Which kind?", "Rights", "Other")
    wei.sees_not("Culture")
    await wei.taps("Rights")
    wei.sees("How many people?")


@pytest.mark.parametrize("typed", ["culture", "CULTURE", "cult"])
async def test_a_choice_may_be_typed_in_part(chat: Chat, typed: str) -> None:
    wei = await opened_form(chat, what="Tea")
    await wei.sends(typed)
    wei.sees("How many people?")


async def test_a_typed_answer_that_fits_several_choices_shows_those(chat: Chat) -> None:
    wei = await opened_form(chat, what="Tea")
    await wei.sends("c")
    wei.sees("Which kind?", "Culture", "Charity")
    wei.sees_not("More ›")


@pytest.mark.parametrize("typed", ["第2个", "第二個", "2", "the second one", "No. 2"])
async def test_a_choice_may_be_typed_by_its_place(chat: Chat, typed: str) -> None:
    mei = await opened_form(chat, Sort)
    await mei.sends(typed)
    mei.sees("It is charity")


@pytest.mark.parametrize("typed", ["第4个", "B", "0"])
async def test_a_place_that_nothing_stands_at_is_no_choice(chat: Chat, typed: str) -> None:
    mei = await opened_form(chat, Sort)
    await mei.sends(typed)
    mei.sees("Which kind?")


async def test_a_choice_that_is_none_is_said_with_what_was_typed(chat: Chat) -> None:
    wei = await opened_form(chat, what="Tea")
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
    wei = await opened_form(chat, what="Tea", kind="culture")
    await wei.sends(typed)
    wei.sees(said, "How many people?")
    await wei.sends("12")
    wei.sees("Whom to call?")


async def test_too_long_and_too_short_say_so(chat: Chat) -> None:
    wei = await opened_form(chat)
    await wei.sends("x" * 4096)
    wei.sees("4,096 characters, at most 100 fit", "What is it?")
    await wei.sends("\u200b")
    wei.sees("That is too short", "What is it?")


async def test_something_other_than_text_is_no_answer(chat: Chat) -> None:
    wei = await opened_form(chat)
    for send in (wei.sends_photo, wei.sends_voice):
        await send()
        wei.sees("Please type the answer", "What is it?")
    await wei.shares_contact("+8613800000007")
    wei.sees("Please type the answer", "What is it?")


async def test_a_message_at_the_review_shows_the_review(chat: Chat) -> None:
    wei = await opened_form(chat, **ANSWERS)
    await wei.sends("yes")
    wei.sees("Is this right?")


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


async def test_a_command_leaves_the_form_open_and_home_leads_back_to_it(chat: Chat) -> None:
    wei = await opened_form(chat)
    await wei.sends("/help")
    wei.sees("Help")
    await wei.sends("/start")
    await wei.taps("Go on with the form")
    wei.sees("What is it?")


async def test_a_mistyped_command_is_no_answer(chat: Chat) -> None:
    wei = await opened_form(chat)
    await wei.sends("/cancle")
    wei.sees("Did you mean /cancel?", "Your form is still open")
    await wei.taps("Go on with the form")
    wei.sees("What is it?")


@pytest.mark.parametrize("language", Language)
async def test_every_question_and_the_review_fit_in_every_language(city: City, language: Language) -> None:
    chat = Chat(city.database, organisation())
    wei = await opened_form(chat)
    person = await wei.known()
    assert person is not None
    async with city.writing() as rows:
        await rows.people.change(person.id, language=language)
    draft = await draft_number(city)
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
