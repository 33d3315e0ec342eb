"""A tap that is sure of what a screen showed: of the time that was read there, and of no other."""

from markupsafe import Markup

from handlers.tapping.tap import Tap
from volunteering.rules.activities import Shift
from words.words import Words


def start_of(shift: Shift) -> int:
    """When it begins, as a button carries it (UTC seconds)."""
    return int(shift.period.start.timestamp())


async def has_moved(tap: Tap, shift_id: int, start: int | None) -> bool:
    """Whether a shift begins at another time than a button says; it stays as it is then until this tap is done.

    Not where there is no such shift, nor where the button is of before buttons said it.
    """
    found = None if start is None else await tap.records.activities.lock(shift_id)
    return found is not None and start_of(found[1]) != start


def changed_meanwhile(words: Words) -> Markup:
    """Nothing was done: what is shown now is not what was read."""
    return words.say("⚠️ It has changed meanwhile. This is how it stands now.")
