"""Rows of series: rules by which shifts come again, and how far they are posted."""

from collections.abc import Set as AbstractSet
from datetime import date, datetime
from typing import Final

from pydantic import TypeAdapter
from typing_extensions import override

from storage.engine.database import Query, Row, Transaction, query
from storage.engine.readonly import locking
from storage.engine.values import day_if, day_of, seconds, wall, wall_of
from storage.rows.statements import add_row, change_given
from volunteering.records.series import AllSeries
from volunteering.rules.roles import Wanted
from volunteering.rules.series import HolidayChoice, NewSeries, Repeats, Series

SERIES: Final = (
    "r.id AS series_number, r.activity_id AS series_of, r.rule, r.until, r.first_local, r.minutes, r.wanted, "
    "r.holidays, r.next_on, r.ended_at"
)
"""The columns of a series `r`, for `series_in`."""

IS_INSURED: Final = "(a.risk = '' OR a.insured_until IS NULL OR a.insured_until >= r.next_on)"
"""Of a series `r` and its activity `a`: whoever comes to what is to be posted next is insured."""

FIRST_OF_SERIES: Final = """
    (s.series_id IS NULL OR NOT EXISTS (
        SELECT 1 FROM shifts sooner
        WHERE sooner.series_id = s.series_id AND sooner.state = 'open' AND sooner.starts_at > :after
            AND sooner.starts_at < s.starts_at
    ))
"""
"""Of a shift `s` that begins after `:after`: none of its series is sooner."""

_WANTED: Final = TypeAdapter[Wanted](Wanted)


class SeriesRows(AllSeries):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    async def add(self, activity_id: int, new: NewSeries, *, next_on: date | None, at: datetime) -> int:
        until = new.repeats.until
        return await add_row(
            self._tx,
            "series",
            activity_id=activity_id,
            rule=new.repeats.rule,
            until=until.isoformat() if until else None,
            first_local=wall(new.first),
            minutes=new.minutes,
            wanted=_WANTED.dump_json(new.wanted).decode(),
            holidays=new.holidays,
            next_on=next_on.isoformat() if next_on else None,
            created_at=seconds(at),
        )

    @override
    async def get(self, series_id: int) -> Series | None:
        return await self._get(series_id)

    @override
    async def lock(self, series_id: int) -> Series | None:
        return await self._get(series_id, *locking(self._tx, _lock(series_id)))

    async def _get(self, series_id: int, *locks: Query) -> Series | None:
        [*_, rows] = await self._tx.several(
            *locks, query(f"SELECT {SERIES} FROM series r WHERE r.id = :series", series=series_id)
        )
        return series_in(rows[0]) if rows else None

    @override
    async def of_activity(self, activity_id: int) -> tuple[Series, ...]:
        rows = await self._tx.all(
            f"SELECT {SERIES} FROM series r WHERE r.activity_id = :activity ORDER BY r.id", activity=activity_id
        )
        return tuple(map(series_in, rows))

    @override
    async def to_post(self, horizon: date) -> tuple[int, ...]:
        rows = await self._tx.all(
            f"""
            SELECT r.id FROM series r JOIN activities a ON a.id = r.activity_id
            WHERE r.next_on <= :horizon AND a.state = 'open' AND {IS_INSURED} ORDER BY r.next_on, r.id
            """,
            horizon=horizon.isoformat(),
        )
        return tuple(row["id"] for row in rows)

    @override
    async def posted(self, series_id: int) -> AbstractSet[datetime]:
        rows = await self._tx.all("SELECT recurrence FROM shifts WHERE series_id = :series", series=series_id)
        return {wall_of(row["recurrence"]) for row in rows}

    @override
    def go_on(self, series_id: int, next_on: date | None) -> None:
        self._tx.later(
            "UPDATE series SET next_on = :next_on WHERE id = :series",
            series=series_id,
            next_on=next_on.isoformat() if next_on else None,
        )

    @override
    def end(self, series_id: int, *, last: date, at: datetime) -> None:
        change_given(self._tx, "series", series_id, until=last.isoformat(), ended_at=seconds(at))
        self.go_on(series_id, None)


def _lock(series_id: int) -> Query:
    return query("UPDATE series SET minutes = minutes WHERE id = :series", series=series_id)


def series_in(row: Row) -> Series:
    """The series of a row that has the columns `SERIES`."""
    return Series(
        id=row["series_number"],
        activity_id=row["series_of"],
        repeats=Repeats.model_construct(rule=row["rule"], until=day_if(row["until"])),
        first=wall_of(row["first_local"]),
        minutes=row["minutes"],
        wanted=_WANTED.validate_json(row["wanted"]),
        holidays=HolidayChoice(row["holidays"]),
        next_on=day_of(row["next_on"]) if row["next_on"] else None,
        has_ended=row["ended_at"] is not None,
    )
