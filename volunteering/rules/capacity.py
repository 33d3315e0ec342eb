"""How much room there is: the limit, who has a place, and who waits for one (docs/rules.md: Signing up).

As people type it, and as tables keep it, no limit is a number of places, too: 0. That is known here and nowhere else.
"""

from typing import Final

from volunteering.rules.ground.model import Model

MOST_PLACES: Final = 9_999


def limit_of(places: int) -> int | None:
    """The limit that a number of places is; None is no limit."""
    return places or None


def places_of(limit: int | None) -> int:
    """The way back: the number of places that a limit is."""
    return limit or 0


class Capacity(Model):
    """Of a shift: whoever has a place takes one, also where there are more people than places by now."""

    limit: int | None  # None: everybody is welcome
    taken: int = 0
    waiting: int = 0
    held: int = 0  # places that are kept for people who wait, until they have said whether they take them

    @property
    def spoken_for(self) -> int:
        """How many places are nobody else's: taken, or held."""
        return self.taken + self.held

    @property
    def left(self) -> int | None:
        """How many places are free; None where they are not limited."""
        return None if self.limit is None else max(0, self.limit - self.spoken_for)

    @property
    def is_full(self) -> bool:
        """Whether every place is taken or held; never where places are not limited."""
        return self.left == 0

    @property
    def is_overfull(self) -> bool:
        """Whether more people have a place, or are offered one, than there are."""
        return self.limit is not None and self.spoken_for > self.limit

    def short_of(self, people: int) -> int:
        """How many are missing of so many people: those without a place."""
        return max(0, people - self.taken)

    def to_be_found(self, people: int) -> int:
        """How many of these nobody is in sight for: whoever is offered a place may take it."""
        return max(0, people - self.spoken_for)

    def given_back(self) -> "Capacity":
        """The same once somebody has given a place back."""
        return self.model_copy(update={"taken": max(0, self.taken - 1)})

    def let_pass(self) -> "Capacity":
        """The same without one of the places that are held: so it is for whom that one is held."""
        return self.model_copy(update={"held": max(0, self.held - 1)})


class LimitOutOfRange(Model):
    """There cannot be so many places, or fewer than one."""

    limit: int


def reasons_against_limit(limit: int | None) -> tuple[LimitOutOfRange, ...]:
    """Why there cannot be so many places."""
    return () if limit is None or 1 <= limit <= MOST_PLACES else (LimitOutOfRange(limit=limit),)
