"""Asking people for a shift that takes more than it has (docs/rules.md: Asking for help; decision 71).

Each shift is looked at under its lock, and whoever is asked is held before it is looked whether they may be: two
replicas at once ask nobody twice, and nobody more often than they want.
"""

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from datetime import datetime
from typing import Final

from volunteering.actions.signing_up.freed import is_awaited
from volunteering.actions.telling.telling import in_charge, tell
from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift, is_on
from volunteering.rules.asking import (
    A_MONTH,
    LOOKED_AGAIN,
    NOBODY_LEFT,
    WAITED_FOR,
    AskRound,
    Candidate,
    Need,
    Rate,
    WhyTold,
    begins_soon,
    by_themselves,
    could_take,
    is_time_to_ask,
    rate_of,
    usually_can,
    whom_to_ask,
)
from volunteering.rules.capacity import Capacity
from volunteering.rules.ground.moment import Moment
from volunteering.rules.notices.asking import HelpAsked, HelpMissing
from volunteering.rules.offering import goes_in_turn
from volunteering.rules.tree import Unit

ENOUGH: Final = 200
"""So many who could come are enough to choose from."""

_AT_ONCE: Final = 25  # shifts that are looked at in one go
_WHOSE_TURN: Final = 200  # people, asked for in one go: in a whole city that is the dearest question
_LOOKED_AT: Final = 50  # of them: whether they could come

ChoosesWhom = Callable[[Need, Sequence[Candidate], Rate, Moment], tuple[int, ...]]
"""A policy: whom of these to ask now, in order."""


async def shifts_to_ask_for(records: Records, moment: Moment) -> tuple[int, ...]:
    """Shifts that take more people than they have and are to be looked at now, and those with answers to count.

    Some of them, whose turn it is. It only looks: nothing is locked. At night there are none.
    """
    return () if moment.is_quiet else await records.asks.to_look_at(moment, _AT_ONCE)


async def next_ask(records: Records, moment: Moment) -> datetime | None:
    """The first instant after `now` at which people may be asked for a shift, as things stand."""
    found = await records.asks.next_look(moment)
    if found is None:
        return None
    return moment.model_copy(update={"now": max(found, moment.now)}).heard_at


async def ask_for_help(records: Records, shift_id: int, moment: Moment, *, chooses: ChoosesWhom = whom_to_ask) -> int:
    """Count what was answered, and ask as many as the policy says for what is still missing; how many are asked.

    Nobody is, where somebody in line is to be offered it first, enough are there or it is night; within the late hours
    the line is told at once, and others are asked beside it. Where nobody is left, or it begins soon, the leader is
    told.
    """
    found = await records.activities.lock(shift_id)
    if found is None:
        return 0
    activity, shift = found
    line = await records.sign_ups.waiting(shift_id)
    confirmed = await records.sign_ups.confirmed(shift_id)
    has = Capacity(limit=shift.limit, taken=len(confirmed), held=sum(one.is_offered for one in line))
    missing = has.to_be_found(shift.takes)
    is_over = not is_on(activity, shift) or shift.has_begun(moment.now)
    await records.asks.settle(shift, activity.unit, activity.category, moment, filled=is_over or missing == 0)
    known = await records.asks.round(shift_id) or AskRound(unit=activity.unit)
    if known.told_at and not is_over and has.taken >= shift.takes:
        _gap_closed(records, shift, known, moment)
    if not missing or not is_time_to_ask(activity, shift, moment) or moment.now < (known.next_at or moment.now):
        return 0
    if goes_in_turn(shift, moment) and await is_awaited(records, shift, line, moment):
        records.asks.look_again(shift_id, known, moment.now + LOOKED_AGAIN)
        return 0
    asks = await records.asks.of_shift(shift_id)
    unanswered = tuple(ask.at for ask in asks if ask.reply is None)
    need = Need(
        missing=missing,
        starts_at=shift.period.start,
        unanswered=unanswered,
        by_themselves=by_themselves(confirmed, asks, moment),
    )
    rate = rate_of(await records.asks.sums(activity.unit, activity.category))
    people, is_nobody_left = await _chosen(records, shift, known.unit, need, rate, chooses, moment)
    wave = known.wave + bool(people)
    await _ask(records, shift, people, wave, moment)
    is_in_vain = is_nobody_left and all(at <= moment.now - WAITED_FOR for at in unanswered)
    told_at = await _tell_leader(records, activity, shift, known, moment, in_vain=is_in_vain)
    again = NOBODY_LEFT if is_nobody_left else LOOKED_AGAIN
    so_far = known.model_copy(update={"wave": wave, "told_at": told_at})
    records.asks.look_again(shift_id, so_far, moment.now + again)
    return len(people)


