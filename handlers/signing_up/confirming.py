"""Saying that one still comes to a shift that was moved."""

from datetime import UTC, datetime

from handlers.buttons.activities import ShowShift
from handlers.buttons.signing_up import ConfirmMove
from handlers.showing import instead
from handlers.signing_up.screens import confirming, places
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.rows import Rows
from volunteering.actions.signing_up.confirming import (
    HasToChoose,
    MoveConfirmed,
    MovedSince,
    NothingToConfirm,
    confirm_move,
    question_of,
)
from volunteering.actions.signing_up.places import NotIn
from volunteering.rules.signing_up import Begun, Facts

routes = Routes()

LAST = 253402300799
"""The last second that a calendar knows: a forged button may say more."""


@routes.button(ConfirmMove, writes=True)
async def still_coming(tap: Tap, button: ConfirmMove) -> Answer | GoTo:
    """Keep the place; what keeps one from it is said, and of a later move the question is asked anew."""
    at = ShowShift(shift=button.shift)
    since = datetime.fromtimestamp(max(0, min(button.since, LAST)), UTC)
    outcome = await confirm_move(tap.records, tap.me, button.shift, tap.moment, asked_since=since, every=button.every)
    match outcome:
        case MoveConfirmed():
            screen, toast = confirming.confirmed(tap.words, outcome)
            return Answer(screen, toast, at=at)
        case HasToChoose():
            return Answer(confirming.choose(tap.words, outcome), at=at)
        case MovedSince(facts=facts):
            return await ask_anew(tap, facts)
        case NothingToConfirm():
            return GoTo(at, said=confirming.nothing_to_confirm(tap.words))
        case Begun() | NotIn():
            found = await tap.records.activities.shift(button.shift)
            if found is not None:
                screen, toast = places.after_coming(tap.words, *found, outcome if isinstance(outcome, Begun) else None)
                return Answer(screen, toast, at=at)
    return Answer(instead.gone(tap.words))


async def ask_anew(tap: Tap, facts: Facts) -> Answer | GoTo:
    """The question about the newest move, to whoever answered an earlier one."""
    at = ShowShift(shift=facts.shift.id)
    # It is only looked: what has to be locked is, and no shift is after a person.
    question = await question_of(Rows.reading(tap.read), facts, tap.moment)
    if question is None:
        return GoTo(at, said=confirming.nothing_to_confirm(tap.words))
    return Answer(confirming.ask(tap.words, question, said=confirming.moved_since(tap.words)), at=at)
