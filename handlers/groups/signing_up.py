"""Signing up from a card in a group: one tap, and an answer that only whoever tapped can see."""

from handlers.buttons.activities import ShowShift
from handlers.buttons.groups import SignUpHere
from handlers.groups.screens import cards as screens
from handlers.showing import instead
from handlers.showing.asking import ask_row
from handlers.showing.parts import see
from handlers.showing.reasons import what_to_ask
from handlers.tapping.screen import Answer, Row, Whisper
from handlers.tapping.tap import Routes, Tap
from volunteering.actions.signing_up.places import take_shift
from volunteering.rules.signing_up import Judgement, Refused, Taken, Waiting

routes = Routes()


@routes.button(SignUpHere, writes=True, anyone=True)
async def sign_up_here(tap: Tap, button: SignUpHere) -> Answer:
    """A place, a number or the reasons why not. Who has to be asked something first is led to where that is asked."""
    at = ShowShift(shift=button.shift)
    inside = Whisper(address=tap.organisation.entrance(f"s{button.shift}"))
    if not tap.is_here:
        return Answer(instead.register_first(tap.words, back=tap.person is not None), at=at, whisper=inside)
    outcome = await take_shift(tap.records, tap.me, button.shift, tap.moment)
    match outcome:
        case None:
            return Answer(instead.gone(tap.words), whisper=Whisper(screens.gone(tap.words)))
        case Taken() | Waiting() | Refused():
            said, title = screens.alert(tap.words, outcome), outcome.facts.activity.title
            rows = ((see(tap.words, title, at),), *_ways_on(tap, outcome))
            return Answer(screens.in_private(title, said, rows), at=at, whisper=Whisper(said))
        case _:
            title = outcome.facts.activity.title
            private = screens.in_private(title, "", ((see(tap.words, title, at),),))
            return Answer(private, at=at, whisper=inside)


def _ways_on(tap: Tap, outcome: Judgement) -> tuple[Row, ...]:
    if not isinstance(outcome, Refused):
        return ()
    return ask_row(tap.words, *what_to_ask(outcome.reasons, outcome.facts.shift))
