"""The flood limits, on a clock the test winds."""

from collections.abc import Callable

import pytest

from playground.ground.errors import ApiError
from playground.telegram.floods import Floods, Limits


class PassingWatch:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> PassingWatch:
    return PassingWatch()


def refused(send: Callable[[], None]) -> int:
    with pytest.raises(ApiError) as error:
        send()
    assert error.value.code == 429
    assert error.value.retry_after is not None
    return error.value.retry_after


def is_let_through(floods: Floods, chat: int) -> bool:
    try:
        floods.count(chat)
    except ApiError:
        return False
    return True


def test_thirty_a_second_in_bulk(watch: PassingWatch) -> None:
    floods = Floods(Limits(), watch)
    for chat in range(30):
        floods.count(chat)
    assert refused(lambda: floods.count(30)) == 1
    watch.now += 1.0
    for chat in range(30, 60):
        floods.count(chat)
    assert refused(lambda: floods.count(60)) == 1


def test_a_tenth_of_a_second_is_forgiven_but_not_saved_up(watch: PassingWatch) -> None:
    floods = Floods(Limits(), watch)
    sent = 0
    while watch.now < 109.85:
        try:
            floods.count(sent)
            sent += 1
        except ApiError:
            watch.now += 0.01
    assert sent == 300


def test_an_even_pace_is_never_refused(watch: PassingWatch) -> None:
    floods, answers = Floods(Limits(), watch), []
    for chat in range(2_000):
        answers.append(is_let_through(floods, chat))
        watch.now += 1 / 30
    assert all(answers)


def test_a_chat_takes_a_burst_and_then_one_a_second(watch: PassingWatch) -> None:
    floods = Floods(Limits(), watch)
    for _ in range(5):
        floods.count(7)
    assert refused(lambda: floods.count(7)) == 1
    for _ in range(10):
        watch.now += 1
        floods.count(7)
        assert refused(lambda: floods.count(7)) == 1
    floods.count(8)


def test_answers_are_not_bulk(watch: PassingWatch) -> None:
    floods = Floods(Limits(), watch)
    for chat in range(1_000):
        floods.asked(chat)
        floods.count(chat)
    for chat in range(2_000, 2_030):
        floods.count(chat)
    assert refused(lambda: floods.count(2_030)) == 1


def test_an_answer_is_an_answer_for_a_minute_and_five_messages(watch: PassingWatch) -> None:
    floods = Floods(Limits(overall=1), watch)
    floods.count(1)
    floods.asked(2)
    for _ in range(5):
        floods.count(2)
    assert refused(lambda: floods.count(2)) == 1
    watch.now += 0.5
    assert refused(lambda: floods.count(3)) == 1
    floods.asked(4)
    watch.now += 61
    floods.count(4)
    assert refused(lambda: floods.count(5)) == 1


def test_one_answer_to_each_update_is_free_however_fast_they_come(watch: PassingWatch) -> None:
    floods = Floods(Limits(), watch)
    for _ in range(40):
        floods.asked(7)
    for _ in range(45):
        floods.count(7)
    assert refused(lambda: floods.count(7)) == 1


def test_a_group_takes_twenty_a_minute(watch: PassingWatch) -> None:
    floods = Floods(Limits(), watch)
    for _ in range(20):
        floods.count(-5)
        watch.now += 1
    assert refused(lambda: floods.count(-5)) == 40
    watch.now += 40
    floods.count(-5)


def test_without_limits_nothing_is_refused(watch: PassingWatch) -> None:
    floods = Floods(None, watch)
    assert all(is_let_through(floods, 1) for _ in range(1_000))
