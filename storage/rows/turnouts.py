"""How many came of those who had answered what, by kind of shift: what the ledger adds up to, kept beside it.

A kind is a unit's activities of one category (decisions 66 and 69). Whoever adds lines adds to these sums in the same
transaction; those of a unit are made anew where it becomes part of another, or an activity is of another category.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from storage.engine.database import Reader, Row, Transaction, query
from storage.engine.readonly import locking
from storage.rows.statements import below, listed
from volunteering.rules.answers import ReminderAnswer
from volunteering.rules.hours import Entry
from volunteering.rules.turnouts import LEAST_PEOPLE, Past, TurnedOut

COMING: Final = 1
LATE: Final = 2


def answer_of(number: int | None) -> ReminderAnswer:
    """What `signups.coming` says. To an older replica, which knows one answer alone, whoever is late is coming."""
    if not number:
        return ReminderAnswer.SILENT
    return ReminderAnswer.LATE if number == LATE else ReminderAnswer.COMING


_IS_COUNTED: Final = f"""
    g.state = 'confirmed' AND (
        SELECT COUNT(*) FROM signups c WHERE c.shift_id = s.id AND c.state = 'confirmed'
    ) >= {LEAST_PEOPLE}
"""
"""Of a sign-up `g` for a shift `s`, which is counted once: a place, where it isn't about one or two people."""


def _as_the_ledger_says(which: str) -> str:
    """The rows of `turnouts` of those units `u`."""
    return f"""
        SELECT a.unit_id, a.category, COALESCE(g.coming, 0) AS answer,
            CAST(SUM(e.participations + e.no_shows) AS BIGINT) AS cases, CAST(SUM(e.participations) AS BIGINT) AS came
        FROM activities a JOIN shifts s ON s.activity_id = a.id
            JOIN entries e ON e.shift_id = s.id
            JOIN signups g ON g.shift_id = s.id AND g.person_id = e.person_id
        WHERE {which} AND {_IS_COUNTED}
        GROUP BY a.unit_id, a.category, COALESCE(g.coming, 0)
        HAVING SUM(e.participations + e.no_shows) <> 0
    """


OF_EVERY_UNIT: Final = f"INSERT INTO turnouts (unit_id, category, answer, cases, came) {_as_the_ledger_says('1 = 1')}"
"""Keeps what the ledger says, where it was filled otherwise."""

_ANEW: Final = (
    "DELETE FROM turnouts WHERE unit_id = :unit",
    f"INSERT INTO turnouts (unit_id, category, answer, cases, came) {_as_the_ledger_says('a.unit_id = :unit')}",
)

_ADD: Final = """
    INSERT INTO turnouts (unit_id, category, answer, cases, came) VALUES (:unit, :category, :answer, :cases, :came)
    ON CONFLICT (unit_id, category, answer) DO UPDATE
        SET cases = turnouts.cases + excluded.cases, came = turnouts.came + excluded.came
"""

_WRITTEN: Final = f"""
    SELECT g.shift_id, g.person_id, COALESCE(g.coming, 0) AS answer, a.unit_id, a.category
    FROM signups g JOIN shifts s ON s.id = g.shift_id JOIN activities a ON a.id = s.activity_id
    WHERE g.shift_id = :shift AND {_IS_COUNTED}
"""

_UNITS: Final = """
    SELECT DISTINCT a.unit_id FROM shifts s JOIN activities a ON a.id = s.activity_id WHERE s.id IN ({these})
"""

_AT_ONCE: Final = 500  # numbers in one statement

_KEPT: Final = "SELECT unit_id, category, answer, cases, came FROM turnouts WHERE unit_id = :unit AND cases <> 0"


def past_of(shifts: str) -> str:
    """SQL for what is known of shifts like these, for `past_in`; of trainings nothing, which have their own ledger.

    What all there are came to is added up once for all of them, by category; that of the units around, by unit.
    """
    return f"""
        WITH every AS MATERIALIZED (
            SELECT t.category, t.answer, SUM(t.cases) AS cases, SUM(t.came) AS came
            FROM turnouts t GROUP BY t.category, t.answer
        )
        SELECT s.id AS shift_id, e.answer, CASE WHEN e.category = a.category THEN 1 ELSE 0 END AS near,
            CAST(SUM(e.cases) AS BIGINT) AS cases, CAST(SUM(e.came) AS BIGINT) AS came
        FROM shifts s JOIN activities a ON a.id = s.activity_id CROSS JOIN every e
        WHERE s.id IN ({shifts}) AND a.training = 0
        GROUP BY 1, 2, 3
        UNION ALL
        SELECT s.id AS shift_id, t.answer, CASE WHEN t.unit_id = a.unit_id THEN 3 ELSE 2 END AS near,
            CAST(SUM(t.cases) AS BIGINT) AS cases, CAST(SUM(t.came) AS BIGINT) AS came
        FROM shifts s JOIN activities a ON a.id = s.activity_id JOIN units mine ON mine.id = a.unit_id
            JOIN units above ON above.id = COALESCE(mine.parent_id, mine.id) JOIN units u ON {below("u", "above")}
            JOIN turnouts t ON t.unit_id = u.id AND t.category = a.category
        WHERE s.id IN ({shifts}) AND a.training = 0
        GROUP BY 1, 2, 3
    """


