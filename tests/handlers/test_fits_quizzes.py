"""Every screen of the tests of trainings, in every language, with the nastiest values there can be.

The recorder holds each against Telegram's rules: lengths, markup, button data, labels.
"""

from handlers.buttons.quizzes import (
    AddQuestions,
    AnswerQuiz,
    AnswerTicked,
    BeginQuiz,
    ChangeQuestion,
    ChangeQuizRules,
    MoveQuestion,
    OpenQuiz,
    PutListedQuestions,
    PutQuestionBack,
    RemoveQuestion,
    SendQuestionList,
    ShowAttempt,
    ShowListedQuestions,
    ShowQuestion,
    ShowQuiz,
    ShowQuizTally,
    TakeListedBack,
    TellOfQuiz,
    TickOption,
)
from handlers.buttons.training import ShowLearners, ShowTraining
from handlers.buttons.volunteers import SetLanguage
from handlers.quizzes.screens import taking
from tests.handlers.test_fits_seldom import EVERY_LANGUAGE, EVERY_NASTY
from tests.support.acting import acting, at
from tests.support.chat import Chat
from tests.support.city import NOW, ZONE, City, hours_later
from tests.support.question_lists import look_through, row
from tests.support.recorder import LONGEST_TEXT
from tests.support.trained import presence, training
from volunteering.actions.quizzes.making import add_questions
from volunteering.actions.quizzes.taking import QuizOver
from volunteering.rules.ground.texts import cut_to, one_line
from volunteering.rules.quizzes import AnsweredQuestion, Attempt, NewQuestion, Quiz
from volunteering.rules.training import NewTraining, PassBy
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language
from words.words import Words


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_quizzes(chat: Chat, city: City, language: Language, nasty: str) -> None:
    wei = await chat.volunteer(nasty[:64], city.jiaojiang)
    li = await chat.volunteer(nasty[:64], city.jiaojiang, role=Role.LEADER)
    for phone in (wei, li):
        await phone.taps_button(SetLanguage(language=language))
    person, leader = await wei.known(), await li.known()
    assert person is not None
    assert leader is not None
    [session] = await training(city, NewTraining(pass_by=PassBy.TEST), 1, title=nasty[:100])
    activity = session.activity_id
    await li.taps_button(ShowQuiz(activity=activity))
    await li.taps_button(AddQuestions(activity=activity))
    await li.sends("\n\n".join(f"{nasty[:60]} {number}\n{nasty[:50]}" for number in range(8)))
    text = cut_to(one_line(nasty) or "x", 280)
    options = tuple(f"{cut_to(text, 90)} {number}" for number in range(6))
    right = (frozenset({0}), frozenset({0, 5}))
    questions = [NewQuestion(text=f"{text} {number}", options=options, right=right[number % 2]) for number in range(20)]
    actor = await acting(city, leader)
    async with city.writing() as rows:
        await add_questions(rows, actor, activity, questions, at(hours_later(0)))
    await city.put(session, person, at=-1)
    await presence(city, actor, session, {person: True})
    async with city.looking() as rows:
        number = (await rows.quizzes.get(activity)).questions[1].id
    for button in (
        ShowLearners(activity=activity), ShowQuiz(activity=activity), ShowQuiz(activity=activity, page=2),
        ShowQuestion(question=number), MoveQuestion(question=number, up=True), MoveQuestion(question=number, up=False),
        RemoveQuestion(question=number), PutQuestionBack(question=number), ChangeQuestion(question=number),
        ChangeQuizRules(activity=activity), TellOfQuiz(activity=activity), ShowQuizTally(activity=activity),
        SendQuestionList(activity=activity),
    ):  # fmt: skip
        await li.taps_button(button)
    for kind, size in (("application/pdf", 1), ("text/csv", 2**40), ("text/csv", 1)):
        await li.sends_file("f", kind, size=size, name=nasty)
    text_of_row = cut_to(text, 200)
    lines = [row(f"{number} {text_of_row}", *(f"{cut_to(text, 90)} {n}" for n in range(6))) for number in range(30)]
    assert await look_through(city, lines, chat.clock.now()) == "tried"
    number = await city.figure("SELECT MAX(id) AS n FROM imports")
    await li.taps_button(ShowQuiz(activity=activity))
    await li.taps_button(ShowListedQuestions(number=number))
    await li.taps_button(PutListedQuestions(number=number, checksum=1))
    await li.taps_button(TakeListedBack(number=number))
    await li.taps_button(ShowListedQuestions(number=number))
    chat.clock.passes(hours=4)
    await li.taps_button(TellOfQuiz(activity=activity))
    await wei.taps_button(ShowTraining())
    await wei.taps_button(OpenQuiz(activity=activity))
    await wei.taps_button(BeginQuiz(activity=activity))
    attempt = await city.figure("SELECT MAX(id) AS n FROM quiz_attempts")
    for place in range(20):
        if place % 2:
            await wei.taps_button(TickOption(attempt=attempt, place=place, option=5, on=True))
            await wei.taps_button(AnswerTicked(attempt=attempt, place=place))
        else:
            await wei.taps_button(AnswerQuiz(attempt=attempt, place=place, option=1))
    for page in (0, 1, 2, 9):
        await wei.taps_button(ShowAttempt(attempt=attempt, page=page))
    await li.taps_button(ShowQuizTally(activity=activity))
    await wei.taps_button(OpenQuiz(activity=activity))


LONG = NewQuestion(text="Q" * 300, options=tuple(f"{at}" * 100 for at in range(6)), right=frozenset(range(6)))


@EVERY_LANGUAGE
async def test_all_wrong_with_the_longest_options_fits(city: City, language: Language) -> None:
    activity_id = await city.activity("=" * 100)
    async with city.looking() as rows:
        activity = await rows.activities.get(activity_id)
    assert activity is not None
    answers = tuple(AnsweredQuestion(place=at, picked=frozenset({0}), is_right=False) for at in range(50))
    attempt = Attempt(
        id=1, activity_id=activity_id, person_id=1, asked=(LONG,) * 50, needed=50, ended_at=NOW,
        answers=answers,
    )  # fmt: skip
    over = QuizOver(gives=True, activity=activity, attempt=attempt, quiz=Quiz(activity_id=activity_id))
    for number in (0, 1, 99):
        assert len(taking.over(Words(language, ZONE, NOW), over, number).text) < LONGEST_TEXT
