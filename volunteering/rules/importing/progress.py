"""How far a file has come that is to be imported (docs/rules.md: People brought along)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Progress(StrEnum):
    """How far a file has come that is to be imported; one that is in the tables has no row any more."""

    SENT = "sent"  # to the bot, by an admin of several units: whose list is it?
    OFFERED = "offered"  # to be tried
    TRYING = "trying"  # it is being looked through; broken off, it is offered
    TRIED = "tried"  # looked through: nothing was written
    WANTED = "wanted"  # whoever sent it wants it imported
    IMPORTING = "importing"  # it is looked through again, and put down beside; broken off, it is wanted
    STAGING = "staging"  # its rows are being put down; if that breaks off, nothing was imported
    CLEARED = "cleared"  # broken off: it is taken away, row by row
    APPLYING = "applying"  # decided: its rows go into the tables, whoever puts them there


TO_BE_SEEN_TO: Final[Mapping[Progress, Progress]] = {
    Progress.OFFERED: Progress.TRYING,
    Progress.WANTED: Progress.IMPORTING,
}
"""Those that somebody on duty has to see to, and what they are while somebody is at it."""

UNDECIDED: Final = frozenset(
    (Progress.SENT, Progress.OFFERED, Progress.TRYING, Progress.TRIED, Progress.WANTED, Progress.IMPORTING)
)
"""Those of which nothing is there: whoever sent one may take it back."""
