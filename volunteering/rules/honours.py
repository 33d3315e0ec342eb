"""Honours: the stars that people are told of, and what admins give (docs/rules.md: Stars and honours)."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.stars import Ladder, as_value, ladder_of, stars_for
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Person, Standing


class StarsBecause(StrEnum):
    """Why somebody has another number of stars than they were told."""

    REACHED = "reached"
    CORRECTED = "corrected"  # hours were taken back
    LADDER = "ladder"  # a star takes other hours now, or they are of another team


class StarMark(Model):
    """What somebody was told last: how many, by which ladder, and the how manyth time."""

    stars: int | None  # None: nobody told them yet, and they have had them since before anybody was told
    ladder: str
    turn: int


class StarsNote(Model):
    """Somebody's ledger was written."""

    id: int
    person_id: int


class Starred(Model):
    """Somebody's hours, the ladder they go by (None: the organisation's), and what they were told."""

    person_id: int
    standing: Standing
    minutes: int
    ladder: str | None
    mark: StarMark | None

    def stands_otherwise(self, otherwise: Ladder) -> bool:
        """Whether what is kept of what they were told is not what they have."""
        ladder = ladder_of(self.ladder, otherwise)
        stars = stars_for(self.minutes, ladder).earned
        if self.mark is None:
            return self.minutes != 0 or stars > 0  # by which ladder they have none is kept, too
        return (self.mark.stars, self.mark.ladder) != (stars, as_value(ladder))


def because(mark: StarMark | None, stars: int, ladder: Ladder) -> StarsBecause | None:
    """Why somebody is told that they have so many stars; None where they know it."""
    before = 0 if mark is None else mark.stars
    if before is None or before == stars:
        return None
    if mark is not None and mark.ladder != as_value(ladder):
        return StarsBecause.LADDER
    return StarsBecause.REACHED if stars > before else StarsBecause.CORRECTED


class Honour(Model):
    """What an admin has given somebody, in the name of a unit as it was called then."""

    id: int
    person_id: int
    name: str
    day: date  # local
    unit: Unit
    unit_name: str
    note: str
    by_id: int | None
    at: Instant
    taken_back_at: Instant | None
    counted: int | None = None  # minutes, of a card of honour

    @property
    def valid_until(self) -> date | None:
        """Of a card of honour the last local date on which it is valid; anything else has no end."""
        return None if self.counted is None else years_after(self.day, CARD_YEARS) - timedelta(days=1)

    @property
    def holds(self) -> bool:
        """Whether nobody has taken it back."""
        return self.taken_back_at is None


def may_award(unit: Unit, person: Person, joined: tuple[Unit, ...]) -> bool:
    """Whether a unit holds somebody: it, or one below it, is their team or a further one."""
    return any(unit.holds(team) for team in (person.unit, *joined))


CARD: Final = "志願服務榮譽卡"
"""What the law calls it, in its own language."""

CARD_YEARS: Final = 3
CARD_MINUTES: Final = 300 * 60


def card_given_by(ends: date) -> date:
    """By which local date a card was given that is valid until another one, or not as long."""
    return years_before(ends + timedelta(days=1), CARD_YEARS)


class CardStanding(Model):
    """What somebody has given towards the card of honour: whatever an earlier card counted is not in it."""

    since: date | None  # the first service, or registering; of somebody with a card its day. None: nobody knows
    minutes: int  # less than none, where hours that a card has counted were taken back since

    @property
    def left(self) -> int:
        """Minutes that are there for the next one."""
        return max(0, self.minutes)

    @property
    def has_hours(self) -> bool:
        """Whether these are enough."""
        return self.minutes >= CARD_MINUTES

    def qualifies(self, today: date) -> bool:
        """Whether three years and 300 hours are there (志願服務法)."""
        return self.since is not None and self.since <= years_before(today, CARD_YEARS) and self.has_hours


def years_after(day: date, years: int) -> date:
    """The first day that is so many years later: of 29 February the day after it, where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, month=3, day=1)


def years_before(day: date, years: int) -> date:
    """The same day so many years before; of 29 February the day before it where there is none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
