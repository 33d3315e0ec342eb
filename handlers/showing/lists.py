"""What is said of files that were sent as lists and can't be read: whatever they are to be lists of."""

from collections.abc import Mapping
from typing import Final

from volunteering.rules.importing.sending import ListEnd
from words.words import sentence

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
"""What is the matter with it, and what helps."""
