"""Rows of honours: the stars that people were told of and whose are to be looked at, and what admins have given."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from typing_extensions import override

from storage.engine.database import Row, Transaction, query
from storage.engine.readonly import locking
from storage.engine.values import day_of, instant, instant_if, seconds
from storage.rows.first_shifts import keep_first_shifts
from storage.rows.star_checks import note_written
from storage.rows.statements import add_row, listed
from storage.rows.tree import UNIT, unit_in
from storage.rows.unit_settings import nearest
from storage.rows.volunteers import HERE, WITH_US
from volunteering.records.honours import Honours, StarMarks
from volunteering.rules.ground.periods import local_day
from volunteering.rules.honours import CardStanding, Honour, StarMark, Starred, StarsNote, card_given_by
from volunteering.rules.hours import BEFORE_YIGONG
from volunteering.rules.stars import Ladder, as_value
from volunteering.rules.tree import Unit
from volunteering.rules.unit_settings import UnitSetting

MINUTES: Final = "(SELECT CAST(COALESCE(SUM(e.change), 0) AS BIGINT) FROM entries e WHERE e.person_id = p.id)"
"""All that a person `p` has served, in SQL."""

_STARRED: Final = f"""
    SELECT p.id, p.state, {MINUTES} AS minutes, {nearest(UnitSetting.STARS, "u")} AS ladder,
        m.stars AS marked, m.ladder AS marked_by, m.turn
    FROM people p JOIN units u ON u.id = p.home_unit_id LEFT JOIN star_marks m ON m.person_id = p.id
"""

_NEXT: Final = f"SELECT p.id FROM people p WHERE p.id > :person AND {WITH_US} ORDER BY p.id LIMIT :limit"

HONOUR: Final = (
    "h.id, h.person_id, h.name, h.day, h.unit_name AS awarded_by, h.note, h.by_id, h.at, h.taken_back_at, "
    f"h.minutes AS counted, {UNIT}"
)
"""The columns of an honour `h` and its unit `u`, for `honour_in`."""


def honour_in(row: Row) -> Honour:
    """The honour of a row that has the columns `HONOUR`."""
    return Honour(
        id=row["id"],
        person_id=row["person_id"],
        name=row["name"],
        day=day_of(row["day"]),
        unit=unit_in(row),
        unit_name=row["awarded_by"],
        note=row["note"],
        by_id=row["by_id"],
        at=instant(row["at"]),
        taken_back_at=instant_if(row["taken_back_at"]),
        counted=row["counted"],
    )


CARDED: Final = """
    carded (person_id, day, minutes) AS (
        SELECT h.person_id, MAX(h.day), SUM(h.minutes) FROM honours h
        WHERE h.minutes IS NOT NULL AND h.taken_back_at IS NULL GROUP BY h.person_id
    )
"""
"""Who holds cards of honour: the local date of their last one, and how many minutes all of them have counted."""

_ENDING: Final = f"""
    SELECT {HONOUR} FROM honours h JOIN units u ON u.id = h.unit_id JOIN people p ON p.id = h.person_id
    WHERE h.minutes IS NOT NULL AND h.taken_back_at IS NULL AND h.day > :after AND h.day <= :by
        AND (h.reminded IS NULL OR h.reminded > :days) AND {HERE}
        AND NOT EXISTS (
            SELECT 1 FROM honours c WHERE c.person_id = h.person_id AND c.day > h.day
                AND c.minutes IS NOT NULL AND c.taken_back_at IS NULL
        )
    ORDER BY h.day, h.id LIMIT :limit
"""

SERVED_BEFORE: Final = f"""
    FROM entries e WHERE e.person_id = p.id AND e.day > '{BEFORE_YIGONG.isoformat()}' AND e.minutes > 0
        AND NOT EXISTS (SELECT 1 FROM entries later WHERE later.replaces_id = e.id)
"""
"""The lines of a person `p` that hold and have a day."""

# What no card has counted is a difference of sums (decision 67): it doesn't matter which lines came before a card.
_TOWARDS_CARD: Final = f"""
    WITH {CARDED}
    SELECT CASE WHEN p.consented_at > 0 THEN p.registered_at END AS registered,
        (SELECT MIN(e.day) {SERVED_BEFORE}) AS first, carded.day AS carded,
        {MINUTES} - CAST(COALESCE(carded.minutes, 0) AS BIGINT) AS minutes
    FROM people p LEFT JOIN carded ON carded.person_id = p.id WHERE p.id = :person
