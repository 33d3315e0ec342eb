"""Fields whose answers people type in their own way: a date with times, a day, a length, a number of places.

`volunteering.rules.reading` understands them; what it doesn't becomes an error with a sentence
(`handlers.forms.problems`). The moment and the zone come with the checking, as its context.
"""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from handlers.forms.asking import Choice
from handlers.forms.problems import WrongAnswer
from volunteering.rules.activities import InThePast, reasons_against_period
from volunteering.rules.capacity import MOST_PLACES
from volunteering.rules.ground.periods import Period, local_day
from volunteering.rules.ground.texts import Name
from volunteering.rules.hours import MINUTES_A_DAY
from volunteering.rules.profiles import Born
from volunteering.rules.reading import (
    Toward,
    Unreadable,
    read_born,
    read_count,
    read_day,
    read_issued,
    read_length,
    read_name,
    read_period,
    read_places,
    read_stretch,
    read_validity,
    read_wanted,
)
from volunteering.rules.reports import MOST_SERVED
from volunteering.rules.risk import Insurance
from volunteering.rules.roles import AtLeast, NewRole
from words.words import Words, plain


def _called(raw: object) -> object:
    return read_name(raw) if isinstance(raw, str) else raw


Called = Annotated[Name, BeforeValidator(_called)]
"""What somebody is called, also where they say it in a sentence: 我叫王芳."""

_PACKED = re.compile(r"([0-9]{9,11})-([0-9]{9,11})")
"""A period in a button's data: two instants in seconds."""


def refusal(found: Unreadable, **facts: object) -> PydanticCustomError:
    """The error that says why something that was typed can't be taken, and what it may have meant."""
    meant = {"days": found.days, "periods": found.periods, "lengths": found.lengths, "numbers": found.numbers}
    given: dict[str, Any] = {
        **meant,
        "said": found.days,
        "understood": found.understood,
        "part": found.kept,
        **facts,
    }
    return PydanticCustomError(f"{found.piece}_{found.problem}", "not understood", given)


def _when(raw: object, info: ValidationInfo) -> object:
    context = info.context or {}
    if not isinstance(raw, str) or "now" not in context:
        return raw
    now, zone = context["now"], context["zone"]
    found = _chosen_period(raw) or read_period(raw, now, zone, kept=context.get("part") or "")
    if isinstance(found, Period):
        return found
    raise refusal(found)


def _chosen_period(raw: str) -> Period | None:
    """The period of a button: two instants in seconds."""
    instants = _PACKED.fullmatch(raw)
    start, end = (int(instants[1]), int(instants[2])) if instants else (0, 0)
    if end <= start:
        return None
    return Period(start=datetime.fromtimestamp(start, UTC), end=datetime.fromtimestamp(end, UTC))


def _still_ahead(period: Period, info: ValidationInfo) -> Period:
    """What was answered may have begun since; a review only shows it once more, and brings no moment."""
    now = (info.context or {}).get("now")
    for reason in reasons_against_period(period, now) if now else ():
        kind = "times_in_the_past" if isinstance(reason, InThePast) else "times_too_long"
        raise PydanticCustomError(kind, "not possible", {"understood": period})
    return period


When = Annotated[Period, BeforeValidator(_when), AfterValidator(_still_ahead)]
"""A date with its times, ahead."""


def _past(read: Callable[[str, date], date | Unreadable], raw: object, info: ValidationInfo) -> object:
    context = info.context or {}
    if not isinstance(raw, str) or "now" not in context:
        return raw
    today = local_day(context["now"], context["zone"])
    found = read(raw, today)
    if isinstance(found, Unreadable):
        raise refusal(found, days=tuple(day for day in found.days if day <= today))
    if found > today:
        raise PydanticCustomError("day_in_the_future", "has not come yet", {"said": (found,)})
    return found


def _day(raw: object, info: ValidationInfo) -> object:
    return _past(lambda typed, today: read_day(typed, today, Toward.LAST), raw, info)


Day = Annotated[date, BeforeValidator(_day)]
"""A local date that is today or past."""


def _born(raw: object, info: ValidationInfo) -> object:
    context = info.context or {}
    if not isinstance(raw, str) or "now" not in context:
        return raw
    found = read_born(raw, local_day(context["now"], context["zone"]))
    if isinstance(found, Unreadable):
        raise refusal(found)
    return found


BirthDate = Annotated[Born, BeforeValidator(_born)]
"""A birth date, or the year alone."""


def _stretch(raw: object, info: ValidationInfo) -> object:
    context = info.context or {}
    if not isinstance(raw, str) or "now" not in context:
        return raw
    found = read_stretch(raw, local_day(context["now"], context["zone"]), kept=context.get("part") or "")
    if isinstance(found, Unreadable):
        raise refusal(found)
    return found


Days = Annotated[tuple[date, date], BeforeValidator(_stretch)]
"""The first and the last of some local dates ahead."""


def _issued(raw: object, info: ValidationInfo) -> object:
    """As a day; said otherwise where it has not come yet."""
    try:
        return _past(read_issued, raw, info)
    except PydanticCustomError as error:
        if error.type != "day_in_the_future":
            raise
        raise PydanticCustomError("issued_in_the_future", "has not come yet", error.context) from None


