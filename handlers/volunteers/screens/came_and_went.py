"""When somebody came to shifts and went, as the paper of everything that is kept about a person says it."""

from collections.abc import Sequence

from handlers.volunteers.screens.tables import Line, table, when
from words.papers import PaperTable
from words.words import Words


def checked_in(words: Words, lines: Sequence[Line]) -> PaperTable:
    """By the code of a shift, or as its leader ticked it."""
    return table(
        words.say("Checked in"),
        (
            (words.say("Activity"), None),
            (words.say("Came"), 34),
            (words.say("Went"), 34),
            (words.say("Ticked by"), 30),
        ),
        [
            (line["activity"], when(words, line["came_at"]), when(words, line["went_at"]), line["ticked_by"])
            for line in lines
        ],
    )


def codes_shown(words: Words, lines: Sequence[Line]) -> PaperTable:
    """Of shifts that they lead."""
    return table(
        words.say("Codes shown to you"),
        ((words.say("Activity"), None), (words.say("Start"), 34)),
        [(line["activity"], when(words, line["starts_at"])) for line in lines],
    )


def wrong_codes(words: Words, lines: Sequence[Line]) -> PaperTable:
    """What they sent to check in with, and was none."""
    return table(
        words.say("Wrong codes"), ((words.say("When"), None),), [(when(words, one["sent_at"]),) for one in lines]
    )
