"""The numbers an organisation may choose for itself: the figures in (round brackets) of docs/rules.md."""

from itertools import pairwise
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

Hours = Annotated[int, Field(ge=0, le=24 * 365)]
Positive = Annotated[int, Field(ge=1, le=24 * 365 * 100)]


class Policy(BaseModel):
    """What this organisation decided; every length is in whole hours."""

    model_config = ConfigDict(frozen=True)

    late_hours: Hours = Field(
        3,
        description="this close to the start, in hours, nobody is promoted silently and the leader hears of leaving",
        examples=["3"],
    )
    no_shows: Positive = Field(2, description="after so many no-shows new sign-ups are refused", examples=["2"])
    reminders_hours: tuple[Positive, ...] = Field(
        (24, 2), max_length=5, description="how long before the start people are reminded, in hours", examples=["24,2"]
    )
    ask_again_hours: Positive = Field(
        24, description="a roster that was not answered is asked for again after so many hours", examples=["24"]
    )
    long_day_hours: Annotated[int, Field(ge=1, le=24)] = Field(
        8, description="more than so many hours a day outside shifts are pointed out to the leader", examples=["8"]
    )
    stars: tuple[Positive, ...] = Field(
        (100, 300, 600, 1000, 1500),
        description="the hours that earn one star, two stars and so on",
        examples=["100,300,600,1000,1500"],
    )

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
