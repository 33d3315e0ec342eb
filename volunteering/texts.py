"""What people may type where text is free: cleaned of what cannot be seen, and bounded."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

JOINERS = "\u200c\u200d"
"""Invisible, but part of words in some scripts and of many emoji."""


def _visible(character: str) -> bool:
    return character in JOINERS or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}


def one_line(text: str) -> str:
    """The text on one line, without marks that only turn or hide other text; empty where nothing can be seen."""
    joined = " ".join(text.split())
    line = " ".join("".join(character for character in joined if _visible(character)).split())
    return line if line.strip(f"{JOINERS} ") else ""


def several_lines(text: str) -> str:
    """The same, with its line breaks kept; of empty lines in a row one is left."""
    lines: list[str] = []
    for line in map(one_line, text.splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip()


Title = Annotated[str, AfterValidator(one_line), StringConstraints(min_length=1, max_length=100)]
Spot = Annotated[str, AfterValidator(one_line), StringConstraints(min_length=1, max_length=150)]
Description = Annotated[str, AfterValidator(several_lines), StringConstraints(max_length=1500)]
Details = Annotated[str, AfterValidator(several_lines), StringConstraints(max_length=500)]
What = Annotated[str, AfterValidator(one_line), StringConstraints(min_length=1, max_length=200)]
Remark = Annotated[str, AfterValidator(one_line), StringConstraints(max_length=200)]
LetterText = Annotated[str, AfterValidator(several_lines), StringConstraints(min_length=1, max_length=1500)]
