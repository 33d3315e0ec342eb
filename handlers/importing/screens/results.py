"""The list of an exam that was sent back with results: what would come of it, row by row, and what became of it."""

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from handlers.buttons.exams import ManageExam, SendResults
from handlers.buttons.importing import ImportList
from handlers.importing.screens.lines import how_far, how_far_row, if_wrong, taking_back, until
from handlers.showing.lists import UNREADABLE, of_file
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from volunteering.rules.importing.progress import Progress
from volunteering.rules.importing.sending import MOST_MEGABYTES, ListEnd, ResultCounts, SentList, Trial
from volunteering.rules.notices.importing import ListOver
from words.words import Words, sentence

_WHY: Final[Mapping[ListEnd, str]] = {
    **UNREADABLE,
    ListEnd.IMPORTED: sentence("Everybody is told their own result."),
    ListEnd.NOTHING_NEW: sentence("All of it is entered already."),
    ListEnd.ALL_WRONG: sentence("Nothing is left without the wrong rows. The report above says what to put right."),
    ListEnd.EMPTY: sentence("There is no row in it below the headings."),
    ListEnd.NO_HEADINGS: sentence(
        "No row says which column is the number and which the result. Use the list that comes with XLSX."
    ),
    ListEnd.TOO_LONG: sentence("It has more rows than I can take at once. Send it in parts, without pictures."),
    ListEnd.NOT_ALLOWED: sentence("You are no admin of that team any more."),
    ListEnd.OTHER_EXAM: sentence("It is the list of another exam. Send it where the results of that one are entered."),
}
"""What is said of each end, and what helps."""

_FOUND: Final = frozenset((ListEnd.NOTHING_NEW, ListEnd.ALL_WRONG))


def results_as_they_stand(words: Words, sent: SentList, exam_id: int) -> Screen:
    """Such a list, as far as it has come."""
    match sent.state:
        case Progress.TRIED if sent.trial and sent.trial.results:
            return results_tried(words, sent, sent.trial, sent.trial.results)
        case Progress.WANTED | Progress.IMPORTING | Progress.APPLYING:
            return results_under_way(words, sent)
        case _:
            return _looked_through(words, sent, exam_id)


def _looked_through(words: Words, sent: SentList, exam_id: int) -> Screen:
    return page(
        words.say("⏳ Your results are being looked through"),
        of_file(words, sent.name),
        words.say("A report comes here in a moment. Nothing is entered before you say so."),
        rows=(_to_exam(words, exam_id), taking_back(words, sent)),
    )


def results_tried(words: Words, sent: SentList, trial: Trial, found: ResultCounts) -> Screen:
    """What would be entered, and whether it is to be."""
    title = (
        words.say("Something has changed: look once more")
        if trial.is_anew
        else words.say("This is what would be entered")
    )
    enter = words.say("Enter the others without them") if trial.wrong else words.say("Enter them")
    return page(
        title,
        Markup.escape(found.title),
        of_file(words, sent.name),
        *_counts(words, trial, found),
        if_wrong(words, trial),
        until(words, sent, trial),
        rows=(
            (Press(enter, ImportList(number=sent.id), "success"),),
            _to_exam(words, found.exam_id),
            taking_back(words, sent),
        ),
    )


def _counts(words: Words, trial: Trial, found: ResultCounts) -> tuple[Markup | None, ...]:
    corrected = words.many("{number} of them corrected", "{number} of them corrected", trial.changed)
    return (
        words.listed(
            (
                words.many("{number} passed", "{number} passed", found.passed),
                words.many("{number} not passed", "{number} not passed", found.not_passed),
                words.many("{number} absent", "{number} absent", found.absent),
                words.many("{number} unchanged", "{number} unchanged", trial.same),
            )
        ),
        corrected if trial.changed else None,
    )


def results_under_way(words: Words, sent: SentList) -> Screen:
    """They are being entered; once that is decided, how many are."""
    is_decided = sent.state is Progress.APPLYING
    return page(
        words.say("⏳ Your results are being entered"),
        of_file(words, sent.name),
        how_far(words, sent) if is_decided else words.say("The list is fetched and looked through once more."),
        words.say("A message tells you when it is over."),
        rows=(
            how_far_row(words, sent),
            *(() if is_decided else (taking_back(words, sent),)),
        ),
    )


def results_taken_back(words: Words) -> Markup:
    """Nothing has become of it."""
    return words.say("Cancelled: nothing of the list was entered.")


def results_ended(words: Words, notice: ListOver, exam_id: int) -> Screen:
    """In a message of its own."""
    is_entered = notice.end is ListEnd.IMPORTED
    found = notice.trial.results if notice.trial else None
    shows = is_entered or notice.end in _FOUND
    again = (Press(words.say("Send another list"), SendResults(exam=exam_id)),)
    return page(
        words.say("✅ The results are entered") if is_entered else words.say("No result was entered"),
        Markup.escape(found.title) if found else None,
        of_file(words, notice.name),
        *(_counts(words, notice.trial, found) if notice.trial and found and shows else ()),
        words.say(_WHY.get(notice.end, _WHY[ListEnd.NO_HEADINGS]), megabytes=words.number(MOST_MEGABYTES)),
        rows=(_to_exam(words, exam_id), *(() if is_entered else (again,))),
    )


def _to_exam(words: Words, exam_id: int) -> Row:
    return (WayBack(words.say("‹ The exam"), ManageExam(exam=exam_id)),)
