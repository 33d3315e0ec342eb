"""What leaders learn of ratings: never one or two people's, whatever they read when, and whom they correct."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from itertools import combinations, product
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.city import NOW
from volunteering.rules.thanks import (
    FEWEST,
    Commendation,
    Rating,
    average_of,
    may_rate_until,
    of_yesterday,
    seen_of,
    to_take_up,
    words_to_read,
)

PEOPLE = range(7)
Act = tuple[Literal["rate", "withdraw", "correct", "night"], int, int]
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("rate"), st.sampled_from(PEOPLE), st.integers(1, 5)),
        st.tuples(st.just("rate"), st.sampled_from(PEOPLE), st.integers(1, 5)),
        st.tuples(st.just("withdraw"), st.sampled_from(PEOPLE), st.just(0)),
        st.tuples(st.just("correct"), st.sampled_from(PEOPLE), st.integers(0, 1)),
        st.tuples(st.just("night"), st.just(0), st.just(0)),
    ),
    max_size=60,
)
Value = tuple[int, int]
"""A person's rating, and which of theirs it is: what somebody gives anew is nothing that was known before."""


class RatedShift:
    """A shift with its ratings, as rows would have it."""

    def __init__(self) -> None:
        self.ratings: dict[int, Rating] = {}
        self.gave: dict[int, Value] = {}  # of what somebody gives now
        self.shown: dict[int, Value] = {}  # of what was taken up
        self.times = 0
        self.batches = 0
        self.came = dict.fromkeys(PEOPLE, True)

    def does(self, act: Act) -> None:
        what, who, value = act
        match what:
            case "rate":
                old = self.ratings.get(who)
                if old is None or old.stars != value:
                    self.times += 1
                    self.gave[who] = (who, self.times)
                    if old and old.shown == value:  # as it was taken up: nothing new
                        self.gave[who] = self.shown[who]
                self.ratings[who] = (
                    old.model_copy(update={"stars": value}) if old else Rating(person_id=who, stars=value)
                )
            case "withdraw":
                self.ratings.pop(who, None)
            case "correct":
                self.came[who] = bool(value)
            case "night":
                self._takes_up()

    def _takes_up(self) -> None:
        taken = to_take_up(self.all)
        self.batches += bool(taken)
        for rating in taken:
            self.shown[rating.person_id] = self.gave[rating.person_id]
            self.ratings[rating.person_id] = rating.model_copy(
                update={"shown": rating.stars, "batch": self.batches, "batch_size": len(taken)}
            )

    @property
    def all(self) -> list[Rating]:
        return [rating.model_copy(update={"came": self.came[who]}) for who, rating in self.ratings.items()]

    @property
    def seen(self) -> frozenset[Value]:
        """Whose ratings make up what leaders see, and which of theirs."""
        counted = [rating for rating in self.all if rating.came and rating.batch is not None]
        whole = [
            rating for rating in counted if sum(other.batch == rating.batch for other in counted) == rating.batch_size
        ]
        return frozenset(self.shown[rating.person_id] for rating in whole)


PRIME = 2**61 - 1


