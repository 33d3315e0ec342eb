"""What stands below the totals of service, and in none of them: what was learned, and who sat an exam."""

from markupsafe import Markup

from storage.views.reports.exams import NO_EXAMS, HeldExams
from storage.views.reports.study import NO_STUDY, Study
from words.words import Words


def study(words: Words, learned: Study) -> Markup | None:
    """What was learned, apart from what was given; nothing where nothing was."""
    if learned == NO_STUDY:
        return None
    return words.say(
        "Trainings {trainings} · people trained {people} · study {length}",
        trainings=words.number(learned.trainings),
        people=words.number(learned.people),
        length=words.length(learned.minutes),
    )


def exams(words: Words, held: HeldExams) -> Markup | None:
    """Those who sat one; nothing where none was held."""
    if held == NO_EXAMS:
        return None
    return words.say(
        "Exams {exams} · registered {registered} · came {came} · passed {passed}",
        exams=words.number(held.exams),
        registered=words.number(held.figures.registered),
        came=words.number(held.figures.came),
        passed=words.number(held.figures.passed),
    )
