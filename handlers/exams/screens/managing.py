"""One exam, for those who hold it: its levels, who is in it, and changing it."""

from collections.abc import Iterable

from markupsafe import Markup

from handlers.buttons.exams import (
    AddExamLevel,
    AskCancelExam,
    CancelExam,
    ChangeExam,
    ChangeLevelPlaces,
    EnterResults,
    ExamFile,
    GiveNumbers,
    ListEntries,
    ManageExam,
    PaperKind,
    RemoveExamLevel,
    SendResults,
    SetLevelCondition,
    ShowExam,
    ShowExamLevel,
)
from handlers.exams.screens.asked import condition
from handlers.exams.screens.lines import about_exam, level_line, new_level_line, taken, way_back
from handlers.showing.exams import level_called
from handlers.showing.parts import LONGEST_LABEL
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.views.exams.held import HeldExam
from volunteering.rules.exams.announced import Exam, ExamLevel, WhichEntries
from words.words import Words, cut


def manage(words: Words, found: HeldExam, totals: Iterable[Markup], *, said: Markup | None = None) -> Screen:
    """How it stands, and what can be done."""
    exam = found.exam
    is_to_come = exam.is_to_come(words.now)
    return page(
        words.say("Exam: {title}", title=exam.title),
        said,
        None if exam.is_on else _off(words, exam),
        *about_exam(words, exam),
        *(totals if exam.digits or exam.has_begun(words.now) else (level_line(words, exam, at) for at in exam.levels)),
        _unreached(words, found),
        rows=(
            *(_result_rows(words, exam) if exam.takes_results(words.now) else ()),
            *_list_rows(words, found),
            *(_changing_rows(words, exam) if is_to_come else ()),
            (Press(words.say("As its people see it"), ShowExam(exam=exam.id)),),
            (way_back(words, exam),),
            *(((Press(words.say("Cancel it"), AskCancelExam(exam=exam.id), "danger"),),) if is_to_come else ()),
        ),
    )


def _unreached(words: Words, found: HeldExam) -> Markup | None:
    if not found.unreached or not found.exam.is_to_come(words.now):
        return None
    return words.many(
        "⚠️ Messages do not arrive at {number} person: please call.",
        "⚠️ Messages do not arrive at {number} people: please call.",
        found.unreached,
    )


def _result_rows(words: Words, exam: Exam) -> tuple[Row, ...]:
    one_by_one = (Press(words.say("Enter results"), EnterResults(exam=exam.id), "success"),)
    by_list = (Press(words.say("Results by XLSX"), SendResults(exam=exam.id)),)
    return (one_by_one, by_list) if exam.digits else (one_by_one,)


def _list_rows(words: Words, found: HeldExam) -> tuple[Row, ...]:
    exam = found.exam
    if not any(one.registered for one in found.totals):
        return ()
    rows: list[Row] = [(Press(words.say("Who is registered"), ListEntries(exam=exam.id)),)]
    if found.unreached and not exam.has_begun(words.now):
        rows.append((Press(words.say("Whom to call"), ListEntries(exam=exam.id, which=WhichEntries.UNREACHED)),))
    if exam.digits:
        paper = Press(words.say("Print (PDF)"), ExamFile(exam=exam.id, kind=PaperKind.PAPER))
        rows.append((Press(words.say("XLSX"), ExamFile(exam=exam.id, kind=PaperKind.BOOK)), paper))
    if exam.is_open(words.now):
        rows.append((Press(words.say("Give numbers now"), GiveNumbers(exam=exam.id)),))
    return tuple(rows)


def _off(words: Words, exam: Exam) -> Markup:
    if exam.off_because:
        return words.say("⚠️ It is cancelled: {reason}", reason=exam.off_because)
    return words.say("⚠️ It is cancelled.")


def _changing_rows(words: Words, exam: Exam) -> tuple[Row, ...]:
    return (
        *(
            (
                Press(
                    cut(words.say("Level: {level}", level=level_called(words, exam, level.level)), LONGEST_LABEL),
                    ShowExamLevel(exam=exam.id, level=level.id),
                ),
            )
            for level in exam.levels
        ),
        (Press(words.say("Change it"), ChangeExam(exam=exam.id)),),
    )


