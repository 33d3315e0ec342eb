"""What several screens of tests say alike: how one is passed, repeated and shown."""

from markupsafe import Markup

from volunteering.rules.quizzes import LETTERS, NewQuestion, Quiz, QuizRules
from words.words import Words


def how_often(words: Words, attempts: int) -> Markup:
    """Once, twice, as often as one likes."""
    if not attempts:
        return words.say("as often as one likes")
    if attempts == 1:
        return words.say("once")
    return words.many("{number} time", "{number} times", attempts)


def pause(words: Words, hours: int) -> Markup:
    """How long one waits before trying again."""
    if hours and hours % 24 == 0:
        return words.many("{number} day", "{number} days", hours // 24)
    return words.length(hours * 60) if hours else words.say("no pause")


def whether_shown(words: Words, *, it: bool) -> Markup:
    """Whether one sees at the end what is right."""
    return words.say("shown") if it else words.say("not shown")


def passes_with(words: Words, quiz: Quiz) -> Markup:
    """How many right answers pass."""
    number = len(quiz.questions)
    return words.many(
        "{needed} of {number} question has to be right",
        "{needed} of {number} questions have to be right",
        number,
        needed=words.number(quiz.needs),
    )


def repeats(words: Words, rules: QuizRules) -> Markup:
    """How often it may be taken, with which pause."""
    often = words.say("May be taken {times}", times=how_often(words, rules.attempts))
    if not rules.pause_hours or rules.attempts == 1:
        return often
    return words.listed((often, words.say("pause {length}", length=pause(words, rules.pause_hours))))


def lettered(question: NewQuestion, option: int) -> str:
    """An option with its letter: `B. Call 119`."""
    return f"{LETTERS[option]}. {question.options[option]}"
