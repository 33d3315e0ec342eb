"""The numbers an organisation may choose for itself: the figures in (round brackets) of docs/rules.md."""

import re
from datetime import time
from itertools import pairwise
from typing import Annotated, Final, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from typing_extensions import override

Hours = Annotated[int, Field(ge=0, le=24 * 365)]
Positive = Annotated[int, Field(ge=1, le=24 * 365 * 100)]


class Band(BaseModel):
    """From an age on, up to the next band or 18: so many hours a day, between two full hours of the day."""

    model_config = ConfigDict(frozen=True)

    age: Annotated[int, Field(ge=1, le=17)]
    hours: Annotated[int, Field(ge=1, le=24)]
    first: Annotated[int, Field(ge=0, le=23)] = 0
    until: Annotated[int, Field(ge=1, le=24)] = 24

    @model_validator(mode="before")
    @classmethod
    def _read(cls, raw: object) -> object:
        """`16:8:6-22`: from 16 on 8 hours a day, from 6 to 22 o'clock."""
        if not isinstance(raw, str):
            return raw
        found = _BAND.fullmatch(raw)
        if found is None:
            raise ValueError("must be an age, hours a day and hours of the day, such as 16:8:6-22")
        return dict(zip(("age", "hours", "first", "until"), map(int, found.groups()), strict=True))

    @model_validator(mode="after")
    def _opens_before_it_closes(self) -> Self:
        if self.first >= self.until:
            raise ValueError("the first hour of the day comes before the last")
        return self

    @override
    def __str__(self) -> str:
        return f"{self.age}:{self.hours}:{self.first}-{self.until}"


_BAND: Final = re.compile(r" ?(\d{1,2}) ?: ?(\d{1,2}) ?: ?(\d{1,2}) ?- ?(\d{1,2}) ?", re.ASCII)


class Quiet(BaseModel):
    """The hours of the night in which nobody is told what can wait: from a full hour to another, mostly over midnight.

    Where both are the same there are none.
    """

    model_config = ConfigDict(frozen=True)

    first: Annotated[int, Field(ge=0, le=23)] = 22
    until: Annotated[int, Field(ge=0, le=23)] = 8

    @model_validator(mode="before")
    @classmethod
    def _read(cls, raw: object) -> object:
        """`22-8`: from 22 to 8 o'clock."""
        if not isinstance(raw, str):
            return raw
        found = _QUIET.fullmatch(raw)
        if found is None:
            raise ValueError("must be two hours of the day, such as 22-8")
        return dict(zip(("first", "until"), map(int, found.groups()), strict=True))

    @override
    def __str__(self) -> str:
        return f"{self.first}-{self.until}"

    def has(self, clock: time) -> bool:
        """Whether it is quiet then, by the clock on the wall."""
        first, until = time(self.first), time(self.until)
        return first <= clock < until if first <= until else clock >= first or clock < until


_QUIET: Final = re.compile(r" ?(\d{1,2}) ?- ?(\d{1,2}) ?", re.ASCII)


