"""How an exam, its levels, marks and results read, wherever they are shown; also in a training file."""

from markupsafe import Markup

from handlers.buttons.exams import ShowExam
from handlers.showing.parts import LONGEST_LABEL, LONGEST_TITLE
from handlers.showing.qualifications import kind_name, level_name, named
from handlers.tapping.screen import Press, Row
from storage.views.exams.seen import ListedExam, SatExam
from volunteering.rules.exams.announced import EntryState, Exam, ExamEntry, ExamResult
from words.words import Words, cut


def to_exam(words: Words, one: ListedExam) -> Row:
    """To one of a list."""
    exam = one.exam
    label = words.listed((words.day(exam.day(words.zone)), exam.title))
    return (Press(cut(label, LONGEST_LABEL), ShowExam(exam=exam.id)),)


def line(words: Words, one: ListedExam) -> Markup:
    """When and what, and how the reader stands to it."""
    exam = one.exam
    said = words.listed((words.moment(exam.period.start), cut(exam.title, LONGEST_LABEL)))
    if (state := _state(words, one)) is None:
        return Markup("📅 %s") % said
    return Markup("📅 %s: %s") % (said, state)


def _state(words: Words, one: ListedExam) -> Markup | None:
    if not one.exam.is_on:
        return words.say("cancelled")
    if one.mine is not EntryState.REGISTERED:
        return None
    if one.result:
        return result_word(words, ExamResult(one.result))
    return words.say("no result yet") if one.exam.has_begun(words.now) else words.say("you are registered")


def level_called(words: Words, exam: Exam, rank: int) -> Markup:
    """What a level of it is called; of a kind without levels the kind."""
    return level_name(words, exam.kind, rank) or kind_name(words, exam.kind)


def mark_written(words: Words, mark: int) -> Markup:
    """A mark that is kept in tenths: 86, 86.5."""
    return words.number(mark // 10) if mark % 10 == 0 else words.decimal(mark / 10)


def result_word(words: Words, result: ExamResult) -> Markup:
    """What came of it, in a word."""
    return {
        ExamResult.PASSED: words.say("passed"),
        ExamResult.NOT_PASSED: words.say("not passed"),
        ExamResult.ABSENT: words.say("absent"),
    }[result]


def sat_level(words: Words, one: SatExam) -> Markup:
    """Which qualification it is for, with the level."""
    [level] = one.exam.levels
    return named(words, one.exam.kind, level.level)


def came_of_it(words: Words, entry: ExamEntry) -> Markup:
    """The result, or that there is none yet."""
    return words.say("no result yet") if entry.result is None else result_word(words, entry.result)


def sat(words: Words, one: SatExam) -> Markup:
    """An exam in a training file: what, when, for which level, what came of it and with which mark."""
    return Markup("<b>%s</b>\n%s") % (
        cut(words.say("Exam: {title}", title=one.exam.title), LONGEST_TITLE),
        words.listed(
            (
                words.long_day(one.exam.day(words.zone)),
                sat_level(words, one),
                _with_mark(words, one.entry),
            )
        ),
    )


def _with_mark(words: Words, entry: ExamEntry) -> Markup:
    said = came_of_it(words, entry)
    if entry.mark is None:
        return said
    return words.say("{outcome} · mark {mark}", outcome=said, mark=mark_written(words, entry.mark))
