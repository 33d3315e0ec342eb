"""Fields about levels of a kind: which one gives, which can be sat, with how many places, when one registers."""

import re
from datetime import date
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from handlers.forms.readings import Days
from volunteering.rules.capacity import MOST_PLACES
from volunteering.rules.ground.periods import Period
from volunteering.rules.reading import Unreadable, read_places


def _ranks(raw: object) -> object:
    """Levels in a choice's value, by rank: `l0.1`."""
    if not isinstance(raw, str):
        return raw
    if not re.fullmatch(r"l\d(\.\d)*", raw):
        raise PydanticCustomError("no_such_choice", "not one of the choices")
    return tuple(int(rank) for rank in raw[1:].split("."))


Ranks = Annotated[tuple[int, ...], BeforeValidator(_ranks)]
"""Levels of a kind, by rank."""

NOTHING: Final = "0"
_GRANT: Final = re.compile(r"k(\d{1,15})\.(\d{1,2})", re.ASCII)


def in_grant(grant: str) -> tuple[int, int]:
    """The kind in it by its number, 0 for nothing, and the level by its rank."""
    found = _GRANT.fullmatch(grant)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _is_grant(value: str) -> str:
    if value != NOTHING and not _GRANT.fullmatch(value):
        raise PydanticCustomError("no_such_choice", "not one of the choices")
    return value


Grant = Annotated[str, AfterValidator(_is_grant)]
"""A kind by its number, with a level by its rank; or nothing."""

_APART: Final = re.compile(r"[\n,;，、；]+")


def _numbers(raw: object) -> object:
    """One number of places, or one for each level with commas between."""
    if not isinstance(raw, str):
        return raw
    found = []
    for piece in filter(None, map(str.strip, _APART.split(raw))):
        places = read_places(piece)
        if isinstance(places, Unreadable):
            raise PydanticCustomError("places_not_a_number", "not understood", {"typed": piece})
        found.append(places)
    return tuple(found)


def _one_for_each(places: tuple[int, ...], info: ValidationInfo) -> tuple[int, ...]:
    levels = (info.context or {}).get("answers", {}).get("levels")
    if levels is not None and len(places) not in {1, len(levels)}:
        raise PydanticCustomError("exam_places", "not one for each", {"count": len(levels)})
    if not places:
        raise PydanticCustomError("too_short", "nothing")
    return places


LevelPlaces = Annotated[
    tuple[Annotated[int, Field(ge=0, le=MOST_PLACES)], ...], BeforeValidator(_numbers), AfterValidator(_one_for_each)
]
"""Places of each level, or of all alike."""


def _before_the_exam(days: tuple[date, date], info: ValidationInfo) -> tuple[date, date]:
    """The exam's time was answered before, and may have been changed since."""
    context = info.context or {}
    when = context.get("answers", {}).get("when")
    if when is None or "zone" not in context:
        return days
    day = Period.model_validate(when).day(context["zone"])
    if days[1] >= day:
        raise PydanticCustomError("exam_window", "too late", {"day": day})
    return days


Window = Annotated[Days, AfterValidator(_before_the_exam)]
"""The first and the last local date on which people register, before the exam."""
