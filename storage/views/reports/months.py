"""Months as conditions of a query, as a whole or up to a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from storage.engine.database import Query, Value, query
from storage.engine.values import seconds
from volunteering.rules.ground.periods import Month, start_of_day
from volunteering.rules.reports import Span

Until = tuple[str, dict[str, Value]]
"""What is added to a condition about months, with its values."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A span as a whole, or up to a day of it."""

    span: Span
    last: date | None = None  # local
    beyond: datetime | None = None  # the first instant that is not in it

    @classmethod
    def up_to(cls, day: date, span: Span, zone: ZoneInfo) -> Self:
        """The days of a span to this local one."""
        return cls(span, day, start_of_day(day + timedelta(days=1), zone))

    @property
    def months(self) -> tuple[Month, ...]:
        """Those that it has a day of."""
        last = self.last
        return self.span.months if last is None else tuple(one for one in self.span.months if one.first_day() <= last)


class Months:
    """The months of one or more stretches."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self._months = sorted({str(month) for stretch in stretches for month in stretch.months})
        self._ends = [(one.last, one.beyond) for one in stretches if one.last and one.beyond]

    def to_day(self, month: str, day: str) -> Until:
        """Of a month that isn't asked for as a whole: no later day, in the columns named."""
        return self._until(month, f"{day} <=", [last.isoformat() for last, _ in self._ends])

    def to_instant(self, month: str, instant: str) -> Until:
        """The same of a column of instants."""
        return self._until(month, f"{instant} <", [seconds(beyond) for _, beyond in self._ends])

    def _until(self, month: str, comes_by: str, ends: Sequence[Value]) -> Until:
        values: dict[str, Value] = {}
        for number, (end, (last, _)) in enumerate(zip(ends, self._ends, strict=True)):
            values |= {f"ended_{number}": str(Month.of(last)), f"end_{number}": end}
        numbers = range(len(ends))
        return "".join(f" AND ({month} <> :ended_{n} OR {comes_by} :end_{n})" for n in numbers), values

    def asked(self, sql: str, scope: Mapping[str, str], unit_id: int, until: Until, **values: Value) -> Query:
        """The query, whose text has `{months}` and `{until}`."""
        months: dict[str, Value] = {f"month_{number}": month for number, month in enumerate(self._months)}
        condition, ends = until
        listed = ", ".join(f":{name}" for name in months)
        return query(sql.format(**scope, months=listed, until=condition), unit=unit_id, **months, **ends, **values)
