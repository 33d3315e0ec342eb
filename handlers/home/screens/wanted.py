"""Answers to wishes that may be several things."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from handlers.buttons.activities import ShowShift
from handlers.buttons.asking import ShowAsk
from handlers.buttons.button import Button
from handlers.buttons.home import Home
from handlers.buttons.signing_up import MyShifts
from handlers.buttons.volunteers import ShowPrivacy, ShowTeams
from handlers.showing.parts import LONGEST_TITLE, label_of, shift_rows, told_apart
from handlers.tapping.screen import Press, Screen, page
from storage.views.signing_up import AskedOfMe, MyShift
from words.words import Words, cut

MOST = 6
"""So many of one day are shown; more of them are in the list of all."""


def leave_what(words: Words) -> Screen:
    """They want to leave: a shift, a team, or for good."""
    return page(
        words.say("What would you like to leave?"),
        words.say("You have not left anything yet."),
        rows=(
            (Press(words.say("A shift"), MyShifts()), Press(words.say("A team"), ShowTeams())),
            (Press(words.say("Stop volunteering"), ShowPrivacy()),),
            (Press(words.say("‹ Home"), Home()),),
        ),
    )


def commended_by_roster(words: Words) -> Markup:
    """Somebody is commended for a shift: their leader chooses them there."""
    return words.say("Choose the shift: its roster has “Commend”.")


def which_one(words: Words, shifts: Sequence[MyShift]) -> Screen:
    """Several shifts are meant: each leads to its card, and is left there."""
    shown = shifts[:MOST]
    return page(
        words.say("Which one can't you come to?"),
        *(
            Markup("📅 %s") % words.listed((words.moment(one.shift.period.start), cut(one.title, LONGEST_TITLE)))
            for one in shown
        ),
        rows=(
            *shift_rows(words, [(one.title, one.shift, one.venue) for one in shown]),
            (Press(words.say("My shifts"), MyShifts()), Press(words.say("‹ Home"), Home())),
        ),
    )


def which_is_answered(words: Words, asked: Sequence[AskedOfMe], others: Sequence[MyShift] = ()) -> Screen:
    """Several things were asked: each leads to where it is answered. `others` are what else may be meant."""
    both: tuple[AskedOfMe | MyShift, ...] = (*asked, *others)
    every = both[:MOST]
    labels = told_apart([label_of(words, one.title, one.shift.period.start, one.venue, one.shift.id) for one in every])
    rows = (Press(label, _way_to(one)) for label, one in zip(labels, every, strict=True))
    return page(
        words.say("Which one do you mean?"),
        *(
            Markup("📅 %s") % words.listed((words.moment(one.shift.period.start), cut(one.title, LONGEST_TITLE)))
            for one in every
        ),
        rows=(
            *((press,) for press in rows),
            (Press(words.say("My shifts"), MyShifts()), Press(words.say("‹ Home"), Home())),
        ),
    )


def _way_to(one: AskedOfMe | MyShift) -> Button:
    if isinstance(one, AskedOfMe) and one.ask is not None:
        return ShowAsk(ask=one.ask)
    return ShowShift(shift=one.shift.id)


def nothing_that_day(words: Words, day: date) -> Markup:
    """There is no shift of theirs on that day; all of them are below."""
    return words.say("You have no shift on this day: {day}.", day=words.day(day))
