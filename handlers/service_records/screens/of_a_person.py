"""The record of one person as a paper: the record book (志願服務紀錄冊), or what Order 67 has in a record (art. 7)."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from markupsafe import Markup

from handlers.buttons.button import Button
from handlers.showing.files import file_name
from handlers.showing.parts import category
from handlers.showing.printed import legible, printed
from handlers.showing.record_laws import record_name
from handlers.showing.training import stage_name
from handlers.tapping.screen import File, Screen, WayBack, page
from storage.views.service_records.of_a_person import HonouredLine, OwnRecord, RecordedService, TrainedLine
from volunteering.rules.activities import Category
from volunteering.rules.record_laws import RecordLaw
from volunteering.rules.training import TrainingStage
from volunteering.rules.volunteers import Person
from words import papers
from words.words import Words, plain

Column = tuple[Markup, int | None]
"""What stands above it, and how many millimetres it has; None shares what is left."""

DAY: Final = 22
HOURS: Final = 20


def sent(words: Words, law: RecordLaw, person: Person, back: Button, *, is_own: bool) -> Screen:
    """The paper comes below; it is personal data."""
    return page(
        record_name(words, law),
        None if is_own else words.say("🙋 {name}", name=person.name),
        words.say("The PDF is below: trainings, service and honours, each with its day and by whom it was recorded."),
        rows=((WayBack(words.say("‹ Back"), back),),),
    )


def record_paper(words: Words, law: RecordLaw, organisation: str, person: Person, found: OwnRecord) -> File:
    """The paper, in the language of whose record it is; `words` are the reader's."""
    said = words.say("{record} of {name}", record=record_name(words, law), name=person.name)
    words = Words(person.language, words.zone, words.now, lasts=True)
    called = plain(record_name(words, law))
    paper = papers.Paper(
        language=words.language,
        title=plain(words.say("{record} of {name}", record=called, name=printed(words, person.name, person.id))),
        lines=[plain(line) for line in _lines(words, person, organisation, found)],
        tables=_tables(words, law, found),
        author=organisation,
        foot=plain(words.listed((organisation, words.say("as of {day}", day=words.long_day(words.today))))),
        numbered=plain(words.say("Page {page} of {pages}", page="{page}", pages="{pages}")),
        absent=plain(words.absent),
        at=words.now,
    )
    return File(file_name(called, person.name, ending="pdf"), partial(papers.pdf, paper), said)


def _lines(words: Words, person: Person, organisation: str, found: OwnRecord) -> Sequence[Markup | str]:
    served = sum(one.line.minutes for one in found.service)
    trained = sum(one.minutes for one in found.trainings)
    return (
        organisation,
        words.say("Volunteer number {number} · {team}", number=person.id, team=person.unit.name),
        words.say("Service {served} · training {trained}", served=words.length(served), trained=words.length(trained)),
        words.say("Hours are those of the service itself; the way there and back is not in them."),
    )


def _tables(words: Words, law: RecordLaw, found: OwnRecord) -> list[papers.PaperTable]:
    honours = _table(words, words.say("Honours"), _honour_columns(words), [_honour(one) for one in found.honours])
    if law is RecordLaw.CN_ORDER_67:
        tables = [_service(words, found, with_place=True), _training(words, words.say("Training"), found.trainings)]
    else:
        stages: tuple[TrainingStage | None, ...] = (*TrainingStage, None)
        tables = [
            *(
                _training(words, _stage(words, stage), [one for one in found.trainings if one.stage is stage])
                for stage in stages
            ),
            _service(words, found, with_place=False),
        ]
    return [table for table in (*tables, honours) if table.rows]


def _stage(words: Words, stage: TrainingStage | None) -> Markup:
    return stage_name(words, stage) if stage else words.say("Further training")


def _table(
    words: Words, title: Markup, columns: Sequence[Column], rows: Sequence[Sequence[Markup | str]]
) -> papers.PaperTable:
    return papers.PaperTable(
        [papers.PaperColumn(plain(head), width) for head, width in columns],
        [[legible(words, plain(cell)) for cell in row] for row in rows],
        title=plain(title),
    )


def _training(words: Words, title: Markup, lines: Sequence[TrainedLine]) -> papers.PaperTable:
    columns: Sequence[Column] = (
        (words.say("Date"), DAY),
        (words.say("Training"), None),
        (words.say("Place"), 30),
        (words.say("Team"), 30),
        (words.say("Hours"), HOURS),
        (words.say("Recorded by"), 26),
    )
    rows = [
        (one.day.isoformat(), one.title, one.place, one.team, words.length(one.minutes), one.recorded_by)
        for one in lines
    ]
    return _table(words, title, columns, rows)


def _service(words: Words, found: OwnRecord, *, with_place: bool) -> papers.PaperTable:
    """What was done: with its place and who was responsible, or else with who recorded it."""
    last: Sequence[Column] = (
        ((words.say("Place"), 26), (words.say("Responsible"), 22)) if with_place else ((words.say("Recorded by"), 26),)
    )
    columns: Sequence[Column] = (
        (words.say("Date"), DAY),
        (words.say("Activity") if with_place else words.say("Service item"), None),
        (words.say("What was done"), None),
        (words.say("Team"), 28),
        *last,
        (words.say("Hours"), HOURS),
    )
    rows = [_served(words, one, with_place=with_place) for one in found.service]
    return _table(words, words.say("Service"), columns, rows)


def _served(words: Words, one: RecordedService, *, with_place: bool) -> tuple[Markup | str, ...]:
    line = one.line
    day = line.day.isoformat() if line.day else words.say("Before")
    last = (line.place, line.responsible) if with_place else (one.recorded_by or line.responsible,)
    return (day, line.activity, _content(words, one), line.unit, *last, words.length(line.minutes))


def _content(words: Words, one: RecordedService) -> Markup | str:
    kind = one.line.category
    return one.line.content or (category(words, Category(kind)) if kind in set(Category) else kind) or one.line.activity


def _honour_columns(words: Words) -> Sequence[Column]:
    return ((words.say("Date"), DAY), (words.say("Honour"), None), (words.say("Awarded by"), 60))


def _honour(one: HonouredLine) -> tuple[Markup | str, ...]:
    return one.day.isoformat(), one.name, one.team
