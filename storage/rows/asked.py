"""Who may be asked to help out, read for many at once: what signing up asks about each, but for what is rare."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from storage.engine.database import Query, Row, Transaction, query
from storage.engine.values import instant, seconds
from storage.rows.activities import ACTIVITY, FROM_SHIFT, IS_ON, activity_in
from storage.rows.capacities import CAPACITY, HELD, TAKEN, capacity_in
from storage.rows.inductions import needs_induction
from storage.rows.needs import held_in
from storage.rows.no_shows import days_in, days_missed
from storage.rows.profiles import APART, WITHHELD, born_in, is_blocked
from storage.rows.roles import rooms_by_shift
from storage.rows.shifts import SHIFT, at_the_same_time, shift_in
from storage.rows.statements import below, listed
from storage.rows.volunteers import answering
from volunteering.rules.asking import Candidate
from volunteering.rules.needs import NOTHING_HELD, Held
from volunteering.rules.profiles import Slot
from volunteering.rules.signing_up import Facts

ARRIVES: Final = """(
    k.sent_at IS NOT NULL OR EXISTS (
        SELECT 1 FROM outbox o WHERE o.key = 'help_asked:' || k.id || ':' || k.person_id AND o.state = 'owed'
    )
)"""
"""Of an ask `k`: its reader has it, or is about to. What was true no more when it was to be sent was never asked."""

_IS_ELSEWHERE = f"""EXISTS (
    SELECT 1 FROM signups g JOIN shifts o ON o.id = g.shift_id JOIN activities b ON b.id = o.activity_id
    WHERE g.person_id = p.id AND g.state = 'confirmed' AND o.state = 'open' AND b.state = 'open'
        AND {at_the_same_time("o", "s")}
)"""

HAS_COME: Final = """EXISTS (
    SELECT 1 FROM signups g WHERE g.shift_id = k.shift_id AND g.person_id = k.person_id
        AND g.state IN ('confirmed', 'waiting')
)"""
"""Of an ask `k`: whoever was asked is in the shift by now, or waits for it, whichever way they took."""

# Whose turn it is costs little and is asked of everybody in a unit; the rest only of those who are looked at then.
_IN_TURN: Final = f"""
    WITH teams AS (
        SELECT u.id FROM units top JOIN units u ON {below("u", "top")} WHERE top.id = :unit
    ), members AS MATERIALIZED (
        SELECT p.id FROM people p
        WHERE p.home_unit_id IN (SELECT id FROM teams) AND {answering("p")} AND p.telegram_id IS NOT NULL
        UNION SELECT p.id FROM memberships m JOIN people p ON p.id = m.person_id
        WHERE m.unit_id IN (SELECT id FROM teams) AND {answering("p")} AND p.telegram_id IS NOT NULL
    ), asked AS (
        SELECT k.person_id, MAX(k.at) AS at FROM asks k
        WHERE k.sent_at IS NOT NULL AND k.person_id IN (SELECT id FROM members) GROUP BY k.person_id
    ), turns AS (
        SELECT members.id AS person_id, COALESCE(asked.at, 0) AS asked_last
        FROM members LEFT JOIN asked ON asked.person_id = members.id
    )
    SELECT turns.person_id, turns.asked_last FROM turns
    WHERE turns.asked_last > :last OR turns.asked_last = :last AND turns.person_id > :number
    ORDER BY turns.asked_last, turns.person_id LIMIT :limit
"""

_NEAR: Final = f"""
    SELECT p.id AS person_id, p.state AS standing, p.reachable, p.born, f.available, f.languages,
        {needs_induction("p.id")} AS needs_induction, {days_missed("p.id")} AS no_shows
    FROM people p LEFT JOIN profiles f ON f.person_id = p.id
        JOIN shifts s ON s.id = :shift JOIN activities a ON a.id = s.activity_id JOIN units u ON u.id = a.unit_id
    WHERE p.id IN ({{people}}) AND p.id <> a.leader_id
        AND NOT EXISTS (SELECT 1 FROM signups g WHERE g.shift_id = s.id AND g.person_id = p.id)
        AND NOT EXISTS (SELECT 1 FROM asks k WHERE k.shift_id = s.id AND k.person_id = p.id AND {ARRIVES})
        AND NOT EXISTS (
            SELECT 1 FROM ask_choices c WHERE c.person_id = p.id AND (c.pace = 'never' OR c.until > :now)
        )
        AND NOT {_IS_ELSEWHERE} AND NOT {is_blocked("p.id")}
    ORDER BY p.id
