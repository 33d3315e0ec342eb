"""Making the test of a training one leads."""

from markupsafe import Markup

from handlers.buttons.quizzes import (
    AddQuestions,
    ChangeQuestion,
    ChangeQuizRules,
    MoveQuestion,
    PutQuestionBack,
    RemoveQuestion,
    ShowQuestion,
    ShowQuiz,
    ShowQuizTally,
    TellOfQuiz,
)
from handlers.forms import engine
from handlers.forms.endings import ends, previews
from handlers.forms.problems import WrongAnswer
from handlers.leading.led import gone, not_yours
from handlers.quizzes.questions import QUESTIONS, AddingQuestions, ChangingQuestion, SettingQuizRules
from handlers.quizzes.screens import making as screens
from handlers.showing.parts import saved
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from storage.process.drafts import Draft
from storage.views.quizzes import quiz_tally
from volunteering.actions.quizzes import making
from volunteering.actions.quizzes.listed import waiting_list
from volunteering.actions.quizzes.making import LedQuiz, NotYetReady, ReadyTold, TooManyQuestions
from volunteering.rules.quizzes import QuizQuestion, QuizRules
from volunteering.rules.reading.questions import read_questions
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


async def _led(tap: Tap, activity_id: int) -> LedQuiz:
    """The test of a training that the reader leads. Raises Instead."""
    found = await making.led_quiz(tap.records, tap.actor, activity_id)
    if isinstance(found, LedQuiz):
        return found
    raise Instead(gone(tap) if found is None else not_yours(tap))


def _question(tap: Tap, found: QuizQuestion | NotAllowed | None) -> QuizQuestion:
    """One of its questions. Raises Instead."""
    if isinstance(found, QuizQuestion):
        return found
    raise Instead(gone(tap) if found is None else not_yours(tap))


@routes.button(ShowQuiz, role=Role.LEADER)
async def show_quiz(tap: Tap, button: ShowQuiz) -> Answer:
    """The questions, a page of them, and how the test is passed."""
    led = await _led(tap, button.activity)
    waits = await waiting_list(tap.records, tap.actor, led.activity.id)
    return Answer(screens.quiz(tap.words, led, button, said=tap.said, waits=waits), tap.said or "", at=button)


@routes.button(AddQuestions, writes=True, role=Role.LEADER)
async def ask_for_questions(tap: Tap, button: AddQuestions) -> Answer | GoTo:
    """The form for one or several more."""
    led = await _led(tap, button.activity)
    return await engine.begin_form(tap, AddingQuestions, about={"activity": led.activity.id})


@ends(AddingQuestions)
async def add(tap: Tap, form: AddingQuestions, draft: Draft) -> Answer | GoTo:
    """All that was typed is added, or nothing, and what is wrong is said."""
    activity_id = draft.number("activity")
    found = read_questions(form.lines)
    if found.unclear:
        problem = WrongAnswer("as_said", {"sentence": screens.unclear(tap.words, found.unclear)})
        return await engine.begin_form(tap, AddingQuestions, about={"activity": activity_id}, problem=problem)
    match await making.add_questions(tap.records, tap.actor, activity_id, found.questions, tap.moment):
        case TooManyQuestions() as refused:
            return GoTo(ShowQuiz(activity=activity_id), said=screens.too_many(tap.words, refused))
        case NotAllowed():
            return not_yours(tap)
        case None:
            return gone(tap)
        case number:
            last = (number - 1) // screens.PAGE
            said = screens.added(tap.words, len(found.questions))
            return GoTo(ShowQuiz(activity=activity_id, page=last), said=said)


@routes.button(ShowQuestion, role=Role.LEADER)
async def show_question(tap: Tap, button: ShowQuestion) -> Answer:
    """One with its options."""
    one = _question(tap, await making.led_question(tap.records, tap.actor, button.question))
    return Answer(screens.question(tap.words, one, said=tap.said), tap.said or "", at=button)


@routes.button(ChangeQuestion, writes=True, role=Role.LEADER)
async def ask_anew(tap: Tap, button: ChangeQuestion) -> Answer | GoTo:
    """The form for how it is asked."""
    one = _question(tap, await making.led_question(tap.records, tap.actor, button.question))
    about = {"activity": one.activity_id, "question": one.id}
    return await engine.begin_form(tap, ChangingQuestion, about=about)


