"""What became of a list, or why nothing did, and what helps."""

from collections.abc import Mapping
from typing import Final

from handlers.buttons.home import Home
from handlers.buttons.importing import ShowLists
from handlers.buttons.volunteers import ListPeople
from handlers.importing.screens.known import given_out
from handlers.importing.screens.results import results_ended
from handlers.importing.screens.sending import counts
from handlers.showing.lists import UNREADABLE, of_file
from handlers.tapping.screen import Press, Screen, page
from volunteering.rules.importing.sending import MOST_MEGABYTES, ListEnd
from volunteering.rules.notices.importing import ListOver
from words.words import Words, sentence

_WHY: Final[Mapping[ListEnd, str]] = {
    **UNREADABLE,
    ListEnd.IMPORTED: sentence("Whoever shares their own phone number with me finds their record at once."),
    ListEnd.NOTHING_NEW: sentence("All of it is here already."),
    ListEnd.ALL_WRONG: sentence(
        "Nothing is left without the rows that are wrong. The report above says what to put right."
    ),
    ListEnd.EMPTY: sentence("There is no row in it below the headings."),
    ListEnd.NO_HEADINGS: sentence(
        "No row says which column is the name and which the phone number. Add such headings."
    ),
    ListEnd.TOO_LONG: sentence("It has more rows than I can take at once. Send it in parts, without pictures."),
    ListEnd.NOT_ALLOWED: sentence("You are no admin of that team any more."),
    ListEnd.OURS: sentence("It is a file that I have given out, and nothing in it is to be imported."),
    ListEnd.NOT_PEOPLE: sentence(
        "These are results. Of a training: open it, tap Enter results, then Type several, and copy the rows there. Of "
        "an exam: use its list, which has the numbers."
    ),
    ListEnd.ADMINS_ONLY: sentence("Only admins bring people along by a list. Please pass it on to one of your team."),
    ListEnd.NOT_HELD: sentence("It is the list of an exam that has not been held yet. Send it again once it has."),
    ListEnd.OTHER_EXAM: sentence("It is the list of another exam. Send it where the results of that one are entered."),
}
"""What is said of each end, and what helps."""

_FOUND: Final = frozenset((ListEnd.NOTHING_NEW, ListEnd.ALL_WRONG))
"""Those that are no fault of the file's."""


def ended(words: Words, notice: ListOver, *, is_admin: bool) -> Screen:
    """In a message of its own."""
    if notice.exam_id is not None:
        return results_ended(words, notice, notice.exam_id)
    if notice.end is ListEnd.OURS and notice.book:
        return given_out(words, notice.name, notice.book, is_admin=is_admin)
    is_imported = notice.end is ListEnd.IMPORTED
    return page(
        words.say("✅ Your list is imported") if is_imported else words.say("Nothing was imported"),
        of_file(words, notice.name),
        *(counts(words, notice.trial) if notice.trial and (is_imported or notice.end in _FOUND) else ()),
        words.say(_WHY[notice.end], megabytes=words.number(MOST_MEGABYTES)),
        rows=(
            *(((_onward(words, is_imported=is_imported),),) if is_admin else ()),
            (Press(words.say("‹ Home"), Home()),),
        ),
    )


def _onward(words: Words, *, is_imported: bool) -> Press:
    if is_imported:
        return Press(words.say("See the people"), ListPeople(), "success")
    return Press(words.say("How to send a list"), ShowLists())
