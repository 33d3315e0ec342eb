"""Rows of activities and their shifts."""

from datetime import date, datetime
from functools import lru_cache
from operator import itemgetter

from typing_extensions import override

from storage.engine.database import Query, Row, Transaction, Value, query
from storage.engine.readonly import locking
from storage.engine.values import day_if, month_of, seconds, wall
from storage.rows.shifts import IS_AHEAD, SHIFT, lock_shift, shift_in
from storage.rows.statements import add_row, change_given
from storage.rows.tree import UNIT, unit_in, within
from storage.rows.turnouts import add_up_later
from volunteering.records.activities import Activities
from volunteering.rules.activities import Activity, Category, Shift, State
from volunteering.rules.capacity import places_of
from volunteering.rules.ground.folding import folded
from volunteering.rules.ground.periods import Period
from volunteering.rules.risk import Risk
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Standing

ACTIVITY = (
    "a.id AS activity_id, a.title, a.description, a.category, a.place, a.details, a.state AS activity_state, "
    "a.off_because AS activity_off_because, a.leader_id, l.name AS leader_name, l.state AS leader_state, "
    "a.risk, a.insurer, a.insured_from, a.insured_until, a.training, " + UNIT
)
"""The columns of an activity `a`, its leader `l` and its unit `u`, for `activity_in`."""

IS_ON = "s.state = 'open' AND a.state = 'open'"
"""Of a shift `s` and its activity `a`: `is_on`, in SQL. A test holds the two together."""

_ITS_OWN = "JOIN units u ON u.id = a.unit_id JOIN people l ON l.id = a.leader_id"

FROM_ACTIVITY = f"activities a {_ITS_OWN}"
"""An activity `a` with its leader and unit."""

FROM_SHIFT = f"shifts s JOIN activities a ON a.id = s.activity_id {_ITS_OWN}"
"""A shift `s` with its activity, leader and unit."""


_values = itemgetter(
    "activity_id", "leader_id", "leader_name", "leader_state", "title", "description", "category", "place", "details",
    "activity_state", "activity_off_because", "risk", "insurer", "insured_from", "insured_until", "training",
)  # fmt: skip


def activity_in(row: Row) -> Activity:
    """The activity of a row that has the columns `ACTIVITY`."""
    return _activity(unit_in(row), *_values(row))


# The same few activities and shifts are on everybody's screens, and a model takes longer to make than its row to read.
@lru_cache(maxsize=512)
def _activity(
    unit: Unit,
    number: int,
    leader_id: int,
    leader_name: str,
    leader_state: str,
    title: str,
    description: str,
    category: str,
    venue: str,
    details: str,
    state: str,
    off_because: str,
    risk: str,
    insurer: str,
    insured_from: str | None,
    insured_until: str | None,
    training: int,
) -> Activity:
    return Activity(
        id=number,
        unit=unit,
        leader_id=leader_id,
        leader_name=leader_name,
        leader_is_here=Standing(leader_state).is_here,
        title=title,
        description=description,
        category=Category(category),
        venue=venue,
        details=details,
        state=State(state),
        off_because=off_because,
        risk=Risk.of(risk, insurer, day_if(insured_from), day_if(insured_until)) if risk else None,
        training=bool(training),
    )


