"""What is done in the simulated city, each in one transaction, by the actions that the bot itself calls."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any

from benchmarks.roster.world import Act, SimulatedTeam
from storage.rows import Rows
from storage.rows.turnouts import PAST, past_in
from volunteering.actions.asking.helping import ChoosesWhom, ask_for_help, shifts_to_ask_for
from volunteering.actions.attendance.rosters import confirm_roster, tick
from volunteering.actions.reminders import remind
from volunteering.actions.signing_up.late import shifts_with_gaps, tell_of_gaps
from volunteering.actions.signing_up.moving_up import move_up, shifts_to_fill
from volunteering.actions.signing_up.offering import lapse_offers, lapsed
from volunteering.actions.signing_up.places import take_shift
from volunteering.rules.answers import AnswerSums
from volunteering.rules.choosing import judge_or_choose
from volunteering.rules.ground.moment import Moment
from volunteering.rules.signing_up import SignUp, SignUpState, Taken, Waiting
from volunteering.rules.turnouts import Heads, expected_heads
from volunteering.rules.volunteers import Person


async def looked(records: Rows, moment: Moment, *, asks: ChoosesWhom | None) -> Sequence[tuple[int, Act]]:
    """Remind whoever is to be reminded; what else is due, by shift."""
    while await remind(records, moment):
        pass
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
    outcome = await act(records, moment)
    return outcome, frozenset(one.person_id for one in await records.sign_ups.confirmed(shift_id))


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


async def forecast(records: Rows, shift_id: int) -> tuple[float, float] | None:
    """How many are expected, in the middle of what leaders read, and by the share that came before; None: not known."""
    past = past_in(await records.tx.all(PAST, shift=shift_id))
    answers = AnswerSums.of(one.answer for one in await records.sign_ups.confirmed(shift_id))
    heads = expected_heads(answers, past, asked_at_last=True)
    if not isinstance(heads, Heads):
        return None
    share = sum(one.came for one in past.values()) / sum(one.cases for one in past.values())
    return (heads.least + heads.most) / 2, answers.people * share


async def confirms_roster(
    records: Rows, team: SimulatedTeam, shift_id: int, sign_ups: Sequence[SignUp], came: set[int], moment: Moment
) -> None:
    for one in sign_ups:
        await tick(records, team.leader, shift_id, one.person_id, moment, came=one.person_id in came)
    await confirm_roster(records, team.leader, shift_id, moment)
