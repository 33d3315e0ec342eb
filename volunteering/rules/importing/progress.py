"""How far a file has come that is to be imported (docs/rules.md: People brought along)."""

from enum import StrEnum


class Progress(StrEnum):
    """How far a file has come that is to be imported; one that is in the tables has no row any more."""

    OFFERED = "offered"  # sent to the bot, and to be tried
    TRIED = "tried"  # looked through: nothing was written
    WANTED = "wanted"  # whoever sent it wants it imported
    STAGING = "staging"  # its rows are being put down; if that breaks off, nothing was imported
    CLEARED = "cleared"  # broken off: it is taken away, row by row
    APPLYING = "applying"  # decided: its rows go into the tables, whoever puts them there