def _gap_closed(records: Records, shift: Shift, known: AskRound, moment: Moment) -> None:
    """It has enough, after its leader was told that it has too few: once it has too few again, that is another gap."""
    anew = known.model_copy(update={"gap": known.gap + 1, "told_at": None})
    records.asks.look_again(shift.id, anew, moment.now)


async def _chosen(
    records: Records, shift: Shift, unit: Unit, need: Need, rate: Rate, chooses: ChoosesWhom, moment: Moment
) -> tuple[list[int], bool]:
    """Whom to ask now, in order; and whether nobody at all was left who could be."""
    people: list[int] = []
    candidates: list[Candidate] = []
    is_all = False
    async with aclosing(_in_turn(records, shift, unit, moment)) as pages:
        while True:
            wanted = chooses(need.with_asked(len(people), moment.now), candidates, rate, moment)
            if len(wanted) >= len(candidates) and not is_all and len(candidates) < ENOUGH:
                page = await anext(pages, None)
                is_all = page is None
                candidates += page or ()
                continue
            if not wanted:
                return people, is_all and not candidates and not people
            people += await _held(records, shift, wanted, moment)
            candidates = [one for one in candidates if one.person_id not in wanted]


async def _in_turn(records: Records, shift: Shift, unit: Unit, moment: Moment) -> AsyncGenerator[list[Candidate], None]:
    """The people of a unit who could come, as the rules of signing up judge them, some at a time: in their turn."""
    last: Candidate | None = None
    while found := await records.asks.in_turn(unit, last, _WHOSE_TURN):
        last = found[-1]
        for first in range(0, len(found), _LOOKED_AT):
            yield await _able(records, shift, found[first : first + _LOOKED_AT], moment)
        if len(found) < _WHOSE_TURN:
            return


async def _able(records: Records, shift: Shift, people: Sequence[Candidate], moment: Moment) -> list[Candidate]:
    near = await records.asks.near(shift, [one.person_id for one in people], moment)
    able = [
        one.person_id
        for one in near
        if usually_can(one.available, shift.period, moment.zone) and could_take(one.facts, moment)
    ]
    allowed = await _allowed(records, able, moment)
    return [one for one in people if one.person_id in allowed]


async def _allowed(records: Records, people: Sequence[int], moment: Moment) -> frozenset[int]:
    """Those of them who were not asked as often as they want already."""
    asked = await records.asks.recent(people, moment.now - A_MONTH)
    choices = await records.asks.choices(people)
    return frozenset(one for one in people if choices[one].allows(asked.get(one, ()), moment))


async def _held(records: Records, shift: Shift, people: Sequence[int], moment: Moment) -> list[int]:
    """Those of them who may be asked still, once nobody else can change how they stand."""
    await records.people.hold(*people)
    allowed = await _allowed(records, people, moment)
    facts = await records.sign_ups.facts_of(shift.id, allowed)
    return [one for one in people if one in facts and facts[one].mine is None and could_take(facts[one], moment)]


async def _ask(records: Records, shift: Shift, people: Sequence[int], wave: int, moment: Moment) -> None:
    if not people:
        return
    numbers = await records.asks.add(shift.id, people, wave, moment.now)
    for person_id in people:
        notice = HelpAsked(ask_id=numbers[person_id])
        tell(records, [person_id], notice, notice.about(), moment, again=True)


async def _tell_leader(
    records: Records, activity: Activity, shift: Shift, known: AskRound, moment: Moment, *, in_vain: bool
) -> datetime | None:
    """Where nobody is left, and where it begins soon; each once, as the key says. When they were told last."""
    start = shift.period.start
    knows = known.told_at is not None and begins_soon(start, known.told_at)
    if not in_vain and (knows or not begins_soon(start, moment.now)):
        return known.told_at
    notice = HelpMissing(shift_id=shift.id, why=WhyTold.NOBODY_LEFT if in_vain else WhyTold.SOON)
    leaders = await in_charge(records, activity)
    tell(records, leaders, notice, notice.about(start, known, moment.now), moment)
    return moment.now
