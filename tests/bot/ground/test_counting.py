"""Operators read sentences."""

from bot.ground.counting import counted


def test_one_is_one() -> None:
    assert [counted(number, "person", "people") for number in (0, 1, 2)] == ["0 people", "1 person", "2 people"]
