"""The ways to the code of a shift and to checking in, while people come."""

from handlers.buttons.attendance import ShowRoster
from handlers.buttons.checking_in import OpenCheckIn, ShowCode
from handlers.tapping.screen import Press, Row, Style
from volunteering.rules.activities import Shift
from volunteering.rules.checking_in import is_shown
from volunteering.rules.ground.moment import Moment
from volunteering.rules.signing_up import Facts
from words.words import Words


def code_and_roster(words: Words, shift: Shift, moment: Moment, *, on: bool, is_ahead: bool) -> tuple[Row, ...]:
    """For whoever leads: the code while it may be shown, and the roster, which comes first once it is over."""
    shows = on and shift.roster_at is None and is_shown(shift, moment)
    shows_first = shows and not shift.is_over(moment.now)
    style: Style | None = "success" if shows_first else None
    of_roster: Style | None = None if is_ahead or shows_first else "success"
    return (
        *(((Press(words.say("Show the code"), ShowCode(shift=shift.id), style),),) if shows else ()),
        (Press(words.say("Roster"), ShowRoster(shift=shift.id), of_roster),),
    )


def check_in_row(words: Words, facts: Facts, moment: Moment) -> tuple[Row, ...]:
    """For whoever has a place."""
    if not facts.has_place or not facts.is_on or not is_shown(facts.shift, moment):
        return ()
    return ((Press(words.say("Check in"), OpenCheckIn(), "success"),),)
