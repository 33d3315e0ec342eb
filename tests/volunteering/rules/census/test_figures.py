"""Reports as they are drawn up: what is shown is right, and all of them together tell of nobody."""

import random
from collections import Counter
from collections.abc import Mapping

import pytest

from tests.volunteering.rules.census.test_hiding import a_tree, attack_on_tree, recovered_of_people
from volunteering.rules.census.figures import PeopleCounted, UnitFigures, drawn_up
from volunteering.rules.census.hiding import FEWEST, is_small
from volunteering.rules.census.subjects import ACTIVES, ANSWERS, LONGER, UNKNOWN, Chapter
from volunteering.rules.census.tree import Line, Shape, counted_at, sums

Answers = dict[int, dict[str, int]]


def people_of(dice: random.Random, shape: Shape) -> dict[int, int]:
    return {unit: dice.choice([0, 1, 2, 4, 7, 12, 30]) for unit in shape.downwards()}


def some_answers(dice: random.Random, people: Mapping[int, int], answers: tuple[str, ...]) -> Answers:
    weights = [dice.choice([1, 1, 3, 10, 30]) for _ in answers]
    return {unit: dict(Counter(dice.choices(answers, weights, k=number))) for unit, number in people.items()}


def a_count(dice: random.Random) -> PeopleCounted:
    shape, _ = a_tree(dice)
    people = people_of(dice, shape)
    given = {chapter: some_answers(dice, people, answers) for chapter, answers in ANSWERS.items()}
    given[Chapter.LANGUAGES] = {unit: {"cmn": dice.randint(0, number)} for unit, number in people.items()}
    given[Chapter.DISTRICTS] = some_answers(dice, people, ("East", "West", "far away", UNKNOWN))
    return PeopleCounted(shape=shape, people=people, answers=given, served=people)


def own_lines(counted: PeopleCounted, chapter: Chapter, answers: tuple[str, ...]) -> dict[int, Line]:
    """Counted once more, by whoever reads the rules: people alone in a unit are one level up."""
    at = counted_at(counted.shape, counted.people)
    lines: dict[int, list[int]] = {unit: [0] * len(answers) for unit in counted.shape.downwards()}
    for unit, given in counted.answers[chapter].items():
        where = at.get(unit)
        if where is not None:
            for place, answer in enumerate(answers):
                lines[where][place] += given.get(answer, 0)
    return {unit: tuple(line) for unit, line in lines.items()}


@pytest.mark.parametrize("seed", range(3))
def test_all_reports_together_tell_of_nobody(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(6):
        counted = a_count(dice)
        drawn = drawn_up(counted)
        for chapter, answers in ANSWERS.items():
            own = own_lines(counted, chapter, answers)
            whole = sums(counted.shape, own, len(answers))
            hidden = {}
            for unit, figures in drawn.items():
                shown = figures.subjects[chapter]
                assert [answer for answer, _ in shown] == list(answers)
                assert all(number in {None, line} for (_, number), line in zip(shown, whole[unit], strict=True))
                assert not any(is_small(number) for _, number in shown if number is not None)
                hidden[unit] = frozenset(place for place, (_, number) in enumerate(shown) if number is None)
            assert not recovered_of_people(attack_on_tree(counted.shape, own, whole, hidden)), chapter


def test_no_number_of_people_is_small() -> None:
    dice = random.Random(9)
    for _ in range(100):
        counted = a_count(dice)
        drawn = drawn_up(counted)
        for figures in drawn.values():
            assert not is_small(figures.people)
            assert not any(is_small(part.people) for part in figures.parts)
            assert sum(part.people for part in figures.parts) == figures.people or not figures.parts
        missing = sum(counted.people.values()) - drawn[counted.shape.top].people
        assert missing < FEWEST


@pytest.mark.parametrize(
    ("numbers", "within"),
    [
        ((10, 20, 30, 40), (10, 30, 60)),
        ((None, None, 30, 40), (None, 30, 60)),
        ((10, None, None, 40), (10, None, 60)),
        ((10, 20, None, None), (10, 30, None)),
    ],
)
def test_how_many_were_active_is_told_where_it_gives_nothing_away(
    numbers: tuple[int | None, ...], within: tuple[int | None, ...]
) -> None:
    line = tuple(zip((*ACTIVES, LONGER), numbers, strict=True))
    figures = UnitFigures(people=100, subjects={Chapter.ACTIVE: line})
    assert tuple(figures.active_within(days) for days in (30, 90, 365)) == within


def test_a_district_that_few_live_in_has_no_name() -> None:
    counted = PeopleCounted(
        shape=Shape(top=1, below={}),
        people={1: 20},
        answers={Chapter.DISTRICTS: {1: {"East": 16, "The only house there": 4}}},
        served={},
    )
    named = [answer for answer, _ in drawn_up(counted)[1].subjects[Chapter.DISTRICTS]]
    assert "East" in named
    assert "The only house there" not in named
