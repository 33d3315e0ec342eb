"""Fields about the levels of an exam: which can be sat, with how many places, and when one registers."""

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from handlers.forms.readings import Days
from volunteering.rules.capacity import MOST_PLACES
from volunteering.rules.exams.announced import HIGHEST_MARK, mark_of
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


def _mark(raw: object) -> object:
    if not isinstance(raw, str):
        return raw
    try:
        mark = mark_of(Decimal(unicodedata.normalize("NFKC", raw).strip().removesuffix("分").strip()))
    except InvalidOperation:
        mark = None
    if mark is None:
        raise PydanticCustomError("exam_mark", "not a mark", {"most": HIGHEST_MARK // 10})
    return mark


Mark = Annotated[int, BeforeValidator(_mark), Field(ge=0, le=HIGHEST_MARK)]
"""A mark in tenths: `86`, `86.5`, `86分`."""
