"""A field that is a ladder: the hours that earn one star, two stars and so on, as people type them."""

from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from volunteering.rules.stars import MOST_STARS, Ladder, climbs, read_ladder


def _hours(raw: object) -> object:
    if not isinstance(raw, str):
        return raw
    ladder = read_ladder(raw)
    if ladder is None:
        raise PydanticCustomError("ladder_not_hours", "not a row of hours")
    if not climbs(ladder):
        raise PydanticCustomError("ladder_not_climbing", "not climbing")
    return ladder


HoursOfStars = Annotated[Ladder | None, BeforeValidator(_hours), Field(max_length=MOST_STARS)]
"""The hours of each star: `100, 300, 600`."""