def level(words: Words, exam: Exam, one: ExamLevel, *, said: Markup | None = None) -> Screen:
    """One level: its places and its condition; further levels, and one less."""
    there = {other.level for other in exam.levels}
    further = [rank for rank in range(exam.kind.highest + 1) if rank not in there]
    return page(
        level_called(words, exam, one.level),
        said,
        Markup.escape(exam.title),
        Markup("👥 %s") % taken(words, one),
        Markup.escape(condition(words, asks=one.asks_below)) if one.level else None,
        rows=(
            (Press(words.say("Change the places"), ChangeLevelPlaces(exam=exam.id, level=one.id)),),
            *((_condition_row(words, exam, one),) if one.level else ()),
            *((_further(words, exam, rank),) for rank in further),
            (WayBack(words.say("‹ {name}", name=cut(exam.title, LONGEST_LABEL)), ManageExam(exam=exam.id)),),
            *((_remove_row(words, exam, one),) if len(exam.levels) > 1 and not one.stays else ()),
        ),
    )


def _condition_row(words: Words, exam: Exam, one: ExamLevel) -> Row:
    label = words.say("Take no condition") if one.asks_below else words.say("Take the level below")
    return (Press(label, SetLevelCondition(exam=exam.id, level=one.id, asks=not one.asks_below)),)


def _further(words: Words, exam: Exam, rank: int) -> Press:
    label = words.say("Also: {level}", level=level_called(words, exam, rank))
    return Press(cut(label, LONGEST_LABEL), AddExamLevel(exam=exam.id, level=rank))


def _remove_row(words: Words, exam: Exam, one: ExamLevel) -> Row:
    return (Press(words.say("Leave this level out"), RemoveExamLevel(exam=exam.id, level=one.id), "danger"),)


def ask_cancel(words: Words, exam: Exam) -> Screen:
    """The second question before it is cancelled."""
    return page(
        words.say("Cancel {title}?", title=exam.title),
        _who_is_told(words, sum(one.taken for one in exam.levels)),
        words.say("This cannot be taken back."),
        rows=(
            (WayBack(words.say("Keep it"), ManageExam(exam=exam.id)),),
            (Press(words.say("Yes, cancel the exam"), CancelExam(exam=exam.id), "danger"),),
        ),
    )


def _who_is_told(words: Words, people: int) -> Markup:
    if not people:
        return words.say("Nobody is registered.")
    return words.many(
        "{number} person is registered and will be told.", "{number} people are registered and will be told.", people
    )


def announced(words: Words) -> Markup:
    """It is there, and where people find it."""
    return words.say("✅ Announced. People of the team find it under /exams.")


def changed(words: Words, told: int) -> Markup:
    """It is so from now on."""
    if not told:
        return words.say("✅ Saved.")
    return words.many("✅ Saved. {number} person is told.", "✅ Saved. {number} people are told.", told)


def cancelled(words: Words, told: int) -> Markup:
    """It does not take place."""
    if not told:
        return words.say("Cancelled. Nobody was registered.")
    return words.many("Cancelled. {number} person is told.", "Cancelled. {number} people are told.", told)


def held(words: Words) -> Markup:
    """It is too late for that."""
    return words.say("⚠️ It has begun or is cancelled: that can't be changed any more.")


def still_registered(words: Words) -> Markup:
    """Somebody has been in it."""
    return words.say("⚠️ Somebody has registered for this level: it stays.")


def only_level(words: Words) -> Markup:
    """Without it there would be nothing to sit."""
    return words.say("⚠️ It is the only level, so it stays. What can be done is to cancel the exam.")


def preview(words: Words, exam: Exam) -> Markup:
    """What people will see, before it is announced."""
    lines = (Markup("<b>%s</b>") % exam.title, *about_exam(words, exam))
    return Markup("\n").join((*lines, *(new_level_line(words, exam, one) for one in exam.levels)))
