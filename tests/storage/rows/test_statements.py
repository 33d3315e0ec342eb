"""Statements that several kinds of rows share."""

from storage.rows.statements import listed


def test_lists_of_every_length_are_few_statements() -> None:
    statements = {listed("shift", range(length))[0] for length in range(1, 501)}
    assert len(statements) == 10


def test_what_is_filled_up_finds_nothing_else() -> None:
    named, values = listed("shift", [7, 8, 9])
    assert named.split(", ") == [f":{name}" for name in values]
    assert list(values.values()) == [7, 8, 9, 9]


def test_in_an_empty_list_nothing_is() -> None:
    assert listed("shift", ()) == ("NULL", {})
