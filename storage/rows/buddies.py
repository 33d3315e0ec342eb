"""Rows of buddies: who looks out for which newcomer in which shift, and what the two write."""

from datetime import datetime, timedelta
from typing import Final

from typing_extensions import override

from storage.engine.database import Row, Transaction, query
from storage.engine.readonly import locking
from storage.engine.values import instant, instant_if, seconds
from storage.rows.activities import ACTIVITY, FROM_SHIFT, IS_ON, activity_in
from storage.rows.first_shifts import came_so_far
from storage.rows.profiles import born_in
from storage.rows.shifts import SHIFT, lock_shift, shift_in
from storage.rows.statements import add_row
from storage.rows.unit_settings import nearest
from volunteering.records.buddies import Buddies
from volunteering.rules.buddies import TOLD_AHEAD, WITH_MINORS, BuddyLine, BuddyPair, BuddySheet, Companion, Ending
from volunteering.rules.unit_settings import ON, UnitSetting

PAIR: Final = "b.id AS pair_id, b.shift_id, b.newcomer_id, b.buddy_id, b.starts_at, b.ended, b.ended_at, b.end_told"
"""The columns of a pair `b`, for `pair_in`."""

WANTS_BUDDIES: Final = f"a.training = 0 AND COALESCE({nearest(UnitSetting.BUDDIES, 'u')}, '') = '{ON}'"
"""Of an activity `a` of a unit `u`: it is service, and whether the unit, or the nearest above that has decided, wants
newcomers to have a buddy.
"""

_LATEST_MOVE: Final = timedelta(days=7)
"""How long after the start that a pair was told of it is still looked at: a shift may have been moved meanwhile."""

_TO_LOOK_AT: Final = f"""
    SELECT s.id FROM buddies b JOIN shifts s ON s.id = b.shift_id
    WHERE b.end_told = 0 AND b.starts_at > :lately AND s.starts_at > :now
    UNION
    SELECT s.id FROM shifts s JOIN activities a ON a.id = s.activity_id JOIN units u ON u.id = a.unit_id
    WHERE {IS_ON} AND s.starts_at > :now AND s.starts_at <= :until AND {WANTS_BUDDIES}
    ORDER BY 1
"""

_SHEET: Final = f"SELECT {ACTIVITY}, {SHIFT}, ({WANTS_BUDDIES}) AS wanted, s.day FROM {FROM_SHIFT} WHERE s.id = :shift"

# CROSS JOIN makes SQLite begin with the person's few sign-ups; left to itself it begins with every shift there is.
_PEOPLE: Final = f"""
    SELECT g.person_id, g.state, g.at, p.state AS standing, p.reachable, p.born,
        {came_so_far("g.person_id")},
        (SELECT COUNT(*) FROM signups o CROSS JOIN shifts s JOIN activities a ON a.id = s.activity_id
            WHERE s.id = o.shift_id AND o.person_id = g.person_id AND o.state = 'confirmed' AND {IS_ON}
                AND a.training = 0 AND s.starts_at < :start AND s.roster_at IS NULL AND s.id <> :shift
        ) AS places_before,
        EXISTS (SELECT 1 FROM without_buddies n WHERE n.person_id = g.person_id) AS keeps_out,
        EXISTS (
            SELECT 1 FROM qualifications q JOIN qualification_kinds k ON k.id = q.kind_id
            WHERE q.person_id = g.person_id AND k.code = '{WITH_MINORS}' AND q.state = 'verified'
                AND (q.expires_on IS NULL OR q.expires_on >= :day)
        ) AS with_minors
    FROM signups g JOIN people p ON p.id = g.person_id
    WHERE g.shift_id = :shift AND (
        g.state = 'confirmed'
        OR EXISTS (SELECT 1 FROM buddies b WHERE b.shift_id = :shift AND g.person_id IN (b.newcomer_id, b.buddy_id))
    )
    ORDER BY g.ticket
"""

_PAIRS: Final = f"SELECT {PAIR} FROM buddies b WHERE b.shift_id = :shift ORDER BY b.id"

_MET: Final = """
    SELECT b.newcomer_id, b.buddy_id FROM signups g JOIN buddies b ON b.newcomer_id = g.person_id
    WHERE g.shift_id = :shift AND g.state = 'confirmed' AND (b.ended IS NULL OR b.ended = 'moved')
"""


def pair_in(row: Row) -> BuddyPair:
    """The pair of a row that has the columns `PAIR`."""
    return BuddyPair(
        id=row["pair_id"],
        shift_id=row["shift_id"],
        newcomer_id=row["newcomer_id"],
        buddy_id=row["buddy_id"],
        starts_at=instant(row["starts_at"]),
        ended=Ending(row["ended"]) if row["ended"] else None,
        ended_at=instant_if(row["ended_at"]),
        end_told=bool(row["end_told"]),
    )


