"""Bringing people along (docs/rules.md: People brought along): rows that were decided on go into the tables."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from volunteering.actions.exams.entering import write_grade
from volunteering.actions.importing.ending import tell_of_end
from volunteering.records import Records
from volunteering.rules.exams.announced import Grade
from volunteering.rules.ground.moment import Moment
from volunteering.rules.hours import Entry, Kind, Subject, entry_for
from volunteering.rules.importing.asking import AskedLine, Asks, Grades, Makes, NextRows
from volunteering.rules.importing.comparing import KnownPerson, is_held
from volunteering.rules.importing.placing import Placed
from volunteering.rules.importing.sending import ListEnd
from volunteering.rules.journal import Did
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Language, Person, Standing

AT_ONCE: Final = 10
"""Rows that are written together: so few that nobody's tap waits for them."""


async def bring_next(records: Records, import_id: int, moment: Moment) -> int:
    """Put the next rows of a list that was decided on into the tables. How many they were; 0: all are there.

    Whatever has happened since it was decided, each of them finds a place: somebody who has registered meanwhile is
    given the hours, and for a unit that is gone stands the one that it is a part of, or the top.
    """
    following = await records.importing.next_rows(import_id, AT_ONCE, moment.now)
    if following is None:
        return 0
    for _, row in following.rows:
        if isinstance(row, Makes):
            await records.importing.make_unit(row.unit, moment.now)
    if people := [row for _, row in following.rows if isinstance(row, Asks)]:
        await _bring(records, people, following.by_id, following.language, moment)
    for _, row in following.rows:
        if isinstance(row, Grades) and following.by_id is not None:
            await _enter(records, row, following.by_id, moment)
    if following.rows:
        records.importing.done(import_id, [ordinal for ordinal, _ in following.rows])
    else:
        _finish(records, import_id, following, moment)
    return len(following.rows)


def _finish(records: Records, import_id: int, following: NextRows, moment: Moment) -> None:
    records.importing.finish(import_id)
    has_results = following.sent is not None and following.sent.trial.results is not None
    if not has_results:  # each of those was noted for itself
        records.journal.note(Did.IMPORTED, by_id=following.by_id, at=moment.now)
    if following.sent and following.by_id is not None:
        tell_of_end(records, following.by_id, following.sent, ListEnd.IMPORTED, moment)


async def _enter(records: Records, row: Grades, by_id: int, moment: Moment) -> None:
    """Somebody's result, where it is still what it was when this was shown: who enters one meanwhile is newer."""
    found = await records.exams.entry(row.entry_id)
    if found is None:
        return
    exam, entry = found
    is_as_shown = Grade(result=entry.result, mark=entry.mark) == row.was
    if is_as_shown and entry.is_in and entry.person_id != by_id and exam.takes_results(moment.now):
        await write_grade(records, by_id, exam, entry, row.grade, moment)


async def _bring(
    records: Records, people: Sequence[Asks], by_id: int | None, language: Language, moment: Moment
) -> None:
    known = dict(await records.importing.known([asks.phone for asks in people]))
    places = {place for asks in people for place in (asks.unit, *(line.unit for line in asks.lines)) if place}
    units = await records.importing.units_of(places)
    top = await records.units.top()
    # Somebody with very many lines comes in several rows, and is one person.
    strangers = [*{asks.phone: asks for asks in people if asks.phone not in known}.values()]
    homes = [_unit(units, asks.unit, top) for asks in strangers]
    numbers = await records.importing.expect(strangers, homes, language, moment.now)
    for asks, home, number in zip(strangers, homes, numbers, strict=True):
        known[asks.phone] = KnownPerson(id=number, name=asks.name, unit=home, standing=Standing.EXPECTED, carried={})
    entries: list[Entry] = []
    for asks in people:
        person = known[asks.phone]
        home = _unit(units, asks.unit, person.unit)
        if person.standing is Standing.EXPECTED:
            await _change(records, asks, person, home, moment.now)
        else:
            home = person.unit
        entries += [
            entry
            for line in asks.lines
            if (entry := _entry(line, person, _unit(units, line.unit, home), by_id, moment)) is not None
        ]
        for qualification in asks.qualifications:
            if not is_held(person, qualification):
                records.importing.qualify(person.id, qualification, by_id, moment.now)
    records.importing.carry(entries)


def _unit(units: Mapping[Placed, Unit], place: Placed | None, otherwise: Unit) -> Unit:
    return otherwise if place is None else units[place]


async def _change(records: Records, asks: Asks, person: KnownPerson, home: Unit, at: datetime) -> None:
    name = asks.name if asks.name and asks.name != person.name else None
    unit_id = home.id if home.id != person.unit.id else None
    if name or unit_id:
        await records.people.change(person.id, name=name, unit_id=unit_id)
    if asks.said and (fields := asks.said.beyond(person.said)):
        await records.profiles.change(person.id, asks.said, fields, at)


def _entry(line: AskedLine, person: KnownPerson, unit: Unit, by_id: int | None, moment: Moment) -> Entry | None:
    return entry_for(
        Subject(person_id=person.id, unit_id=unit.id, day=line.day, title=line.title, record=line.record),
        Kind.CARRIED_OVER,
        line.minutes,
        person.carried.get(line.about),
        by_id=by_id,
        at=moment.now,
    )


async def arrive(records: Records, phone: str, telegram_id: int, language: Language, moment: Moment) -> Person | None:
    """Whoever shares their own contact finds the record that was brought along: it is their account from now on.

    None: nobody is expected with that number. Their hours are there, and they are new in this month.
    """
    expected = await records.importing.expected_with(phone) if phone else None
    if expected is None:
        return None
    month = moment.month
    arrived = await records.importing.arrive(
        expected.id, telegram_id=telegram_id, language=language, at=moment.now, month=month
    )
    if not arrived:
        return None
    records.journal.note(
        Did.RECORD_FOUND, by_id=expected.id, at=moment.now, person_id=expected.id, unit_id=expected.unit.id
    )
    return await records.people.get(expected.id)
