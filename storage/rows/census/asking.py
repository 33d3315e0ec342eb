"""Rows of censuses: which go on, who was asked, and the reports that are kept."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from typing_extensions import override

from storage.engine.database import Reader, Row, Transaction, Value
from storage.engine.values import instant, instant_if, seconds
from storage.rows.census.counting import counted
from storage.rows.profiles import column_of
from storage.rows.statements import add_row
from storage.rows.tree import UNIT, unit_in, within
from storage.rows.volunteers import REACHED
from volunteering.records.census import Censuses
from volunteering.rules.census.asking import Census, reminded_next
from volunteering.rules.census.figures import PeopleCounted, UnitFigures
from volunteering.rules.letters import Course
from volunteering.rules.profiles import CENSUS as ASKED_FOR
from volunteering.rules.tree import Unit

CENSUS: Final = f"c.id AS census_id, c.by_id, c.broadcast_id, c.state AS course, c.at AS begun_at, {UNIT}"
"""The columns of a census `c` of a unit `u`, for `census_in`."""

FROM_CENSUS: Final = "censuses c JOIN units u ON u.id = c.unit_id"

MISSING: Final = f"({' OR '.join(f'{column_of(field)} IS NULL' for field in ASKED_FOR)})"
"""Of a person `p` with the profile `f`, which may not be there: something that a census asks for is not answered."""

_TO_ASK: Final = f"""
    FROM units u JOIN people p ON p.home_unit_id = u.id LEFT JOIN profiles f ON f.person_id = p.id
    WHERE ({{inside}}) AND {REACHED} AND {MISSING} AND NOT EXISTS (
        SELECT 1 FROM census_asks other JOIN censuses c ON c.id = other.census_id AND c.state = 'going'
        WHERE other.person_id = p.id
    )
"""

_ASK: Final = f"""
    INSERT INTO census_asks (census_id, person_id, at, reminded, next_at)
    SELECT CAST(:census AS BIGINT), p.id, CAST(:at AS BIGINT), 0, CAST(:next AS BIGINT)
    {_TO_ASK} AND (p.consented_at <= :begun OR p.consented_at <= :settled)
    ORDER BY p.id LIMIT :limit
    ON CONFLICT DO NOTHING
    RETURNING person_id
"""

_DUE: Final = f"""
    SELECT a.census_id, a.person_id, a.reminded, CASE WHEN {MISSING} THEN 1 ELSE 0 END AS is_missing
    FROM census_asks a JOIN censuses c ON c.id = a.census_id AND c.state = 'going'
        JOIN people p ON p.id = a.person_id LEFT JOIN profiles f ON f.person_id = p.id
    WHERE a.next_at <= :now AND a.answered_at IS NULL AND {REACHED} ORDER BY a.next_at, a.person_id LIMIT :limit
