"""A file beside what is known: which rows are new, change something or are wrong, and why. Nothing is written."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.importing.lists import ListFile
from bot.importing.qualifying import Kinds
from storage.engine.database import Reader
from storage.rows import Rows
from storage.rows.importing import known_by_phone
from storage.rows.tree import UNIT, unit_in
from storage.views.service_records.of_units import given_here
from volunteering.rules.importing.asking import AskedLine, Asks, Makes, Row
from volunteering.rules.importing.comparing import (
    Aspect,
    KnownPerson,
    ListOwner,
    PersonChanges,
    RowResult,
    changes,
    problem_of,
    verdict_of,
)
from volunteering.rules.importing.gathering import Brought, WholeList, gathered
from volunteering.rules.importing.outcome import Outcome, RowVerdict
from volunteering.rules.importing.placing import ListedUnits, Placed, in_order
from volunteering.rules.importing.problems import RowProblem
from volunteering.rules.importing.rows import ListedRow, Spot
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Standing

MOST_LINES: Final = 50
"""Of one person's, that go into the tables together."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What would come of a file, and what is to be put down for it: units first, then people by their numbers."""

    outcome: Outcome
    asks: list[Row]


async def try_list(reader: Reader, found: ListFile, limits: ListOwner, today: date) -> Tried:
    """Look everybody up, and say of each row what would come of it."""
    known = await known_by_phone(reader, {row.phone for row in found.rows if row.phone})
    if other := _numbers_of_one(known):
        by_one = [row.model_copy(update={"phone": other.get(row.phone, row.phone)}) for row in found.rows]
        return await try_list(reader, replace(found, rows=by_one), limits, today)
    units = {unit.id: unit for unit in map(unit_in, await reader.all(f"SELECT {UNIT} FROM units u"))}
    kinds = Kinds(await Rows.reading(reader).kinds.all_for(limits.unit), today)
    listed = ListedUnits(units.values(), limits.unit)
    rows = [_looked_through(row, listed, kinds) for row in found.rows]
    file = gathered(rows)
    recorded = [phone for phone, brought in file.people.items() if any(line.record for line in brought.lines)]
    given = await given_here(reader, [known[phone].id for phone in recorded if phone in known])
    planning = _Planning(listed, known, kinds, limits, given)
    planned = {phone: planning.plan(brought) for phone, brought in sorted(file.people.items())}
    wrong = _wrong(file, planned)
    placed = planning.places(sorted(file.units.items()), wrong)
    del file  # of a city's list every stage has some 50 MB
    asks: list[Row] = []
    changed: dict[str, PersonChanges] = {}
    for phone, plan in planned.items():
        if isinstance(plan, RowProblem):
            continue
        changed[phone] = changes(plan, known.get(phone))
        if changed[phone].what:
            asks += _in_pieces(plan)
            placed += [unit for unit in (plan.unit, *(line.unit for line in plan.lines)) if unit]
    makes = in_order(placed)
    outcome = Outcome(
        rows=tuple(_verdict(row, changed, planning.units, known, wrong) for row in rows),
        new_units=tuple((*_names(units, one.unit_id), *one.below) for one in makes),
        new_people=sum(phone not in known for phone in changed),
        unused=tuple(found.unused),
        passed_over=tuple(found.passed_over),
    )
    return Tried(outcome, [*(Makes(unit=one) for one in makes), *asks])


def _looked_through(row: ListedRow, listed: ListedUnits, kinds: Kinds) -> ListedRow:
    """A row with whatever else is wrong with it beside what is here: all of it is said at once."""
    found = (
        None if row.record else listed.unclear(row.unit),
        kinds.problem_with(row.certificate) if row.certificate else None,
    )
    problems = tuple(problem for problem in found if problem)
    return row.model_copy(update={"problems": (*row.problems, *problems)}) if problems else row


def _numbers_of_one(known: Mapping[str, KnownPerson]) -> Mapping[str, str]:
    """Of whoever is in the list by several numbers: which one stands for the others."""
    first: dict[int, str] = {}
    standing = {phone: first.setdefault(person.id, phone) for phone, person in sorted(known.items())}
    return {phone: stands for phone, stands in standing.items() if stands != phone}