class BuddyRows(Buddies):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    async def to_look_at(self, now: datetime) -> tuple[int, ...]:
        rows = await self._tx.all(
            _TO_LOOK_AT,
            now=seconds(now),
            lately=seconds(now - _LATEST_MOVE),
            until=seconds(now + TOLD_AHEAD),
        )
        return tuple(row["id"] for row in rows)

    @override
    async def sheet(self, shift_id: int) -> BuddySheet | None:
        locks = locking(self._tx, lock_shift(shift_id))
        [*_, found] = await self._tx.several(*locks, query(_SHEET, shift=shift_id))
        if not found:
            return None
        [row] = found
        shift = shift_in(row)
        people, pairs, met = await self._tx.several(
            query(_PEOPLE, shift=shift_id, start=seconds(shift.period.start), day=row["day"]),
            query(_PAIRS, shift=shift_id),
            query(_MET, shift=shift_id),
        )
        known: dict[int, set[int]] = {}
        for one in met:
            known.setdefault(one["newcomer_id"], set()).add(one["buddy_id"])
        return BuddySheet(
            activity=activity_in(row),
            shift=shift,
            wanted=bool(row["wanted"]),
            people=tuple(_placed_in(one, known) for one in people),
            pairs=tuple(pair_in(one) for one in pairs),
        )

    @override
    async def get(self, pair_id: int) -> BuddyPair | None:
        lock = query(
            "UPDATE shifts SET places = places WHERE id = (SELECT b.shift_id FROM buddies b WHERE b.id = :pair)",
            pair=pair_id,
        )
        read = query(f"SELECT {PAIR} FROM buddies b WHERE b.id = :pair", pair=pair_id)
        [*_, rows] = await self._tx.several(*locking(self._tx, lock), read)
        return pair_in(rows[0]) if rows else None

    @override
    async def ahead_of(self, person_id: int, now: datetime) -> tuple[BuddyPair, ...]:
        rows = await self._tx.all(
            f"""
            SELECT {PAIR} FROM buddies b JOIN shifts s ON s.id = b.shift_id
            WHERE b.newcomer_id = :person AND b.ended IS NULL AND s.ends_at > :now
            UNION
            SELECT {PAIR} FROM buddies b JOIN shifts s ON s.id = b.shift_id
            WHERE b.buddy_id = :person AND b.ended IS NULL AND s.ends_at > :now
            ORDER BY 5, 1
            """,
            person=person_id,
            now=seconds(now),
        )
        return tuple(pair_in(row) for row in rows)

    @override
    async def add(self, shift_id: int, newcomer_id: int, buddy_id: int, starts_at: datetime, at: datetime) -> int:
        return await add_row(
            self._tx,
            "buddies",
            shift_id=shift_id,
            newcomer_id=newcomer_id,
            buddy_id=buddy_id,
            starts_at=seconds(starts_at),
            at=seconds(at),
        )

    @override
    def end(self, pair_id: int, why: Ending, at: datetime, *, told: bool) -> None:
        self._tx.later(
            "UPDATE buddies SET ended = :why, ended_at = :at, end_told = :told WHERE id = :pair",
            pair=pair_id,
            why=why,
            at=seconds(at),
            told=int(told),
        )

    @override
    def end_is_told(self, pair_id: int) -> None:
        self._tx.later("UPDATE buddies SET end_told = 1 WHERE id = :pair", pair=pair_id)

    @override
    def resume(self, pair_id: int) -> None:
        self._tx.later("UPDATE buddies SET ended = NULL, ended_at = NULL WHERE id = :pair", pair=pair_id)

    @override
    async def keeps_out(self, person_id: int) -> bool:
        row = await self._tx.one("SELECT 1 AS out FROM without_buddies WHERE person_id = :person", person=person_id)
        return row is not None

    @override
    def keep_out(self, person_id: int, at: datetime) -> None:
        self._tx.later(
            """
            INSERT INTO without_buddies (person_id, at) VALUES (:person, :at) ON CONFLICT (person_id) DO NOTHING
            """,
            person=person_id,
            at=seconds(at),
        )

    @override
    def take_part(self, person_id: int) -> None:
        self._tx.later("DELETE FROM without_buddies WHERE person_id = :person", person=person_id)

    @override
    async def written(self, pair_id: int, by_id: int) -> int:
        row = await self._tx.one(
            "SELECT COUNT(*) AS written FROM buddy_lines WHERE pair_id = :pair AND by_id = :by", pair=pair_id, by=by_id
        )
        return row["written"] if row else 0

    @override
    async def write(self, pair_id: int, by_id: int, text: str, at: datetime) -> int:
        return await add_row(self._tx, "buddy_lines", pair_id=pair_id, by_id=by_id, text=text, at=seconds(at))

    @override
    async def line(self, line_id: int) -> BuddyLine | None:
        row = await self._tx.one(
            f"""
            SELECT {PAIR}, l.id AS line_id, l.by_id, l.text, l.at AS written_at
            FROM buddy_lines l JOIN buddies b ON b.id = l.pair_id WHERE l.id = :line
            """,
            line=line_id,
        )
        if row is None:
            return None
        return BuddyLine(
            id=row["line_id"], pair=pair_in(row), by_id=row["by_id"], text=row["text"], at=instant(row["written_at"])
        )


def _placed_in(row: Row, known: dict[int, set[int]]) -> Companion:
    return Companion(
        person_id=row["person_id"],
        is_in=row["state"] == "confirmed",
        since=instant(row["at"]),
        standing=row["standing"],
        reachable=row["reachable"],
        born=born_in(row["born"]),
        came=row["came"],
        places_before=row["places_before"],
        brought=row["brought"],
        keeps_out=row["keeps_out"],
        with_minors=row["with_minors"],
        met=frozenset(known.get(row["person_id"], ())),
    )
