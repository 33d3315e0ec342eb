"""How whoever has lost a place comes back, as messages about that say: they promise nothing that the tap refuses."""

from dataclasses import dataclass

from markupsafe import Markup

from handlers.buttons.signing_up import TakeShift
from handlers.noticing.parts import see_shift
from handlers.showing.reasons import reason_line
from handlers.tapping.screen import Press, Row
from volunteering.rules.asking import could_take
from volunteering.rules.choosing import judge_or_choose
from volunteering.rules.ground.moment import Moment
from volunteering.rules.signing_up import Facts, Refused
from words.words import Words


@dataclass(frozen=True, slots=True)
class ComingBack:
    """Whether a place is free for the reader, what is against even waiting for one, and the tap."""

    is_free: bool
    against: Markup | None
    row: Row


def coming_back(words: Words, facts: Facts, moment: Moment, *, again: Markup | None = None) -> ComingBack:
    """As things stand for the reader, who has no place in it; `again` is what a free place is called to them."""
    outcome = judge_or_choose(facts, moment)
    if isinstance(outcome, Refused):
        against = words.sentences(reason_line(words, reason) for reason in outcome.reasons)
        return ComingBack(is_free=False, against=against, row=(see_shift(words, facts.activity, facts.shift),))
    is_free = could_take(facts, moment)
    label = (again or words.say("Sign up again")) if is_free else words.say("Join waiting list")
    row = (Press(label, TakeShift(shift=facts.shift.id), "success"),)
    return ComingBack(is_free=is_free, against=None, row=row)