"""


def census_in(row: Row) -> Census:
    """The census of a row that has the columns `CENSUS`."""
    return Census(
        id=row["census_id"],
        unit=unit_in(row),
        by_id=row["by_id"],
        letter_id=row["broadcast_id"],
        course=row["course"],
        at=instant(row["begun_at"]),
    )


class CensusRows(Censuses):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    async def counted(self, today: date, zone: ZoneInfo) -> PeopleCounted:
        return await counted(self._tx, today, zone)

    @override
    async def keep(self, figures: Mapping[int, UnitFigures], at: datetime) -> None:
        self._tx.later("DELETE FROM census_figures")
        for unit_id, drawn in figures.items():
            self._tx.later(
                "INSERT INTO census_figures (unit_id, at, figures) VALUES (:unit, :at, :figures)",
                unit=unit_id,
                at=seconds(at),
                figures=drawn.model_dump_json(),
            )

    @override
    async def drawn_up_at(self) -> datetime | None:
        row = await self._tx.one("SELECT MIN(at) AS at FROM census_figures")
        return instant_if(row["at"]) if row else None

    @override
    async def get(self, census_id: int) -> Census | None:
        row = await self._tx.one(f"SELECT {CENSUS} FROM {FROM_CENSUS} WHERE c.id = :census", census=census_id)
        return census_in(row) if row else None

    @override
    async def around(self, unit: Unit) -> Census | None:
        below, values = within((unit,), "u")
        row = await self._tx.one(
            f"""
            SELECT {CENSUS} FROM {FROM_CENSUS} WHERE c.state = 'going'
                AND (({below}) OR substr(CAST(:path AS TEXT), 1, length(u.path)) = u.path)
            ORDER BY c.id LIMIT 1
            """,
            path=unit.path,
            **values,
        )
        return census_in(row) if row else None

    @override
    async def going(self) -> tuple[Census, ...]:
        rows = await self._tx.all(f"SELECT {CENSUS} FROM {FROM_CENSUS} WHERE c.state = 'going' ORDER BY c.at, c.id")
        return tuple(census_in(row) for row in rows)

    @override
    async def begin(self, unit: Unit, *, by_id: int, at: datetime) -> Census:
        begun: dict[str, Value] = {"unit_id": unit.id, "by_id": by_id, "state": Course.GOING, "at": seconds(at)}
        letter = await add_row(self._tx, "broadcasts", text="", total=0, **begun)
        number = await add_row(self._tx, "censuses", broadcast_id=letter, **begun)
        return Census(id=number, unit=unit, by_id=by_id, letter_id=letter, course=Course.GOING, at=at)

    @override
    async def end(self, census: Census) -> None:
        await self._over(census, Course.DONE)

    @override
    async def stop(self, census: Census) -> None:
        await self._over(census, Course.STOPPED)

    async def _over(self, census: Census, course: Course) -> None:
        for table, number in (("censuses", census.id), ("broadcasts", census.letter_id)):
            self._tx.later(
                f"UPDATE {table} SET state = :course WHERE id = :number AND state = 'going'",
                course=course,
                number=number,
            )
        await self._tx.execute(
            "UPDATE outbox SET state = 'dropped' WHERE broadcast_id = :letter AND state = 'owed'",
            letter=census.letter_id,
        )

    @override
    async def ask(self, census: Census, at: datetime, *, registered_before: datetime, limit: int) -> tuple[int, ...]:
        inside, values = within((census.unit,), "u")
        first = reminded_next(at, 0)
        rows = await self._tx.all(
            _ASK.format(inside=inside),
            census=census.id,
            at=seconds(at),
            next=seconds(first) if first else None,
            begun=seconds(census.at),
            settled=seconds(registered_before),
            limit=limit,
            **values,
        )
        return tuple(row["person_id"] for row in rows)

    @override
    async def due(self, now: datetime, limit: int) -> tuple[tuple[int, int, int], ...]:
        rows = await self._tx.all(_DUE, now=seconds(now), limit=limit)
        for row in rows:
            if not row["is_missing"]:
                self.answered(row["person_id"], now)
        return tuple((row["census_id"], row["person_id"], row["reminded"]) for row in rows if row["is_missing"])

    @override
    def reminded(self, census_id: int, person_id: int, times: int) -> None:
        self._tx.later(
            """
            UPDATE census_asks SET reminded = :times, next_at = at + CAST(:after AS BIGINT)
            WHERE census_id = :census AND person_id = :person AND reminded < :times
            """,
            census=census_id,
            person=person_id,
            times=times,
            after=_seconds_until(times),
        )

    @override
    async def waits_for(self, census_id: int, person_id: int) -> bool:
        row = await self._tx.one(
            """
            SELECT 1 AS found FROM census_asks a JOIN censuses c ON c.id = a.census_id AND c.state = 'going'
            WHERE a.census_id = :census AND a.person_id = :person AND a.answered_at IS NULL
            """,
            census=census_id,
            person=person_id,
        )
        return row is not None

    @override
    def answered(self, person_id: int, at: datetime) -> None:
        self._tx.later(
            """
            UPDATE census_asks SET answered_at = :at, next_at = NULL
            WHERE person_id = :person AND answered_at IS NULL
            """,
            person=person_id,
            at=seconds(at),
        )


async def to_ask(reader: Reader, unit: Unit) -> int:
    """How many people a census of a unit would ask at once."""
    inside, values = within((unit,), "u")
    row = await reader.one(f"SELECT COUNT(*) AS people {_TO_ASK.format(inside=inside)}", **values)
    return row["people"] if row else 0


def _seconds_until(times: int) -> int | None:
    """From being asked to the reminder after so many; None: there is none."""
    start = instant(0)
    until = reminded_next(start, times)
    return int((until - start).total_seconds()) if until else None
