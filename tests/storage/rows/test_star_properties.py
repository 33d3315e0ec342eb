"""Whatever is confirmed, corrected, decided and merged in whatever order: stars told are what the ledger gives."""

import json
from collections.abc import Awaitable, Callable
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from scheduling import sweeps
from scheduling.stars import look_at_stars
from storage.engine.database import Database
from tests.storage.rows.test_properties import MANY, claimed
from tests.support.acting import appoint, at
from tests.support.city import NOW, City, at_shift
from volunteering.actions.attendance.putting_right import came_after_all, undo_no_show
from volunteering.actions.attendance.rosters import Confirmed, adjust, confirm_roster
from volunteering.actions.doubles.making_one import Merged, merge, undo_merge
from volunteering.actions.hours.deciding import approve, reject
from volunteering.actions.tree import move_unit
from volunteering.actions.volunteers.registering import come_back, leave
from volunteering.rules.activities import Shift
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.policy import Policy
from volunteering.rules.honours import StarsBecause
from volunteering.rules.hours import Decision, Kind
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.stars import ladder_of, stars_for
from volunteering.rules.tree import Role
from volunteering.rules.unit_settings import UnitSetting
from volunteering.rules.volunteers import Actor, Person, Standing

LADDER = (1, 2, 4)
MOMENT = at(NOW, Policy(stars=LADDER))

PEOPLE = st.integers(0, 2)
SHIFTS = st.integers(0, 2)
MINUTES = st.sampled_from([0, 30, 60, 90, 120, 180, 300])
Act = tuple[
    Literal[
        "confirm",
        "roster",
        "right",
        "void",
        "claim",
        "decide",
        "merge",
        "part",
        "ladder",
        "moves",
        "under",
        "goes",
        "back",
        "sweep",
        "all",
    ],
    int,
    int,
    int,
]
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("confirm"), PEOPLE, SHIFTS, MINUTES),
        st.tuples(st.sampled_from(["roster", "roster", "right"]), PEOPLE, SHIFTS, MINUTES),
        st.tuples(st.sampled_from(["void", "claim", "decide"]), PEOPLE, SHIFTS, MINUTES),
        st.tuples(st.sampled_from(["merge", "part", "moves"]), PEOPLE, PEOPLE, MINUTES),
        st.tuples(st.just("ladder"), PEOPLE, st.integers(0, 2), MINUTES),
        st.tuples(st.sampled_from(["ladder", "under"]), PEOPLE, st.integers(0, 2), MINUTES),
        st.tuples(st.sampled_from(["goes", "back"]), PEOPLE, SHIFTS, MINUTES),
        st.tuples(st.sampled_from(["sweep", "sweep", "all"]), PEOPLE, SHIFTS, MINUTES),
    ),
    max_size=20,
)


