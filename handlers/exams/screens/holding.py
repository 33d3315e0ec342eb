"""Who is in an exam, for those who hold it, and entering what came of it."""

from markupsafe import Markup

from handlers.buttons.exams import ClearResult, EnterResult, EnterResults, ListEntries, ManageExam, ShowEntry, TypeMark
from handlers.showing.exams import level_called, mark_written, result_word
from handlers.showing.parts import LONGEST_LABEL, LONGEST_NAME, call_them, called, of_so_many, page_row
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.views.exams.held import EntryPage, HeldExam, ListedEntry
from volunteering.rules.exams.announced import Exam, ExamResult, LevelTotals, WhichEntries
from words.words import Words, cut

PAGE = 8
"""How many people a page shows."""


def totals(words: Words, found: HeldExam) -> tuple[Markup, ...]:
    """The exam in numbers: a line a level, and one for all where there are several."""
    lines = [
        words.say("{level}: {counts}", level=level_called(words, found.exam, at.level.level), counts=_counts(words, at))
        for at in found.totals
    ]
    if len(lines) > 1:
        lines.append(words.say("In all: {counts}", counts=_counts(words, _sum(found))))
    return tuple(lines)


def _sum(found: HeldExam) -> LevelTotals:
    each = found.totals
    return LevelTotals(
        level=each[0].level,
        registered=sum(one.registered for one in each),
        admitted=sum(one.admitted for one in each),
        came=sum(one.came for one in each),
        passed=sum(one.passed for one in each),
        open=sum(one.open for one in each),
    )


def _counts(words: Words, one: LevelTotals) -> Markup:
    parts = [
        words.many("{number} registered", "{number} registered", one.registered),
        words.many("{number} admitted", "{number} admitted", one.admitted) if one.admitted else None,
        words.many("{number} came", "{number} came", one.came) if one.came else None,
        words.many("{number} passed", "{number} passed", one.passed) if one.came else None,
    ]
    return words.listed(part for part in parts if part)


def entries(words: Words, exam: Exam, found: EntryPage, which: WhichEntries) -> Screen:
    """A page of who is in it."""
    title = {
        WhichEntries.ALL: words.say("Registered: {title}", title=exam.title),
        WhichEntries.OPEN: words.say("Without a result: {title}", title=exam.title),
        WhichEntries.UNREACHED: words.say("To be called: {title}", title=exam.title),
    }[which]
    nothing = words.say("That was all.") if found.extent.number else words.say("Nobody.")
    unreached = any(not one.is_reached and one.name for one in found.entries)
    return page(
        of_so_many(words, title, found.extent),
        None if found.entries else nothing,
        call_them(words) if unreached else None,
        rows=(
            *((_to_entry(words, exam, one),) for one in found.entries),
            *page_row(words, found.extent, lambda number: ListEntries(exam=exam.id, which=which, page=number)),
            *(_narrowed(words, exam, which)),
            (WayBack(words.say("‹ {name}", name=cut(exam.title, LONGEST_NAME)), ManageExam(exam=exam.id)),),
        ),
    )


def _narrowed(words: Words, exam: Exam, which: WhichEntries) -> tuple[Row, ...]:
    if which is WhichEntries.ALL:
        return ()
    return ((Press(words.say("Everybody"), ListEntries(exam=exam.id)),),)


def _to_entry(words: Words, exam: Exam, one: ListedEntry) -> Press:
    entry = one.entry
    number = str(entry.admission) if entry.admission is not None else _level_short(words, exam, entry.level_id)
    state = result_word(words, entry.result) if entry.result else None
    mark = "" if one.is_reached or not one.name else "⚠️ "
    parts = (number, state, called(words, one.name, LONGEST_NAME))
    return Press(cut(mark + words.listed(part for part in parts if part), LONGEST_LABEL), ShowEntry(entry=entry.id))


def _level_short(words: Words, exam: Exam, level_id: int) -> str:
    return cut(level_called(words, exam, exam.rank_of(level_id)), 12)


def entry(
    words: Words, exam: Exam, one: ListedEntry, *, takes_results: bool, is_own: bool, said: Markup | None = None
) -> Screen:
    """Somebody in it, with what can be entered."""
    entry = one.entry
    unreached = one.name and not one.is_reached
    return page(
        Markup("🙋 %s") % called(words, one.name),
        said,
        Markup.escape(exam.title),
        words.listed((level_called(words, exam, exam.rank_of(entry.level_id)), one.unit)),
        words.say("Number {number}", number=str(entry.admission)) if entry.admission is not None else None,
        words.say("Phone: {phone}", phone=one.phone) if one.phone else None,
        call_them(words) if unreached else None,
        words.say("Mark: {mark}", mark=mark_written(words, entry.mark)) if entry.mark is not None else None,
        words.say("Result: {result}", result=result_word(words, entry.result)) if entry.result else None,
        words.say("Your own result is entered by another admin.") if takes_results and is_own else None,
        rows=(
            *(_results(words, entry.id, has_result=entry.result is not None) if takes_results and not is_own else ()),
            *(
                ((Press(words.say("Next without a result"), EnterResults(exam=exam.id)),),)
                if takes_results and entry.result is not None
                else ()
            ),
            (WayBack(words.say("‹ Registered"), ListEntries(exam=exam.id)),),
        ),
    )


def _results(words: Words, entry_id: int, *, has_result: bool) -> tuple[Row, ...]:
    clear = (Press(words.say("Clear the result"), ClearResult(entry=entry_id), "danger"),)
    return (
        (
            Press(words.say("Passed"), EnterResult(entry=entry_id, result=ExamResult.PASSED), "success"),
            Press(words.say("Not passed"), EnterResult(entry=entry_id, result=ExamResult.NOT_PASSED)),
        ),
        (
            Press(words.say("Absent"), EnterResult(entry=entry_id, result=ExamResult.ABSENT)),
            Press(words.say("Enter a mark"), TypeMark(entry=entry_id)),
        ),
        *((clear,) if has_result else ()),
    )


def entered(words: Words, name: str, admission: int | None, result: ExamResult | None) -> Markup:
    """What was just entered, above whoever comes next."""
    whose = words.listed((*((str(admission),) if admission is not None else ()), called(words, name, LONGEST_NAME)))
    if result is None:
        return words.say("✅ {name}: no result", name=whose)
    return words.say("✅ {name}: {result}", name=whose, result=result_word(words, result))


def all_entered(words: Words) -> Markup:
    """Nobody is left without one."""
    return words.say("✅ Everybody has a result.")


def not_yet(words: Words) -> Markup:
    """There is nothing to enter."""
    return words.say("⚠️ Results can be entered once the exam has begun.")


def numbered(words: Words, people: int) -> Markup:
    """They have numbers from now on."""
    if not people:
        return words.say("Everybody has a number already.")
    return words.many(
        "✅ {number} person has a number, and is told.", "✅ {number} people have a number, and are told.", people
    )