class Policy(BaseModel):
    """What this organisation decided; a length is in whole hours, where its name doesn't say minutes."""

    model_config = ConfigDict(frozen=True)

    late_hours: Hours = Field(
        3,
        description="this close to the start, in hours, a place is for whoever asks first; the leader hears of leaving",
        examples=["3"],
    )
    offer_hours: Positive = Field(
        12,
        description="a place that comes free is held for the next in line for so many hours, near the start for less",
        examples=["12"],
    )
    quiet_hours: Quiet = Field(
        Quiet(),
        description="from when to when, by full hours of the clock, nobody is told what can wait; 0-0 is never",
        examples=["22-8"],
    )
    confirm_hours: Hours = Field(
        24,
        description="a shift at another time or place is confirmed until so many hours before it",
        examples=["24"],
    )
    confirm_least_hours: Positive = Field(
        6, description="and whoever is asked to confirm it has at least so many hours to answer", examples=["6"]
    )
    ask_after_hours: Hours = Field(
        24,
        description="people are asked for a shift that takes more than it has, so many hours after it was posted",
        examples=["24"],
    )
    ask_before_hours: Hours = Field(
        72, description="the same so many hours before it begins, however lately it was posted", examples=["72"]
    )
    ask_per_week: Hours = Field(
        2, description="nobody is asked more often in seven days, over all teams; 0 asks nobody", examples=["2"]
    )
    no_shows: Positive = Field(2, description="after so many no-shows new sign-ups are refused", examples=["2"])
    no_show_months: Annotated[int, Field(ge=0, le=1200)] = Field(
        6, description="a no-show counts for so many months; 0 is for ever", examples=["6"]
    )
    reminders_hours: tuple[Positive, ...] = Field(
        (72, 24, 2),
        max_length=5,
        description="how long before the start people are reminded, in hours; the last one only reminds",
        examples=["72,24,2"],
    )
    once_more_hours: Hours = Field(
        3,
        description="who was asked so long ago and is silent is asked once more, from DIGEST_HOUR on; 0 asks nobody",
        examples=["3"],
    )
    digest_hour: Annotated[int, Field(ge=0, le=23)] = Field(
        18, description="the hour of the day at which leaders are told what needs them tomorrow", examples=["18"]
    )
    ask_again_hours: Positive = Field(
        24,
        description="the unit's other leaders are asked for a roster that was not answered after so many hours",
        examples=["24"],
    )
    check_in_before_minutes: Annotated[int, Field(ge=0, le=24 * 60)] = Field(
        60, description="so many minutes before the start the code to check in with can be shown", examples=["60"]
    )
    check_in_after_minutes: Annotated[int, Field(ge=0, le=24 * 60)] = Field(
        30, description="and it is shown until so many minutes after the end", examples=["30"]
    )
    check_in_said_hours: Annotated[int, Field(ge=0, le=7 * 24)] = Field(
        24,
        description="so many hours after that a code that was shown can still be said, by a phone that was offline",
        examples=["24"],
    )
    check_in_guesses: Annotated[int, Field(ge=1, le=15)] = Field(
        5, description="whoever says so many wrong codes within ten minutes has to wait", examples=["5"]
    )
    long_day_hours: Annotated[int, Field(ge=1, le=24)] = Field(
        8, description="more than so many hours a day outside shifts are pointed out to the leader", examples=["8"]
    )
    forget_years: Annotated[int, Field(ge=0, le=50)] = Field(
        0,
        description="who has done nothing for so many years is asked whether their record is to be kept; 0 is nobody",
        examples=["0"],
    )
    series_weeks: Annotated[int, Field(ge=1, le=52)] = Field(
        8, description="of what comes again by a rule, shifts are posted so many weeks ahead", examples=["8"]
    )
    holidays: str = Field(
        "",
        description="the country whose holidays a series knows, or a region's; else TIMEZONE's, or none at all: none",
        examples=["CN", "DE-BY"],
    )
    stars: tuple[Positive, ...] = Field(
        (100, 300, 600, 1000, 1500),
        description="the hours that earn one star, two stars and so on",
        examples=["100,300,600,1000,1500"],
    )

    age_bands: tuple[Band, ...] = Field(
        (Band(age=14, hours=4, first=6, until=20), Band(age=16, hours=8, first=6, until=22)),
        min_length=1,
        max_length=9,
        description="under 18: from which age, how many hours a day, between which hours; younger ones come along",
        examples=["14:4:6-20,16:8:6-22"],
    )

    @field_validator("age_bands")
    @classmethod
    def _youngest_first(cls, bands: tuple[Band, ...]) -> tuple[Band, ...]:
        if len({band.age for band in bands}) < len(bands):
            raise ValueError("each band begins at another age")
        return tuple(sorted(bands, key=lambda band: band.age))

    @field_validator("reminders_hours")
    @classmethod
    def _longest_first(cls, hours: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(sorted(set(hours), reverse=True))

    @field_validator("stars")
    @classmethod
    def _climbing(cls, hours: tuple[int, ...]) -> tuple[int, ...]:
        if any(above <= below for below, above in pairwise(hours)):
            raise ValueError("each star needs more hours than the one before")
        return hours
