"""Rows of asking people to help out: for which shifts, whom, and what came of it (docs/rules.md: Asking for help)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from typing_extensions import override

from storage.engine.database import Row, Transaction
from storage.engine.values import instant, instant_if, seconds
from storage.rows.asked import ARRIVES, HAS_COME, NEXT_LOOK, TO_LOOK_AT, Near, candidate_in, in_turn, near
from storage.rows.statements import below, listed
from storage.rows.tree import UNIT, unit_in
from volunteering.records.asking import HelpAsks
from volunteering.rules.activities import Category, Shift
from volunteering.rules.asking import (
    ANSWERED_WITHIN,
    LAST_ASKED,
    AskChoice,
    AskPace,
    AskReply,
    AskRound,
    AskSum,
    Candidate,
    HelpAsk,
)
from volunteering.rules.ground.moment import Moment
from volunteering.rules.tree import Unit

_ADD = """
    INSERT INTO asks (shift_id, person_id, wave, at) VALUES (:shift, :person, :wave, :at)
    ON CONFLICT (shift_id, person_id) DO UPDATE SET wave = excluded.wave, at = excluded.at, answer = NULL,
        answered_at = NULL, counted = NULL
    WHERE asks.sent_at IS NULL
"""

_NOT_COUNTED = -1
"""In `asks.counted`: of one that never arrived, or whose reader had no time to answer."""

_ASK = "k.id, k.shift_id, k.person_id, k.at, k.sent_at, k.answer"

_SIGNED_UP = f"""
    UPDATE asks AS k SET answer = 'yes', answered_at = :now
    WHERE k.shift_id = :shift AND k.sent_at IS NOT NULL AND COALESCE(k.answer, '') <> 'yes' AND {HAS_COME}
"""

_TO_COUNT = f"""
    SELECT k.id, k.answer, k.counted, k.sent_at FROM asks k
    WHERE k.shift_id = :shift AND (k.counted IS NULL OR k.counted <> 1 AND k.answer = 'yes')
        AND (k.answer IS NOT NULL OR k.at <= :silent OR NOT {ARRIVES})
"""

_COUNT = """
    INSERT INTO ask_sums (unit_id, category, asked, yes) VALUES (:unit, :category, :asked, :yes)
    ON CONFLICT (unit_id, category) DO UPDATE SET asked = ask_sums.asked + excluded.asked,
        yes = ask_sums.yes + excluded.yes
