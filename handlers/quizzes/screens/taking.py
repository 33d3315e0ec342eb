"""A test as whoever takes it sees it: a question a screen, and what came of it."""

from typing import Final

from markupsafe import Markup

from handlers.buttons.quizzes import AnswerQuiz, AnswerTicked, BeginQuiz, OpenQuiz, ShowAttempt, TickOption
from handlers.buttons.training import ShowTraining
from handlers.quizzes.screens.lines import lettered, passes_with, repeats
from handlers.showing.asking import ask_row
from handlers.showing.parts import LONGEST_LABEL, LONGEST_TITLE, home_row, page_row
from handlers.tapping.screen import Press, Row, Screen, page
from storage.engine.pages import Page
from volunteering.actions.quizzes.taking import AtQuiz, CannotBegin, MayBegin, QuizOver
from volunteering.rules.activities import Activity
from volunteering.rules.enquiries import Matter
from volunteering.rules.ground.folding import folded
from volunteering.rules.quizzes import (
    AgainstQuiz,
    AnsweredQuestion,
    Attempt,
    KnowsAnswers,
    NoQuestions,
    NotBefore,
    NotReady,
    Passed,
    UsedUp,
)
from words.words import Words, cut

PAGE = 6
"""Of what came of an attempt, so many questions a page."""

_DONE: Final = {"done", "ok", "finished", "完成", "好了", "选好了", "选完了", "勾好了", "就这些"}
"""What is said for *Done*, folded."""

LONGEST_OPTION = 60
"""Of a right option, in what came of an attempt: six of them of each question on a page fit into a message."""


def _title(words: Words, activity: Activity) -> Markup:
    return words.say("Test: {title}", title=cut(activity.title, LONGEST_TITLE))


def ready(words: Words, activity: Activity) -> Screen:
    """To whoever was at the training: its test may be taken."""
    return page(
        words.say("The test is ready: {title}", title=activity.title),
        words.say("Take it here, whenever it suits you: a question a screen, and you know at once whether you passed."),
        rows=(
            (Press(words.say("Take the test"), OpenQuiz(activity=activity.id), "success"),),
            *ask_row(words, Matter.ACTIVITY, activity.id),
        ),
    )


def may_begin(words: Words, found: MayBegin) -> Screen:
    """What it is about, before the first question."""
    quiz = found.quiz
    return page(
        _title(words, found.activity),
        passes_with(words, quiz),
        repeats(words, quiz),
        words.many("You have taken it {number} time.", "You have taken it {number} times.", found.taken)
        if found.taken
        else None,
        words.say("You may break off and go on later: what you have answered is kept."),
        rows=((Press(words.say("Begin"), BeginQuiz(activity=found.activity.id), "success"),), _training_row(words)),
    )


def cannot_begin(words: Words, found: CannotBegin) -> Screen:
    """Why not now, and what helps."""
    asks = () if isinstance(found.why, Passed) else ask_row(words, Matter.ACTIVITY, found.activity.id)
    return page(_title(words, found.activity), _why(words, found.why), rows=(*asks, _training_row(words)))


def _why(words: Words, why: AgainstQuiz) -> Markup:
    match why:
        case Passed():
            return words.say("✅ You have passed this training.")
        case KnowsAnswers():
            return words.say(
                "You lead this training and can read what is right. Somebody else who leads there enters your result."
            )
        case NoQuestions():
            return words.say("It has no questions just now.")
        case UsedUp(attempts=attempts):
            return words.many(
                "You have taken it {number} time, as it may be.",
                "You have taken it {number} times, as it may be.",
                attempts,
            )
        case NotBefore(at=at):
            return words.say("You may take it again from {moment}.", moment=words.moment(at))
        case NotReady(ahead=ahead) if ahead:
            return words.many(
                "It is for afterwards: {number} session is still to come.",
                "It is for afterwards: {number} sessions are still to come.",
                ahead,
            )
        case NotReady(needed=needed, present=present):
            return words.many(
                "It is for whoever was at {number} session; the rosters have you at {present}.",
                "It is for whoever was at {number} sessions; the rosters have you at {present}.",
                needed,
                present=words.number(present),
            )


