"""Taking the test of a training: each tap finds in the database where one is."""

from datetime import timedelta
from typing import Final

from handlers.buttons.quizzes import AnswerQuiz, AnswerTicked, BeginQuiz, OpenQuiz, ShowAttempt, TickOption
from handlers.forms.screens import stale_toast
from handlers.quizzes.screens import taking as screens
from handlers.showing import instead
from handlers.tapping.screen import Answer
from handlers.tapping.tap import Routes, Tap
from storage.views.quizzes import asked_lately
from volunteering.actions.quizzes import taking
from volunteering.actions.quizzes.taking import AtQuiz, CannotBegin, MayBegin, QuizOver
from volunteering.rules.reading import choices_in

_LATELY: Final = timedelta(minutes=30)
"""So long after a question was shown, what is typed may be meant for it."""

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


async def answer_typed(tap: Tap) -> Answer | None:
    """What is typed while a question waits for a tap: `B`, the words of an option, the letters of several.

    None: it means none of them, or nothing was asked lately. What is ticked waits for *Done*, as after taps.
    """
    if tap.typed is None or not tap.is_here or tap.draft is not None:
        return None
    activity_id = await asked_lately(tap.read, tap.me.id, tap.now - _LATELY)
    at = await taking.look_at(tap.records, tap.me, activity_id, tap.moment) if activity_id else None
    if not isinstance(at, AtQuiz) or at.attempt.is_over:
        return None
    attempt = at.attempt
    question, place = attempt.asked[attempt.place], attempt.place
    if question.has_several and attempt.ticked and screens.means_done(tap.words, tap.typed):
        return _shown(tap, await taking.answer(tap.records, tap.me, attempt.id, place, None, tap.moment))
    meant = choices_in(tap.typed, question.options, lettered=True)
    if meant is None:
        return None
    if question.has_several:
        return _shown(tap, await taking.tick_these(tap.records, tap.me, attempt.id, place, meant, tap.moment))
    if len(meant) > 1:
        screen = screens.asked(tap.words, at, said=screens.one_is_right(tap.words))
        return Answer(screen, at=OpenQuiz(activity=at.activity.id))
    return _shown(tap, await taking.answer(tap.records, tap.me, attempt.id, place, meant, tap.moment))


@routes.button(ShowAttempt)
async def show_attempt(tap: Tap, button: ShowAttempt) -> Answer:
    """What came of one's own, question by question."""
    found = await taking.look_back(tap.records, tap.me, button.attempt, tap.moment)
    if found is None:
        return Answer(instead.gone(tap.words))
    return Answer(screens.over(tap.words, found, button.page), at=button)
