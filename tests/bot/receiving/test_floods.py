"""Somebody who floods is told once; nobody who doesn't notices anything."""

from collections import Counter

from bot.receiving.floods import Flood, Verdict


class SetWatch:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


def test_a_thousand_messages_in_a_minute_are_told_once() -> None:
    watch = SetWatch()
    flood = Flood(30, clock=watch)
    verdicts: Counter[Verdict] = Counter()
    for number in range(1000):
        watch.time = number * 0.06
        verdicts[flood.judge(1)] += 1
    assert verdicts[Verdict.FIRST_TOO_MANY] == 1
    assert 200 <= verdicts[Verdict.FINE] <= 30 + 3 * 60


def test_a_quick_hand_is_no_flood() -> None:
    watch = SetWatch()
    flood = Flood(30, clock=watch)
    for number in range(300):
        watch.time = number * 0.34
        assert flood.judge(1) is Verdict.FINE


def test_one_flood_is_not_everybodys() -> None:
    flood = Flood(2, clock=SetWatch())
    assert [flood.judge(1) for _ in range(4)][-1] is Verdict.TOO_MANY
    assert flood.judge(2) is Verdict.FINE


def test_after_some_quiet_the_next_flood_is_told_again() -> None:
    watch = SetWatch()
    flood = Flood(2, clock=watch)
    told = [Verdict.FINE, Verdict.FINE, Verdict.FIRST_TOO_MANY, Verdict.TOO_MANY]
    assert [flood.judge(1) for _ in range(4)] == told
    watch.time = 10.0
    assert [flood.judge(1) for _ in range(4)] == told


def test_only_so_many_people_are_remembered() -> None:
    flood = Flood(2, clock=SetWatch(), people=100)
    for person in range(10_000):
        flood.judge(person)
    assert len(flood) == 100


def test_no_limit_remembers_nobody() -> None:
    flood = Flood(0, clock=SetWatch())
    assert {flood.judge(1) for _ in range(1000)} == {Verdict.FINE}
    assert len(flood) == 0
