r"""How people write dates, times, lengths, numbers and months (`corpus.tsv`): each read right, or asked about rightly.

In the file, `+02:00` is the day after, `? two_dates` a question, and `\u202e` stands for a character nobody would see.
"""

import csv
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from volunteering.rules.ground.periods import Period
from volunteering.rules.reading import Toward, Unreadable, read_day, read_length, read_period, read_places, read_span
from volunteering.rules.reports import Span

ZONE = ZoneInfo("Asia/Shanghai")
with (Path(__file__).parent / "corpus.tsv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))

READERS: dict[str, Callable[[str, datetime], Period | date | int | Span | Unreadable | None]] = {
    "when": lambda text, now: read_period(text, now, ZONE),
    "day": lambda text, now: read_day(text, now.date(), Toward.LAST),
    "length": lambda text, _: read_length(text),
    "places": lambda text, _: read_places(text),
    "stats": lambda text, now: read_span(text, now.date()),
}


def _written(found: Period | date | int | Span | Unreadable | None) -> str:
    if found is None:
        return "?"
    if isinstance(found, Unreadable):
        return f"? {found.problem}"
    if isinstance(found, Period):
        start, end = found.start.astimezone(ZONE), found.end.astimezone(ZONE)
        later = "+" if end.date() == start.date() + timedelta(days=1) else ""
        return f"{start:%Y-%m-%d %H:%M}-{later}{end:%H:%M}"
    return str(found)


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['as']}: {row['text']}" for row in ROWS])
def test_what_people_write_is_read_right_or_asked_about(row: dict[str, str]) -> None:
    text = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), row["text"])
    now = datetime.fromisoformat(row["now"]).replace(tzinfo=ZONE)
    assert _written(READERS[row["as"]](text, now)) == row["means"]


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    assert len(ROWS) >= 300
    assert {row["as"] for row in ROWS} == set(READERS)
    assert sum(row["means"].startswith("?") for row in ROWS) >= 60


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("text", [mark * 100_000 for mark in ("9", "一", "十", "1️⃣", "\u0301", "5/12 ")], ids=ascii)
def test_a_hundred_thousand_digits_are_no_value(kind: str, text: str) -> None:
    assert _written(READERS[kind](text, datetime(2026, 11, 23, 10, 0, tzinfo=ZONE))).startswith("?")
