"""Of being asked to help out, as the paper of everything that is kept about a person says it."""

from collections.abc import Sequence

from handlers.volunteers.screens.tables import Line, table, when
from volunteering.rules.asking import AskPace, AskReply
from words.papers import PaperTable
from words.words import Words


def asked(words: Words, lines: Sequence[Line]) -> PaperTable:
    """For what they were asked, and what they said."""
    says = {
        AskReply.YES: words.say("Yes"),
        AskReply.NO: words.say("Not this one"),
        AskReply.NOT_THIS_MONTH: words.say("Not this month"),
        AskReply.LESS: words.say("Ask me less"),
        AskReply.FILLED: words.say("filled before you answered"),
    }
    return table(
        words.say("Asked to help out"),
        (
            (words.say("Activity"), None),
            (words.say("Team"), 34),
            (words.say("Start"), 34),
            (words.say("Asked"), 34),
            (words.say("Answer"), 30),
        ),
        [
            (
                line["activity"],
                line["team"],
                when(words, line["starts_at"]),
                when(words, line["asked_at"]),
                says[AskReply(line["answer"])] if line["answer"] else None,
            )
            for line in lines
        ],
    )


def how_often(words: Words, lines: Sequence[Line]) -> PaperTable:
    """How often they want to be asked."""
    names = {
        AskPace.USUAL: words.say("as often as everybody"),
        AskPace.WEEKLY: words.say("Once a week"),
        AskPace.MONTHLY: words.say("Once a month"),
        AskPace.NEVER: words.say("Never"),
    }
    return table(
        words.say("How often you are asked to help out"),
        ((words.say("How often"), None), (words.say("Not before"), 40), (words.say("Since"), 40)),
        [
            (names[AskPace(line["how_often"])], when(words, line["not_before"]), when(words, line["chosen_at"]))
            for line in lines
        ],
    )