class ActivityRows(Activities):
    __slots__ = ("_tx", "frees")

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self.frees = False  # whether somebody may be free now for another shift

    @override
    async def get(self, activity_id: int) -> Activity | None:
        row = await self._tx.one(f"SELECT {ACTIVITY} FROM {FROM_ACTIVITY} WHERE a.id = :activity", activity=activity_id)
        return activity_in(row) if row else None

    @override
    async def shift(self, shift_id: int) -> tuple[Activity, Shift] | None:
        return await self._shift(shift_id)

    @override
    async def shifts(self, activity_id: int) -> tuple[Shift, ...]:
        of_activity = f"SELECT {SHIFT} FROM shifts s WHERE s.activity_id = :activity ORDER BY s.starts_at, s.id"
        rows = await self._tx.all(of_activity, activity=activity_id)
        return tuple(shift_in(row) for row in rows)

    @override
    async def led_ahead(self, person_id: int, now: datetime) -> tuple[Activity, ...]:
        return await self._ahead("a.leader_id = :person", now, person=person_id)

    @override
    async def ahead_in(self, unit: Unit, now: datetime) -> tuple[Activity, ...]:
        inside, values = within((unit,), "x")
        return await self._ahead(f"a.unit_id IN (SELECT x.id FROM units x WHERE {inside})", now, **values)

    async def _ahead(self, whose: str, now: datetime, **values: Value) -> tuple[Activity, ...]:
        rows = await self._tx.all(
            f"""
            SELECT {ACTIVITY} FROM {FROM_ACTIVITY}
            WHERE {whose} AND a.state = 'open' AND EXISTS (
                SELECT 1 FROM shifts s WHERE s.activity_id = a.id AND {IS_AHEAD}
            )
            ORDER BY a.id
            """,
            **values,
            now=seconds(now),
        )
        return tuple(activity_in(row) for row in rows)

    @override
    async def lock(self, shift_id: int) -> tuple[Activity, Shift] | None:
        return await self._shift(shift_id, *locking(self._tx, lock_shift(shift_id)))

    @override
    async def add(
        self,
        *,
        unit: Unit,
        leader_id: int,
        title: str,
        description: str,
        category: Category,
        venue: str,
        details: str,
        at: datetime,
    ) -> int:
        return await add_row(
            self._tx,
            "activities",
            unit_id=unit.id,
            leader_id=leader_id,
            title=title,
            title_folded=folded(title),
            description=description,
            category=category,
            place=venue,
            details=details,
            state=State.OPEN,
            created_at=seconds(at),
        )

    @override
    async def add_shift(
        self,
        activity_id: int,
        unit_id: int,
        period: Period,
        limit: int | None,
        *,
        minimum: int = 0,
        day: date,
        at: datetime,
        series_id: int | None = None,
        recurrence: datetime | None = None,
    ) -> int:
        return await add_row(
            self._tx,
            "shifts",
            activity_id=activity_id,
            unit_id=unit_id,
            starts_at=seconds(period.start),
            ends_at=seconds(period.end),
            day=day.isoformat(),
            month=month_of(day),
            places=places_of(limit),
            minimum=minimum,
            state=State.OPEN,
            moved_at=seconds(at),
            posted_at=seconds(at),
            series_id=series_id,
            recurrence=None if recurrence is None else wall(recurrence),
        )

    @override
    async def change(
        self,
        activity_id: int,
        *,
        title: str | None = None,
        description: str | None = None,
        category: Category | None = None,
        venue: str | None = None,
        details: str | None = None,
        leader_id: int | None = None,
        state: State | None = None,
        off_because: str | None = None,
        at: datetime | None = None,
    ) -> None:
        if category is not None:
            add_up_later(self._tx, activity_id)
        change_given(
            self._tx,
            "activities",
            activity_id,
            title=title,
            title_folded=None if title is None else folded(title),
            description=description,
            category=category,
            place=venue,
            details=details,
            leader_id=leader_id,
            state=state,
            off_because=off_because,
            changed_at=None if at is None else seconds(at),
        )

    @override
    async def state_risk(self, activity_id: int, risk: Risk | None) -> None:
        self.frees = True  # whoever waits and had not agreed may have no need to, or have agreed to this one
        insurance = risk.insurance if risk else None
        self._tx.later(
            """
            UPDATE activities SET risk = :risk, insurer = :insurer, insured_from = :first, insured_until = :last
            WHERE id = :activity
            """,
            activity=activity_id,
            risk=risk.notice if risk else "",
            insurer=insurance.insurer if insurance else "",
            first=insurance.first.isoformat() if insurance else None,
            last=insurance.last.isoformat() if insurance else None,
        )

    @override
    async def move_shift(
        self, shift_id: int, period: Period, *, day: date, at: datetime, now: datetime | None = None
    ) -> None:
        self._change_shift(
            shift_id,
            starts_at=seconds(period.start),
            ends_at=seconds(period.end),
            day=day.isoformat(),
            month=month_of(day),
            moved_at=seconds(at),
            changed_at=seconds(now or at),
        )

    @override
    async def set_limit(self, shift_id: int, limit: int | None) -> None:
        self._change_shift(shift_id, places=places_of(limit))

    @override
    async def set_minimum(self, shift_id: int, minimum: int) -> None:
        change_given(self._tx, "shifts", shift_id, minimum=minimum)

    @override
    async def cancel_shift(self, shift_id: int, *, at: datetime, because: str = "") -> None:
        self._change_shift(shift_id, state=State.CANCELLED, moved_at=seconds(at), off_because=because)

    def _change_shift(self, shift_id: int, **columns: Value) -> None:
        self.frees = True
        change_given(self._tx, "shifts", shift_id, **columns)

    async def _shift(self, shift_id: int, *locks: Query) -> tuple[Activity, Shift] | None:
        reading = query(f"SELECT {ACTIVITY}, {SHIFT} FROM {FROM_SHIFT} WHERE s.id = :shift", shift=shift_id)
        [*_, rows] = await self._tx.several(*locks, reading)
        return (activity_in(rows[0]), shift_in(rows[0])) if rows else None
