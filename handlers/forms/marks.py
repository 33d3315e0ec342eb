"""Fields that are a mark, as it is typed (`volunteering.rules.reading.marks`)."""

from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from volunteering.rules.exams.announced import HIGHEST_MARK, mark_of
from volunteering.rules.reading import read_mark
from volunteering.rules.training import MOST_MARK


def _in_tenths(raw: object) -> object:
    if not isinstance(raw, str):
        return raw
    typed = read_mark(raw)
    mark = None if typed is None else mark_of(typed)
    if mark is None:
        raise PydanticCustomError("exam_mark", "not a mark", {"most": HIGHEST_MARK // 10})
    return mark


Mark = Annotated[int, BeforeValidator(_in_tenths), Field(ge=0, le=HIGHEST_MARK)]
"""That of an exam, in tenths."""


def _whole(raw: object) -> object:
    if not isinstance(raw, str):
        return raw
    mark = read_mark(raw)
    if mark is None or mark != int(mark) or mark > MOST_MARK:
        raise PydanticCustomError("whole_mark", "not a mark", {"most": MOST_MARK})
    return int(mark)


WholeMark = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=MOST_MARK)]
"""That of a training."""
