"""What people and leaders do in weeks in which anything may happen: each act once, with whatever chance says."""

import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final

from storage.rows import Rows
from volunteering.actions.asking.answering import answer_ask
from volunteering.actions.asking.widening import widen
from volunteering.actions.attendance.rosters import confirm_roster, tick
from volunteering.actions.leading.cancelling import cancel_shift
from volunteering.actions.leading.minimum import change_minimum
from volunteering.actions.leading.moving import Moved, change_places, move_shift
from volunteering.actions.leading.moving_back import undo_move
from volunteering.actions.leading.roles import change_roles
from volunteering.actions.signing_up.confirming import confirm_move
from volunteering.actions.signing_up.offering import skip_offer, take_offer
from volunteering.actions.signing_up.places import leave_shift, say_coming, take_shift
from volunteering.actions.unit_settings import put_setting
from volunteering.actions.volunteers.forgiving import forgive
from volunteering.actions.volunteers.holds import restore, suspend
from volunteering.rules.asking import AskReply
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Period
from volunteering.rules.roles import NewRole
from volunteering.rules.unit_settings import OFF, UnitSetting
from volunteering.rules.volunteers import Actor, Person


@dataclass(slots=True)
class Doing:
    """Who does something with which shift now, by chance."""

    rows: Rows
    person: Person
    shift_id: int
    moment: Moment
    chance: random.Random
    leader: Actor
    admin: Actor


Act = Callable[[Doing], Awaitable[object]]

FAIR: Final[Mapping[UnitSetting, tuple[str, ...]]] = {
    UnitSetting.MOST_AHEAD: ("1", "2"),
    UnitSetting.REST: ("660",),
    UnitSetting.WEEK: ("240",),
    UnitSetting.NEWCOMERS_FIRST: ("1440",),
    UnitSetting.STAGES: ("60 120",),
    UnitSetting.OPENS: ("2",),
    UnitSetting.CLOSES: ("120",),
    UnitSetting.LEAVING: ("1440",),
}
"""What a unit may have decided of each rule, beside nothing."""


async def _take(one: Doing) -> None:
    found = await one.rows.roles.of(one.shift_id)
    role_id = one.chance.choice(found).role.id if found else None
    await take_shift(one.rows, one.person, one.shift_id, one.moment, role_id=role_id)


async def _is_asked(one: Doing, *, reply: AskReply) -> None:
    """Says it to the newest of what they were asked."""
    row = await one.rows.tx.one(
        "SELECT MAX(id) AS ask FROM asks WHERE person_id = :person AND sent_at IS NOT NULL", person=one.person.id
    )
    if row and row["ask"] is not None:
        await answer_ask(one.rows, one.person, row["ask"], reply, one.moment)


async def _move(one: Doing) -> None:
    start = one.moment.now + timedelta(hours=one.chance.uniform(1, 60))
    period = Period(start=start, end=start + timedelta(hours=2))
    moved = await move_shift(one.rows, one.leader, one.shift_id, period, one.moment)
    assert not isinstance(moved, Moved) or moved.shift.period == period


async def _undo(one: Doing) -> None:
    row = await one.rows.tx.one("SELECT MAX(id) AS move FROM moves WHERE shift_id = :shift", shift=one.shift_id)
    if row and row["move"] is not None:
        await undo_move(one.rows, one.leader, row["move"], one.moment)


async def _roles(one: Doing) -> None:
    """Two roles where there were none; others, or none, where there were some."""
    names = one.chance.choice((("Door", "Tea"), ("Door",), ()))
    roles = tuple(NewRole(name=name, limit=one.chance.randint(1, 2)) for name in names)
    found = await one.rows.roles.of(one.shift_id)
    into = one.chance.randrange(len(roles)) if found and roles else None
    await change_roles(one.rows, one.leader, one.shift_id, roles or 2, one.moment, into=into)


async def _roster(one: Doing) -> None:
    """Of the last one that has begun: who is not ticked has not come."""
    row = await one.rows.tx.one(
        "SELECT id FROM shifts WHERE starts_at <= :now AND roster_at IS NULL ORDER BY starts_at LIMIT 1",
        now=int(one.moment.now.timestamp()),
    )
    if row is None:
        return
    for sign_up in await one.rows.sign_ups.confirmed(row["id"]):
        came = one.chance.random() < 0.5
        await tick(one.rows, one.leader, row["id"], sign_up.person_id, one.moment, came=came)
    await confirm_roster(one.rows, one.leader, row["id"], one.moment)


async def _forgive(one: Doing) -> None:
    for missed in await one.rows.hours.missed(one.person.id):
        await forgive(one.rows, one.leader, missed.shift_id, one.person.id, one.moment)


async def _decide(one: Doing) -> None:
    name = one.chance.choice(list(FAIR))
    value = one.chance.choice((*FAIR[name], OFF))
    await put_setting(one.rows, one.admin, one.leader.person.unit.id, name, value, one.moment)


async def _widen(one: Doing) -> None:
    if above := one.leader.person.unit.above_id:
        await widen(one.rows, one.leader, one.shift_id, above, one.moment)


ACTS: Final[Mapping[str, tuple[float, Act]]] = {
    "take": (60, _take),
    "leave": (14, lambda one: leave_shift(one.rows, one.person, one.shift_id, one.moment)),
    "take_offer": (12, lambda one: take_offer(one.rows, one.person, one.shift_id, one.moment)),
    "skip_offer": (6, lambda one: skip_offer(one.rows, one.person, one.shift_id, one.moment)),
    "coming": (3, lambda one: say_coming(one.rows, one.person, one.shift_id, one.moment)),
    "late": (2, lambda one: say_coming(one.rows, one.person, one.shift_id, one.moment, late=True)),
    "confirm": (6, lambda one: confirm_move(one.rows, one.person, one.shift_id, one.moment)),
    "agree": (6, partial(_is_asked, reply=AskReply.YES)),
    "decline": (3, partial(_is_asked, reply=AskReply.NO)),
    "less": (0.8, partial(_is_asked, reply=AskReply.LESS)),
    "not_this_month": (0.8, partial(_is_asked, reply=AskReply.NOT_THIS_MONTH)),
    "at_once": (1, lambda one: one.rows.profiles.put_in_at_once(one.person.id, at_once=one.chance.random() < 0.7)),
    "places": (
        12,
        lambda one: change_places(one.rows, one.leader, one.shift_id, one.chance.randint(1, 3), one.moment),
    ),
    "minimum": (
        2,
        lambda one: change_minimum(one.rows, one.leader, one.shift_id, one.chance.randint(0, 2), one.moment),
    ),
    "roles": (2, _roles),
    "move": (4, _move),
    "undo": (4, _undo),
    "cancel": (0.8, lambda one: cancel_shift(one.rows, one.leader, one.shift_id, one.moment)),
    "widen": (1, _widen),
    "roster": (4, _roster),
    "forgive": (4, _forgive),
    "decide": (0.8, _decide),
    "suspend": (1, lambda one: suspend(one.rows, one.leader, one.person.id, "To be talked over", one.moment)),
    "restore": (4, lambda one: restore(one.rows, one.leader, one.person.id, one.moment)),
}
"""What happens how often."""


async def happens(one: Doing) -> str:
    """One of them, by chance."""
    [act] = one.chance.choices(tuple(ACTS), [often for often, _ in ACTS.values()])
    await ACTS[act][1](one)
    return act
