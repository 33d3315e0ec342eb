"""What the fields of an appraisal are called, and its marks, wherever they are shown."""

from typing import Final

from markupsafe import Markup

from volunteering.rules.appraisal.marks import Merit
from words.words import Words, sentence

MERITS: Final = {
    Merit.RESULTS: sentence("Results"),
    Merit.ABILITY: sentence("Ability"),
    Merit.KNOWLEDGE: sentence("Knowledge"),
    Merit.ATTITUDE: sentence("Attitude"),
    Merit.COOPERATION: sentence("Cooperation"),
}

MARKS: Final = {
    5: sentence("Excellent"),
    4: sentence("Good"),
    3: sentence("As the post needs"),
    2: sentence("Nearly enough"),
    1: sentence("Not enough"),
}


def merit_name(words: Words, merit: Merit) -> Markup:
    """What a field is called."""
    return words.say(MERITS[merit])


def mark_name(words: Words, mark: int | None) -> Markup:
    """A mark in words; – while there is none."""
    return Markup("–") if mark is None else words.say(MARKS[mark])
