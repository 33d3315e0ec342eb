"""What a person asked and leads, as the paper of everything that is kept about them says it."""

from collections.abc import Sequence

from handlers.volunteers.screens.tables import Line, table, when
from volunteering.rules.enquiries import LineKind
from words.papers import PaperTable
from words.words import Words


def questions(words: Words, lines: Sequence[Line]) -> PaperTable:
    """Each line of what they asked, and of what was answered."""
    by_tap = {
        LineKind.WAS_THERE: words.say("I was there"),
        LineKind.APPEALED: words.say("Appeal"),
        LineKind.PUT_RIGHT: words.say("✅ It was put right."),
        LineKind.FORGIVEN: words.say("✅ It was forgiven."),
    }
    return table(
        words.say("Questions and answers"),
        ((words.say("Time"), 38), (words.say("By"), 30), (words.say("What"), None), (words.say("About"), 45)),
        [
            (
                when(words, line["at"]),
                line["said_by"],
                line["text"] or by_tap.get(line["what"]),
                line["activity"] or line["team"],
            )
            for line in lines
        ],
    )


def led(words: Words, lines: Sequence[Line]) -> PaperTable:
    """Whatever they have posted or were handed."""
    return table(
        words.say("Activities you lead"),
        (
            (words.say("Title"), 40),
            (words.say("Place"), 30),
            (words.say("Description"), None),
            (words.say("Private details"), 34),
            (words.say("Posted"), 30),
        ),
        [
            (line["title"], line["place"], line["description"], line["details"], when(words, line["created_at"]))
            for line in lines
        ],
    )
