"""The seeded city's busiest week, as if it began tomorrow: what time brings of it, all of it due."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from benchmarks.city import ZONE
from storage.engine.database import Database, Transaction, Value
from storage.engine.retrying import written
from storage.engine.values import seconds
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Month
from volunteering.rules.ground.policy import Policy, Quiet

_DAYS: Final = 7
_SHIFTS: Final = "SELECT s.id, s.day FROM shifts s ORDER BY s.id"
_MOVED: Final = """
    UPDATE shifts SET day = :day, month = :month, starts_at = starts_at + :by, ends_at = ends_at + :by,
        moved_at = moved_at + :by, roster_at = NULL, roster_by = NULL
    WHERE id = :shift
"""
_SIGNED_UP: Final = "UPDATE signups SET at = at + :by WHERE shift_id = :shift"

_WITH_A_LINE: Final = """
    SELECT s.id FROM shifts s WHERE s.state = 'open' AND s.starts_at > :late AND s.places > 0
        AND EXISTS (SELECT 1 FROM signups g WHERE g.shift_id = s.id AND g.state = 'waiting')
"""
_FORTY: Final = """
    SELECT s.id FROM shifts s JOIN activities a ON a.id = s.activity_id AND a.state = 'open'
    WHERE s.state = 'open' AND s.starts_at > :late AND s.roles = 0
        AND NOT EXISTS (SELECT 1 FROM signups g WHERE g.shift_id = s.id AND g.state = 'waiting')
    ORDER BY s.starts_at, s.id LIMIT 40
"""
_TAKEN: Final = "(SELECT COUNT(*) FROM signups g WHERE g.shift_id = shifts.id AND g.state = 'confirmed')"
_ONE_FREE: Final = f"UPDATE shifts SET places = {_TAKEN} + 1 WHERE id IN ({_WITH_A_LINE})"
_HELD: Final = f"""
    UPDATE signups SET held_until = :now - 1 WHERE shift_id IN ({_WITH_A_LINE}) AND state = 'waiting' AND ticket = (
        SELECT MIN(w.ticket) FROM signups w WHERE w.shift_id = signups.shift_id AND w.state = 'waiting'
    )
"""
_TO_CONFIRM: Final = f"""
    UPDATE signups SET to_confirm = CAST(:long_ago AS BIGINT), coming = NULL,
        confirm_until = CASE WHEN person_id % 2 = 0 THEN CAST(:now AS BIGINT) - 60 ELSE CAST(:now AS BIGINT) + 60 END
    WHERE state = 'confirmed' AND at < :long_ago AND shift_id IN ({_FORTY})
"""

LINES: Final = "places free beside lines"
LAPSED: Final = "offers that lapsed"
MOVES: Final = "moves to confirm in 40 shifts"
SHORT: Final = "help for 40 shifts, three missing in each"
VERY_SHORT: Final = "help for 40 shifts, twenty missing in each"
WRITTEN: Final = "the ledger of a day, looked at once more"

_DUE: Final[Mapping[str, Sequence[str]]] = {
    LINES: (_ONE_FREE,),
    LAPSED: (_ONE_FREE, _HELD),
    MOVES: (_TO_CONFIRM,),
    SHORT: (f"UPDATE shifts SET minimum = {_TAKEN} + 3, places = 0 WHERE id IN ({_FORTY})",),
    VERY_SHORT: (f"UPDATE shifts SET minimum = {_TAKEN} + 20, places = 0 WHERE id IN ({_FORTY})",),
    WRITTEN: ("UPDATE entries SET at = :now - 60 WHERE id > (SELECT MAX(e.id) - 1000 FROM entries e)",),
}


@dataclass(frozen=True, slots=True)
class BusiestWeek:
    """When it is looked at: the evening before its first day, with no night in it."""

    moment: Moment

    @classmethod
    def ahead_of(cls, now: datetime) -> "BusiestWeek":
        """The week that begins on the day after an instant's."""
        evening = datetime.combine(now.astimezone(ZONE).date(), time(18), ZONE)
        return cls(Moment(now=evening, zone=ZONE, policy=Policy(quiet_hours=Quiet(first=0, until=0))))

    @property
    def first_day(self) -> date:
        """The local date on which it begins."""
        return self.moment.today + timedelta(days=1)

    async def move_here(self, database: Database) -> None:
        """Have the busiest seven days of the city be this week, with whoever signed up for them."""
        await written(database, self._move)

    async def _move(self, transaction: Transaction) -> None:
        shifts = {row["id"]: date.fromisoformat(row["day"]) for row in await transaction.all(_SHIFTS)}
        first = _busiest(Counter(shifts.values()))
        later = self.first_day - first
        for shift_id, day in shifts.items():
            if first <= day < first + timedelta(days=_DAYS):
                by, moved = later.days * 86_400, day + later
                month = str(Month.of(moved))
                transaction.later(_MOVED, shift=shift_id, day=moved.isoformat(), month=month, by=by)
                transaction.later(_SIGNED_UP, shift=shift_id, by=by)

    async def make_due(self, database: Database, what: str) -> None:
        """Have it be due; nothing where time alone does that."""
        now = self.moment.now
        instants: dict[str, Value] = {
            "now": seconds(now),
            "late": seconds(now + timedelta(hours=12)),
            "long_ago": seconds(now - timedelta(days=2)),
        }

        async def make(transaction: Transaction) -> None:
            for statement in _DUE.get(what, ()):
                asked = {name: at for name, at in instants.items() if f":{name}" in statement}
                await transaction.execute(statement, **asked)

        await written(database, make)


def _busiest(shifts: Mapping[date, int]) -> date:
    """The first of the seven days with the most shifts."""

    def held_from(day: date) -> int:
        return sum(shifts.get(day + timedelta(days=days), 0) for days in range(_DAYS))

    return max(sorted(shifts), key=held_from)
