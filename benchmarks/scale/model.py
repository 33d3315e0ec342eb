"""What is derived: rows a year, the busiest minute, and how late one bot's reminders are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.scale.measuring import Measured, ShiftsBegin, Size
from volunteering.rules.ground.policy import Policy

PEOPLE: Final = 28_000
COUNTRY: Final = 300_000_000
BULK: Final = 30  # messages a second of one bot (docs/telegram.md: Sending)
SWEEP: Final = 30  # seconds between two sweeps (scheduling/timetable.py)
BEFORE: Final = tuple(hours * 3600 for hours in Policy().reminders_hours)  # seconds: the reminders
YEAR: Final = 365 * 86_400

# Assumed, not measured.
TAPS: Final = 6  # for each sign-up: the list, the card, the button, the reminder's answer, a look at /my, the hours
WRITING: Final = 2  # of them
BUSIEST_HOUR: Final = 0.15  # of a day's taps
BUSIEST_MINUTE: Final = 3.0  # times the mean of that hour
LETTERS: Final = 12  # a year, each to everybody
READING_STATEMENTS: Final = 4  # of a tap that only looks
DELIVERING_STATEMENTS: Final = 5  # for each message: still owed, what it says, written down

KEPT_DAYS: Final[Mapping[str, int]] = {"inbox": 2, "outbox": 90}


def rows_a_year(measured: Measured) -> dict[str, int]:
    """Rows that a city gets in a year, table by table; those of people are there from the start."""
    sizes = measured.sizes
    signups = sizes["signups"].rows
    reminded = sum(start.people for start in measured.starts)
    return {
        "people": sizes["people"].rows,
        "activities": sizes["activities"].rows,
        "shifts": sizes["shifts"].rows,
        "signups": signups,
        "entries": sizes["entries"].rows,
        "claims": sizes["claims"].rows,
        "reminders": len(BEFORE) * reminded,
        "outbox": (len(BEFORE) + 1) * reminded + LETTERS * PEOPLE,
        "journal": signups + sizes["claims"].rows,
        "inbox": WRITING * signups,
    }


def bytes_after(years: int, rows: Mapping[str, int], sizes: Mapping[str, Size]) -> float:
    """What a city's tables and indexes take after so many years."""
    total = 0.0
    for table, number in rows.items():
        kept = KEPT_DAYS.get(table)
        lines = number * kept / 365 if kept else number if table == "people" else number * years
        total += lines * sizes[table].bytes_with_indexes
    return total


@dataclass(frozen=True, slots=True)
class Busy:
    """The busiest minute of the busiest day of a city's year."""

    busiest_day: float  # times the mean day
    taps: float  # a second
    statements: float  # a second, all that reaches the database
    idle_statements: float  # a second, when nobody taps and nothing is due


def busy(measured: Measured, rows: Mapping[str, int], statements: float, replicas: int) -> Busy:
    """The peak, derived from the shape of the year."""
    by_day: dict[int, int] = {}
    for start in measured.starts:
        by_day[start.at // 86_400] = by_day.get(start.at // 86_400, 0) + start.people
    peak = max(by_day.values()) / (sum(by_day.values()) / 365)
    a_day = rows["signups"] * TAPS / 365
    taps = a_day * peak * BUSIEST_HOUR / 3600 * BUSIEST_MINUTE
    of_a_tap = (WRITING * statements + (TAPS - WRITING) * READING_STATEMENTS) / TAPS
    idle = 2.0 + replicas + 10 / SWEEP  # the outbox is looked at each second, each replica gives a sign of life
    return Busy(peak, taps, taps * of_a_tap + BULK * DELIVERING_STATEMENTS + idle, idle)


@dataclass(frozen=True, slots=True)
class Lateness:
    """How late reminders leave, in seconds."""

    median: float
    p99: float
    worst: float


def lateness(starts: Sequence[ShiftsBegin], times: int = 1) -> Lateness:
    """Simulate a year of one bot that serves so many cities: what is due waits in line, thirty go each second."""
    batches = sorted((_swept(start.at - before), start.people * times) for start in starts for before in BEFORE)
    waits: list[tuple[float, int]] = []
    free_at = 0.0
    for due, messages in _merged(batches):
        begins = max(free_at, float(due))
        free_at = begins + messages / BULK
        # A batch in ten parts: near enough, and a country's year stays a small list.
        parts = [(begins - due + part / 10 * messages / BULK, messages // 10 or 1) for part in range(1, 11)]
        waits += parts
    waits.sort()
    return Lateness(_quantile(waits, 0.5), _quantile(waits, 0.99), waits[-1][0])


def _swept(due: int) -> int:
    return -(-due // SWEEP) * SWEEP


def _merged(batches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: dict[int, int] = {}
    for due, messages in batches:
        merged[due] = merged.get(due, 0) + messages
    return sorted(merged.items())


def _quantile(waits: Sequence[tuple[float, int]], share: float) -> float:
    left = share * sum(messages for _, messages in waits)
    for wait, messages in waits:
        left -= messages
        if left <= 0:
            return wait
    return waits[-1][0]
