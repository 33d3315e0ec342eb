"""The questions of a test as a list: sent out, sent back, and taken over by one tap."""

from dataclasses import replace

from handlers.buttons.quizzes import (
    PutListedQuestions,
    SendQuestionList,
    ShowListedQuestions,
    ShowQuiz,
    TakeListedBack,
)
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.leading.led import gone, not_yours
from handlers.quizzes.questions import SendingQuestions
from handlers.quizzes.screens import listed as screens
from handlers.quizzes.screens.making import too_many
from handlers.quizzes.screens.report import question_list
from handlers.showing.lists import is_looked_through
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.process.drafts import Draft
from volunteering.actions.quizzes import listed
from volunteering.actions.quizzes.listed import NoRoom, QuestionsPut, ShownQuestions
from volunteering.actions.quizzes.making import LedQuiz, led_quiz
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


@routes.button(SendQuestionList, writes=True, role=Role.LEADER)
async def send_list(tap: Tap, button: SendQuestionList) -> Answer | GoTo:
    """The list with the questions there are; the form below waits for it."""
    led = await led_quiz(tap.records, tap.actor, button.activity)
    if not isinstance(led, LedQuiz):
        return gone(tap) if led is None else not_yours(tap)
    answer = await engine.begin_form(tap, SendingQuestions, about={"activity": led.activity.id})
    file = question_list(tap.words, led.activity, led.quiz)
    return replace(answer, files=(file,)) if isinstance(answer, Answer) else answer


@ends(SendingQuestions)
async def take(tap: Tap, form: SendingQuestions, draft: Draft) -> Answer | GoTo:
    """It is looked through by whoever is on duty."""
    activity_id = draft.number("activity")
    led = await listed.send_questions(
        tap.records, tap.actor, activity_id, file_id=form.file.file_id, name=form.file.name, moment=tap.moment
    )
    if isinstance(led, LedQuiz):
        return GoTo(ShowQuiz(activity=activity_id), said=is_looked_through(tap.words))
    return gone(tap) if led is None else not_yours(tap)


@routes.button(ShowListedQuestions, role=Role.LEADER)
async def show(tap: Tap, button: ShowListedQuestions) -> Answer:
    """As it stands now."""
    return _shown(tap, await listed.shown_questions(tap.records, tap.actor, button.number), button.number)


@routes.button(PutListedQuestions, writes=True, role=Role.LEADER)
async def put(tap: Tap, button: PutListedQuestions) -> Answer | GoTo:
    """The tap that decides: what was shown is asked from now on."""
    outcome = await listed.put_listed(tap.records, tap.actor, button.number, button.checksum, tap.moment)
    match outcome:
        case QuestionsPut():
            return GoTo(ShowQuiz(activity=outcome.led.activity.id), said=screens.put(tap.words, outcome.plan))
        case NoRoom():
            return GoTo(ShowQuiz(activity=outcome.activity_id), said=too_many(tap.words, outcome.refused))
        case _:
            return _shown(tap, outcome, button.number)


@routes.button(TakeListedBack, writes=True, role=Role.LEADER)
async def take_back(tap: Tap, button: TakeListedBack) -> Answer | GoTo:
    """Nothing is to become of it."""
    outcome = await listed.take_back_listed(tap.records, tap.actor, button.number)
    if isinstance(outcome, int):
        return GoTo(ShowQuiz(activity=outcome), said=screens.taken_back(tap.words))
    return _shown(tap, outcome, button.number)


def _shown(tap: Tap, found: ShownQuestions | NotAllowed | None, number: int) -> Answer:
    at = ShowListedQuestions(number=number)
    match found:
        case ShownQuestions():
            return Answer(screens.shown(tap.words, found), at=at)
        case NotAllowed():
            return not_yours(tap)
        case None:
            return Answer(screens.done_with(tap.words), at=at)