PAST: Final = past_of(":shift")


_COUNTS_IN: Final = ((0,), (0, 1), (2,), (2, 3))
"""Of `near`: other categories, the category, the units around with it, and the unit itself: in which sums each is."""


def past_in(rows: Iterable[Row]) -> Past:
    """What past shifts came to: all of them, and ever nearer ones."""
    found: tuple[dict[ReminderAnswer, TurnedOut], ...] = ({}, {}, {}, {})
    for row in rows:
        answer = answer_of(row["answer"])
        for number in _COUNTS_IN[row["near"]]:
            known = found[number].get(answer, TurnedOut())
            found[number][answer] = TurnedOut(cases=known.cases + row["cases"], came=known.came + row["came"])
    return found


class TurnoutSums:
    """Adds up what lines add, and writes it with the commit, in one order."""

    __slots__ = ("_cases", "_tx")

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._cases: dict[int, list[Entry]] = {}  # by shift

    def note(self, entry: Entry) -> None:
        """A line is written."""
        if entry.shift_id is None or not (entry.participations or entry.no_shows):
            return
        if not self._cases:
            self._tx.before_commit(self._write)
        self._cases.setdefault(entry.shift_id, []).append(entry)

    async def _write(self) -> None:
        cases, self._cases = self._cases, {}
        added: Counter[tuple[int, str, int]] = Counter()
        came: Counter[tuple[int, str, int]] = Counter()
        for shift_id, entries in sorted(cases.items()):
            rows = await self._tx.all(_WRITTEN, shift=shift_id)
            kinds = {row["person_id"]: (row["unit_id"], row["category"], row["answer"]) for row in rows}
            for entry in entries:
                if kind := kinds.get(entry.person_id):
                    added[kind] += entry.participations + entry.no_shows
                    came[kind] += entry.participations
        for unit_id, category, answer in sorted(added):
            kind = unit_id, category, answer
            self._tx.later(_ADD, unit=unit_id, category=category, answer=answer, cases=added[kind], came=came[kind])


def add_up_later(tx: Transaction, activity_id: int) -> None:
    """Keep of an activity's unit what its lines add up to, when everything else is written."""

    async def write() -> None:
        row = await tx.one("SELECT a.unit_id FROM activities a WHERE a.id = :activity", activity=activity_id)
        if row:
            await add_up(tx, row["unit_id"])

    tx.before_commit(write)


async def add_up(tx: Transaction, unit_id: int) -> None:
    """Keep of a unit what its lines add up to now; whoever adds lines meanwhile adds them to that."""
    held = query("UPDATE turnouts SET cases = cases WHERE unit_id = :unit", unit=unit_id)
    await tx.several(*locking(tx, held), query("SELECT 1 AS held"))
    for statement in _ANEW:
        tx.later(statement, unit=unit_id)


async def units_with_other_sums(reader: Reader, shifts: Sequence[int]) -> Sequence[int]:
    """The units of these shifts whose sums are not what their lines add up to, by number."""
    units = set[int]()
    for first in range(0, len(shifts), _AT_ONCE):
        these, numbers = listed("shift", shifts[first : first + _AT_ONCE])
        units |= {row["unit_id"] for row in await reader.all(_UNITS.format(these=these), **numbers)}
    found: list[int] = []
    for unit_id in sorted(units):
        kept, says = await reader.several(
            query(_KEPT, unit=unit_id), query(_as_the_ledger_says("a.unit_id = :unit"), unit=unit_id)
        )
        if _sums(kept) != _sums(says):
            found.append(unit_id)
    return found


def _sums(rows: Iterable[Row]) -> set[tuple[str, int, int, int]]:
    return {(row["category"], row["answer"], row["cases"], row["came"]) for row in rows}
