"""What is said of files that were sent as lists: whatever they are to be lists of."""

from collections.abc import Callable, Mapping
from typing import Final

from markupsafe import Markup

from handlers.showing.files import file_name
from handlers.tapping.screen import File
from volunteering.rules.importing.sending import ListEnd
from words.words import Words, cut, sentence

LONGEST_FILE_NAME: Final = 40

UNREADABLE: Final[Mapping[ListEnd, str]] = {
    ListEnd.NO_LIST: sentence("It is a picture or a document, and no list. Send a file that ends in .xlsx or .csv."),
    ListEnd.LOCKED: sentence("It has a password, or is an old .xls file. Save it as XLSX without a password."),
    ListEnd.DAMAGED: sentence("The file is damaged. Open it, save it as XLSX, and send that."),
    ListEnd.UNKNOWN_TEXT: sentence("Its letters can't be read. Save it as XLSX, or as “CSV UTF-8”."),
    ListEnd.TOO_LARGE: sentence("I get files of at most {megabytes} MB. Send it in parts, without pictures."),
    ListEnd.FILE_GONE: sentence("Telegram does not have the file any more. Please send it again."),
    ListEnd.NOT_FETCHED: sentence(
        "Telegram did not hand the file over, though I tried for a while. Please send it again."
    ),
    ListEnd.GIVEN_UP: sentence("It went wrong each time. The log of this Yigong says why. Send it again later."),
}
"""What is the matter with one that can't be read, and what helps."""


def called_file(name: str) -> str:
    """What a file is called, within a sentence."""
    return cut(name, LONGEST_FILE_NAME)


def of_file(words: Words, name: str) -> Markup:
    """Which file it is about."""
    return words.say("File: {file}", file=called_file(name))


def is_looked_through(words: Words) -> Markup:
    """Questions have come as a list, and wait for whoever is on duty."""
    return words.say("⏳ Your list is being looked through: what would come of it is told in a moment.")


def report_file(words: Words, name: str, write: Callable[[], bytes]) -> File:
    """What would come of each row of a file that was sent, as it is sent back to a chat."""
    stem = name.rsplit(".", 1)[0] or name
    called = file_name(words.say("report"), stem, ending="xlsx")
    return File(called, write, words.say("{file}, row by row: what is wrong stands first", file=called_file(name)))