"""


def sums_of(above: str, category: str, which: str) -> str:
    """SQL for what came of asking for a category in units `above` with all below them, from the top down: `sums_in`."""
    return f"""
        SELECT above.depth, CAST(COALESCE(SUM(m.asked), 0) AS BIGINT) AS asked,
            CAST(COALESCE(SUM(m.yes), 0) AS BIGINT) AS yes
        FROM {above} JOIN units u ON {below("u", "above")}
            LEFT JOIN ask_sums m ON m.unit_id = u.id AND m.category = {category}
        WHERE {which} GROUP BY above.depth ORDER BY 1
    """


def sums_in(rows: Iterable[Row]) -> tuple[AskSum, ...]:
    """What `sums_of` has found, for `rate_of`."""
    return tuple(AskSum(asked=row["asked"], yes=row["yes"]) for row in rows)


class AskRows(HelpAsks):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    async def to_look_at(self, moment: Moment, limit: int) -> tuple[int, ...]:
        policy, now = moment.policy, moment.now
        rows = await self._tx.all(
            TO_LOOK_AT,
            now=seconds(now),
            latest=seconds(now + LAST_ASKED),
            near=seconds(now + timedelta(hours=policy.ask_before_hours)),
            long_ago=seconds(now - timedelta(hours=policy.ask_after_hours)),
            silent=seconds(now - ANSWERED_WITHIN),
            limit=limit,
        )
        return tuple(row["id"] for row in rows)

    @override
    async def next_look(self, moment: Moment) -> datetime | None:
        row = await self._tx.one(
            NEXT_LOOK,
            latest=seconds(moment.now + LAST_ASKED),
            after=moment.policy.ask_after_hours * 3600,
            before=moment.policy.ask_before_hours * 3600,
        )
        return instant_if(row["at"]) if row else None

    @override
    async def round(self, shift_id: int) -> AskRound | None:
        row = await self._tx.one(
            f"""
            SELECT {UNIT}, n.wave, n.next_at, n.gap, n.told_at FROM ask_rounds n JOIN units u ON u.id = n.unit_id
            WHERE n.shift_id = :shift
            """,
            shift=shift_id,
        )
        if row is None:
            return None
        return AskRound(
            unit=unit_in(row),
            wave=row["wave"],
            next_at=instant(row["next_at"]),
            gap=row["gap"],
            told_at=instant_if(row["told_at"]),
        )

    @override
    def look_again(self, shift_id: int, known: AskRound, at: datetime) -> None:
        self._tx.later(
            """
            INSERT INTO ask_rounds (shift_id, unit_id, wave, next_at, gap, told_at)
            VALUES (:shift, :unit, :wave, :at, :gap, :told)
            ON CONFLICT (shift_id) DO UPDATE SET unit_id = excluded.unit_id, wave = excluded.wave,
                next_at = excluded.next_at, gap = excluded.gap, told_at = excluded.told_at
            """,
            shift=shift_id,
            unit=known.unit.id,
            wave=known.wave,
            at=seconds(at),
            gap=known.gap,
            told=None if known.told_at is None else seconds(known.told_at),
        )

    @override
    async def in_turn(self, unit: Unit, after: Candidate | None, limit: int) -> Sequence[Candidate]:
        [rows] = await self._tx.several(in_turn(unit.id, after, limit))
        return [candidate_in(row) for row in rows]

    @override
    async def near(self, shift: Shift, people: Collection[int], moment: Moment) -> Sequence[Near]:
        return await near(self._tx, shift.id, people, seconds(moment.now)) if people else []

    @override
    async def recent(self, people: Collection[int], since: datetime) -> Mapping[int, tuple[datetime, ...]]:
        if not people:
            return {}
        numbers, values = listed("person", sorted(people))
        rows = await self._tx.all(
            f"""
            SELECT k.person_id, COALESCE(k.sent_at, k.at) AS at FROM asks k
            WHERE k.person_id IN ({numbers}) AND COALESCE(k.sent_at, k.at) > :since AND {ARRIVES} ORDER BY k.id
            """,
            since=seconds(since),
            **values,
        )
        found: dict[int, tuple[datetime, ...]] = {}
        for row in rows:
            found[row["person_id"]] = (*found.get(row["person_id"], ()), instant(row["at"]))
        return found

    @override
    async def of_shift(self, shift_id: int) -> tuple[HelpAsk, ...]:
        rows = await self._tx.all(
            f"SELECT {_ASK} FROM asks k WHERE k.shift_id = :shift AND {ARRIVES} ORDER BY k.id", shift=shift_id
        )
        return tuple(_ask_in(row) for row in rows)

    @override
    async def add(self, shift_id: int, people: Sequence[int], wave: int, at: datetime) -> dict[int, int]:
        for person_id in people:
            self._tx.later(_ADD, shift=shift_id, person=person_id, wave=wave, at=seconds(at))
        numbers, values = listed("person", people)
        rows = await self._tx.all(
            f"""
            SELECT k.id, k.person_id FROM asks k
            WHERE k.shift_id = :shift AND k.person_id IN ({numbers}) AND k.sent_at IS NULL
            """,
            shift=shift_id,
            **values,
        )
        return {row["person_id"]: row["id"] for row in rows}

    @override
    async def get(self, ask_id: int, person_id: int) -> HelpAsk | None:
        row = await self._tx.one(
            f"SELECT {_ASK} FROM asks k WHERE k.id = :ask AND k.person_id = :person", ask=ask_id, person=person_id
        )
        return _ask_in(row) if row else None

    @override
    async def is_first(self, person_id: int, ask_id: int) -> bool:
        row = await self._tx.one(
            "SELECT 1 AS one FROM asks WHERE person_id = :person AND id <> :ask AND sent_at IS NOT NULL LIMIT 1",
            person=person_id,
            ask=ask_id,
        )
        return row is None

    @override
    def answer(self, ask_id: int, reply: AskReply | None, at: datetime) -> None:
        self._tx.later(
            "UPDATE asks SET answer = :answer, answered_at = :at WHERE id = :ask",
            ask=ask_id,
            answer=reply,
            at=None if reply is None else seconds(at),
        )

    @override
    async def settle(self, shift: Shift, unit: Unit, category: Category, moment: Moment, *, filled: bool) -> None:
        now = seconds(moment.now)
        self._tx.later(_SIGNED_UP, shift=shift.id, now=now)
        if filled:
            self._tx.later(
                """
                UPDATE asks SET answer = 'filled', answered_at = :now, counted = :counted
                WHERE shift_id = :shift AND answer IS NULL AND sent_at IS NOT NULL AND at > :silent
                """,
                shift=shift.id,
                now=now,
                counted=_NOT_COUNTED,
                silent=seconds(moment.now - ANSWERED_WITHIN),
            )
        rows = await self._tx.all(_TO_COUNT, shift=shift.id, silent=seconds(moment.now - ANSWERED_WITHIN))
        asked = yes = 0
        for row in rows:
            is_yes = row["answer"] == AskReply.YES
            counted = int(is_yes) if row["sent_at"] is not None else _NOT_COUNTED
            self._tx.later("UPDATE asks SET counted = :counted WHERE id = :ask", ask=row["id"], counted=counted)
            if counted != _NOT_COUNTED:
                asked += row["counted"] in {None, _NOT_COUNTED}
                yes += is_yes
        if asked or yes:
            self._tx.later(_COUNT, unit=unit.id, category=category, asked=asked, yes=yes)

    @override
    async def sums(self, unit: Unit, category: Category) -> tuple[AskSum, ...]:
        units, numbers = listed("unit", unit.ids)
        sql = sums_of("units above", ":category", f"above.id IN ({units})")
        return sums_in(await self._tx.all(sql, category=category, **numbers))

    @override
    async def choice(self, person_id: int) -> AskChoice:
        return (await self.choices([person_id]))[person_id]

    @override
    async def choices(self, people: Collection[int]) -> Mapping[int, AskChoice]:
        if not people:
            return {}
        numbers, values = listed("person", sorted(people))
        rows = await self._tx.all(
            f"SELECT person_id, pace, until FROM ask_choices WHERE person_id IN ({numbers})", **values
        )
        chosen = {
            row["person_id"]: AskChoice(pace=AskPace(row["pace"]), until=instant_if(row["until"])) for row in rows
        }
        return {person_id: chosen.get(person_id, AskChoice()) for person_id in people}

    @override
    def choose(self, person_id: int, choice: AskChoice, at: datetime) -> None:
        self._tx.later(
            """
            INSERT INTO ask_choices (person_id, pace, until, at) VALUES (:person, :pace, :until, :at)
            ON CONFLICT (person_id) DO UPDATE SET pace = excluded.pace, until = excluded.until, at = excluded.at
            """,
            person=person_id,
            pace=choice.pace,
            until=None if choice.until is None else seconds(choice.until),
            at=seconds(at),
        )


def sent(tx: Transaction, ask_id: int, at: datetime) -> None:
    """It arrived: from now on it is one of those that its reader was asked."""
    tx.later("UPDATE asks SET sent_at = :at WHERE id = :ask AND sent_at IS NULL", ask=ask_id, at=seconds(at))


def _ask_in(row: Row) -> HelpAsk:
    return HelpAsk(
        id=row["id"],
        shift_id=row["shift_id"],
        person_id=row["person_id"],
        at=instant(row["at"]),
        sent_at=instant_if(row["sent_at"]),
        reply=None if row["answer"] is None else AskReply(row["answer"]),
    )