@ends(ChangingQuestion)
async def change(tap: Tap, form: ChangingQuestion, draft: Draft) -> Answer | GoTo:
    """It is asked so from now on; of several that were typed the first."""
    number = draft.number("question")
    found = read_questions(form.lines)
    if found.unclear or not found.questions:
        problem = WrongAnswer("as_said", {"sentence": screens.unclear(tap.words, found.unclear)})
        about = {"activity": draft.number("activity"), "question": number}
        return await engine.begin_form(tap, ChangingQuestion, about=about, problem=problem)
    _question(tap, await making.change_question(tap.records, tap.actor, number, found.questions[0], tap.moment))
    return GoTo(ShowQuestion(question=number), said=screens.changed(tap.words))


@routes.button(MoveQuestion, writes=True, role=Role.LEADER)
async def move(tap: Tap, button: MoveQuestion) -> Answer | GoTo:
    """One place up, or down."""
    one = _question(tap, await making.move_question(tap.records, tap.actor, button.question, up=button.up))
    return GoTo(ShowQuiz(activity=one.activity_id), said=saved(tap.words))


@routes.button(RemoveQuestion, writes=True, role=Role.LEADER)
async def remove(tap: Tap, button: RemoveQuestion) -> Answer | GoTo:
    """It is asked no more; it can be put back."""
    outcome = await making.keep_question(tap.records, tap.actor, button.question, tap.moment, it=False)
    return _kept(tap, button.question, outcome)


@routes.button(PutQuestionBack, writes=True, role=Role.LEADER)
async def put_back(tap: Tap, button: PutQuestionBack) -> Answer | GoTo:
    """It is asked again."""
    outcome = await making.keep_question(tap.records, tap.actor, button.question, tap.moment, it=True)
    return _kept(tap, button.question, outcome)


def _kept(tap: Tap, number: int, outcome: QuizQuestion | TooManyQuestions | NotAllowed | None) -> Answer | GoTo:
    if isinstance(outcome, TooManyQuestions):
        return GoTo(ShowQuestion(question=number), said=screens.too_many(tap.words, outcome))
    one = _question(tap, outcome)
    said = screens.changed(tap.words) if one.is_kept else screens.removed(tap.words)
    return GoTo(ShowQuestion(question=number), said=said)


@routes.button(ChangeQuizRules, writes=True, role=Role.LEADER)
async def ask_rules(tap: Tap, button: ChangeQuizRules) -> Answer | GoTo:
    """The form, as it stands."""
    led = await _led(tap, button.activity)
    quiz = led.quiz
    about = {"activity": led.activity.id, QUESTIONS: len(quiz.questions)}
    return await engine.begin_form(
        tap,
        SettingQuizRules,
        about=about,
        needed=quiz.needed,
        attempts=quiz.attempts,
        pause_hours=quiz.pause_hours,
        shows_right=quiz.shows_right,
    )


@previews(SettingQuizRules)
async def preview_rules(tap: Tap, form: SettingQuizRules, draft: Draft) -> Markup | None:
    """What it will say, of the questions there are by now."""
    quiz = await tap.records.quizzes.get(draft.number("activity"))
    if not quiz.questions:
        return None
    return Markup("\n").join(screens.rules(tap.words, quiz.model_copy(update=dict(_rules(form)))))


def _rules(form: SettingQuizRules) -> QuizRules:
    return QuizRules(
        needed=form.needed, attempts=form.attempts, pause_hours=form.pause_hours, shows_right=form.shows_right
    )


@ends(SettingQuizRules)
async def set_rules(tap: Tap, form: SettingQuizRules, draft: Draft) -> Answer | GoTo:
    """So it is from now on."""
    activity_id = draft.number("activity")
    found = await making.put_rules(tap.records, tap.actor, activity_id, _rules(form), tap.moment)
    if isinstance(found, LedQuiz):
        return GoTo(ShowQuiz(activity=activity_id), said=saved(tap.words))
    return gone(tap) if found is None else not_yours(tap)


@routes.button(TellOfQuiz, writes=True, role=Role.LEADER)
async def tell(tap: Tap, button: TellOfQuiz) -> Answer | GoTo:
    """Everybody who may take it is told, once."""
    outcome = await making.tell_of_test(tap.records, tap.actor, button.activity, tap.moment)
    if isinstance(outcome, ReadyTold | NotYetReady):
        return GoTo(ShowQuiz(activity=button.activity), said=screens.told(tap.words, outcome))
    return gone(tap) if outcome is None else not_yours(tap)


@routes.button(ShowQuizTally, role=Role.LEADER)
async def show_tally(tap: Tap, button: ShowQuizTally) -> Answer:
    """What came of it in figures."""
    led = await _led(tap, button.activity)
    found = await quiz_tally(tap.read, button.activity, screens.MISSED)
    return Answer(screens.tally(tap.words, led, found), at=button)