IssuedOn = Annotated[date, BeforeValidator(_issued)]
"""A local date that stands on a paper: today or past. Of a month alone its first day."""


def _months(raw: object) -> object:
    if not isinstance(raw, str):
        return raw
    months = read_validity(raw)
    if months is None:
        raise PydanticCustomError("months_parsing", "not a number of months")
    return months


Months = Annotated[int, BeforeValidator(_months), Field(ge=0, le=50 * 12)]
"""How long a paper is good for, in months: `18`, `2 years`; 0 for ever."""


def _insured(raw: object, info: ValidationInfo) -> object:
    context = info.context or {}
    if not isinstance(raw, str) or "now" not in context:
        return raw
    today = local_day(context["now"], context["zone"])
    found = read_stretch(raw, today, whole=True, kept=context.get("part") or "")
    if isinstance(found, Unreadable):
        raise refusal(found)
    return found


def _cover_the_shift(days: tuple[date, date], info: ValidationInfo) -> tuple[date, date]:
    """Of the form that posts a shift: its time was answered before, and may have been changed since."""
    context = info.context or {}
    when = context.get("answers", {}).get("when")
    if when is None or "zone" not in context:
        return days
    period, (first, last) = Period.model_validate(when), days
    insurance = Insurance.model_construct(insurer="", first=first, last=last)
    if not insurance.covers(period, context["zone"]):
        raise PydanticCustomError(
            "insured_not_then", "not insured then", {"period": period, "first": first, "last": last}
        )
    return days


InsuredDays = Annotated[tuple[date, date], BeforeValidator(_insured), AfterValidator(_cover_the_shift)]
"""The first and the last local date on which people are insured; they cover the shift that is posted."""


def _length(raw: object) -> object:
    found = read_length(raw) if isinstance(raw, str) else raw
    if isinstance(found, Unreadable):
        raise refusal(found)
    return found


Length = Annotated[int, BeforeValidator(_length), Field(ge=1, le=MINUTES_A_DAY)]
"""A length in minutes, of a day at the most."""


Stay = Annotated[int, BeforeValidator(_length), Field(ge=1)]
"""How long somebody stayed, in minutes; how much is too much depends on the shift."""


def _places(raw: object) -> object:
    found = read_places(raw) if isinstance(raw, str) else raw
    if isinstance(found, Unreadable):
        raise refusal(found)
    return found


Places = Annotated[int, BeforeValidator(_places), Field(ge=0, le=MOST_PLACES)]
"""A number of places, as it is typed (`volunteering.rules.capacity.limit_of`)."""


def _wanted(raw: object) -> object:
    found = read_wanted(raw) if isinstance(raw, str) else raw
    if isinstance(found, Unreadable):
        raise refusal(found, typed=found.typed)
    return found


PlacesOrRoles = Annotated[
    Annotated[int, Field(ge=0, le=MOST_PLACES)] | tuple[NewRole, ...] | AtLeast, BeforeValidator(_wanted)
]
"""A number of places, or so many for each role, as it is typed; and how many it takes."""


def _count(raw: object) -> object:
    found = read_count(raw) if isinstance(raw, str) else raw
    if isinstance(found, Unreadable):
        raise refusal(found)
    return found


Count = Annotated[int, BeforeValidator(_count), Field(ge=0, le=MOST_SERVED)]
"""How many people or things there were."""


def meanings(words: Words, problem: WrongAnswer) -> Sequence[Choice]:
    """What an answer that could not be taken may have meant, to be tapped."""
    periods: Sequence[Period] = problem.facts.get("periods", ())
    if start_of(problem):
        return [Choice(plain(words.length(period.minutes)), _packed(period)) for period in periods]
    if periods:
        return [Choice(_label(words, period, periods), _packed(period)) for period in periods]
    lengths: Sequence[int] = problem.facts.get("lengths", ())
    if lengths:
        return [Choice(plain(words.length(minutes)), f"{minutes} min") for minutes in lengths]
    numbers: Sequence[int] = problem.facts.get("numbers", ())
    if numbers:
        return [Choice(str(number), str(number)) for number in numbers]
    days: Sequence[date] = problem.facts.get("days", ())
    return [Choice(plain(words.listed((words.day(day), day.isoformat()))), day.isoformat()) for day in days]


def start_of(problem: WrongAnswer) -> datetime | None:
    """The instant at which everything begins that is offered where only the end is missing."""
    starts = {period.start for period in problem.facts.get("periods", ())}
    return starts.pop() if problem.type == "times_no_end" and len(starts) == 1 else None


def _label(words: Words, period: Period, among: Sequence[Period]) -> str:
    label = words.plain_period(period)
    alike = sum(words.plain_period(other) == label for other in among) > 1
    if alike or period.minutes > MINUTES_A_DAY // 2:
        # The clocks go back: the same times on the wall, but not the same length.
        label = words.listed((label, words.length(period.minutes)))
    return plain(label)


def _packed(period: Period) -> str:
    return f"{int(period.start.timestamp())}-{int(period.end.timestamp())}"