"""


def _since(row: Row, zone: ZoneInfo) -> date | None:
    if row["carded"]:
        return day_of(row["carded"])
    known = [day_of(row["first"])] if row["first"] else []
    if row["registered"] is not None:
        known.append(local_day(instant(row["registered"]), zone))
    return min(known, default=None)


def starred_in(row: Row) -> Starred:
    """How somebody stands, of a row."""
    has_mark = row["turn"] is not None
    return Starred(
        person_id=row["id"],
        standing=row["state"],
        minutes=row["minutes"],
        ladder=row["ladder"],
        mark=StarMark(stars=row["marked"], ladder=row["marked_by"], turn=row["turn"]) if has_mark else None,
    )


class StarMarkRows(StarMarks):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    async def noted(self, limit: int) -> tuple[StarsNote, ...]:
        rows = await self._tx.all("SELECT id, person_id FROM star_checks ORDER BY id LIMIT :limit", limit=limit)
        return tuple(StarsNote(id=row["id"], person_id=row["person_id"]) for row in rows)

    @override
    async def hold(self, people: Collection[int]) -> tuple[Starred, ...]:
        these, numbers = listed("person", people)
        # In one order for all who look at stars at once; who writes the ledger meanwhile isn't kept waiting, and notes
        # it anew.
        lock = query(f"SELECT p.id FROM people p WHERE p.id IN ({these}) ORDER BY p.id FOR NO KEY UPDATE", **numbers)
        [*_, rows] = await self._tx.several(
            *locking(self._tx, lock), query(f"{_STARRED} WHERE p.id IN ({these}) ORDER BY p.id", **numbers)
        )
        return tuple(starred_in(row) for row in rows)

    @override
    async def of(self, person_id: int) -> Starred | None:
        row = await self._tx.one(f"{_STARRED} WHERE p.id = :person", person=person_id)
        return starred_in(row) if row else None

    @override
    def mark(self, person_id: int, stars: int, ladder: Ladder, turn: int, at: datetime) -> None:
        self._tx.later(
            """
            INSERT INTO star_marks (person_id, stars, ladder, turn, at) VALUES (:person, :stars, :ladder, :turn, :at)
            ON CONFLICT (person_id) DO UPDATE
            SET stars = excluded.stars, ladder = excluded.ladder, turn = excluded.turn, at = excluded.at
            """,
            person=person_id,
            stars=stars,
            ladder=as_value(ladder),
            turn=turn,
            at=seconds(at),
        )

    @override
    def looked_at(self, notes: Collection[StarsNote]) -> None:
        these, numbers = listed("note", (note.id for note in notes))
        self._tx.later(f"DELETE FROM star_checks WHERE id IN ({these})", **numbers)
        keep_first_shifts(self._tx, {note.person_id for note in notes})

    @override
    async def perhaps_otherwise(
        self, person_id: int, ladder: Ladder, limit: int
    ) -> tuple[tuple[Starred, ...], int | None]:
        # Nearly everybody stands as they were told, by the organisation's ladder: they are left out here, since to look
        # at each of a city's people held up the first taps after a start.
        rungs = {f"rung_{nth}": hours * 60 for nth, hours in enumerate(ladder)}
        earned = " + ".join(("0", *(f"CASE WHEN minutes >= :{rung} THEN 1 ELSE 0 END" for rung in rungs)))
        [[last], rows] = await self._tx.several(
            query(f"SELECT MAX(x.id) AS id, COUNT(*) AS people FROM ({_NEXT}) x", person=person_id, limit=limit),
            query(
                f"""
                SELECT * FROM ({_STARRED} WHERE p.id IN ({_NEXT})) one
                WHERE CASE
                    WHEN turn IS NULL THEN minutes <> 0
                    ELSE ladder IS NOT NULL OR marked IS NULL OR marked_by <> :ladder OR marked <> {earned}
                END
                ORDER BY id
                """,
                person=person_id,
                ladder=as_value(ladder),
                limit=limit,
                **rungs,
            ),
        )
        return tuple(starred_in(row) for row in rows), last["id"] if last["people"] == limit else None

    @override
    async def looked_up_to(self, day: date) -> int | None:
        row = await self._tx.one("SELECT stars_after FROM city WHERE stars_day = :day", day=day.isoformat())
        return row["stars_after"] if row else 0

    @override
    def note_looked(self, day: date, person_id: int | None) -> None:
        self._tx.later("UPDATE city SET stars_day = :day, stars_after = :after", day=day.isoformat(), after=person_id)

    @override
    def note(self, people: Collection[int]) -> None:
        note_written(self._tx, *people)


class HonourRows(Honours):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    async def get(self, honour_id: int) -> Honour | None:
        lock = query("UPDATE honours SET at = at WHERE id = :honour", honour=honour_id)
        read = query(
            f"SELECT {HONOUR} FROM honours h JOIN units u ON u.id = h.unit_id WHERE h.id = :honour", honour=honour_id
        )
        [*_, rows] = await self._tx.several(*locking(self._tx, lock), read)
        return honour_in(rows[0]) if rows else None

    @override
    async def add(
        self,
        person_id: int,
        unit: Unit,
        *,
        name: str,
        day: date,
        note: str,
        by_id: int,
        at: datetime,
        counted: CardStanding | None = None,
    ) -> int:
        return await add_row(
            self._tx,
            "honours",
            person_id=person_id,
            name=name,
            day=day.isoformat(),
            unit_id=unit.id,
            unit_name=unit.name,
            note=note,
            by_id=by_id,
            at=seconds(at),
            minutes=counted.minutes if counted else None,
        )

    @override
    async def towards_card(self, person_id: int, zone: ZoneInfo) -> CardStanding:
        row = await self._tx.one(_TOWARDS_CARD, person=person_id)
        if row is None:
            return CardStanding(since=None, minutes=0)
        return CardStanding(since=_since(row, zone), minutes=row["minutes"])

    @override
    async def cards_ending(self, first: date, last: date, days_ahead: int, limit: int) -> tuple[Honour, ...]:
        rows = await self._tx.all(
            _ENDING,
            after=card_given_by(first - timedelta(days=1)).isoformat(),
            by=card_given_by(last).isoformat(),
            days=days_ahead,
            limit=limit,
        )
        return tuple(honour_in(row) for row in rows)

    @override
    async def note_reminded(self, honour_id: int, days_ahead: int) -> bool:
        noted = await self._tx.execute(
            "UPDATE honours SET reminded = :days WHERE id = :honour AND (reminded IS NULL OR reminded > :days)",
            honour=honour_id,
            days=days_ahead,
        )
        return noted == 1

    @override
    def take_back(self, honour_id: int, by_id: int, at: datetime) -> None:
        self._tx.later(
            "UPDATE honours SET taken_back_at = :at, taken_back_by = :by WHERE id = :honour AND taken_back_at IS NULL",
            at=seconds(at),
            by=by_id,
            honour=honour_id,
        )
