"""The totals as a workbook: a table each for the whole, its months and its units, so that no column counts twice."""

from collections.abc import Iterator, Sequence
from functools import partial

from handlers.reports.screens.totals import span_name, title
from handlers.showing.files import file_name
from handlers.showing.qualifications import named
from handlers.showing.ratings import average_said
from handlers.tapping.screen import File
from storage.views.reports.exams import ExamBreakdown, ExamShare, LevelFigures
from storage.views.reports.quality import QualityShare
from storage.views.reports.study import NO_STUDY, Study
from storage.views.reports.totals import Breakdown, MonthByMonth, Share
from volunteering.rules.importing.books import Book, BookKind
from volunteering.rules.quality import left_late_known
from volunteering.rules.reports import RETURN_WITHIN, Span, Totals
from words.words import Words, plain
from words.workbooks import BookColumn, BookSheet, Cell, CellLook, workbook


def totals_file(
    words: Words,
    span: Span,
    whole: Totals,
    units: Breakdown,
    months: MonthByMonth | None,
    quality: Sequence[QualityShare],
    study: Study = NO_STUDY,
    exams: ExamBreakdown | None = None,
) -> File:
    """The figures of a span, those of each month of a year, those of each unit one level down, and quality of these."""
    top, figures = units.unit.name, _figures(words)
    when = BookColumn(plain(words.say("Time")), 16)
    team = BookColumn(plain(words.say("Team")), 28)
    sheets = [
        BookSheet(
            plain(words.say("Total")), (when, team, *figures), [(plain(span_name(words, span)), top, *_cells(whole))]
        ),
        *(
            [
                BookSheet(
                    plain(words.say("By month")),
                    (BookColumn(plain(words.say("Month")), 10, CellLook.MONTH), *figures),
                    [(month.first_day(), *_cells(totals)) for month, totals in months.months],
                )
            ]
            if months
            else []
        ),
        BookSheet(
            plain(words.say("By unit")),
            (team, *figures),
            [(_part_name(words, part), *_cells(part.totals)) for part in units.parts],
        ),
        _quality_sheet(words, quality),
        *(_study(words, span, units, study) if study != NO_STUDY else ()),
        *(_exams(words, exams) if exams and exams.levels else ()),
    ]
    name = file_name(top, str(span), ending="xlsx")
    return File(name, partial(workbook, Book(kind=BookKind.TOTALS), sheets), title(words, span, units.unit))


def _quality_sheet(words: Words, quality: Sequence[QualityShare]) -> BookSheet:
    """The unit as a whole, then those one level down."""
    counts = CellLook.COUNT
    heads = (
        words.say("Newcomers"),
        words.say("Of whom {days} days are over", days=words.number(RETURN_WITHIN.days)),
        words.say("Of these, came again"),
        words.say("No-shows"),
        words.say("Left late"),
        words.say("Left, not known how late"),
        words.say("Called off late"),
        words.say("Rated by"),
        words.say("Commendations"),
    )
    columns = (
        BookColumn(plain(words.say("Team")), 28),
        *(BookColumn(plain(head), 14, counts) for head in heads),
        BookColumn(plain(words.say("Rating")), 14),
    )
    return BookSheet(plain(words.say("Quality")), columns, [_quality_cells(words, part) for part in quality])


def _quality_cells(words: Words, part: QualityShare) -> Sequence[Cell]:
    one, again = part.quality, part.quality.returning
    return (
        _part_name(words, part),
        None if part.is_own else again.newcomers,
        None if part.is_own else again.settled,
        None if part.is_own else again.returned,
        one.no_shows,
        left_late_known(one.left_late, one.left_unknown),
        one.left_unknown,
        one.called_off_late,
        one.rated_by,
        one.commendations,
        plain(average_said(words, one.rating)) if one.rating else None,
    )


def _study(words: Words, span: Span, units: Breakdown, study: Study) -> Iterator[BookSheet]:
    """Sheets of its own, so that nobody adds study to service."""
    team = BookColumn(plain(words.say("Team")), 28)
    columns = (
        BookColumn(plain(words.say("Trainings")), 14, CellLook.COUNT),
        BookColumn(plain(words.say("People trained")), 14, CellLook.COUNT),
        BookColumn(plain(words.say("Hours of study")), 14, CellLook.HOURS),
    )
    when = BookColumn(plain(words.say("Time")), 16)
    whole = (plain(span_name(words, span)), units.unit.name, *_study_cells(study))
    yield BookSheet(plain(words.say("Training")), (when, team, *columns), [whole])
    parts = [(_part_name(words, part), *_study_cells(part.study)) for part in units.parts if part.study != NO_STUDY]
    if parts:
        yield BookSheet(plain(words.say("Training by unit")), (team, *columns), parts)


def _study_cells(study: Study) -> Sequence[Cell]:
    return study.trainings, study.people, study.minutes / 60


def _part_name(words: Words, part: Share | QualityShare | ExamShare) -> str:
    return plain(words.say("{team} itself", team=part.unit.name)) if part.is_own else part.unit.name


def _exams(words: Words, found: ExamBreakdown) -> Iterator[BookSheet]:
    """By level, then by level of each unit one level down, so that no column counts twice."""
    team = BookColumn(plain(words.say("Team")), 28)
    columns = (
        BookColumn(plain(words.say("Qualification")), 28),
        *(
            BookColumn(plain(head), 14, CellLook.COUNT)
            for head in (words.say("People registered"), words.say("People who came"), words.say("People who passed"))
        ),
    )
    yield BookSheet(plain(words.say("Exams")), columns, [_exam_cells(words, one) for one in found.levels])
    if any(not part.is_own for part in found.parts):
        rows = [(_part_name(words, part), *_exam_cells(words, one)) for part in found.parts for one in part.levels]
        yield BookSheet(plain(words.say("Exams by unit")), (team, *columns), rows)


def _exam_cells(words: Words, one: LevelFigures) -> Sequence[Cell]:
    figures = one.figures
    return plain(named(words, one.kind, one.level)), figures.registered, figures.came, figures.passed


def _figures(words: Words) -> Sequence[BookColumn]:
    counts, hours, shares = CellLook.COUNT, CellLook.HOURS, CellLook.SHARE
    return [
        BookColumn(plain(head), 14, shown)
        for head, shown in (
            (words.say("Activities"), counts),
            (words.say("Participations"), counts),
            (words.say("People"), counts),
            (words.say("New people"), counts),
            (words.say("Hours served"), hours),
            (words.say("Hours outside shifts"), hours),
            (words.say("Hours waiting for approval"), hours),
            (words.say("People served"), counts),
            (words.say("Handed out"), counts),
            (words.say("No-shows"), counts),
            (words.say("No-show rate"), shares),
            (words.say("Places"), counts),
            (words.say("Places taken"), counts),
            (words.say("Places filled"), shares),
        )
    ]


def _cells(figures: Totals) -> Sequence[Cell]:
    """As `_figures` are; hours as they are, however they are shown, so that what is added up is right."""
    return (
        figures.activities,
        figures.participations,
        figures.people,
        figures.new_people,
        figures.minutes / 60,
        figures.minutes_outside / 60,
        figures.pending_minutes / 60,
        figures.served_people,
        figures.handed_out,
        figures.no_shows,
        figures.no_show_rate,
        figures.places,
        figures.places_taken,
        figures.fill_rate,
    )
