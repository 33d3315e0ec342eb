"""`python -m benchmarks.scale`: seeds a city on both databases and prints the tables of docs/scale.md."""

import asyncio
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.scale.measuring import Measured, measure
from benchmarks.scale.model import BULK, COUNTRY, PEOPLE, busy, bytes_after, lateness, rows_a_year
from tests.support.databases import Databases

REPLICAS = 2
SERVED = (1, 3, 10, 30, 100)  # cities by one bot
GB = 1e9


def main() -> None:
    """Measure what one city costs, derive what many do, and print both."""
    with tempfile.TemporaryDirectory() as folder, Databases(Path(folder)) as databases:
        measured = []
        for kind in ("sqlite", "postgresql"):
            with databases.fresh(kind, migrated=False) as url:
                measured.append(asyncio.run(measure(url)))
    sqlite, postgres = measured
    rows = rows_a_year(postgres)
    _print(_rows(sqlite, postgres, rows))
    _print(_sums(sqlite, postgres, rows))
    _print(_one_bot(postgres))


def _print(lines: Iterable[str]) -> None:
    print("\n".join(lines), end="\n\n")


def _line(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _table(heads: Sequence[str], lines: Iterable[Sequence[object]]) -> list[str]:
    return [_line(*heads), _line(*("---" for _ in heads)), *(_line(*line) for line in lines)]


def _rows(sqlite: Measured, postgres: Measured, rows: dict[str, int]) -> list[str]:
    heads = ("table", "rows a year", "SQLite, bytes a row", "with indexes", "PostgreSQL, bytes a row", "with indexes")
    lines = []
    for table, number in rows.items():
        sizes = [measured.sizes[table] for measured in (sqlite, postgres)]
        cells = [f"{value:,.0f}" for size in sizes for value in (size.bytes_of_row, size.bytes_with_indexes)]
        lines.append((table, f"{number:,}", *cells))
    return _table(heads, lines)


def _sums(sqlite: Measured, postgres: Measured, rows: dict[str, int]) -> list[str]:
    peak = busy(postgres, rows, postgres.statements, REPLICAS)
    sent = rows["outbox"]

    def line(what: str, of_a_city: float, unit: str = "", digits: int = 0) -> tuple[str, ...]:
        times = (1, 100, COUNTRY // PEOPLE)
        return (what, *(f"{of_a_city * number:,.{digits if number == 1 else 0}f}{unit}" for number in times))

    lines = [
        line("volunteers", PEOPLE),
        line("rows after a year", sum(rows.values())),
        line("SQLite after a year", bytes_after(1, rows, sqlite.sizes) / GB, " GB", 2),
        line("PostgreSQL after a year", bytes_after(1, rows, postgres.sizes) / GB, " GB", 2),
        line("PostgreSQL after ten years", bytes_after(10, rows, postgres.sizes) / GB, " GB", 2),
        line("taps a second, busiest minute of the year", peak.taps, "", 1),
        line("statements a second, the same, while reminders go out at the limit", peak.statements),
        line("statements a second, idle", peak.idle_statements, "", 1),
        line("messages sent a year", sent),
        line("messages a second, busiest", BULK),
        line("bots", 1),
        line("processes", REPLICAS),
        line("connections, idle", REPLICAS * 2),
        line("connections, at most", REPLICAS * 11),
    ]
    statements, day = f"{postgres.statements:.1f}", f"{peak.busiest_day:.1f}"
    facts = f"Measured: {statements} statements a sign-up; the busiest day has {day} times the mean."
    return [*_table(("", "a city", "a hundred cities", "a country"), lines), "", facts]


def _one_bot(measured: Measured) -> list[str]:
    heads = (
        "cities served by one bot",
        "volunteers",
        "reminders late, median",
        "99 of 100 within",
        "the latest",
        "a letter to all takes",
    )
    lines = []
    for cities in SERVED:
        late = lateness(measured.starts, cities)
        letter = PEOPLE * cities / BULK
        seconds = (late.median, late.p99, late.worst, letter)
        lines.append((cities, f"{PEOPLE * cities:,}", *map(_spoken, seconds)))
    return _table(heads, lines)


def _spoken(seconds: float) -> str:
    for size, unit in ((86_400, "d"), (3600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{seconds / size:.1f} {unit}"
    return f"{seconds:.1f} s"


if __name__ == "__main__":
    main()
