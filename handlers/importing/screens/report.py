"""The report of a list: what would come of it or came of it, and each row with what is done with it and why."""

from collections.abc import Iterator, Mapping

from volunteering.rules.importing.books import Book, BookKind
from volunteering.rules.importing.comparing import Aspect, RowResult
from volunteering.rules.importing.outcome import Outcome, RowVerdict
from volunteering.rules.importing.problems import RowProblem, Wrong
from words.words import Words, plain, sentence
from words.workbooks import BookColumn, BookSheet, CellLook, workbook

_ORDER = (RowResult.WRONG, RowResult.NEW, RowResult.CHANGED, RowResult.SAME)
"""What wants looking at comes first."""


_WRONG: Mapping[Wrong, str] = {
    Wrong.NO_PHONE: sentence("No phone number: nobody could find this record."),
    Wrong.NOT_A_PHONE: sentence("“{text}” is not a phone number."),
    Wrong.PHONE_ROUNDED: sentence("“{text}”: the spreadsheet has cut off digits. Format the column as text."),
    Wrong.PHONE_TWICE: sentence("The same phone number is in row {row} ({text})."),
    Wrong.OTHER_NAME: sentence("With this phone number row {row} has {text}."),
    Wrong.NO_NAME: sentence("No name, and nobody with this phone number is known."),
    Wrong.NAME_TOO_LONG: sentence("The name is too long."),
    Wrong.UNIT_TOO_LONG: sentence("The team's name is too long."),
    Wrong.UNIT_UNCLEAR: sentence("Several teams are called “{text}”. Write what it is in, as in: Jiaojiang > {text}"),
    Wrong.UNIT_OUTSIDE: sentence("“{text}” is not one of your teams."),
    Wrong.NO_UNIT: sentence("No team is named."),
    Wrong.NO_HOURS: sentence("No hours."),
    Wrong.NOT_HOURS: sentence("“{text}” is not a length of time."),
    Wrong.TOO_MANY_HOURS: sentence("“{text}” is more than anybody can give."),
    Wrong.DAY_TOO_LONG: sentence("More than 24 hours on {text}."),
    Wrong.NO_DATE: sentence("No date."),
    Wrong.NOT_A_DATE: sentence("“{text}” is not a date."),
    Wrong.DATE_AHEAD: sentence("{text} has not come yet."),
    Wrong.UNKNOWN_QUALIFICATION: sentence(
        "There is no qualification called “{text}”. Which there are stands under /qualifications, Kinds."
    ),
    Wrong.UNKNOWN_LEVEL: sentence("The qualification has no level “{text}”."),
    Wrong.NO_ISSUED: sentence("“{text}” holds for some time only: say on which day it was issued."),
    Wrong.NOT_A_VALUE: sentence("“{text}” can't stand in this column."),
    Wrong.OWN_HOURS: sentence("This is yourself: another admin has to import what you gave or learned."),
    Wrong.NOT_YOURS: sentence("{text} belongs to a team that you are no admin of."),
}
"""What is said of each; {text} is what stands there, or who has it already."""


def report(words: Words, outcome: Outcome) -> bytes:
    """The workbook: the rows, what is wrong on top; on a second sheet what is made, and what wasn't used."""
    rows = sorted(outcome.rows, key=lambda row: (_ORDER.index(row.verdict), row.spot.sheet, row.spot.row))
    columns = (
        BookColumn(plain(words.say("Row")), 8, CellLook.COUNT),
        BookColumn(plain(words.say("Sheet")), 14),
        BookColumn(plain(words.say("Name")), 16),
        BookColumn(plain(words.say("Phone")), 18),
        BookColumn(plain(words.say("Team")), 28),
        BookColumn(plain(words.say("Result")), 12),
        BookColumn(plain(words.say("Why")), 70),
    )
    sheets = [
        BookSheet(
            name=plain(words.say("Rows")),
            columns=columns,
            rows=[_cells(words, row) for row in rows],
            above=[plain(line) for line in summary(words, outcome)],
        )
    ]
    if aside := list(_aside(words, outcome)):
        head = BookColumn(plain(words.say("Besides")), 90)
        sheets.append(BookSheet(name=plain(words.say("Besides")), columns=(head,), rows=[(line,) for line in aside]))
    return workbook(Book(kind=BookKind.PEOPLE_REPORT), sheets)


def summary(words: Words, outcome: Outcome) -> list[str]:
    """What it comes to, in a line for each."""
    wrong = outcome.count(RowResult.WRONG)
    lines = [
        words.many("{number} row", "{number} rows", len(outcome.rows)),
        words.listed(
            words.say("{what}: {count}", what=_verdict(words, verdict), count=words.number(outcome.count(verdict)))
            for verdict in (RowResult.NEW, RowResult.CHANGED, RowResult.SAME, RowResult.WRONG)
        ),
        words.many("{number} new person", "{number} new people", outcome.new_people),
    ]
    if outcome.new_units:
        lines.append(words.many("{number} team is made", "{number} teams are made", len(outcome.new_units)))
    if wrong:
        lines.append(words.say("⚠️ While anything is wrong, nothing is imported."))
    return [str(line) for line in lines]


def _cells(words: Words, row: RowVerdict) -> tuple[str | int, ...]:
    return (
        row.spot.row,
        row.spot.sheet,
        row.name,
        row.phone,
        " > ".join(row.unit),
        plain(_verdict(words, row.verdict)),
        plain(words.listed(_why(words, row))),
    )


def _verdict(words: Words, verdict: RowResult) -> str:
    return {
        RowResult.NEW: words.say("new"),
        RowResult.CHANGED: words.say("changed"),
        RowResult.SAME: words.say("as before"),
        RowResult.WRONG: words.say("wrong"),
    }[verdict]


def _why(words: Words, row: RowVerdict) -> Iterator[str]:
    yield from (_problem(words, problem) for problem in row.problems)
    named = {
        Aspect.PERSON: words.say("somebody new"),
        Aspect.NAME: words.say("another name"),
        Aspect.UNIT: words.say("team"),
        Aspect.HOURS: words.say("hours"),
        Aspect.QUALIFICATION: words.say("qualification"),
        Aspect.PARTICULARS: words.say("what they say of themselves"),
    }
    yield from (named[what] for what in row.what)
    if row.keeps and not row.problems:
        yield words.say("is registered: name and team stay as they chose them")


def _problem(words: Words, problem: RowProblem) -> str:
    said = words.say(_WRONG[problem.wrong], text=problem.said, row=words.number(problem.other))
    return words.say("{heading}: {said}", heading=problem.heading, said=said) if problem.heading else said


def _aside(words: Words, outcome: Outcome) -> Iterator[str]:
    yield from (plain(words.say("Made: {team}", team=" > ".join(names))) for names in outcome.new_units)
    for sheet, heading in outcome.unused:
        yield plain(words.say("Not used: column “{heading}” {sheet}", heading=heading, sheet=sheet))
    yield from (plain(words.say("Not used: sheet “{sheet}”", sheet=sheet)) for sheet in outcome.passed_over)