"""


TAKES: Final = "(CASE WHEN s.places > 0 AND s.places < s.minimum THEN s.places ELSE s.minimum END)"
"""Of a shift `s`: `Shift.takes`, in SQL. A test holds the two together."""

_IS_SHORT = f"s.minimum > 0 AND {IS_ON} AND s.starts_at > :latest AND {TAKES} > {TAKEN} + {HELD}"
_POSTED_AT = "COALESCE(s.posted_at, s.moved_at)"
_IS_DUE = f"(s.starts_at <= :near OR {_POSTED_AT} <= :long_ago)"
_NOT_JUST_NOW = "NOT EXISTS (SELECT 1 FROM ask_rounds n WHERE n.shift_id = s.id AND n.next_at > :now)"

_LOOKED_AT: Final = "COALESCE((SELECT n.next_at FROM ask_rounds n WHERE n.shift_id = s.id), 0) AS next_at"

TO_LOOK_AT: Final = f"""
    SELECT s.id, {_LOOKED_AT} FROM shifts s JOIN activities a ON a.id = s.activity_id
    WHERE {_IS_SHORT} AND {_IS_DUE} AND {_NOT_JUST_NOW}
    UNION
    SELECT s.id, {_LOOKED_AT} FROM asks k JOIN shifts s ON s.id = k.shift_id JOIN activities a ON a.id = s.activity_id
    WHERE k.counted IS NULL AND (
        k.answer IS NOT NULL OR k.at <= :silent OR s.starts_at <= :now OR NOT ({IS_ON}) OR {TAKES} <= {TAKEN}
        OR {HAS_COME}
    )
    UNION
    SELECT s.id, 0 AS next_at FROM shifts s JOIN activities a ON a.id = s.activity_id
        JOIN ask_rounds n ON n.shift_id = s.id AND n.told_at IS NOT NULL
    WHERE {IS_ON} AND s.starts_at > :now AND {TAKES} <= {TAKEN}
    ORDER BY 2, 1 LIMIT :limit
"""

NEXT_LOOK: Final = f"""
    SELECT MIN(CASE WHEN n.next_at > due.at THEN n.next_at ELSE due.at END) AS at FROM (
        SELECT s.id, CASE WHEN {_POSTED_AT} + :after < s.starts_at - :before THEN {_POSTED_AT} + :after
            ELSE s.starts_at - :before END AS at
        FROM shifts s JOIN activities a ON a.id = s.activity_id WHERE {_IS_SHORT}
    ) due LEFT JOIN ask_rounds n ON n.shift_id = due.id
"""


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody near enough, with what signing up asks about them."""

    person_id: int
    facts: Facts
    available: frozenset[Slot] | None


def in_turn(unit_id: int, after: Candidate | None, limit: int) -> Query:
    """The people of a unit and below it who answer, for `candidate_in`: who was asked longest ago first."""
    last = seconds(after.asked_at) if after and after.asked_at else 0 if after else -1
    return query(_IN_TURN, unit=unit_id, last=last, number=after.person_id if after else 0, limit=limit)


def candidate_in(row: Row) -> Candidate:
    """Somebody whom `in_turn` has found."""
    return Candidate(person_id=row["person_id"], asked_at=instant(row["asked_last"]) if row["asked_last"] else None)


async def near(tx: Transaction, shift_id: int, people: Collection[int], now: int) -> list[Near]:
    """Those of them who have nothing to do with a shift and nothing else then: in three hops, however many they are."""
    numbers, values = listed("person", people)
    rows = await tx.all(_NEAR.format(people=numbers), shift=shift_id, now=now, **values)
    if not rows:
        return []
    [of_shift] = await tx.all(
        f"SELECT {ACTIVITY}, {SHIFT}, {CAPACITY} FROM {FROM_SHIFT} WHERE s.id = :shift", shift=shift_id
    )
    shift = shift_in(of_shift)
    rooms = (await rooms_by_shift(tx, [shift_id] if shift.roles else [])).get(shift_id, ())
    held = await _held(tx, rows) if rooms else {}
    return [
        Near(
            person_id=row["person_id"],
            facts=Facts(
                standing=row["standing"],
                activity=activity_in(of_shift),
                shift=shift,
                mine=None,
                clash=None,  # whoever has one is not among them
                capacity=capacity_in(of_shift),
                no_shows=days_in(row["no_shows"]),
                reachable=row["reachable"],
                born=born_in(row["born"]),
                roles=rooms,
                held=held.get(row["person_id"], NOTHING_HELD),
                needs_induction=bool(row["needs_induction"]),
            ),
            available=_slots(row["available"]),
        )
        for row in rows
    ]


async def _held(tx: Transaction, rows: Sequence[Row]) -> Mapping[int, Held]:
    people, numbers = listed("person", [row["person_id"] for row in rows])
    had = await tx.all(
        f"""
        SELECT q.person_id, q.kind_id, k.code, q.level, q.state, q.expires_on
        FROM qualifications q JOIN qualification_kinds k ON k.id = q.kind_id
        WHERE q.person_id IN ({people}) AND q.state IN ('pending', 'verified') ORDER BY q.id
        """,
        **numbers,
    )
    by_person: dict[int, list[Row]] = {}
    for row in had:
        by_person.setdefault(row["person_id"], []).append(row)
    return {row["person_id"]: held_in(by_person.get(row["person_id"], ()), (row,)) for row in rows}


def _slots(written: str | None) -> frozenset[Slot] | None:
    if written is None or written == WITHHELD:
        return None
    return frozenset(Slot(int(slot)) for slot in written.split(APART) if slot)
