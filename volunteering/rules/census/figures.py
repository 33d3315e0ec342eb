"""The figures of every unit, drawn up from what was counted: as they are shown, without what is hidden."""

from collections.abc import Mapping, Sequence
from typing import Final

from volunteering.rules.census.hiding import FEWEST
from volunteering.rules.census.subjects import ACTIVES, ANSWERS, ELSEWHERE, UNKNOWN, Chapter
from volunteering.rules.census.tree import Line, Shape, counted_at, hidden_below, sums
from volunteering.rules.ground.model import Model

MOST_NAMED: Final = 10
"""How many districts, and how many languages, have a line of their own."""

ByUnit = Mapping[int, Mapping[str, int]]
"""How many people at home in each unit gave each answer."""


class PeopleCounted(Model):
    """What there is to draw reports up from: people by the unit that they are at home in."""

    shape: Shape
    people: Mapping[int, int]
    answers: Mapping[Chapter, ByUnit]
    served: Mapping[int, int]  # people served by a unit's own shifts, in the year to today


class Part(Model):
    """One level down: a unit, or the one itself with those who are directly in it."""

    unit_id: int
    people: int


class UnitFigures(Model):
    """The report of a unit and everything below it. None in place of a number: it is hidden."""

    people: int = 0  # who count there
    parts: tuple[Part, ...] = ()
    served: int = 0  # people served, in the year to the day it was drawn up
    subjects: Mapping[Chapter, tuple[tuple[str, int | None], ...]] = {}

    def unknown(self, subject: Chapter) -> int | None:
        """Of how many nothing is known; None where that is hidden."""
        return next((people for answer, people in self.subjects.get(subject, ()) if answer == UNKNOWN), None)

    def hides(self, subject: Chapter) -> bool:
        """Whether any of its figures is left out."""
        return any(people is None for _, people in self.subjects.get(subject, ()))

    def active_within(self, days: int) -> int | None:
        """How many gave time in so many days, one of `ACTIVES`; None where a figure that makes it up is hidden."""
        until = list(ACTIVES).index(str(days)) + 1
        numbers = [people for _, people in self.subjects.get(Chapter.ACTIVE, ())]
        if None not in numbers[:until]:
            return sum(number or 0 for number in numbers[:until])
        return None if None in numbers[until:] else self.people - sum(number or 0 for number in numbers[until:])

    @property
    def served_each(self) -> float | None:
        """People served per volunteer; None without volunteers."""
        return self.served / self.people if self.people else None


def drawn_up(counted: PeopleCounted) -> dict[int, UnitFigures]:
    """Each unit's report, such that all of them together tell of nobody where fewer than five are."""
    shape = counted.shape
    counts_at = counted_at(shape, counted.people)
    people = {unit: line[0] for unit, line in _lines(counts_at, {u: {"": n} for u, n in counted.people.items()}, [""])}
    whole = {unit: line[0] for unit, line in sums(shape, {unit: (n,) for unit, n in people.items()}, 1).items()}
    served = {unit: line[0] for unit, line in sums(shape, {u: (n,) for u, n in counted.served.items()}, 1).items()}
    subjects = {
        subject: _of_languages(shape, counts_at, by_unit, people)
        if subject is Chapter.LANGUAGES
        else _of_subject(shape, counts_at, _with_named(subject, by_unit))
        for subject, by_unit in counted.answers.items()
    }
    return {
        unit: UnitFigures(
            people=whole[unit],
            parts=_parts(shape, unit, people.get(unit, 0), whole),
            served=served[unit],
            subjects={subject: figures[unit] for subject, figures in subjects.items()},
        )
        for unit in whole
    }


Figures = dict[int, tuple[tuple[str, int | None], ...]]


def _parts(shape: Shape, unit: int, own: int, whole: Mapping[int, int]) -> tuple[Part, ...]:
    below = shape.below.get(unit, ())
    itself = (Part(unit_id=unit, people=own),) if below and own else ()
    return (*itself, *(Part(unit_id=one, people=whole[one]) for one in below))


def _lines(counts_at: Mapping[int, int | None], by_unit: ByUnit, answers: Sequence[str]) -> list[tuple[int, Line]]:
    """For each unit in which people count, how many gave each answer."""
    found: dict[int, list[int]] = {}
    for unit, given in by_unit.items():
        at = counts_at.get(unit)
        if at is not None:
            line = found.setdefault(at, [0] * len(answers))
            for place, answer in enumerate(answers):
                line[place] += given.get(answer, 0)
    return [(unit, tuple(line)) for unit, line in found.items()]


def _of_subject(shape: Shape, counts_at: Mapping[int, int | None], named: tuple[ByUnit, Sequence[str]]) -> Figures:
    by_unit, answers = named
    own = dict(_lines(counts_at, by_unit, answers))
    whole = sums(shape, own, len(answers))
    hidden = hidden_below(shape, own, whole)
    return {
        unit: tuple((answer, None if place in hidden[unit] else line[place]) for place, answer in enumerate(answers))
        for unit, line in whole.items()
    }


def _of_languages(
    shape: Shape, counts_at: Mapping[int, int | None], by_unit: ByUnit, people: Mapping[int, int]
) -> Figures:
    """Of each language a table of its own: who speaks it, and everybody else, whether they have said so or not."""
    found: Figures = {}
    for language in _most_named(by_unit):
        speak = dict(_lines(counts_at, by_unit, [language]))
        both = {unit: (number := speak.get(unit, (0,))[0], all_ - number) for unit, all_ in people.items()}
        whole = sums(shape, both, 2)
        hidden = hidden_below(shape, both, whole)
        for unit, (number, _) in whole.items():
            found[unit] = (*found.get(unit, ()), (language, None if hidden[unit] else number))
    return found or dict.fromkeys(shape.downwards(), ())


def _with_named(subject: Chapter, by_unit: ByUnit) -> tuple[ByUnit, Sequence[str]]:
    """The answers of a subject in their order; of districts the greatest, and the others together."""
    if subject in ANSWERS:
        return by_unit, ANSWERS[subject]
    names = _most_named(by_unit)
    kept = {*names, UNKNOWN}
    together: dict[int, dict[str, int]] = {}
    for unit, given in by_unit.items():
        line = together.setdefault(unit, {})
        for answer, number in given.items():
            name = answer if answer in kept else ELSEWHERE
            line[name] = line.get(name, 0) + number
    return together, (*names, ELSEWHERE, UNKNOWN)


def _most_named(by_unit: ByUnit) -> list[str]:
    """What most people say, beginning with the most; that somebody says it is told where five do."""
    numbers: dict[str, int] = {}
    for given in by_unit.values():
        for answer, number in given.items():
            numbers[answer] = numbers.get(answer, 0) + number
    numbers.pop(UNKNOWN, None)
    most = sorted(numbers.items(), key=lambda one: (-one[1], one[0]))[:MOST_NAMED]
    return [name for name, number in most if number >= FEWEST]
