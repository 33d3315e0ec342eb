"""Random weeks of a series: sweeps, moves and their undoing, cancelling, single places and every one at once.

Nobody who was signed up is lost, what was moved by hand stays where it was put, and each recurrence is there once.
"""

import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from scheduling.series import post_series
from storage.engine.database import Database
from tests.support.acting import appoint, at
from tests.support.city import NOW, City
from volunteering.actions.leading.cancelling import cancel_shift
from volunteering.actions.leading.moving import Moved, move_shift
from volunteering.actions.leading.moving_back import undo_move
from volunteering.actions.leading.posting import Posted, publish
from volunteering.actions.leading.undoing import Undone
from volunteering.actions.signing_up.every import EveryLeft, EveryTaken
from volunteering.actions.signing_up.places import leave_shift, take_shift
from volunteering.actions.signing_up.series import leave_series, take_series
from volunteering.rules.activities import Category, NewActivity
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Period
from volunteering.rules.series import NewSeries, Repeats, period_at
from volunteering.rules.signing_up import Taken, Waiting

HOUR = timedelta(hours=1)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
async def city(database: Database) -> City:
    return await City.founded(database)


class Weeks:
    """What was done to a series, and what has to be true of it then."""

    def __init__(self, city: City, seed: int) -> None:
        self.city, self.random, self.now = city, random.Random(seed), NOW
        self.put: dict[str, Period] = {}  # by hand, by recurrence
        self.off: set[str] = set()
        self.places: set[tuple[str, int]] = set()  # a recurrence, and somebody who has asked for a place in it
        self.moves: list[tuple[int, str, Period]] = []

    async def begin(self) -> None:
        self.leader = await appoint(self.city, self.city.leader, self.city.jiaojiang)
        self.people = await self.city.people(4)
        rule = self.random.choice(("FREQ=WEEKLY;BYDAY=WE", "FREQ=WEEKLY;BYDAY=SA,SU", "FREQ=MONTHLY;BYDAY=-1SU"))
        first = datetime.fromisoformat("2026-12-02T15:00")
        self.series = NewSeries(repeats=Repeats(rule=rule), first=first, minutes=120, wanted=2)
        new = NewActivity(unit=self.city.jiaojiang, leader_id=self.leader.id, title="Reading", category=Category.OTHER,
                          venue="Library", series=self.series)  # fmt: skip
        async with self.city.writing() as rows:
            assert isinstance(await publish(rows, self.leader, new, self.moment), Posted)
        self.number = await self.city.figure("SELECT MAX(id) AS n FROM series")

    @property
    def moment(self) -> Moment:
        """Now, where the clocks change."""
        return at(self.now, zone=BERLIN)

    async def live(self) -> None:
        """One thing that happens, a few minutes after the one before."""
        self.now += timedelta(minutes=self.random.randint(1, 20))
        await self.random.choice((self.week, self.move, self.undo, self.cancel, self.every, self.none, self.one))()

    async def week(self) -> None:
        self.now += timedelta(days=self.random.randint(3, 12))
        self.moves = []  # an hour is over
        await post_series(self.city.database, self.moment)

    async def ahead(self) -> list[tuple[int, str]]:
        rows = await self.city.table(
            "SELECT id, recurrence FROM shifts WHERE state = 'open' AND starts_at > :now ORDER BY id",
            now=int(self.now.timestamp()),
        )
        return [(row["id"], row["recurrence"]) for row in rows]

    async def move(self) -> None:
        if not (ahead := await self.ahead()):
            return
        shift, recurrence = self.random.choice(ahead)
        before = await self.period_of(recurrence)
        start = max(before.start, self.now + 60 * HOUR) + self.random.randint(1, 30) * HOUR
        to = Period(start=start, end=start + 2 * HOUR)
        async with self.city.writing() as rows:
            outcome = await move_shift(rows, self.leader, shift, to, self.moment)
        if isinstance(outcome, Moved):
            self.put[recurrence] = to
            newest = await self.city.figure("SELECT MAX(id) AS n FROM moves")
            self.moves.append((newest, recurrence, before))

    async def undo(self) -> None:
        if not self.moves:
            return
        newest, recurrence, before = self.moves.pop()
        async with self.city.writing() as rows:
            if isinstance(await undo_move(rows, self.leader, newest, self.moment), Undone):
                self.put[recurrence] = before

    async def cancel(self) -> None:
        if len(ahead := await self.ahead()) > 3:
            shift, recurrence = self.random.choice(ahead)
            async with self.city.writing() as rows:
                await cancel_shift(rows, self.leader, shift, self.moment)
            self.off.add(recurrence)
            self.moves = [one for one in self.moves if one[1] != recurrence]

    async def every(self) -> None:
        person = self.random.choice(self.people)
        async with self.city.writing() as rows:
            outcome = await take_series(rows, person, self.number, self.moment)
        assert isinstance(outcome, EveryTaken)
        got = {one.id for one in (*outcome.taken, *(one for one, _ in outcome.waiting))}
        self.places |= {(recurrence, person.id) for shift, recurrence in await self.ahead() if shift in got}

    async def none(self) -> None:
        person = self.random.choice(self.people)
        async with self.city.writing() as rows:
            outcome = await leave_series(rows, person, self.number, self.moment, is_sure=True)
        assert isinstance(outcome, EveryLeft)
        left = {one.id for one in outcome.left}
        rows_found = await self.city.table("SELECT id, recurrence FROM shifts")
        self.places -= {(row["recurrence"], person.id) for row in rows_found if row["id"] in left}

    async def one(self) -> None:
        if not (ahead := await self.ahead()):
            return
        (shift, recurrence), person = self.random.choice(ahead), self.random.choice(self.people)
        async with self.city.writing() as rows:
            if self.random.random() < 0.6:
                if isinstance(await take_shift(rows, person, shift, self.moment), Taken | Waiting):
                    self.places.add((recurrence, person.id))
            else:
                await leave_shift(rows, person, shift, self.moment)
                self.places.discard((recurrence, person.id))

    async def period_of(self, recurrence: str) -> Period:
        by_rule = period_at(datetime.fromisoformat(recurrence), self.series.minutes, BERLIN)
        return self.put.get(recurrence, by_rule)

    async def is_sound(self) -> None:
        rows = await self.city.table("SELECT recurrence, starts_at, ends_at, state FROM shifts ORDER BY id")
        recurrences = [row["recurrence"] for row in rows]
        assert len(recurrences) == len(set(recurrences)), "one is there twice"
        for row in rows:
            period = await self.period_of(row["recurrence"])
            there = (row["starts_at"], row["ends_at"])
            assert there == (period.start.timestamp(), period.end.timestamp()), f"{row['recurrence']} is elsewhere"
            assert row["state"] == ("cancelled" if row["recurrence"] in self.off else "open")
        held = await self.city.table(
            "SELECT s.recurrence, g.person_id FROM signups g JOIN shifts s ON s.id = g.shift_id "
            "WHERE g.state IN ('confirmed', 'waiting')"
        )
        assert {(row["recurrence"], row["person_id"]) for row in held} >= self.places, "somebody was lost"
        over = await self.city.table(
            "SELECT shift_id FROM signups WHERE state = 'confirmed' GROUP BY shift_id HAVING COUNT(*) > 2"
        )
        assert over == [], "more people than places"


@pytest.mark.parametrize("seed", range(4))
async def test_random_weeks_of_a_series(city: City, seed: int) -> None:
    weeks = Weeks(city, seed)
    await weeks.begin()
    for _ in range(40):
        await weeks.live()
        await weeks.is_sound()
    assert weeks.now - NOW > timedelta(days=2)
