"""Lines and rows that notices of several subjects share."""

from markupsafe import Markup

from handlers.buttons.activities import ShowShift
from handlers.buttons.attendance import ShowRoster
from handlers.buttons.hours import MyHours
from handlers.buttons.signing_up import MyShifts
from handlers.showing.parts import and_more, see
from handlers.tapping.screen import Press, Row
from volunteering.rules.activities import Activity, Shift
from words.words import Words

LISTED = 5  # of shifts or people in one message; how many more there are is said


def entry(words: Words, activity: Activity, shift: Shift) -> Markup:
    """📅 a shift in one line."""
    return words.say("📅 {period} {title}", period=words.period(shift.period), title=activity.title)


def more(words: Words, count: int) -> Markup | None:
    """How many are not listed."""
    return and_more(words, count - LISTED)


def see_shift(words: Words, activity: Activity, shift: Shift) -> Press:
    """The way to a shift."""
    return see(words, activity.title, ShowShift(shift=shift.id))


def my_shifts_row(words: Words) -> Row:
    """The way to the reader's shifts."""
    return (Press(words.say("My shifts"), MyShifts()),)


def roster_row(words: Words, shift: Shift) -> Row:
    """The way to who is in a shift."""
    return (Press(words.say("Roster"), ShowRoster(shift=shift.id)),)


def my_hours_row(words: Words) -> Row:
    """The way to the reader's hours."""
    return (Press(words.say("My hours"), MyHours()),)
