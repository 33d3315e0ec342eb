"""A training's test, as those who lead it make it."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.buttons.quizzes import (
    AddQuestions,
    ChangeQuestion,
    ChangeQuizRules,
    MoveQuestion,
    PutQuestionBack,
    RemoveQuestion,
    SendQuestionList,
    ShowListedQuestions,
    ShowQuestion,
    ShowQuiz,
    ShowQuizTally,
    TellOfQuiz,
)
from handlers.buttons.training import ShowLearners
from handlers.quizzes.screens.lines import lettered, passes_with, repeats, whether_shown
from handlers.showing.parts import LONGEST_LABEL, LONGEST_TITLE, and_more, of_so_many, page_row
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.engine.pages import Page
from volunteering.actions.quizzes.making import LedQuiz, NotYetReady, ReadyTold, TooManyQuestions
from volunteering.rules.ground.texts import LONGEST_OPTION, LONGEST_QUESTION
from volunteering.rules.quizzes import LEAST_OPTIONS, MOST_OPTIONS, MOST_QUESTIONS, Quiz, QuizQuestion, QuizTally
from volunteering.rules.reading.questions import QuestionProblem, UnclearQuestion
from words.words import Words, cut

PAGE = 6
"""How many questions a page shows."""

LISTED = 6
"""Of questions that were not understood, so many are said."""

MISSED = 5
"""Of questions that are mostly wrong, so many are shown."""


def quiz(
    words: Words, led: LedQuiz, shown: ShowQuiz, *, said: Markup | None = None, waits: int | None = None
) -> Screen:
    """The questions, a page of them, and how the test is passed; `waits` is a list that was looked through."""
    numbered = list(enumerate(led.quiz.questions, start=1))
    some, extent = Page(PAGE, shown.page).of(numbered)
    number = led.activity.id
    title = words.say("Test: {title}", title=cut(led.activity.title, LONGEST_TITLE))
    waiting = (Press(words.say("⚠️ See the list you sent"), ShowListedQuestions(number=waits)),) if waits else None
    add = Press(words.say("Add questions"), AddQuestions(activity=number), "success")
    return page(
        of_so_many(words, title, extent),
        said,
        *(_said_of(words, led.quiz) if numbered else (_nothing(words),)),
        rows=(
            *((waiting,) if waiting else ()),
            (add,),
            (Press(words.say("Questions as a list (XLSX)"), SendQuestionList(activity=number)),),
            *((_to_one(number_of, question),) for number_of, question in some),
            *page_row(words, extent, lambda to: shown.model_copy(update={"page": to})),
            *(_ways(words, number) if numbered else ()),
            (WayBack(words.say("‹ Results"), ShowLearners(activity=number)),),
        ),
    )


def _said_of(words: Words, quiz: Quiz) -> tuple[Markup, ...]:
    return (*rules(words, quiz), words.say("Who was at enough sessions is told once the last roster is confirmed."))


def rules(words: Words, quiz: Quiz) -> tuple[Markup, ...]:
    """How it is passed and repeated, and what is shown at the end."""
    return (
        passes_with(words, quiz),
        repeats(words, quiz),
        words.say("Right answers at the end: {how}", how=whether_shown(words, it=quiz.shows_right)),
    )


def _nothing(words: Words) -> Markup:
    return words.say(
        "No questions yet. With the first one the training is passed by its test, taken on the phone, marked at once."
    )


def _to_one(number: int, question: QuizQuestion) -> Press:
    return Press(cut(f"{number}. {question.text}", LONGEST_LABEL), ShowQuestion(question=question.id))


def _ways(words: Words, number: int) -> tuple[Row, ...]:
    return (
        (Press(words.say("How it is passed"), ChangeQuizRules(activity=number)),),
        (
            Press(words.say("Figures"), ShowQuizTally(activity=number)),
            Press(words.say("Tell people"), TellOfQuiz(activity=number)),
        ),
    )


def question(words: Words, one: QuizQuestion, *, said: Markup | None = None) -> Screen:
    """One with its options; the right ones are ticked."""
    number = one.id
    kept: tuple[Row, ...] = (
        (Press(words.say("Change"), ChangeQuestion(question=number)),),
        (
            Press(words.say("Up"), MoveQuestion(question=number, up=True)),
            Press(words.say("Down"), MoveQuestion(question=number, up=False)),
        ),
        (Press(words.say("Remove"), RemoveQuestion(question=number), "danger"),),
    )
    back = (Press(words.say("Put it back"), PutQuestionBack(question=number), "success"),)
    return page(
        Markup.escape(one.text),
        said,
        *(
            Markup("%s%s") % ("✅ " if option in one.right else "", lettered(one, option))
            for option in range(len(one.options))
        ),
        words.say("Several are right: people tick them.") if one.has_several else None,
        None if one.is_kept else words.say("⚠️ It is asked no more."),
        rows=(
            *(kept if one.is_kept else (back,)),
            (WayBack(words.say("‹ The test"), ShowQuiz(activity=one.activity_id)),),
        ),
    )


def added(words: Words, number: int) -> Markup:
    """So many were understood."""
    return words.many("✅ {number} question added.", "✅ {number} questions added.", number)


def changed(words: Words) -> Markup:
    """It is asked so from now on."""
    return words.say("✅ Saved. Whoever is at the test goes on with it as it was.")


def removed(words: Words) -> Markup:
    """It is asked no more."""
    return words.say("✅ Removed. Whoever is at the test goes on with it as it was.")


def too_many(words: Words, refused: TooManyQuestions) -> Markup:
    """There is no room for so many."""
    return words.many(
        "⚠️ A test has {most} questions at the most: there is room for {number} more. Nothing was added.",
        "⚠️ A test has {most} questions at the most: there is room for {number} more. Nothing was added.",
        refused.left,
        most=words.number(MOST_QUESTIONS),
    )


def unclear(words: Words, found: Sequence[UnclearQuestion]) -> Markup:
    """What is wrong with each; nothing was added."""
    lines = (
        words.say(
            "“{question}”: {problem}", question=cut(one.text, LONGEST_TITLE), problem=_problem(words, one.problem)
        )
        for one in found[:LISTED]
    )
    more = and_more(words, len(found) - LISTED)
    again = words.say("Nothing was added. Please send all of it once more.")
    return Markup("\n").join(filter(None, (*lines, more, again)))


def _problem(words: Words, problem: QuestionProblem) -> Markup:
    says = {
        QuestionProblem.NO_OPTIONS: words.say(
            "it needs at least {number} options, each in a line", number=words.number(LEAST_OPTIONS)
        ),
        QuestionProblem.TOO_MANY: words.say("it has more than {number} options", number=words.number(MOST_OPTIONS)),
        QuestionProblem.NONE_RIGHT: words.say("no option is marked as right; put * before or behind it"),
        QuestionProblem.NO_SUCH_OPTION: words.say("the answer names an option that there is not"),
        QuestionProblem.SAME_TWICE: words.say("two options say the same"),
        QuestionProblem.TOO_LONG: words.say(
            "a question has {question} characters at the most, an option {option}",
            question=words.number(LONGEST_QUESTION),
            option=words.number(LONGEST_OPTION),
        ),
    }
    return says[problem]


def told(words: Words, outcome: ReadyTold | NotYetReady) -> Markup:
    """Who is told that they may take it."""
    if isinstance(outcome, ReadyTold):
        return words.many(
            "✅ {number} person may take it; whoever was not told yet is told now.",
            "✅ {number} people may take it; whoever was not told yet is told now.",
            outcome.number,
        )
    if not outcome.open:
        return words.say("⚠️ It has no questions yet.")
    return words.many(
        "⚠️ {number} session is ahead, or its roster is not confirmed.",
        "⚠️ {number} sessions are ahead, or their rosters are not confirmed.",
        outcome.open,
    )


def tally(words: Words, led: LedQuiz, found: QuizTally) -> Screen:
    """How many passed, and which questions are mostly wrong: no names."""
    missed = [
        words.say(
            "{share} wrong: {question}",
            share=words.share(one.wrong / one.answered),
            question=cut(one.text, LONGEST_TITLE * 2),
        )
        for one in found.missed
    ]
    return page(
        words.say("Test in figures: {title}", title=cut(led.activity.title, LONGEST_TITLE)),
        words.many("{number} person has taken it", "{number} people have taken it", found.took),
        words.many("✅ {number} of them has passed", "✅ {number} of them have passed", found.passed),
        words.many("{number} person is at it", "{number} people are at it", found.under_way)
        if found.under_way
        else None,
        words.say("Mostly wrong:") if missed else None,
        *missed,
        rows=((WayBack(words.say("‹ The test"), ShowQuiz(activity=led.activity.id)),),),
    )