class Three:
    """Three people, three shifts, claims and merges, as they stand."""

    def __init__(self, city: City, admin: Actor, people: list[Person], shifts: list[Shift]) -> None:
        self.city, self.admin, self.people, self.shifts = city, admin, people, shifts
        self.team = people[2].unit
        self.claims: list[int] = []
        self.merges: list[int] = []
        self.ladder_may_be_another = False

    async def does(self, act: Act) -> None:
        what, one, other, minutes = act
        acts: dict[str, Callable[[int, int, int], Awaitable[None]]] = {
            "confirm": self._confirms,
            "roster": self._confirms_roster,
            "right": self._puts_right,
            "void": self._voids,
            "claim": self._claims,
            "decide": self._decides,
            "merge": self._merges,
            "part": self._parts,
            "ladder": self._changes_ladder,
            "moves": self._moves,
            "under": self._hangs_under,
            "goes": self._goes,
            "back": self._comes_back,
            "sweep": self._sweeps,
            "all": self._looks_at_all,
        }
        await acts[what](one, other, minutes)
        await self.whoever_stands_otherwise_is_looked_at()

    async def _confirms(self, one: int, other: int, minutes: int) -> None:
        await self.city.record(at_shift(self.shifts[other], self.people[one]), Kind.ATTENDED, minutes)

    async def _confirms_roster(self, one: int, other: int, minutes: int) -> None:
        """As a leader does: everybody whose line isn't ticked did not come."""
        shift, person = self.shifts[other], self.people[one]
        async with self.city.writing() as rows:
            if await rows.sign_ups.mine(shift.id, person.id) is None:
                await rows.sign_ups.put(shift.id, person.id, SignUpState.CONFIRMED, shift.since)
            await adjust(rows, self.admin, shift.id, person.id, minutes, MOMENT)
            assert isinstance(await confirm_roster(rows, self.admin, shift.id, MOMENT), Confirmed)

    async def _puts_right(self, one: int, other: int, minutes: int) -> None:
        act = came_after_all if minutes else undo_no_show
        async with self.city.writing() as rows:
            await act(rows, self.admin, self.shifts[other].id, self.people[one].id, MOMENT)

    async def _voids(self, one: int, other: int, _: int) -> None:
        await self.city.record(at_shift(self.shifts[other], self.people[one]), Kind.VOID, 0)

    async def _claims(self, one: int, _: int, minutes: int) -> None:
        if minutes:
            subject = await claimed(self.city, self.people[one], minutes)
            assert subject.claim_id is not None
            self.claims.append(subject.claim_id)

    async def _decides(self, one: int, other: int, minutes: int) -> None:
        if not self.claims:
            return
        claim = self.claims[(one + other) % len(self.claims)]
        async with self.city.writing() as rows:
            if minutes > 60:
                await reject(rows, self.admin, claim, "", MOMENT, instead_of=Decision.APPROVED)
            else:
                await approve(rows, self.admin, claim, MOMENT)

    async def _merges(self, one: int, other: int, _: int) -> None:
        async with self.city.writing() as rows:
            outcome = await merge(rows, self.admin, self.people[one].id, self.people[other].id, MOMENT)
        if isinstance(outcome, Merged):
            self.merges.append(outcome.merge_id)

    async def _parts(self, *_: int) -> None:
        if self.merges:
            async with self.city.writing() as rows:
                await undo_merge(rows, self.admin, self.merges.pop(), MOMENT)

    async def _changes_ladder(self, one: int, other: int, _: int) -> None:
        self.ladder_may_be_another = True
        async with self.city.writing() as rows:
            rows.unit_settings.put(self.people[one].unit.id, UnitSetting.STARS, [None, "1,3", "2,4,5"][other])

    async def _moves(self, one: int, other: int, _: int) -> None:
        self.ladder_may_be_another = True
        async with self.city.writing() as rows:
            await rows.people.change(self.people[one].id, unit_id=self.people[other].unit.id)

    async def _hangs_under(self, _: int, other: int, __: int) -> None:
        """The team goes under another unit, whose ladder may be another."""
        self.ladder_may_be_another = True
        into = (self.city.top, self.city.jiaojiang, self.city.huangyan)[other]
        async with self.city.writing() as rows:
            await move_unit(rows, self.admin, self.team.id, into.id, MOMENT)

    async def _goes(self, one: int, *_: int) -> None:
        async with self.city.writing() as rows:
            person = await rows.people.get(self.people[one].id)
            if person is not None and person.standing.is_here:
                await leave(rows, person, MOMENT)

    async def _comes_back(self, one: int, *_: int) -> None:
        self.ladder_may_be_another = True  # what was done while they were away is found with all others
        async with self.city.writing() as rows:
            person = await rows.people.get(self.people[one].id)
            if person is not None and person.standing is Standing.LEFT:
                await come_back(rows, person, MOMENT)

    async def _sweeps(self, *_: int) -> None:
        await self._once(sweeps.tell_of_stars)
        if not self.ladder_may_be_another:
            await self.holds()

    async def _looks_at_all(self, *_: int) -> None:
        await self._once(look_at_stars)
        self.ladder_may_be_another = False
        await self.holds()

    async def _once(self, look: Callable[[Database, Moment], Awaitable[object]]) -> None:
        """However often a ladder, a team or a line changed since the last look: nobody is told of it twice."""
        before = [len(await self._told(person)) for person in self.people]
        await look(self.city.database, MOMENT)
        after = [len(await self._told(person)) for person in self.people]
        assert all(now - then <= 1 for then, now in zip(before, after, strict=True))

    async def holds(self) -> None:
        """Of everybody: what was told last is what the ledger gives, and each change was told once."""
        for person in self.people:
            async with self.city.looking() as rows:
                stands = await rows.star_marks.of(person.id)
            assert stands is not None
            if not stands.standing.is_here:
                continue
            ladder = ladder_of(stands.ladder, LADDER)
            mark = stands.mark
            assert stars_for(stands.minutes, ladder).earned == (mark.stars if mark else 0)
            told = await self._told(person)
            assert len({turn for turn, _, _ in told}) == len(told), "told twice of the same"
            now = 0
            for _, stars, because in told:
                assert stars != now
                assert (stars > now) if because is StarsBecause.REACHED else True
                assert (stars < now) if because is StarsBecause.CORRECTED else True
                now = stars
            assert now == (mark.stars if mark else 0), "the last that was told is what holds"

    async def whoever_stands_otherwise_is_looked_at(self) -> None:
        """Between two looks, too: whose stars aren't what they were told is noted, but where the ladder changed."""
        if self.ladder_may_be_another:
            return
        noted = {row["person_id"] for row in await self.city.table("SELECT person_id FROM star_checks")}
        for person in self.people:
            async with self.city.looking() as rows:
                stands = await rows.star_marks.of(person.id)
            assert stands is not None
            earned = stars_for(stands.minutes, ladder_of(stands.ladder, LADDER)).earned
            if stands.standing.is_here and earned != (stands.mark.stars if stands.mark else 0):
                assert person.id in noted, "nobody would tell them of it before the morning"

    async def _told(self, person: Person) -> list[tuple[int, int, StarsBecause]]:
        rows = await self.city.table(
            "SELECT key, facts FROM outbox WHERE kind = 'stars_changed' AND key LIKE :own ORDER BY id",
            own=f"stars:%:{person.id}",
        )
        every = [json.loads(row["facts"]) for row in rows]
        return [(facts["turn"], facts["stars"], StarsBecause(facts["because"])) for facts in every]


@MANY
@given(acts=ACTS)
async def test_stars_told_are_what_the_ledger_gives(city: City, acts: list[Act]) -> None:
    admin = await appoint(city, await city.person("Admin"), city.top, Role.ADMIN)
    team = await city.unit(f"Team {await city.figure('SELECT COUNT(*) AS n FROM units')}", city.huangyan)
    people = [await city.person("Wei"), await city.person("Wei again"), await city.person("Wu", team)]
    shifts = [await city.shift(-48 - number * 24) for number in range(3)]
    town = Three(city, admin, people, shifts)
    for act in acts:
        await town.does(act)
    await look_at_stars(city.database, MOMENT)
    await town.holds()
    async with city.writing() as rows:
        for unit in (city.top, city.jiaojiang, city.huangyan, team):
            rows.unit_settings.put(unit.id, UnitSetting.STARS, None)
