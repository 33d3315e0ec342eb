"""The pieces of a line that is typed in one go, and the texts among them."""

import re

from pydantic import TypeAdapter, ValidationError

from volunteering.rules.reading.problems import Piece, Problem, Unreadable

BAR = r"|｜¦│∣丨￨"
COMMA = r"、，；"
"""What people put where `/new` teaches bars; it stands in titles as well."""


def pieces(typed: str, most: int, marks: str = BAR) -> list[str]:
    """The pieces between the marks, at most so many."""
    return re.split(f"[{marks}]", typed, maxsplit=most - 1)


def missing(piece: Piece) -> Unreadable:
    """Nothing was typed for it."""
    return Unreadable(piece=piece, problem=Problem.MISSING, typed="")


def read_text(kind: TypeAdapter[str], piece: Piece, typed: str) -> str | Unreadable:
    """A text, cleaned and not too long."""
    try:
        return kind.validate_python(typed)
    except ValidationError as error:
        short = error.errors()[0]["type"].endswith("too_short")
        return Unreadable(piece=piece, problem=Problem.MISSING if short else Problem.TEXT_TOO_LONG, typed=typed)
