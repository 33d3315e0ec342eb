"""Taking the test of a training: each tap finds in the database where one is."""

from handlers.buttons.quizzes import AnswerQuiz, AnswerTicked, BeginQuiz, OpenQuiz, ShowAttempt, TickOption
from handlers.forms.screens import stale_toast
from handlers.quizzes.screens import taking as screens
from handlers.showing import instead
from handlers.tapping.screen import Answer
from handlers.tapping.tap import Routes, Tap
from volunteering.actions.quizzes import taking
from volunteering.actions.quizzes.taking import AtQuiz, CannotBegin, MayBegin, QuizOver

routes = Routes()


def _shown(tap: Tap, found: AtQuiz | MayBegin | CannotBegin | QuizOver | None) -> Answer:
    match found:
        case None:
            return Answer(instead.gone(tap.words))
        case AtQuiz():
            toast = stale_toast(tap.words) if found.is_stale else ""
            return Answer(screens.asked(tap.words, found), toast, at=OpenQuiz(activity=found.activity.id))
        case MayBegin():
            return Answer(screens.may_begin(tap.words, found), at=OpenQuiz(activity=found.activity.id))
        case CannotBegin():
            return Answer(screens.cannot_begin(tap.words, found), at=OpenQuiz(activity=found.activity.id))
        case QuizOver():
            return Answer(screens.over(tap.words, found, 0), at=ShowAttempt(attempt=found.attempt.id))


@routes.button(OpenQuiz)
async def open_quiz(tap: Tap, button: OpenQuiz) -> Answer:
    """What it is about; where the reader is at it, the question."""
    return _shown(tap, await taking.look_at(tap.records, tap.me, button.activity, tap.moment))


@routes.button(BeginQuiz, writes=True)
async def begin(tap: Tap, button: BeginQuiz) -> Answer:
    """The first question, or where one broke off."""
    return _shown(tap, await taking.begin(tap.records, tap.me, button.activity, tap.moment))


@routes.button(AnswerQuiz, writes=True)
async def answer(tap: Tap, button: AnswerQuiz) -> Answer:
    """This is the right one; the next question."""
    picked = frozenset({button.option})
    return _shown(tap, await taking.answer(tap.records, tap.me, button.attempt, button.place, picked, tap.moment))


@routes.button(TickOption, writes=True)
async def tick(tap: Tap, button: TickOption) -> Answer:
    """One of several that are right, or none."""
    found = await taking.tick(
        tap.records, tap.me, button.attempt, button.place, button.option, tap.moment, on=button.on
    )
    return _shown(tap, found)


@routes.button(AnswerTicked, writes=True)
async def answer_ticked(tap: Tap, button: AnswerTicked) -> Answer:
    """Those that are ticked; the next question."""
    return _shown(tap, await taking.answer(tap.records, tap.me, button.attempt, button.place, None, tap.moment))


@routes.button(ShowAttempt)
async def show_attempt(tap: Tap, button: ShowAttempt) -> Answer:
    """What came of one's own, question by question."""
    found = await taking.look_back(tap.records, tap.me, button.attempt, tap.moment)
    if found is None:
        return Answer(instead.gone(tap.words))
    return Answer(screens.over(tap.words, found, button.page), at=button)
