"""One exam, for its people: registering, and withdrawing."""

from collections.abc import Iterable

from markupsafe import Markup

from handlers.buttons.activities import ShowShift
from handlers.buttons.exams import (
    ChooseExamLevel,
    ListExams,
    ManageExam,
    ReallyWithdraw,
    RegisterForExam,
    ShowExam,
    WithdrawFromExam,
)
from handlers.buttons.qualifications import AddQualification
from handlers.exams.screens.lines import about_exam, level_line, mine_line, reason_line, way_back
from handlers.showing.asking import ask_row
from handlers.showing.exams import level_called
from handlers.showing.parts import LONGEST_LABEL, see
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.views.exams.seen import ExamCard, Meanwhile
from volunteering.actions.exams.registering import LevelToChoose, NotAdmitted
from volunteering.rules.enquiries import Matter
from volunteering.rules.exams.announced import Exam, ExamLevel
from volunteering.rules.exams.registering import (
    ExamFacts,
    ExamOff,
    ExamReason,
    InItAlready,
    LacksBelow,
    reasons_against,
)
from words.words import Words, cut


def card(words: Words, found: ExamCard, *, manages: bool, said: Markup | None = None) -> Screen:
    """The exam, how the reader stands to it, and what can be done; `manages`: the reader is an admin there."""
    facts = found.facts
    exam = facts.exam
    judged = [(level, reasons_against(facts, level, words.now, words.zone)) for level in exam.levels]
    is_free = sum(not reasons for _, reasons in judged)
    against = () if is_free or facts.is_in or exam.has_begun(words.now) else _against(words, facts, judged)
    off = reason_line(words, facts, ExamOff(because=exam.off_because)) if facts.is_in and not exam.is_on else None
    return page(
        Markup.escape(exam.title),
        said,
        *about_exam(words, exam),
        *(level_line(words, exam, level) for level in exam.levels),
        words.say("Announced by {name}", name=found.by_name) if found.by_name else None,
        off,
        mine_line(words, facts) if exam.is_on else None,
        *against,
        *_meanwhile(words, found),
        rows=(
            *((_register_row(words, exam, is_free),) if is_free else _ways(words, facts, judged) if against else ()),
            *_see_rows(words, found),
            *(((Press(words.say("Lists and results"), ManageExam(exam=exam.id)),),) if manages else ()),
            *ask_row(words, Matter.TEAM),
            (way_back(words, exam),),
            *(_withdraw_row(words, facts)),
        ),
    )


def _register_row(words: Words, exam: Exam, levels: int) -> Row:
    to = ChooseExamLevel(exam=exam.id) if levels > 1 else RegisterForExam(exam=exam.id)
    return (Press(words.say("Register for the exam"), to, "success"),)


def _withdraw_row(words: Words, facts: ExamFacts) -> tuple[Row, ...]:
    exam = facts.exam
    if not facts.is_in or not exam.is_to_come(words.now):
        return ()
    return ((Press(words.say("Withdraw from the exam"), WithdrawFromExam(exam=exam.id), "danger"),),)


def _meanwhile(words: Words, found: ExamCard) -> Iterable[Markup]:
    if not found.facts.exam.is_to_come(words.now):
        return ()
    return (_clash(words, one) for one in found.meanwhile[:2])


def _clash(words: Words, one: Meanwhile) -> Markup:
    return words.say(
        "⚠️ You are also signed up for {title} then: {period}.", title=one.title, period=words.period(one.period)
    )


def _see_rows(words: Words, found: ExamCard) -> tuple[Row, ...]:
    if not found.facts.exam.is_to_come(words.now):
        return ()
    return tuple((see(words, one.title, ShowShift(shift=one.shift_id)),) for one in found.meanwhile[:2])


Judged = Iterable[tuple[ExamLevel, tuple[ExamReason, ...]]]


def _against(words: Words, facts: ExamFacts, judged: Judged) -> tuple[Markup, ...]:
    """Every reason once: what is against each level alone stands behind its name."""
    every = list(judged)
    common = [reason for reason in every[0][1] if all(reason in reasons for _, reasons in every)] if every else []
    lines = [reason_line(words, facts, reason) for reason in common]
    for level, reasons in every:
        for reason in reasons:
            if reason not in common:
                said = reason_line(words, facts, reason)
                called = level_called(words, facts.exam, level.level)
                lines.append(words.say("{level}: {reason}", level=called, reason=said))
    return tuple(lines)


def _ways(words: Words, facts: ExamFacts, judged: Judged) -> tuple[Row, ...]:
    """To what is missing: the qualification that a level takes, with its kind chosen."""
    lacks = [reason for _, reasons in judged for reason in reasons if isinstance(reason, LacksBelow)]
    if not facts.exam.is_open(words.now) or not any(not reason.is_waiting for reason in lacks):
        return ()
    to = AddQualification(kind=facts.exam.kind.id, exam=facts.exam.id)
    return ((Press(words.say("Add a qualification"), to, "success"),),)


def choose_level(words: Words, found: LevelToChoose) -> Screen:
    """Which of those that the reader may sit."""
    exam = found.exam
    return page(
        words.say("Which level would you like to sit?"),
        Markup.escape(exam.title),
        *(level_line(words, exam, level) for level in found.levels),
        rows=(
            *(
                (
                    Press(
                        cut(level_called(words, exam, level.level), LONGEST_LABEL),
                        RegisterForExam(exam=exam.id, level=level.id),
                    ),
                )
                for level in found.levels
            ),
            (WayBack(words.say("‹ Back"), ShowExam(exam=exam.id)),),
        ),
    )


def not_admitted(words: Words, outcome: NotAdmitted) -> Screen:
    """Why not, each reason in a line, and what can be done instead."""
    facts = outcome.facts
    is_in = any(isinstance(reason, InItAlready) for _, reasons in outcome.reasons for reason in reasons)
    ways = () if is_in else _ways(words, facts, outcome.reasons)
    see_exam = Press(words.say("See the exam"), ShowExam(exam=facts.exam.id))
    return page(
        words.say("Not registered: {title}", title=facts.exam.title),
        *_against(words, facts, outcome.reasons),
        rows=(
            *ways,
            (see_exam,),
            (Press(words.say("Other exams"), ListExams()),),
            *ask_row(words, Matter.TEAM),
        ),
    )


def registered(words: Words, exam: Exam, level: ExamLevel) -> Markup:
    """What stands above the card then."""
    return words.say(
        "✅ Registered: {level}. You get your number when registration has closed.",
        level=level_called(words, exam, level.level),
    )


def ask_withdraw(words: Words, exam: Exam) -> Screen:
    """The second question: there is no way back."""
    return page(
        words.say("Withdraw from {title}?", title=exam.title),
        words.say("Registration has closed, so you could not come back. Whoever holds the exam is told."),
        rows=(
            (WayBack(words.say("Keep my place"), ShowExam(exam=exam.id)),),
            (Press(words.say("Yes, withdraw from it"), ReallyWithdraw(exam=exam.id), "danger"),),
        ),
    )


def withdrawn(words: Words, *, is_late: bool) -> Markup:
    """What stands above the card then."""
    if is_late:
        return words.say("✅ You have withdrawn. Whoever holds the exam is told.")
    return words.say("✅ You have withdrawn.")


def too_late(words: Words) -> Markup:
    """What is said once it has begun."""
    return words.say("⚠️ It has begun already.")
