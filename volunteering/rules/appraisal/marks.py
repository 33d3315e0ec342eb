"""The five fields of an appraisal, marks for them, and what comes of marks (docs/rules.md: Appraisal).

Marks are 1 to 5. What comes of them is kept in hundredths of a mark, so that nothing is rounded before it is read.
"""

import re
import unicodedata
from enum import StrEnum
from typing import Annotated, Final

from pydantic import Field

from volunteering.rules.ground.model import Model

LOWEST: Final = 1
HIGHEST: Final = 5

_HALF: Final = 50
_NUMBER: Final = re.compile(r"\d{1,3}")
_BETWEEN: Final = re.compile(r"(?<=\d)\s*[-–—]\s*(?=\d)|[\s,;/|:%+.、，；。·・]+")

Mark = Annotated[int, Field(ge=LOWEST, le=HIGHEST)]
"""From 1, not what the post needs, to 5, excellent."""


class Merit(StrEnum):
    """What is looked at, in this order."""

    RESULTS = "results"
    ABILITY = "ability"
    KNOWLEDGE = "knowledge"
    ATTITUDE = "attitude"
    COOPERATION = "cooperation"


class MeritMarks(Model):
    """A mark for each field, as far as they are given."""

    results: Mark | None = None
    ability: Mark | None = None
    knowledge: Mark | None = None
    attitude: Mark | None = None
    cooperation: Mark | None = None

    def of(self, merit: Merit) -> int | None:
        """The mark of a field; None while there is none."""
        mark: int | None = getattr(self, merit.value)
        return mark

    def giving(self, merit: Merit, mark: int) -> "MeritMarks":
        """The same with this mark for a field."""
        return self.model_copy(update={merit.value: mark})

    @property
    def missing(self) -> tuple[Merit, ...]:
        """The fields without one."""
        return tuple(merit for merit in Merit if self.of(merit) is None)

    @property
    def are_whole(self) -> bool:
        """Whether every field has one."""
        return not self.missing

    @property
    def are_none(self) -> bool:
        """Whether no field has one."""
        return len(self.missing) == len(Merit)


Weights = tuple[int, int, int, int, int]
"""Of the fields, in their order: 100 in all."""

EVEN: Final[Weights] = (20, 20, 20, 20, 20)
"""Where no unit says otherwise."""


def whole_numbers_in(typed: str) -> list[int] | None:
    """The whole numbers that somebody types, whatever stands between them; None where something else is among them."""
    pieces = [piece for piece in _BETWEEN.split(unicodedata.normalize("NFKC", typed).strip()) if piece]
    return [int(piece) for piece in pieces] if all(_NUMBER.fullmatch(piece) for piece in pieces) else None


def weights_in(typed: str) -> Weights | None:
    """Weights as somebody types them, `30,20,20,15,15`; None for what is not five numbers that make 100."""
    numbers = whole_numbers_in(typed)
    if numbers is None or len(numbers) != len(Merit):
        return None
    results, ability, knowledge, attitude, cooperation = numbers
    weights = (results, ability, knowledge, attitude, cooperation)
    return weights if sum(weights) == 100 else None


def weights_as_typed(weights: Weights) -> str:
    """The same the other way round."""
    return ",".join(map(str, weights))


def result_of(marks: MeritMarks, weights: Weights) -> int | None:
    """The weighted mark in hundredths, 100 to 500; None while a field has none."""
    given = [(marks.of(merit), weight) for merit, weight in zip(Merit, weights, strict=True)]
    return None if not marks.are_whole else sum((mark or 0) * weight for mark, weight in given)


def grade_of(result: int) -> int:
    """The mark, 1 to 5, that a result in hundredths is nearest to; right between two it is the better one."""
    return (result + _HALF) // 100
