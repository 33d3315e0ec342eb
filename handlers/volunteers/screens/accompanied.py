"""Of buddies and tests, as the paper of everything that is kept about a person says it."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.volunteers.screens.tables import Line, table, when
from words.papers import PaperTable
from words.words import Words


def buddies(words: Words, lines: Sequence[Line]) -> PaperTable:
    """Who looked out for them, and for whom they did."""
    says = {"my buddy": words.say("your buddy"), "I look out for": words.say("you look out for")}
    return table(
        words.say("Buddies"),
        ((words.say("What"), 40), (words.say("Name"), 40), (words.say("Activity"), None), (words.say("Start"), 40)),
        [(says[line["what"]], line["name"], line["activity"], when(words, line["starts_at"])) for line in lines],
    )


def written(words: Words, lines: Sequence[Line]) -> PaperTable:
    """What they wrote to whom they were together with."""
    return table(
        words.say("What you wrote to them"),
        ((words.say("Time"), 38), (words.say("What"), None), (words.say("Activity"), 50)),
        [(when(words, line["at"]), line["text"], line["activity"]) for line in lines],
    )


def tests(words: Words, lines: Sequence[Line]) -> PaperTable:
    """The tests of trainings that they took."""
    return table(
        words.say("Tests"),
        (
            (words.say("Training"), None),
            (words.say("Begun"), 40),
            (words.say("Right answers"), 34),
            (words.say("Result"), 30),
        ),
        [
            (
                line["training"],
                when(words, line["began_at"]),
                words.say("{right}, {needed} needed", right=line["right_answers"], needed=line["needed"]),
                _came_of_it(words, line["passed"]),
            )
            for line in lines
        ],
    )


def _came_of_it(words: Words, passed: int | None) -> Markup:
    if passed is None:
        return words.say("begun")
    return words.say("Passed") if passed else words.say("Not passed")


def without(words: Words, lines: Sequence[Line]) -> PaperTable:
    """Since when they keep out of it."""
    return table(
        words.say("You keep out of buddies"),
        ((words.say("Since"), None),),
        [(when(words, line["since"]),) for line in lines],
    )
