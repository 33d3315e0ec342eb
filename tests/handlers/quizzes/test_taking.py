"""Taking a test: a double tap counts once, what is old or forged is refused, and it goes on as it was asked."""

import asyncio
from datetime import timedelta

import pytest

from handlers.buttons.quizzes import (
    AddQuestions,
    AnswerQuiz,
    AnswerTicked,
    BeginQuiz,
    OpenQuiz,
    ShowAttempt,
    TickOption,
)
from storage.views.quizzes import quizzes_for
from tests.support.acting import appoint, at, told
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City, hours_later
from tests.support.trained import presence, training
from volunteering.actions.quizzes.making import ReadyTold, add_questions, keep_question, put_rules, tell_of_test
from volunteering.actions.training.leading import enter_result
from volunteering.rules.activities import Shift
from volunteering.rules.quizzes import NewQuestion, QuizRules
from volunteering.rules.training import NewTraining, PassBy
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Actor

FIRST = NewQuestion(text="What first?", options=("Run", "Call 120"), right=frozenset({1}))
SECOND = NewQuestion(text="What is in the kit?", options=("Plasters", "Matches", "Gloves"), right=frozenset({0, 2}))


@pytest.fixture
async def li(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


@pytest.fixture
async def mei(chat: Chat, city: City) -> PhoneInChat:
    return await chat.volunteer("Mei", city.jiaojiang)


@pytest.fixture
async def session(chat: Chat, city: City, li: Actor, mei: PhoneInChat) -> Shift:
    """A training that Mei was at, an hour ago, with a test of two questions."""
    [session] = await training(city, NewTraining(pass_by=PassBy.TEST), 1)
    person = await mei.known()
    assert person is not None
    await city.put(session, person, at=-1)
    async with city.writing() as rows:
        await add_questions(rows, li, session.activity_id, [FIRST, SECOND], at(hours_later(0)))
    await presence(city, li, session, {person: True})
    chat.clock.passes(hours=4)
    return session


async def attempt_of(city: City) -> int:
    return await city.figure("SELECT MAX(id) AS n FROM quiz_attempts")


async def answers(city: City) -> list[tuple[int, str, int]]:
    rows = await city.table("SELECT place, picked, is_right FROM quiz_answers ORDER BY attempt_id, place")
    return [(row["place"], row["picked"], row["is_right"]) for row in rows]


async def test_a_double_tap_counts_once(city: City, mei: PhoneInChat, session: Shift) -> None:
    for _ in range(2):
        await mei.taps_button(BeginQuiz(activity=session.activity_id))
        mei.sees("Question 1 of 2", "A. Run", "B. Call 120")
    assert await city.figure("SELECT COUNT(*) AS n FROM quiz_attempts") == 1
    number = await attempt_of(city)
    for option in (1, 0):
        await mei.taps_button(AnswerQuiz(attempt=number, place=0, option=option))
        mei.sees("Question 2 of 2")
    assert mei.toast == "That question is behind us; here is where you are."
    assert await answers(city) == [(0, "1", 1)]


async def test_what_is_forged_or_old_changes_nothing(chat: Chat, city: City, mei: PhoneInChat, session: Shift) -> None:
    await mei.taps_button(BeginQuiz(activity=session.activity_id))
    number = await attempt_of(city)
    for button in (
        AnswerQuiz(attempt=number, place=1, option=0),
        AnswerQuiz(attempt=number, place=0, option=5),
        AnswerTicked(attempt=number, place=0),
        TickOption(attempt=number, place=0, option=5, on=True),
    ):
        await mei.taps_button(button)
        mei.sees("Question 1 of 2")
    eve = await chat.volunteer("Eve", city.jiaojiang)
    for other in (AnswerQuiz(attempt=number, place=0, option=1), ShowAttempt(attempt=number)):
        await eve.taps_button(other)
        eve.sees("not here any more")
    assert await answers(city) == []


async def test_ticks_and_done(city: City, mei: PhoneInChat, session: Shift) -> None:
    await mei.taps_button(BeginQuiz(activity=session.activity_id))
    await mei.taps("B. Call 120")
    assert "Done" not in mei.last.labels
    await mei.taps("A. Plasters")
    assert mei.last.labels == ("✅ A. Plasters", "B. Matches", "C. Gloves", "Done")
    await mei.taps("✅ A. Plasters")
    await mei.taps("A. Plasters")
    await mei.taps("C. Gloves")
    await mei.taps("Done")
    mei.sees("Passed: First aid course", "2 of 2 are right", "Well done.")
    mei.sees_not("What it gives")
    result = await city.table("SELECT mark, passed FROM results")
    assert [(row["mark"], row["passed"]) for row in result] == [(100, 1)]
    await mei.taps_button(OpenQuiz(activity=session.activity_id))
    mei.sees("You have passed this training.")


async def test_what_is_typed_is_an_answer_too(chat: Chat, city: City, mei: PhoneInChat, session: Shift) -> None:
    """Mei types as she would on paper."""
    await mei.taps_button(BeginQuiz(activity=session.activity_id))
    await mei.sends("A B")
    mei.sees("Question 1 of 2", "⚠️ One of them is right: tap it, or type its letter.")
    await mei.sends("选Ｂ")
    mei.sees("Question 2 of 2")
    await mei.sends("done")
    assert "Question" not in mei.last.text, "nothing is ticked yet"
    await mei.sends("a")
    await mei.sends("matches")
    assert mei.last.labels == ("✅ A. Plasters", "✅ B. Matches", "C. Gloves", "Done")
    await mei.sends("AC")
    assert mei.last.labels == ("✅ A. Plasters", "B. Matches", "✅ C. Gloves", "Done")
    assert await answers(city) == [(0, "1", 1)], "what is ticked waits"
    await mei.sends("Done")
    mei.sees("Passed: First aid course", "2 of 2 are right")
    await mei.sends("B")
    mei.sees("I did not understand that")


async def test_what_is_typed_is_for_the_question_only_while_it_is_fresh(
    chat: Chat, city: City, mei: PhoneInChat, session: Shift
) -> None:
    await mei.taps_button(BeginQuiz(activity=session.activity_id))
    await mei.sends("my shifts")
    assert "Question" not in mei.last.text
    chat.clock.passes(minutes=31)
    await mei.sends("B")
    mei.sees("I did not understand that")
    assert await answers(city) == []


async def test_it_goes_on_as_it_was_asked(city: City, li: Actor, mei: PhoneInChat, session: Shift) -> None:
    await mei.taps_button(BeginQuiz(activity=session.activity_id))
    async with city.writing() as rows:
        quiz = await rows.quizzes.get(session.activity_id)
        await keep_question(rows, li, quiz.questions[1].id, at(hours_later(5)), it=False)
    await mei.taps("B. Call 120")
    mei.sees("Question 2 of 2", "What is in the kit?")
    await mei.taps("B. Matches")
    await mei.taps("Done")
    mei.sees("Not passed yet", "1 of 2 are right", "Right: A. Plasters · C. Gloves")


async def test_as_often_and_with_the_pause_that_is_set(
    chat: Chat, city: City, li: Actor, mei: PhoneInChat, session: Shift
) -> None:
    async with city.writing() as rows:
        rules = QuizRules(needed=2, attempts=2, pause_hours=24, shows_right=False)
        await put_rules(rows, li, session.activity_id, rules, at(hours_later(5)))
    await fails(mei, session)
    mei.sees("Not passed yet", "You may take it again from")
    assert "Right:" not in mei.last.text
    await mei.taps_button(BeginQuiz(activity=session.activity_id))
    mei.sees("You may take it again from")
    chat.clock.passes(hours=25)
    await fails(mei, session)
    mei.sees("You have taken it 2 times, as it may be.")
    result = await city.table("SELECT mark, passed FROM results")
    assert [(row["mark"], row["passed"]) for row in result] == [(0, 0)]
    chat.clock.passes(hours=25)
    await mei.taps_button(BeginQuiz(activity=session.activity_id))
    mei.sees("as it may be")


async def fails(mei: PhoneInChat, session: Shift) -> None:
    await mei.taps_button(BeginQuiz(activity=session.activity_id))
    await mei.taps("A. Run")
    await mei.taps("B. Matches")
    await mei.taps("Done")


async def test_it_is_for_whoever_was_there_and_for_afterwards(
    chat: Chat, city: City, mei: PhoneInChat, session: Shift
) -> None:
    bo = await chat.volunteer("Bo", city.jiaojiang)
    await bo.taps_button(BeginQuiz(activity=session.activity_id))
    bo.sees("It is for whoever was at 1 session; the rosters have you at 0.")
    await city.shift(chat_hours(chat) + 30, activity=session.activity_id)
    await mei.taps_button(BeginQuiz(activity=session.activity_id))
    mei.sees("It is for afterwards: 1 session is still to come.")
    assert await city.figure("SELECT COUNT(*) AS n FROM quiz_attempts") == 0


def chat_hours(chat: Chat) -> float:
    """How many hours have passed in the chat."""
    return (chat.clock.now() - hours_later(0)) / timedelta(hours=1)


async def test_who_is_at_it_passes_by_it_though_the_test_is_given_up(
    city: City, li: Actor, mei: PhoneInChat, session: Shift
) -> None:
    await mei.taps_button(BeginQuiz(activity=session.activity_id))
    number = await attempt_of(city)
    async with city.writing() as rows:
        for question in (await rows.quizzes.get(session.activity_id)).questions:
            await keep_question(rows, li, question.id, at(hours_later(5)), it=False)
        given_up = await rows.training.get(session.activity_id)
    assert given_up is not None
    assert given_up.pass_by is PassBy.PRESENCE
    await mei.taps_button(AnswerQuiz(attempt=number, place=0, option=1))
    mei.sees("Question 2 of 2")
    for option in (0, 2):
        await mei.taps_button(TickOption(attempt=number, place=1, option=option, on=True))
    await mei.taps_button(AnswerTicked(attempt=number, place=1))
    [row] = await city.table("SELECT mark, passed FROM results")
    assert (row["mark"], row["passed"]) == (100, 1)


async def test_of_a_test_that_is_given_up_nobody_is_sent_to_take_it_again(
    city: City, li: Actor, mei: PhoneInChat, session: Shift
) -> None:
    await mei.taps_button(BeginQuiz(activity=session.activity_id))
    async with city.writing() as rows:
        for question in (await rows.quizzes.get(session.activity_id)).questions:
            await keep_question(rows, li, question.id, at(hours_later(5)), it=False)
    await mei.taps("A. Run")
    await mei.taps("B. Matches")
    await mei.taps("Done")
    mei.sees("Not passed yet", "It has no questions just now.")
    mei.sees_not("Take it again")


async def test_who_is_at_it_finds_it_though_another_session_is_added(
    city: City, mei: PhoneInChat, session: Shift
) -> None:
    person = await mei.known()
    assert person is not None
    await mei.taps_button(BeginQuiz(activity=session.activity_id))
    await city.shift(72, activity=session.activity_id)
    async with city.database.reading() as reader:
        there = await quizzes_for(reader, person.id, hours_later(5))
    assert [number for number, _ in there] == [session.activity_id]
    await mei.taps_button(OpenQuiz(activity=session.activity_id))
    mei.sees("Question 1 of 2")


async def test_a_pass_that_was_said_meanwhile_keeps_its_mark(
    city: City, li: Actor, mei: PhoneInChat, session: Shift
) -> None:
    async with city.writing() as rows:
        await put_rules(rows, li, session.activity_id, QuizRules(attempts=1), at(hours_later(5)))
    await mei.taps_button(BeginQuiz(activity=session.activity_id))
    number, person = await attempt_of(city), await mei.known()
    assert person is not None
    async with city.writing() as rows:
        await enter_result(rows, li, session.activity_id, person.id, at(hours_later(5)), mark=95, passed=True)
    await mei.taps_button(AnswerQuiz(attempt=number, place=0, option=0))
    await mei.taps_button(TickOption(attempt=number, place=1, option=0, on=True))
    await mei.taps_button(AnswerTicked(attempt=number, place=1))
    [row] = await city.table("SELECT mark, passed FROM results")
    assert (row["mark"], row["passed"]) == (95, 1)


@pytest.mark.usefixtures("mei")
async def test_a_session_to_which_nobody_came_keeps_nobody_from_being_told(
    city: City, li: Actor, session: Shift
) -> None:
    await city.shift(2, lasts=1, activity=session.activity_id)
    async with city.writing() as rows:
        outcome = await tell_of_test(rows, li, session.activity_id, at(hours_later(5)))
    assert isinstance(outcome, ReadyTold), "there is no roster of it to be confirmed"


async def test_who_was_told_in_vain_is_told_again_and_who_was_told_is_not(
    city: City, li: Actor, mei: PhoneInChat, session: Shift
) -> None:
    person = await mei.known()
    assert person is not None
    for state, is_owed in (("dropped", True), ("failed", True), ("sent", False)):
        async with city.changing() as tx:
            tx.later("UPDATE outbox SET state = :state WHERE kind = 'quiz_ready'", state=state)
        async with city.writing() as rows:
            assert await tell_of_test(rows, li, session.activity_id, at(hours_later(5))) == ReadyTold(number=1)
        assert (person.id in await told(city, "quiz_ready")) is is_owed, state


async def test_whoever_leads_the_training_takes_no_test_of_it(
    city: City, li: Actor, mei: PhoneInChat, session: Shift
) -> None:
    """They read there what is right: another one who leads it says that they have passed."""
    await mei.taps_button(BeginQuiz(activity=session.activity_id))
    number, person = await attempt_of(city), await mei.known()
    assert person is not None
    await appoint(city, person, city.jiaojiang)
    for button in (
        OpenQuiz(activity=session.activity_id),
        BeginQuiz(activity=session.activity_id),
        AnswerQuiz(attempt=number, place=0, option=1),
        TickOption(attempt=number, place=0, option=1, on=True),
        AnswerTicked(attempt=number, place=0),
    ):
        await mei.taps_button(button)
        mei.sees("You lead this training and can read what is right.")
    assert await answers(city) == []
    async with city.database.reading() as reader:
        assert await quizzes_for(reader, person.id, hours_later(5)) == ()
    async with city.writing() as rows:
        assert await tell_of_test(rows, li, session.activity_id, at(hours_later(5))) == ReadyTold(number=0)
        await enter_result(rows, li, session.activity_id, person.id, at(hours_later(5)), passed=True)
    await mei.taps_button(OpenQuiz(activity=session.activity_id))
    mei.sees("You have passed this training.")


async def test_two_phones_at_once_answer_once(city: City, mei: PhoneInChat, session: Shift) -> None:
    await mei.taps_button(BeginQuiz(activity=session.activity_id))
    number = await attempt_of(city)
    await asyncio.gather(
        *(mei.taps_button(AnswerQuiz(attempt=number, place=0, option=option)) for option in (0, 1, 0, 1)),
        *(mei.taps_button(BeginQuiz(activity=session.activity_id)) for _ in range(2)),
    )
    assert await city.figure("SELECT COUNT(*) AS n FROM quiz_attempts") == 1
    assert [place for place, _, _ in await answers(city)] == [0]
    last = [
        TickOption(attempt=number, place=1, option=0, on=True),
        TickOption(attempt=number, place=1, option=2, on=True),
    ]
    for button in last:
        await mei.taps_button(button)
    await asyncio.gather(*(mei.taps_button(AnswerTicked(attempt=number, place=1)) for _ in range(3)))
    assert [place for place, _, _ in await answers(city)] == [0, 1]
    assert await city.figure("SELECT COUNT(*) AS n FROM quiz_attempts WHERE ended_at IS NOT NULL") == 1
    await mei.taps_button(AnswerQuiz(attempt=number, place=0, option=1))
    mei.sees("of 2 are right")


@pytest.mark.parametrize("many", [1, 50])
async def test_one_question_or_fifty(chat: Chat, city: City, li: Actor, mei: PhoneInChat, many: int) -> None:
    [session] = await training(city, NewTraining(pass_by=PassBy.TEST), 1)
    person = await mei.known()
    assert person is not None
    await city.put(session, person, at=-1)
    questions = [NewQuestion(text=f"Which is {at}?", options=("1", "2"), right=frozenset({1})) for at in range(many)]
    async with city.writing() as rows:
        await add_questions(rows, li, session.activity_id, questions, at(hours_later(0)))
    await presence(city, li, session, {person: True})
    chat.clock.passes(hours=4)
    await mei.taps_button(BeginQuiz(activity=session.activity_id))
    number = await attempt_of(city)
    for place in range(many):
        mei.sees(f"Question {place + 1} of {many}")
        await mei.taps_button(AnswerQuiz(attempt=number, place=place, option=1))
    mei.sees("Passed: First aid course", f"{many} of {many}")


WRITINGS = {
    "emoji": ("🚒🔥❓", ("👩‍🚒", "🏃‍♂️💨")),
    "right to left": ("ما رقم الطوارئ؟", ("١١٩ الإطفاء", "١١٠ الشرطة")),
    "long": ("宽" * 300, ("甲" * 100, "乙" * 100)),
    "markup": ("<b>1 & 2?</b>", ("<a href='x'>1</a>", "_1_ `x`")),
}


@pytest.mark.parametrize("writing", WRITINGS)
async def test_whatever_is_written_is_asked_as_it_stands(
    chat: Chat, city: City, li: Actor, mei: PhoneInChat, writing: str
) -> None:
    text, options = WRITINGS[writing]
    leader = await chat.volunteer("Wu", city.jiaojiang, role=Role.LEADER)
    [session] = await training(city, NewTraining(pass_by=PassBy.TEST), 1)
    person = await mei.known()
    assert person is not None
    await city.put(session, person, at=-1)
    await leader.taps_button(AddQuestions(activity=session.activity_id))
    await leader.sends(f"{text}\nA. {options[0]} ✓\nB. {options[1]}")
    leader.sees("1 question added")
    await presence(city, li, session, {person: True})
    chat.clock.passes(hours=4)
    await mei.taps_button(BeginQuiz(activity=session.activity_id))
    mei.sees(text, f"A. {options[0]}", f"B. {options[1]}")
    assert [label[:3] for label in mei.last.labels] == ["A. ", "B. "]
    await mei.taps("B. ")
    mei.sees("Not passed yet", "Right: ", f"A. {options[0][:50]}")


async def test_options_of_500_characters_are_refused_and_the_form_stays(chat: Chat, city: City) -> None:
    leader = await chat.volunteer("Wu", city.jiaojiang, role=Role.LEADER)
    [session] = await training(city, NewTraining(pass_by=PassBy.TEST), 1)
    await leader.taps_button(AddQuestions(activity=session.activity_id))
    await leader.sends(f"What first?\n{'a' * 500} *\nb")
    leader.sees("a question has 300 characters at the most, an option 100")
    await leader.sends("What first?\na *\nb")
    leader.sees("1 question added")
