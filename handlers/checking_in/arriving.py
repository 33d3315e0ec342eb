"""Whoever comes: what they scan, type and tap (docs/rules.md: Checking in)."""

from collections.abc import Sequence
from datetime import timedelta

from handlers.buttons import checking_in as buttons
from handlers.checking_in.screens import arriving as screens
from handlers.showing import instead
from handlers.tapping.screen import Answer, Screen
from handlers.tapping.tap import Routes, Tap
from storage.views.checking_in import around
from volunteering.actions.checking_in import arriving
from volunteering.actions.checking_in.arriving import (
    Already,
    CheckedIn,
    CheckedOut,
    CheckInTakenBack,
    CodeOfBefore,
    NoDoor,
    NotAtDoor,
    NotOnRoster,
    NotOnTheSpot,
    RosterClosed,
    SeveralDoors,
    WrongCode,
)
from volunteering.rules.checking_in import TooManyGuesses, code_typed
from volunteering.rules.signing_up import Closed
from words.words import Words

routes = Routes()

Outcome = CheckedIn | CheckedOut | Already | CodeOfBefore | NotOnRoster | NotOnTheSpot | CheckInTakenBack | NotAtDoor


@routes.button(buttons.OpenCheckIn)
async def open_check_in(tap: Tap, button: buttons.OpenCheckIn) -> Answer:
    """The shifts of this moment."""
    policy = tap.policy
    mine, led = await around(
        tap.read,
        tap.me.id,
        tap.rights,
        ends_after=tap.now - timedelta(minutes=policy.check_in_after_minutes),
        starts_until=tap.now + timedelta(minutes=policy.check_in_before_minutes),
    )
    return Answer(screens.check_in(tap.words, mine, led, leads=tap.rights.is_leader), at=button)


routes.also_typed("checkin", buttons.OpenCheckIn())


@routes.button(buttons.HowToCheckOut)
async def how_to_check_out(tap: Tap, button: buttons.HowToCheckOut) -> Answer:
    """It takes the code that is shown then."""
    return Answer(screens.how_to_check_out(tap.words, button.shift), at=button)


@routes.button(buttons.AtDoor)
async def at_door(tap: Tap, button: buttons.AtDoor) -> Answer:
    """What can be done with a code; whether it is right is said once it is done, and counted."""
    return await _stands(tap, button)


async def _stands(tap: Tap, where: buttons.AtDoor) -> Answer:
    found = await tap.records.activities.shift(where.shift)
    if found is None:
        return Answer(instead.gone(tap.words), at=where)
    at = await tap.records.check_ins.at_door(where.shift, tap.me.id, tap.now)
    if at.check_in is not None and not at.came:
        return Answer(screens.taken_back(tap.words, *found), at=where)
    screen = screens.at_door(tap.words, *found, at.check_in, where.shown, has_line=at.has_line)
    return Answer(screen, at=where)


@routes.button(buttons.CheckMeIn, writes=True)
async def check_in(tap: Tap, button: buttons.CheckMeIn) -> Answer:
    """They are here, and have a place."""
    outcome = await arriving.check_in(tap.records, tap.me, button.shift, button.shown, tap.moment, again=button.again)
    return await _answer(tap, button.shift, button.shown, outcome)


@routes.button(buttons.CheckMeOut, writes=True)
async def check_out(tap: Tap, button: buttons.CheckMeOut) -> Answer:
    """They go, by the code of that minute."""
    outcome = await arriving.check_out(tap.records, tap.me, button.shift, button.shown, tap.moment)
    return await _answer(tap, button.shift, button.shown, outcome)


@routes.button(buttons.ComeAlong, writes=True)
async def come_along(tap: Tap, button: buttons.ComeAlong) -> Answer:
    """They are here, and have no place yet."""
    outcome = await arriving.come_along(tap.records, tap.me, button.shift, button.shown, tap.moment)
    return await _answer(tap, button.shift, button.shown, outcome)


async def digits_typed(tap: Tap) -> Answer | None:
    """Six digits, where somebody shows a code somewhere; None: it is something else."""
    digits = code_typed(tap.typed) if tap.typed and tap.is_here else None
    if digits is None:
        return None
    outcome = await arriving.door_with(tap.records, tap.me, digits, tap.moment)
    match outcome:
        case int():
            return await _typed_at(tap, outcome, digits)
        case SeveralDoors(shift_ids=numbers):
            return await _which_one(tap, numbers, digits)
        case WrongCode():
            return Answer(screens.wrong_code(tap.words, outcome, None), at=buttons.OpenCheckIn())
        case TooManyGuesses():
            return Answer(screens.too_many(tap.words, outcome, None), at=buttons.OpenCheckIn())
        case None:
            return None


async def _typed_at(tap: Tap, shift_id: int, digits: str) -> Answer:
    """Whoever comes is checked in at once; whoever is in already, or has no place, is asked."""
    at = await tap.records.check_ins.at_door(shift_id, tap.me.id, tap.now)
    if not at.has_line or at.check_in is not None:
        return await _stands(tap, buttons.AtDoor(shift=shift_id, shown=digits))
    outcome = await arriving.check_in(tap.records, tap.me, shift_id, digits, tap.moment)
    return await _answer(tap, shift_id, digits, outcome)


async def _which_one(tap: Tap, numbers: Sequence[int], digits: str) -> Answer:
    found = [await tap.records.activities.shift(number) for number in numbers]
    screen = screens.which_one(tap.words, [one for one in found if one], digits)
    return Answer(screen, at=buttons.OpenCheckIn())


async def _answer(tap: Tap, shift_id: int, digits: str, outcome: Outcome | None) -> Answer:
    return Answer(_screen(tap.words, shift_id, digits, outcome), at=buttons.AtDoor(shift=shift_id, shown=digits))


def _screen(words: Words, shift_id: int, digits: str, outcome: Outcome | None) -> Screen:
    match outcome:
        case CheckedIn():
            return screens.checked_in(words, outcome.activity, outcome.shift, outcome.check_in)
        case CheckedOut():
            return screens.checked_out(words, outcome.activity, outcome.shift, outcome.check_in)
        case Already():
            return screens.at_door(words, outcome.activity, outcome.shift, outcome.check_in, digits, has_line=True)
        case NotOnRoster(facts=facts):
            return screens.at_door(words, facts.activity, facts.shift, None, digits, has_line=facts.has_place)
        case NotOnTheSpot():
            return screens.not_on_the_spot(words, outcome)
        case _:
            return _not_at_door(words, shift_id, outcome)


def _not_at_door(words: Words, shift_id: int, outcome: CheckInTakenBack | CodeOfBefore | NotAtDoor | None) -> Screen:
    match outcome:
        case WrongCode():
            return screens.wrong_code(words, outcome, shift_id)
        case TooManyGuesses():
            return screens.too_many(words, outcome, shift_id)
        case CodeOfBefore():
            return screens.code_of_before(words, outcome.activity, outcome.shift)
        case CheckInTakenBack():
            return screens.taken_back(words, outcome.activity, outcome.shift)
        case NoDoor():
            return screens.no_door(words, outcome.activity, outcome.shift)
        case RosterClosed():
            return screens.roster_closed(words, outcome.activity, outcome.shift)
        case Closed():
            return screens.called_off(words, shift_id)
        case None:
            return instead.gone(words)