def asked(words: Words, at: AtQuiz, *, said: Markup | None = None) -> Screen:
    """The question: one tap where one option is right, ticks where several are."""
    attempt = at.attempt
    question = attempt.asked[attempt.place]
    several = question.has_several
    return page(
        words.say(
            "Question {number} of {total}",
            number=words.number(attempt.place + 1),
            total=words.number(len(attempt.asked)),
        ),
        said,
        Markup.escape(question.text),
        *(Markup.escape(lettered(question, option)) for option in range(len(question.options))),
        words.say("Several may be right: tick them, then tap Done.") if several else None,
        rows=(
            *((_option(attempt, option),) for option in range(len(question.options))),
            *(_done_row(words, attempt) if several else ()),
        ),
    )


def one_is_right(words: Words) -> Markup:
    """They typed several letters."""
    return words.say("⚠️ One of them is right: tap it, or type its letter.")


def means_done(words: Words, typed: str) -> bool:
    """Whether somebody types what stands on the button below the ticks, or the like."""
    return folded(typed).rstrip(".!。") in {folded(words.say("Done")), *_DONE}


def _option(attempt: Attempt, option: int) -> Press:
    question, place = attempt.asked[attempt.place], attempt.place
    if not question.has_several:
        label = cut(lettered(question, option), LONGEST_LABEL)
        return Press(label, AnswerQuiz(attempt=attempt.id, place=place, option=option))
    is_on = option in attempt.ticked
    label = cut(("✅ " if is_on else "") + lettered(question, option), LONGEST_LABEL)
    return Press(label, TickOption(attempt=attempt.id, place=place, option=option, on=not is_on))


def _done_row(words: Words, attempt: Attempt) -> tuple[Row, ...]:
    if not attempt.ticked:
        return ()
    return ((Press(words.say("Done"), AnswerTicked(attempt=attempt.id, place=attempt.place), "success"),),)


def over(words: Words, found: QuizOver, number: int) -> Screen:
    """What came of it: how many were right, which, and when it may be taken again."""
    attempt, quiz = found.attempt, found.quiz
    some, extent = Page(PAGE, number).of(list(attempt.answers))
    title = (
        words.say("Passed: {title}", title=found.activity.title)
        if attempt.has_passed
        else words.say("Not passed yet: {title}", title=found.activity.title)
    )
    again = () if attempt.has_passed or found.again else (_again_row(words, found),)
    return page(
        title,
        words.many(
            "{right} of {number} is right, {needed} needed",
            "{right} of {number} are right, {needed} needed",
            len(attempt.asked),
            right=words.number(attempt.right),
            needed=words.number(attempt.needed),
        ),
        *_what_now(words, found),
        *(line for answered in some for line in _marked(words, attempt, answered, shows_right=quiz.shows_right)),
        rows=(
            *again,
            *page_row(words, extent, lambda to: ShowAttempt(attempt=attempt.id, page=to)),
            *(() if attempt.has_passed else ask_row(words, Matter.ACTIVITY, found.activity.id)),
            _training_row(words),
            *home_row(words),
        ),
    )


def _again_row(words: Words, found: QuizOver) -> Row:
    return (Press(words.say("Take it again"), BeginQuiz(activity=found.activity.id), "success"),)


def _what_now(words: Words, found: QuizOver) -> tuple[Markup, ...]:
    if found.attempt.has_passed:
        if found.gives:
            return (words.say("✅ Well done. What it gives is yours from now on."),)
        return (words.say("✅ Well done."),)
    if found.again is None:
        return (words.say("You may take it again at once."),)
    return (_why(words, found.again),)


def _marked(words: Words, attempt: Attempt, answered: AnsweredQuestion, *, shows_right: bool) -> tuple[Markup, ...]:
    """Whether one was right; and if it is to be said, what is."""
    question = attempt.asked[answered.place]
    text = f"{answered.place + 1}. {cut(question.text, LONGEST_TITLE * 2)}"
    if answered.is_right:
        return (Markup("✅ %s") % text,)
    if not shows_right:
        return (Markup("⚠️ %s") % text,)
    right = words.listed(cut(lettered(question, option), LONGEST_OPTION) for option in sorted(question.right))
    return (Markup("⚠️ %s") % text, words.say("Right: {options}", options=right))


def _training_row(words: Words) -> Row:
    return (Press(words.say("‹ Training"), ShowTraining()),)
