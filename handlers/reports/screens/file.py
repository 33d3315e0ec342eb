"""The totals as a table for a spreadsheet: UTF-8 with a mark at its beginning, so that Excel reads Chinese."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from handlers.reports.screens.totals import span_name, title
from handlers.tapping.screen import File
from storage.views.reports.totals import Breakdown, MonthByMonth
from volunteering.rules.reports import Span, Totals
from words.spreadsheets import harmless
from words.words import Words, cut, plain

LONGEST_NAME = 40  # of the unit, in the file's name

Cell = str | int | float


def totals_file(words: Words, span: Span, whole: Totals, units: Breakdown, months: MonthByMonth | None) -> File:
    """One line for the whole, one for each month of a year, one for each unit one level down."""
    top = units.unit.name
    lines: list[list[Cell]] = [_line(words, span, top, whole)]
    for month, figures in months.months if months else ():
        lines.append(_line(words, Span.of(month), top, figures))
    for part in units.parts:
        name = words.say("{team} itself", team=part.unit.name) if part.is_own else part.unit.name
        lines.append(_line(words, span, plain(name), part.totals))
    name = "".join(letter if letter.isalnum() else "-" for letter in cut(top, LONGEST_NAME))
    return File(f"{name}-{span}.csv", _written([_head(words), *lines]), title(words, span, units.unit))


def _head(words: Words) -> Sequence[str]:
    return [
        plain(heading)
        for heading in (
            words.say("Time"),
            words.say("Team"),
            words.say("Activities"),
            words.say("Participations"),
            words.say("People"),
            words.say("New people"),
            words.say("Hours served"),
            words.say("Minutes served"),
            words.say("Minutes outside shifts"),
            words.say("Minutes waiting for approval"),
            words.say("No-shows"),
            words.say("No-show rate"),
            words.say("Places"),
            words.say("Places taken"),
            words.say("Places filled"),
        )
    ]


def _line(words: Words, span: Span, unit: str, figures: Totals) -> list[Cell]:
    return [
        plain(span_name(words, span)),
        unit,
        figures.activities,
        figures.participations,
        figures.people,
        figures.new_people,
        round(figures.minutes / 60, 2),
        figures.minutes,
        figures.minutes_outside,
        figures.pending_minutes,
        figures.no_shows,
        _rate(figures.no_show_rate),
        figures.places,
        figures.places_taken,
        _rate(figures.fill_rate),
    ]


def _rate(share: float | None) -> Cell:
    return "" if share is None else round(share, 4)


def _written(lines: Iterable[Sequence[Cell]]) -> bytes:
    text = StringIO()
    csv.writer(text).writerows([harmless(cell) for cell in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")
