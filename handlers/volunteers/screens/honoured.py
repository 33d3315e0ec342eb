"""What they were honoured with, on the paper of all that is kept about somebody."""

from collections.abc import Sequence
from datetime import date

from handlers.volunteers.screens.tables import Line, table, when
from words.papers import PaperTable
from words.words import Words


def stars(words: Words, lines: Sequence[Line]) -> PaperTable:
    """How many stars they were told of."""
    return table(
        words.say("Stars"),
        ((words.say("Stars"), 30), (words.say("Hours of each"), None), (words.say("Time"), 45)),
        [(line["stars"], line["hours_of_each"], when(words, line["told_at"])) for line in lines],
    )


def honours(words: Words, lines: Sequence[Line]) -> PaperTable:
    """What admins have given them, and what was taken back."""
    return table(
        words.say("Honours"),
        (
            (words.say("Honour"), None),
            (words.say("Day"), 30),
            (words.say("Team"), 34),
            (words.say("Note"), 34),
            (words.say("By"), 28),
            (words.say("Taken back"), 30),
        ),
        [
            (
                line["honour"],
                words.long_day(date.fromisoformat(line["day"])),
                line["given_by_team"],
                line["note"],
                line["given_by"],
                when(words, line["taken_back_at"]),
            )
            for line in lines
        ],
    )
