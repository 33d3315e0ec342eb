"""Fields that are one of our own numbers, chosen by a button: a unit, a leader."""

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

LONGEST = 20
"""In characters: no number of ours has more."""


def numbered(letter: str) -> BeforeValidator:
    """Reads the number in a choice's value (`u17`). A number that is typed is part of a name, and chooses nothing."""

    def number_in(raw: object) -> object:
        if not isinstance(raw, str):
            return raw
        digits = raw.removeprefix(letter)
        if digits == raw or not digits.isascii() or not digits.isdigit() or len(raw) >= LONGEST:
            raise PydanticCustomError("no_such_choice", "not one of the choices")
        return int(digits)

    return BeforeValidator(number_in)