def _rank(sums: Sequence[Sequence[int]]) -> int:
    """Of how many figures none follows from the others; reckoned with remainders, so that it is exact."""
    rows, done = [list(row) for row in sums], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in range(done, len(rows)) if rows[row][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        inverse = pow(rows[done][column], -1, PRIME)
        for other in range(done + 1, len(rows)):
            factor = rows[other][column] * inverse % PRIME
            if factor:
                pairs = zip(rows[other], rows[done], strict=True)
                rows[other] = [(cell - factor * mine) % PRIME for cell, mine in pairs]
        done += 1
    return done


def _learned(sums: Collection[frozenset[Value]]) -> list[tuple[Value, ...]]:
    """One or two ratings of which something follows from figures, however they are added and subtracted."""
    values = sorted({value for one in sums for value in one})
    rows = [[int(value in one) for value in values] for one in sums]
    every = _rank(rows)
    return [
        some
        for some in (*combinations(values, 1), *combinations(values, 2))
        if _rank([[cell for cell, value in zip(row, values, strict=True) if value not in some] for row in rows]) < every
    ]


@given(acts=ACTS)
def test_no_figure_and_no_difference_of_figures_stands_for_fewer_than_three(acts: list[Act]) -> None:
    """Whatever is rated, changed and taken back, whoever is corrected and back, and whenever it is read."""
    shift, read = RatedShift(), [frozenset[Value]()]
    for act in acts:
        shift.does(act)
        read.append(shift.seen)
        seen = seen_of(shift.all)
        assert seen.people == len(shift.seen)
        assert seen.people == 0 or seen.people >= FEWEST
        assert (seen.average is None) == (seen.people == 0)
    assert not _learned(set(read))
    for earlier, later in product(read, read):
        assert len(earlier ^ later) == 0 or len(earlier ^ later) >= FEWEST


@given(acts=ACTS)
def test_only_those_who_came_count(acts: list[Act]) -> None:
    shift = RatedShift()
    for act in acts:
        shift.does(act)
        assert all(shift.came[who] for who, _ in shift.seen)
        assert all(who in shift.ratings for who, _ in shift.seen), "what is taken back counts nowhere"


@given(acts=ACTS)
def test_with_three_new_ones_everybody_is_seen(acts: list[Act]) -> None:
    """Nobody's rating is left out for good because somebody else's was corrected."""
    shift = RatedShift()
    for act in acts:
        shift.does(act)
    for who in PEOPLE:
        shift.does(("correct", who, 1))
    for stars in (1, 2):
        for who in PEOPLE:
            shift.does(("rate", who, stars))
    shift.does(("night", 0, 0))
    assert len(shift.seen) == len(PEOPLE)


@pytest.mark.parametrize("people", [3, 4, 5, 8])
def test_an_average_leaves_open_what_each_gave(people: int) -> None:
    """In halves, and without telling all the worst or all the best from nearly so."""
    by_average: dict[int, list[tuple[int, ...]]] = {}
    for given_stars in product(range(1, 6), repeat=min(people, 4)):
        stars = given_stars + (3,) * (people - len(given_stars))
        average = average_of(sum(stars), people)
        assert average is not None
        assert abs(average.stars - sum(stars) / people) <= 0.5
        by_average.setdefault(average.halves, []).append(stars)
    for same in by_average.values():
        for who in range(min(people, 4)):
            assert len({stars[who] for stars in same}) > 1


def test_what_an_average_says() -> None:
    assert average_of(10, 2) is None
    assert [average_of(stars, 3) and average_of(stars, 3).halves for stars in (3, 6, 7, 10, 15)] == [3, 4, 5, 7, 9]  # type: ignore[union-attr]
    best, worst = average_of(15, 3), average_of(3, 3)
    assert best is not None
    assert worst is not None
    assert (best.stars, best.is_most, worst.stars, worst.is_least) == (4.5, True, 1.5, True)


def _three(**first: object) -> list[Rating]:
    """Three that were taken up together, with words."""
    ratings = [
        Rating(person_id=who, stars=4, words=said, shown=4, said=said, batch=1, batch_size=3)
        for who, said in enumerate(("Tea was cold", "Cheerful", ""))
    ]
    ratings[0] = ratings[0].model_copy(update=first)
    return ratings


def test_the_attack_finds_what_there_is_to_find() -> None:
    """Of three and then of four: the fourth."""
    three = frozenset({(0, 1), (1, 1), (2, 1)})
    assert ((3, 1),) in _learned({three, three | {(3, 1)}})
    assert not _learned({three, three | {(who, 1) for who in (3, 4, 5)}})


def test_words_stand_in_an_order_that_says_nothing() -> None:
    assert seen_of(_three()).words == seen_of(_three()[::-1]).words == ("Cheerful", "Tea was cold")


@pytest.mark.parametrize("words", ["", "Tea was hot"])
def test_words_that_were_changed_since_are_not_read(words: str) -> None:
    assert seen_of(_three(words=words)).words == ("Cheerful",)


def test_hidden_words_are_apart() -> None:
    seen = seen_of(_three(hidden=True))
    assert (seen.words, seen.hidden) == (("Cheerful",), ("Tea was cold",))


def test_with_somebody_who_did_not_come_the_whole_batch_is_gone() -> None:
    assert seen_of(_three(came=False)).people == 0
    assert seen_of(_three()[1:]).words == ()


def test_other_words_are_read_only_when_others_stars_are_taken_up() -> None:
    stays = Rating(person_id=1, stars=4, shown=4, batch=1, batch_size=3, words="Tea was hot", said="Tea was cold")
    same = stays.model_copy(update={"person_id": 2, "said": "Tea was hot"})
    new = Rating(person_id=3, stars=5, words="Cheerful")
    gone = stays.model_copy(update={"person_id": 4, "came": False})
    everybody = (stays, same, new, gone)
    assert words_to_read(everybody, (new,)) == (stays,)
    assert words_to_read(everybody, ()) == (), "alone they would say whose they are"
    assert words_to_read(everybody, (stays, new)) == (), "theirs are taken up with their stars"


def test_for_fourteen_days_and_ten_minutes() -> None:
    assert may_rate_until(NOW) == NOW + timedelta(days=14)
    thanked = Commendation(id=1, shift_id=3, person_id=4, by_id=5, at=NOW)
    told = NOW + timedelta(minutes=10)
    assert [thanked.can_be_taken_back(now) for now in (told - timedelta(seconds=1), told)] == [True, False]


def test_what_was_given_since_midnight_waits() -> None:
    of_before = Rating(person_id=1, stars=4, at=NOW - timedelta(seconds=1))
    changed = Rating(person_id=2, stars=2, at=NOW, shown=5, batch=1, batch_size=3)
    new = Rating(person_id=3, stars=1, at=NOW)
    nobody_knows_when = Rating(person_id=4, stars=3)
    given = of_yesterday((of_before, changed, new, nobody_knows_when), NOW)
    assert [(one.person_id, one.stars) for one in given] == [(1, 4), (2, 5), (4, 3)]
