r"""How people write dates, times, lengths, numbers and months (`corpus.tsv`): each read right, or asked about rightly.

In the file, `+02:00` is the day after, `? two_dates` a question (with what is offered behind a colon, where that
matters), and `\u202e` stands for a character nobody would see. `bit by bit` is what is typed first, and what then.
"""

import csv
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from volunteering.rules.ground.periods import Period
from volunteering.rules.reading import (
    Line,
    Toward,
    Unreadable,
    read_day,
    read_length,
    read_period,
    read_places,
    read_span,
    read_wanted,
    taken_apart,
)
from volunteering.rules.reports import Span
from volunteering.rules.roles import AtLeast, Wanted

ZONE = ZoneInfo("Asia/Shanghai")
with (Path(__file__).parent / "corpus.tsv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))

Found = Period | date | Wanted | Span | Line | Unreadable | None


def _bit_by_bit(text: str, now: datetime) -> Found:
    first, then = text.split(" … ")
    asked = read_period(first, now, ZONE)
    assert isinstance(asked, Unreadable), f"{first!r} is not the whole of it"
    return read_period(then, now, ZONE, kept=asked.kept)


READERS: dict[str, Callable[[str, datetime], Found]] = {
    "when": lambda text, now: read_period(text, now, ZONE),
    "bit by bit": _bit_by_bit,
    "line": lambda text, now: taken_apart(text, now, ZONE) or Line(title="a title"),
    "day": lambda text, now: read_day(text, now.date(), Toward.LAST),
    "length": lambda text, _: read_length(text),
    "places": lambda text, _: read_places(text),
    "wanted": lambda text, _: read_wanted(text),
    "stats": lambda text, now: read_span(text, now.date()),
}


def _written(found: Found) -> str:
    match found:
        case None:
            return "?"
        case Unreadable():
            return ": ".join(
                (f"? {found.problem}", *([", ".join(map(_written, found.periods))] if found.periods else ()))
            )
        case Period():
            start, end = found.start.astimezone(ZONE), found.end.astimezone(ZONE)
            later = "+" if end.date() == start.date() + timedelta(days=1) else ""
            return f"{start:%Y-%m-%d %H:%M}-{later}{end:%H:%M}"
        case AtLeast(minimum=minimum, places=places):
            return f"{'' if places is None else _written(places)} of at least {minimum}".strip()
        case tuple():
            return ", ".join(f"{role.name} {role.limit or 'no limit'}" for role in found)
        case Line():
            return " | ".join(piece or "-" for _, piece in found).removesuffix(" | - | - | -")
    return str(found)


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['as']}: {row['text']}" for row in ROWS])
def test_what_people_write_is_read_right_or_asked_about(row: dict[str, str]) -> None:
    text, means = (
        re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), row[name]) for name in ("text", "means")
    )
    now = datetime.fromisoformat(row["now"]).replace(tzinfo=ZONE)
    written = _written(READERS[row["as"]](text, now))
    asks_only = means.startswith("?") and ": " not in means
    assert (written.split(": ")[0] if asks_only else written) == means


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    assert len(ROWS) >= 800
    assert {row["as"] for row in ROWS} == set(READERS)
    assert sum(row["means"].startswith("?") for row in ROWS) >= 60


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("text", [mark * 100_000 for mark in ("9", "一", "十", "1️⃣", "\u0301", "5/12 ")], ids=ascii)
def test_a_hundred_thousand_digits_are_no_value(kind: str, text: str) -> None:
    if kind in {"bit by bit", "line"}:
        text = f"9 … {text}" if kind == "bit by bit" else f"x | {text}"
    found = READERS[kind](text, datetime(2026, 11, 23, 10, 0, tzinfo=ZONE))
    assert isinstance(found, Line) or _written(found).startswith("?")
