"""The report of a unit as a picture, and as a workbook with a sheet a subject: what the chat shows, and no more."""

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from handlers.census.screens.names import answer_name, subject_name
from handlers.census.screens.report import how_lines, known, no_figures, part_name, served_lines, shown, title
from handlers.showing.files import file_name
from handlers.tapping.screen import File
from storage.views.census import CensusReport
from volunteering.rules.census.subjects import ACTIVES, Chapter
from volunteering.rules.importing.books import Book, BookKind
from words.charts import Bar, Chart, Charts, png
from words.words import Words, plain
from words.workbooks import BookColumn, BookSheet, Cell, CellLook, workbook

MOST_BARS = 12
"""Of units: the largest; how many more there are is said below."""


def picture(words: Words, found: CensusReport) -> File:
    """All chapters as bars."""
    words = words.lasting()
    charts = [
        *(_chart(words, found, subject) for subject in Chapter if found.figures.subjects.get(subject)),
        *_units(words, found),
    ]
    drawn = Charts(
        language=words.language,
        title=plain(title(words, found.unit)),
        lines=[plain(line) for line in _heads(words, found)],
        charts=charts,
        foot=[plain(line) for line in how_lines(words)],
        absent=plain(words.absent),
        at=found.at,
    )
    name = file_name(plain(title(words, found.unit)), f"{found.at:%Y-%m-%d}", ending="png")
    return File(name, partial(png, drawn), title(words, found.unit), is_picture=True)


def _heads(words: Words, found: CensusReport) -> Sequence[Markup]:
    return (
        words.listed(
            (
                words.say("People {people}", people=words.number(found.figures.people)),
                words.say("As of {when}.", when=words.moment(found.at)),
            )
        ),
        *served_lines(words, found),
    )


def _chart(words: Words, found: CensusReport, subject: Chapter) -> Chart:
    return Chart(
        plain(subject_name(words, subject)),
        [
            Bar(plain(answer_name(words, subject, answer)), number, plain(shown(words, number)))
            for answer, number in found.figures.subjects[subject]
        ],
        " ".join(plain(line) for line in known(words, found, subject)),
    )


def _units(words: Words, found: CensusReport) -> Sequence[Chart]:
    parts = sorted(found.figures.parts, key=lambda part: -part.people)
    if not parts:
        return ()
    more = len(parts) - MOST_BARS
    bars = [
        Bar(
            plain(part_name(words, found, part.unit_id)),
            part.people,
            plain(shown(words, part.people or None)),
        )
        for part in parts[:MOST_BARS]
    ]
    note = plain(words.many("and {number} more team", "and {number} more teams", more)) if more > 0 else ""
    return (Chart(plain(words.say("By unit")), bars, note),)


def census_file(words: Words, found: CensusReport) -> File:
    """A sheet for each chapter; hidden figures are cells with a word in them."""
    words = words.lasting()
    above = [plain(title(words, found.unit)), plain(words.say("As of {when}.", when=words.moment(found.at)))]
    sheets = [
        BookSheet(
            plain(words.say("Total")),
            (BookColumn(plain(words.say("Census")), 40), BookColumn(plain(words.say("People")), 14, CellLook.COUNT)),
            _totals(words, found),
            above=[*above, *(plain(line) for line in how_lines(words))],
        ),
        *(
            _sheet(
                words,
                found,
                plain(subject_name(words, subject)),
                [(plain(answer_name(words, subject, answer)), number) for answer, number in figures],
            )
            for subject, figures in ((subject, found.figures.subjects.get(subject, ())) for subject in Chapter)
        ),
        *_units_sheet(words, found),
    ]
    name = file_name(plain(title(words, found.unit)), f"{found.at:%Y-%m-%d}", ending="xlsx")
    return File(name, partial(workbook, Book(kind=BookKind.CENSUS), sheets), title(words, found.unit))


def _totals(words: Words, found: CensusReport) -> list[Sequence[Cell]]:
    figures = found.figures
    active = [
        (plain(words.say("Active in the last {days} days", days=days)), figures.active_within(days))
        for days in ACTIVES.values()
    ]
    rows: list[tuple[str, int | float | None]] = [(plain(words.say("People")), figures.people), *active]
    served: list[tuple[str, int | float | None]] = [
        (plain(words.say("People served in the last 365 days")), figures.served),
        (plain(words.say("People served per volunteer")), round(figures.served_each, 2) if figures.served_each else 0),
    ]
    return [(name, _cell(words, number)) for name, number in (*rows, *served)]


def _units_sheet(words: Words, found: CensusReport) -> Sequence[BookSheet]:
    if not found.below:
        return ()
    lines = [(plain(part_name(words, found, part.unit_id)), part.people or None) for part in found.figures.parts]
    return (_sheet(words, found, plain(words.say("By unit")), lines),)


def _sheet(words: Words, found: CensusReport, name: str, lines: Sequence[tuple[str, int | None]]) -> BookSheet:
    people = found.figures.people
    return BookSheet(
        name,
        (
            BookColumn(name, 40),
            BookColumn(plain(words.say("People")), 14, CellLook.COUNT),
            BookColumn(plain(words.say("Share of all")), 10, CellLook.SHARE),
        ),
        [
            (line, _cell(words, number), None if number is None or not people else number / people)
            for line, number in lines
        ],
        above=() if lines else [plain(no_figures(words))],
    )


def _cell(words: Words, number: float | None) -> Cell:
    return plain(words.say("not shown")) if number is None else number
