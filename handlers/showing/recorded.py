"""What a line of the ledger says, in a few words: the same wherever somebody's hours are listed."""

from markupsafe import Markup

from volunteering.rules.hours import Kind
from words.words import Words


def recorded(words: Words, kind: Kind, minutes: int) -> Markup:
    """The length, or why there is none."""
    match kind:
        case Kind.NO_SHOW:
            return words.say("did not come")
        case Kind.EXCUSED:
            return words.say("excused")
        case Kind.SENT_HOME:
            return words.say("{length}, sent home before the end", length=words.length(minutes))
        case Kind.VOID:
            return words.say("taken back")
        case _:
            return words.length(minutes)
