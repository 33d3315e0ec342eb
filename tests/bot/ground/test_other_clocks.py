"""A clock that goes wrong is noticed by others', and no slow answer is taken for it."""

from datetime import timedelta

from bot.ground.other_clocks import EVERY, OtherClocks
from tests.support.city import NOW
from tests.support.frozen import Frozen


class Clocks:
    """Ours, others', and the seconds that really pass."""

    def __init__(self) -> None:
        self.ours = Frozen(NOW)
        self.seconds = 0.0
        self.others = OtherClocks(self.ours, seconds=lambda: self.seconds)

    def telegram_is(self, **later: float) -> None:
        """So much later than ours, at the next look."""
        assert self.others.are_wanted("Telegram")
        self.others.show("Telegram", self.ours.now() + timedelta(**later))
        self.seconds += EVERY


def test_two_minutes_are_none() -> None:
    clocks = Clocks()
    for _ in range(2):
        clocks.telegram_is(minutes=2)
    assert clocks.others.wrong() is None
    assert not clocks.others.may_be_wrong()


def test_one_look_makes_careful_and_two_make_sure() -> None:
    clocks = Clocks()
    clocks.telegram_is(minutes=-9)
    assert clocks.others.wrong() is None, "an answer that was read late is taken for a wrong clock"
    assert clocks.others.may_be_wrong()
    clocks.telegram_is(minutes=-9)
    wrong = clocks.others.wrong()
    assert wrong is not None
    assert (wrong.whose, wrong.ahead) == ("Telegram", timedelta(minutes=9))
    clocks.telegram_is(seconds=1)
    assert clocks.others.wrong() is None
    assert not clocks.others.may_be_wrong()


def test_each_is_looked_at_once_a_minute() -> None:
    clocks = Clocks()
    clocks.telegram_is()
    clocks.seconds -= 1
    assert not clocks.others.are_wanted("Telegram")
    assert clocks.others.are_wanted("PostgreSQL")


def test_the_largest_difference_is_told() -> None:
    clocks = Clocks()
    for _ in range(2):
        clocks.telegram_is(minutes=3)
        clocks.others.show("PostgreSQL", NOW + timedelta(minutes=5))
    wrong = clocks.others.wrong()
    assert wrong is not None
    assert (wrong.whose, wrong.ahead) == ("PostgreSQL", timedelta(minutes=-5))
