"""Columns of shifts, and what of them is asked in SQL."""

from functools import lru_cache
from operator import itemgetter

from storage.engine.database import Query, Row, query
from storage.engine.values import instant, instant_if
from volunteering.rules.activities import MOST_MINUTES, Shift, State
from volunteering.rules.capacity import limit_of
from volunteering.rules.ground.periods import Period
from volunteering.rules.reports import Served

SHIFT = (
    "s.id AS shift_id, s.activity_id AS shift_of, s.starts_at, s.ends_at, s.places, s.state AS shift_state, "
    "s.moved_at, s.roster_at, s.off_because AS shift_off_because, s.roles, s.minimum, s.posted_at, s.series_id"
)
"""The columns of a shift `s`, for `shift_in`. `moved_at` is `Shift.since`: cancelling sets it, too."""

SERVED = "s.served_people, s.handed_out"
"""The columns of what a shift `s` served, for `served_in`: beside those of `SHIFT`, where somebody wants to know."""

CALLED_OFF = "(s.state = 'cancelled' AND s.moved_at < s.starts_at)"
"""Of a shift `s`: `Shift.called_off`, in SQL. It stands here once, and a test holds the two together."""

NOT_CALLED_OFF = f"s.state IN ('open', 'cancelled') AND NOT {CALLED_OFF}"
"""Of a shift `s`: it takes place, or was held. The states are named for the indexes that begin with them."""

IS_SERVICE = "s.activity_id NOT IN (SELECT t.activity_id FROM trainings t)"
"""Of a shift `s`: it is no session of a training, which no figure of service knows (decision 55)."""

IS_AHEAD = "s.state = 'open' AND s.ends_at > :now"
"""Of a shift `s`: `Shift.is_ahead`, in SQL, `:now`. A test holds the two together."""


_values = itemgetter(
    "shift_id", "shift_of", "starts_at", "ends_at", "places", "shift_state", "moved_at", "roster_at",
    "shift_off_because", "roles", "minimum", "posted_at", "series_id",
)  # fmt: skip


def shift_in(row: Row) -> Shift:
    """The shift of a row that has the columns `SHIFT`."""
    return _shift(*_values(row))


def served_in(row: Row) -> Served:
    """What the shift of a row that has the columns `SERVED` served."""
    return Served(people=row["served_people"], things=row["handed_out"])


@lru_cache(maxsize=1024)
def _shift(
    number: int,
    activity_id: int,
    starts_at: int,
    ends_at: int,
    places: int,
    state: str,
    moved_at: int,
    roster_at: int | None,
    off_because: str,
    roles: int,
    minimum: int,
    posted_at: int | None,
    series_id: int | None,
) -> Shift:
    return Shift(
        id=number,
        activity_id=activity_id,
        period=Period(start=instant(starts_at), end=instant(ends_at)),
        limit=limit_of(places),
        state=State(state),
        since=instant(moved_at),
        roster_at=instant_if(roster_at),
        off_because=off_because,
        roles=roles,
        minimum=minimum,
        posted_at=instant_if(posted_at),
        series_id=series_id,
    )


def at_the_same_time(one: str, another: str) -> str:
    """SQL for whether two shifts, as they are called in the statement, overlap.

    None is longer than a day, so that whatever overlaps began in the day before: a short stretch of the index.
    """
    return (
        f"{one}.starts_at > {another}.starts_at - {MOST_MINUTES * 60} AND {one}.starts_at < {another}.ends_at "
        f"AND {one}.ends_at > {another}.starts_at"
    )


def lock_shift(shift_id: int) -> Query:
    """Keeps everybody else from the shift and its sign-ups until the commit; it changes nothing."""
    return query("UPDATE shifts SET places = places WHERE id = :shift", shift=shift_id)
