"""The field that says how often something comes, typed in words or as a rule of RFC 5545."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from handlers.forms.readings import refusal
from volunteering.rules.ground.periods import Period, local_day
from volunteering.rules.reading import Unreadable, read_repeats
from volunteering.rules.series import MOST_APART, NewSeries, Repeats, on_the_wall


def _repeats(raw: object, info: ValidationInfo) -> object:
    context = info.context or {}
    if not isinstance(raw, str) or "now" not in context:
        return raw
    found = read_repeats(raw, local_day(context["now"], context["zone"]), context["zone"])
    if isinstance(found, Unreadable):
        raise refusal(found)
    return found


def _ever_comes(repeats: Repeats, info: ValidationInfo) -> Repeats:
    """The time was answered before, and may have been changed since."""
    context = info.context or {}
    when = context.get("answers", {}).get("when")
    if when is None or "zone" not in context:
        return repeats
    first, minutes = on_the_wall(Period.model_validate(when), context["zone"])
    series = NewSeries(repeats=repeats.beginning(first.date()), first=first, minutes=minutes, wanted=0)
    if next(series.recurrences(first.date(), first.date() + MOST_APART), None) is None:
        raise PydanticCustomError("repeats_never", "never comes", {"day": first.date()})
    return repeats


RepeatsTyped = Annotated[Repeats, BeforeValidator(_repeats), AfterValidator(_ever_comes)]
"""How often something comes, and until when, as it is typed."""
