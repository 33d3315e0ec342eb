"""Whether a shift was called off is one rule: the rows and everybody who reads them go by it, on both databases."""

from dataclasses import dataclass
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.engine.pages import Page
from storage.engine.values import seconds
from storage.rows.shifts import CALLED_OFF, NOT_CALLED_OFF
from storage.views.home import ahead_of
from storage.views.leading import led_activities, led_activity
from storage.views.reports.opened import held
from storage.views.reports.totals import report
from tests.support.city import ZONE, City, hours_later
from volunteering.rules.activities import Shift, State
from volunteering.rules.ground.periods import Month
from volunteering.rules.reports import Span
from volunteering.rules.tree import Post, Rights, Role
from volunteering.rules.volunteers import Person

MANY = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
STARTS, ENDS = 24.0, 27.0
SECOND = 1 / 3600

STATES = st.sampled_from(State)
SET_AT = st.sampled_from([0.0, STARTS - SECOND, STARTS, STARTS + SECOND, 26.0, ENDS, 30.0])


@dataclass
class Eyes:
    """A shift with one person in it, as everybody finds it at an instant."""

    city: City
    shift: Shift

    async def is_asked_for(self, now: datetime) -> bool:
        """Whether its leader is asked for its roster."""
        async with self.city.looking() as rows:
            due = await rows.reminders.unanswered(hours_later(0), now, limit=1000)
        return self.shift.id in {one.shift.id for one in due}

    async def on_the_first_screen(self, now: datetime) -> bool:
        """Whether home counts it among the rosters to confirm."""
        async with self.city.database.reading() as reader:
            found = await ahead_of(reader, self._leader, self._rights, now)
        return found.rosters == 1

    async def on_the_list(self, now: datetime) -> bool:
        """Whether the activities led say that its roster is to be confirmed."""
        async with self.city.database.reading() as reader:
            found = await led_activities(reader, self._leader.id, self._rights, now, page=Page(5))
        return any(led.activity_id == self.shift.activity_id and led.rosters == 1 for led in found.activities)

    async def among_the_past(self, now: datetime) -> bool:
        """Whether it is past, with nothing left to do."""
        async with self.city.database.reading() as reader:
            found = await led_activities(reader, self._leader.id, self._rights, now, past=True, page=Page(5))
        return any(led.activity_id == self.shift.activity_id for led in found.activities)

    async def reached_by_a_letter(self, now: datetime) -> bool:
        """Whether a letter to the people who were there goes to them."""
        async with self.city.database.reading() as reader:
            found = await led_activity(reader, self.shift.activity_id, self._leader.id, now, page=Page(5))
        return found is not None and found.to_write == 1

    async def in_the_totals(self, now: datetime) -> bool:
        """Whether the month counts it among the activities held."""
        async with self.city.database.reading() as reader:
            found = await report(reader, Span.of(self._month), self.city.top.id, now, ZONE)
        assert found is not None
        return found.now.activities == 1

    async def behind_the_totals(self, now: datetime) -> bool:
        """Whether that number opens into it."""
        async with self.city.database.reading() as reader:
            found = await held(reader, self._month, self.city.top.id, now, own=False, page=Page(5))
        assert found is not None
        return any(one.activity_id == self.shift.activity_id for one in found.held)

    @property
    def _leader(self) -> Person:
        return self.city.leader

    @property
    def _rights(self) -> Rights:
        return Rights(posts=(Post(unit=self.city.top, role=Role.LEADER),))

    @property
    def _month(self) -> Month:
        return self.shift.month(ZONE)


async def the_only(city: City) -> Shift:
    """A shift of its own unit-wide month, with one person in it; those of earlier examples are gone."""
    async with city.changing() as tx:
        for table in ("signups", "shifts"):
            await tx.execute(f"DELETE FROM {table}")
    shift = await city.shift(STARTS, lasts=ENDS - STARTS)
    await city.put(shift, await city.person("Wei"))
    return shift


async def as_set(city: City, shift: Shift, state: State, at: float) -> Shift:
    """The shift with its state set at that hour, as cancelling does."""
    async with city.changing() as tx:
        await tx.execute(
            "UPDATE shifts SET state = :state, moved_at = :at WHERE id = :shift",
            state=state,
            at=seconds(hours_later(at)),
            shift=shift.id,
        )
    async with city.looking() as rows:
        found = await rows.activities.shift(shift.id)
    assert found is not None
    return found[1]


@MANY
@given(state=STATES, at=SET_AT)
async def test_the_rule_in_sql_is_the_rule(city: City, state: State, at: float) -> None:
    shift = await as_set(city, await the_only(city), state, at)
    for rule, expected in ((CALLED_OFF, shift.called_off), (NOT_CALLED_OFF, not shift.called_off)):
        found = await city.figure(
            f"SELECT CASE WHEN {rule} THEN 1 ELSE 0 END AS n FROM shifts s WHERE s.id = :shift", shift=shift.id
        )
        assert bool(found) is expected


@MANY
@given(state=STATES, at=SET_AT)
async def test_everybody_goes_by_it(city: City, state: State, at: float) -> None:
    shift = await as_set(city, await the_only(city), state, at)
    eyes, over = Eyes(city, shift), hours_later(ENDS)
    was_held = not shift.called_off
    assert await eyes.is_asked_for(over) is was_held, "its leader is asked who came"
    assert await eyes.on_the_first_screen(over) is was_held
    assert await eyes.on_the_list(over) is was_held
    assert await eyes.among_the_past(over) is not was_held, "past is what nothing is left to do of"
    assert await eyes.reached_by_a_letter(over) is was_held
    assert await eyes.in_the_totals(over) is was_held
    assert await eyes.behind_the_totals(over) is was_held


@pytest.mark.parametrize("hours", [STARTS, 26.0, ENDS - SECOND])
async def test_what_was_cancelled_while_it_went_on_is_not_lost_from_the_list(city: City, hours: float) -> None:
    shift = await as_set(city, await the_only(city), State.CANCELLED, STARTS)
    assert not await Eyes(city, shift).among_the_past(hours_later(hours)), "its roster is still to come"
