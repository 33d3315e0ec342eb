"""What is done in the simulated city, each in one transaction, by the actions that the bot itself calls."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any

from benchmarks.roster.world import Act
from storage.rows import Rows
from storage.rows.answers import said_in, said_of
from volunteering.actions.asking.helping import ChoosesWhom, ask_for_help, shifts_to_ask_for
from volunteering.actions.asking.widening import unit_above, widen
from volunteering.actions.attendance.noting_answers import Called, find_called, note_coming, note_not_coming
from volunteering.actions.attendance.rosters import confirm_roster, tick
from volunteering.actions.leading.digests import owe_digests, whom_something_needs
from volunteering.actions.reminders import ask_once_more, remind
from volunteering.actions.signing_up.late import shifts_with_gaps, tell_of_gaps
from volunteering.actions.signing_up.moving_up import move_up, shifts_to_fill
from volunteering.actions.signing_up.offering import lapse_offers, lapsed
from volunteering.actions.signing_up.places import take_shift
from volunteering.rules.choosing import judge_or_choose
from volunteering.rules.ground.moment import Moment
from volunteering.rules.reminders import asked_last
from volunteering.rules.signing_up import SignUp, SignUpState, Taken, Waiting
from volunteering.rules.volunteers import Actor, Person


async def looked(
    records: Rows, moment: Moment, *, asks: ChoosesWhom | None, once_more: bool
) -> Sequence[tuple[int, Act]]:
    """Remind whoever is to be reminded; what else is due, by shift."""
    while await remind(records, moment):
        pass
    if once_more:
        while await ask_once_more(records, moment):
            pass
        owe_digests(records, await whom_something_needs(records, moment), moment)
    found: list[tuple[int, Act]] = []
    for look, do in ((lapsed, lapse_offers), (shifts_with_gaps, tell_of_gaps), (shifts_to_fill, move_up)):
        found += [(shift_id, partial(_swept, do, shift_id)) for shift_id in await look(records, moment)]
    if asks is not None:
        found += [(shift_id, partial(_asked, shift_id, asks)) for shift_id in await shifts_to_ask_for(records, moment)]
    return found


async def _swept(
    do: Callable[[Rows, int, Moment], Awaitable[object]], shift_id: int, records: Rows, moment: Moment
) -> None:
    await do(records, shift_id, moment)


async def _asked(shift_id: int, asks: ChoosesWhom, records: Rows, moment: Moment) -> None:
    await ask_for_help(records, shift_id, moment, chooses=asks)


async def and_who(records: Rows, shift_id: int, act: Act, moment: Moment) -> tuple[Any, frozenset[int]]:
    """What came of an act, and who has a place in the shift then."""
    outcome = await act(records, moment)
    return outcome, frozenset(one.person_id for one in await records.sign_ups.confirmed(shift_id))


async def silent_in(records: Rows, shift_id: int, moment: Moment) -> Sequence[int]:
    """Whom its leader reads to be called."""
    found = await records.tx.several(*said_of(shift_id, asked_last(moment.policy), moment.now))
    return [one.person_id for one in said_in(found, shift_id).to_call if one.reachable]


async def notes(leader: Actor, shift_id: int, person_id: int, records: Rows, moment: Moment, *, comes: bool) -> None:
    """Note whether somebody comes who was called, where they still have a place."""
    called = await find_called(records, leader, shift_id, person_id, moment)
    if isinstance(called, Called):
        note = note_coming if comes else note_not_coming
        await note(records, leader, shift_id, person_id, called.seen, moment)


async def widens(records: Rows, leader: Actor, shift_id: int, moment: Moment) -> None:
    """Ask the people of the unit above."""
    found = await records.asks.round(shift_id)
    above = await unit_above(records, found.unit) if found else None
    if above is not None:
        await widen(records, leader, shift_id, above.id, moment)


async def asks_for_a_place(
    records: Rows, person: Person, shift_id: int, moment: Moment, *, waits: bool
) -> SignUpState | None:
    """Take a place; where there is none, wait for one or not. None: neither."""
    facts = await records.sign_ups.facts(shift_id, person.id)
    judged = judge_or_choose(facts, moment) if facts else None
    if not isinstance(judged, Taken) and not (waits and isinstance(judged, Waiting)):
        return None
    found = await take_shift(records, person, shift_id, moment)
    return SignUpState.CONFIRMED if isinstance(found, Taken) else SignUpState.WAITING


async def confirms_roster(
    records: Rows, leader: Actor, shift_id: int, sign_ups: Sequence[SignUp], came: set[int], moment: Moment
) -> None:
    """Tick who came, and confirm it."""
    for one in sign_ups:
        await tick(records, leader, shift_id, one.person_id, moment, came=one.person_id in came)
    await confirm_roster(records, leader, shift_id, moment)
