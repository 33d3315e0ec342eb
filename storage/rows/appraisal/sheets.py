"""Rows of the yearly appraisal: one sheet of a person and year, whoever opened it."""

from collections.abc import Collection
from datetime import date, datetime

from typing_extensions import override

from storage.engine.database import Transaction, Value, query
from storage.engine.readonly import locking
from storage.engine.values import seconds
from storage.rows.appraisal.figures import beside_asked, beside_in
from storage.rows.appraisal.reading import (
    APPRAISAL,
    FROM_APPRAISAL,
    FROM_SHEET,
    SHEET,
    WITH_POST,
    admins_asked,
    admins_in,
    appraisal_in,
    sheet_in,
)
from storage.rows.statements import add_row
from storage.rows.tree import within
from volunteering.records.appraisal import Appraisals
from volunteering.rules.appraisal.marks import Merit, Weights, weights_as_typed
from volunteering.rules.appraisal.seats import Admins
from volunteering.rules.appraisal.sheets import Appraisal, AppraisalSheet, AppraisalState, Beside, Round, SheetState
from volunteering.rules.ground.moment import Moment
from volunteering.rules.tree import Role, Unit


class AppraisalRows(Appraisals):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    async def get(self, appraisal_id: int) -> Appraisal | None:
        lock = query("UPDATE appraisals SET state = state WHERE id = :appraisal", appraisal=appraisal_id)
        read = query(f"SELECT {APPRAISAL} FROM {FROM_APPRAISAL} WHERE a.id = :appraisal", appraisal=appraisal_id)
        [*_, rows] = await self._tx.several(*locking(self._tx, lock), read)
        return appraisal_in(rows[0]) if rows else None

    @override
    async def of_unit(self, unit: Unit, year: int) -> Appraisal | None:
        row = await self._tx.one(
            f"""
            SELECT {APPRAISAL} FROM {FROM_APPRAISAL} WHERE a.unit_id = :unit AND a.year = :year ORDER BY a.id LIMIT 1
            """,
            unit=unit.id,
            year=year,
        )
        return appraisal_in(row) if row else None

    @override
    async def untold(self) -> tuple[int, ...]:
        rows = await self._tx.all(
            """
            SELECT a.id FROM appraisals a WHERE EXISTS (
                SELECT 1 FROM appraisal_sheets s WHERE s.appraisal_id = a.id AND s.state = 'in' AND s.told < a.round
            ) ORDER BY a.id
            """
        )
        return tuple(row["id"] for row in rows)

    @override
    async def begin(self, unit: Unit, year: int, weights: Weights, *, by_id: int, at: datetime) -> Appraisal:
        number = await add_row(
            self._tx,
            "appraisals",
            unit_id=unit.id,
            year=year,
            state=AppraisalState.OPEN,
            weights=weights_as_typed(weights),
            by_id=by_id,
            at=seconds(at),
            round=1,
            told_of=Round.OPENED,
        )
        return Appraisal(
            id=number, unit=unit, year=year, state=AppraisalState.OPEN, weights=weights, by_id=by_id, at=at, round=1
        )

    @override
    async def take_in(self, appraisal: Appraisal) -> int:
        inside, values = within((appraisal.unit,), "u")
        return await self._tx.execute(
            f"""
            INSERT INTO appraisal_sheets (appraisal_id, year, person_id, unit_id, role)
            SELECT CAST(:appraisal AS BIGINT), CAST(:year AS BIGINT), w.person_id, w.unit_id, w.role
            FROM ({WITH_POST.format(inside=inside)}) w WHERE NOT EXISTS (
                SELECT 1 FROM appraisal_sheets s
                WHERE s.person_id = w.person_id AND s.year = :year AND s.state = 'in'
            )
            ORDER BY w.person_id
            ON CONFLICT (year, person_id) WHERE state = 'in' DO NOTHING
            """,
            appraisal=appraisal.id,
            year=appraisal.year,
            **values,
        )

    @override
    async def of_year(self, person_id: int, year: int) -> tuple[AppraisalSheet, ...]:
        rows = await self._tx.all(
            f"SELECT {SHEET} FROM {FROM_SHEET} WHERE s.person_id = :person AND s.year = :year ORDER BY s.id",
            person=person_id,
            year=year,
        )
        return tuple(sheet_in(row) for row in rows)

    @override
    async def add(self, appraisal: Appraisal, person_id: int, unit: Unit, role: Role | None, post: str) -> int:
        # Of two who add somebody to two appraisals at once, the one who is later finds them there (`Duplicate`).
        return await add_row(
            self._tx,
            "appraisal_sheets",
            appraisal_id=appraisal.id,
            year=appraisal.year,
            person_id=person_id,
            unit_id=unit.id,
            role=role or "",
            post=post,
            told=appraisal.round,
        )

    @override
    def call(self, sheet: AppraisalSheet, unit: Unit, role: Role | None, post: str) -> None:
        self._set(sheet, unit_id=unit.id, role=role or "", post=post)

    @override
    async def begin_round(self, appraisal: Appraisal, told_of: Round, *, reminded_on: date | None = None) -> None:
        await self._tx.execute(
            """
            UPDATE appraisals SET round = :round, told_of = :told_of, reminded_on = COALESCE(:day, reminded_on)
            WHERE id = :appraisal
            """,
            appraisal=appraisal.id,
            round=appraisal.round + 1,
            told_of=told_of,
            day=reminded_on.isoformat() if reminded_on else None,
        )

    @override
    async def close(self, appraisal: Appraisal, *, by_id: int, at: datetime) -> None:
        await self._tx.execute(
            "UPDATE appraisals SET state = 'closed', closed_at = :at, closed_by = :by WHERE id = :appraisal",
            appraisal=appraisal.id,
            by=by_id,
            at=seconds(at),
        )

    @override
    async def reopen(self, appraisal: Appraisal) -> None:
        await self._tx.execute(
            "UPDATE appraisals SET state = 'open', closed_at = NULL, closed_by = NULL WHERE id = :appraisal",
            appraisal=appraisal.id,
        )

    @override
    async def tell_next(self, appraisal: Appraisal, limit: int) -> tuple[AppraisalSheet, ...]:
        rows = await self._tx.all(
            f"""
            SELECT {SHEET} FROM {FROM_SHEET}
            WHERE s.appraisal_id = :appraisal AND s.state = 'in' AND s.told < :round ORDER BY s.id LIMIT :limit
            """,
            appraisal=appraisal.id,
            round=appraisal.round,
            limit=limit,
        )
        sheets = tuple(sheet_in(row) for row in rows)
        if sheets:
            self._tx.later(
                """
                UPDATE appraisal_sheets SET told = :round
                WHERE appraisal_id = :appraisal AND state = 'in' AND told < :round AND id <= :last
                """,
                appraisal=appraisal.id,
                round=appraisal.round,
                last=sheets[-1].id,
            )
        return sheets

    @override
    async def sheet(self, sheet_id: int) -> AppraisalSheet | None:
        # The appraisal first, and then the sheet: of two who go this way neither waits for the other for ever.
        locks = (
            query(
                """
                UPDATE appraisals SET state = state
                WHERE id = (SELECT s.appraisal_id FROM appraisal_sheets s WHERE s.id = :sheet)
                """,
                sheet=sheet_id,
            ),
            query("UPDATE appraisal_sheets SET state = state WHERE id = :sheet", sheet=sheet_id),
        )
        read = query(f"SELECT {SHEET} FROM {FROM_SHEET} WHERE s.id = :sheet", sheet=sheet_id)
        [*_, rows] = await self._tx.several(*locking(self._tx, *locks), read)
        return sheet_in(rows[0]) if rows else None

    @override
    async def admins_over(self, units: Collection[Unit]) -> Admins:
        [rows] = await self._tx.several(admins_asked(units))
        return admins_in(rows)

    @override
    async def beside(self, sheet: AppraisalSheet, moment: Moment) -> Beside:
        asked = beside_asked(sheet, moment)
        return beside_in(dict(zip(asked, await self._tx.several(*asked.values()), strict=True)))

    @override
    def mark_own(self, sheet: AppraisalSheet, merit: Merit, mark: int, at: datetime) -> None:
        self._set(sheet, own_at=seconds(at), **{f"own_{merit}": mark})

    @override
    def say_own(self, sheet: AppraisalSheet, text: str) -> None:
        self._set(sheet, own_words=text)

    @override
    def mark(self, sheet: AppraisalSheet, merit: Merit, mark: int) -> None:
        self._set(sheet, **{f"led_{merit}": mark})

    @override
    def say(self, sheet: AppraisalSheet, text: str) -> None:
        self._set(sheet, led_words=text)

    @override
    def hand(self, sheet: AppraisalSheet, beside: Beside, *, by_id: int, at: datetime) -> None:
        self._set(sheet, led_by=by_id, handed_at=seconds(at), handed=sheet.handed + 1, beside=beside.model_dump_json())

    @override
    def take_back(self, sheet: AppraisalSheet, *, by_id: int) -> None:
        self._set(sheet, led_by=by_id, handed_at=None, read_at=None)

    @override
    def begin_anew(self, sheet: AppraisalSheet, *, by_id: int) -> None:
        self._set(sheet, led_by=by_id, led_words="", **dict.fromkeys(f"led_{merit}" for merit in Merit))

    @override
    def read(self, sheet: AppraisalSheet, at: datetime) -> None:
        self._set(sheet, read_at=seconds(at))

    @override
    def comment(self, sheet: AppraisalSheet, text: str, at: datetime) -> None:
        self._set(sheet, comment=text, commented_at=seconds(at) if text else None)

    @override
    def name(self, sheet: AppraisalSheet, person_id: int | None) -> None:
        self._set(sheet, named_id=person_id)

    @override
    def set_in(self, sheet: AppraisalSheet, *, is_in: bool) -> None:
        self._set(sheet, state=SheetState.IN if is_in else SheetState.OUT)

    def _set(self, sheet: AppraisalSheet, **columns: Value) -> None:
        changed = ", ".join(f"{column} = :{column}" for column in columns)
        self._tx.later(f"UPDATE appraisal_sheets SET {changed} WHERE id = :sheet", sheet=sheet.id, **columns)