def _verdict(
    row: ListedRow,
    changed: Mapping[str, PersonChanges],
    units: Mapping[tuple[str, ...], Placed],
    known: Mapping[str, KnownPerson],
    wrong: Mapping[Spot, tuple[RowProblem, ...]],
) -> RowVerdict:
    if problems := wrong.get(row.spot):
        return _wrong_row(row, problems)
    if row.phone:
        return _person_row(row, changed[row.phone], known.get(row.phone))
    return _unit_row(row, units[row.unit])


class _Planning:
    def __init__(
        self,
        listed: ListedUnits,
        known: Mapping[str, KnownPerson],
        kinds: Kinds,
        limits: ListOwner,
        given: Collection[tuple[int, date, str]],
    ) -> None:
        self._listed = listed
        self._kinds = kinds
        self._known = known
        self._limits = limits
        self._given = given  # here, by person, day and title
        self.units: dict[tuple[str, ...], Placed] = {}

    def plan(self, brought: Brought) -> Asks | RowProblem:
        """What is to hold for somebody, or why it can't."""
        known = self._known.get(brought.phone)
        problem = problem_of(brought, known, self._limits)
        if problem:
            return problem
        unit = self._listed.place(brought.unit) if brought.unit or known is None else None
        lines: list[AskedLine] = []
        for line in brought.lines:
            if line.record and known and (known.id, line.day, line.title) in self._given:
                continue
            given_in = self._listed.place(line.unit) if line.unit else None
            if isinstance(given_in, RowProblem):
                return given_in
            asked = AskedLine(day=line.day, title=line.title, minutes=line.minutes, record=line.record, unit=given_in)
            lines.append(asked)
        if isinstance(unit, RowProblem):
            return unit
        qualifications = self._kinds.asked(brought.certificates)
        if isinstance(qualifications, RowProblem):
            return qualifications
        return Asks(
            phone=brought.phone,
            name=brought.name,
            unit=unit,
            said=brought.said,
            lines=tuple(lines),
            qualifications=qualifications,
        )

    def places(
        self, units: Sequence[tuple[tuple[str, ...], Collection[Spot]]], wrong: dict[Spot, tuple[RowProblem, ...]]
    ) -> list[Placed]:
        """Where the units of lists of units are; what is unclear is wrong."""
        found: list[Placed] = []
        for names, rows in units:
            placed = self._listed.place(names)
            if isinstance(placed, RowProblem):
                wrong.update(dict.fromkeys(rows, (placed,)))
            else:
                self.units[names] = placed
                found.append(placed)
        return found


def _wrong(file: WholeList, planned: Mapping[str, Asks | RowProblem]) -> dict[Spot, tuple[RowProblem, ...]]:
    wrong = dict(file.problems)
    for phone, plan in planned.items():
        if isinstance(plan, RowProblem):
            wrong |= {row.spot: (plan,) for row in file.people[phone].rows}
    return wrong


def _wrong_row(row: ListedRow, problems: tuple[RowProblem, ...]) -> RowVerdict:
    return RowVerdict(
        spot=row.spot, name=row.name, phone=row.phone, verdict=RowResult.WRONG, problems=problems, unit=row.unit
    )


def _person_row(row: ListedRow, found: PersonChanges, known: KnownPerson | None) -> RowVerdict:
    what = found.of_row(row, known)
    return RowVerdict(
        spot=row.spot,
        name=row.name or (known.name if known else ""),
        phone=row.phone,
        verdict=verdict_of(what, known, row),
        what=what,
        unit=row.unit,
        keeps=known is not None and known.standing is not Standing.EXPECTED,
    )


def _unit_row(row: ListedRow, placed: Placed) -> RowVerdict:
    verdict = RowResult.NEW if placed.below else RowResult.SAME
    what = (Aspect.UNIT,) if placed.below else ()
    return RowVerdict(spot=row.spot, name="", phone="", verdict=verdict, what=what, unit=row.unit)


def _in_pieces(asks: Asks) -> list[Row]:
    """Somebody with very many lines comes in several rows, so that none of them takes long to write."""
    if len(asks.lines) <= MOST_LINES:
        return [asks]
    first = asks.model_copy(update={"lines": asks.lines[:MOST_LINES]})
    rest = [asks.lines[at : at + MOST_LINES] for at in range(MOST_LINES, len(asks.lines), MOST_LINES)]
    return [first, *(asks.model_copy(update={"lines": lines, "qualifications": ()}) for lines in rest)]


def _names(units: Mapping[int, Unit], unit_id: int) -> tuple[str, ...]:
    """The way down to a unit by name, without the top."""
    return tuple(units[number].name for number in units[unit_id].ids[1:])
