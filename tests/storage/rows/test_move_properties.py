"""Whatever is moved, undone, confirmed and left, in whatever order, while time passes: nobody loses a place unasked."""

from datetime import timedelta
from typing import Any, Literal, NamedTuple

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from scheduling.moves import see_to_moves
from storage.rows.moves import note_asked
from tests.support.acting import at
from tests.support.city import NOW, City, hours_later
from volunteering.actions.leading.editing import Edit, edit
from volunteering.actions.leading.moving import move_shift
from volunteering.actions.leading.moving_back import undo_move
from volunteering.actions.leading.undoing import Undone
from volunteering.actions.signing_up.confirming import confirm_move, question_of
from volunteering.actions.signing_up.places import leave_shift, say_coming, take_shift
from volunteering.rules.activities import Shift
from volunteering.rules.ground.periods import Period
from volunteering.rules.tree import Post, Rights, Role
from volunteering.rules.volunteers import Actor, Person

MANY = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
PLACES = 3
PEOPLE = st.integers(0, 4)
Act = tuple[Literal["take", "leave", "confirm", "coming", "asked", "move", "venue", "undo", "pass"], int]
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("take"), PEOPLE),
        st.tuples(st.sampled_from(["leave", "confirm", "coming"]), PEOPLE),
        st.tuples(st.just("asked"), PEOPLE),
        st.tuples(st.just("move"), st.integers(40, 60)),
        st.tuples(st.just("venue"), st.integers(0, 2)),
        st.tuples(st.sampled_from(["undo", "undo"]), st.integers(0, 1)),
        st.tuples(st.just("pass"), st.sampled_from([1, 300, 3600, 6 * 3600, 20 * 3600])),
    ),
    max_size=25,
)
A_WHILE = 7  # seconds between two acts


class Place(NamedTuple):
    """Somebody with a place: since when, what they said, what they have still to confirm, until when."""

    since: int
    coming: int | None
    to_confirm: int | None
    until: int | None


class MovingTime:
    """A shift, its people, and the time."""

    def __init__(self, city: City, people: list[Person], shift: Shift) -> None:
        self.city, self.people, self.shift = city, people, shift
        self.now = NOW
        self.leader = Actor(person=city.leader, rights=Rights(posts=(Post(unit=city.top, role=Role.ADMIN),)))
        self.before: list[tuple[int, tuple[Any, ...], dict[int, Place]]] = []  # what each move was made from

    async def stands(self) -> dict[int, Place]:
        rows = await self.city.table(
            "SELECT * FROM signups WHERE shift_id = :shift AND state = 'confirmed'", shift=self.shift.id
        )
        return {
            row["person_id"]: Place(row["at"], row["coming"], row["to_confirm"], row["confirm_until"]) for row in rows
        }

    async def said(self) -> tuple[Any, ...]:
        async with self.city.looking() as rows:
            found = await rows.activities.shift(self.shift.id)
        assert found is not None
        return found[0].venue, found[1].period, found[1].since

    async def does(self, act: Act) -> None:
        what, number = act
        self.now += timedelta(seconds=number if what == "pass" else A_WHILE)
        match what:
            case "move" | "venue":
                await self.moves(what, number)
            case "undo":
                await self.undoes(number)
            case "pass":
                before = await self.stands()
                await see_to_moves(self.city.database, at(self.now))
                await self.only_the_asked_lost_it(before)
            case _:
                await self.of_a_person(what, self.people[number])

    async def of_a_person(self, what: str, person: Person) -> None:
        async with self.city.writing() as rows:
            match what:
                case "take":
                    await take_shift(rows, person, self.shift.id, at(self.now))
                case "leave":
                    await leave_shift(rows, person, self.shift.id, at(self.now))
                case "confirm":
                    await confirm_move(rows, person, self.shift.id, at(self.now))
                case "coming":
                    await say_coming(rows, person, self.shift.id, at(self.now))
                case "asked":
                    facts = await rows.sign_ups.facts(self.shift.id, person.id)
                    assert facts is not None
                    note_asked(rows.tx, await question_of(rows, facts, at(self.now)))

    async def moves(self, what: str, number: int) -> None:
        said, stands = await self.said(), await self.stands()
        async with self.city.writing() as rows:
            if what == "move":
                period = Period(start=hours_later(number), end=hours_later(number + 2))
                await move_shift(rows, self.leader, self.shift.id, period, at(self.now))
            else:
                changes = Edit(venue=f"Gate {number}")
                await edit(rows, self.leader, self.shift.activity_id, changes, at(self.now))
        newest = await self.city.figure(
            "SELECT MAX(id) AS n FROM moves WHERE activity_id = :activity", activity=self.shift.activity_id
        )
        if newest and newest not in {move for move, *_ in self.before}:
            self.before.append((newest, said, stands))
        now = await self.stands()
        assert stands.keys() <= now.keys(), "a move takes nobody's place"

    async def undoes(self, back: int) -> None:
        """The newest that was not undone, or the one before."""
        if len(self.before) <= back:
            return
        move, said, stood = self.before[-1 - back]
        had = await self.stands()
        async with self.city.writing() as rows:
            outcome = await undo_move(rows, self.leader, move, at(self.now))
        now = await self.stands()
        assert had.keys() == now.keys(), "undoing takes nobody's place, and gives nobody one"
        if not isinstance(outcome, Undone):
            return
        del self.before[-1 - back]
        if back:  # how it was before the later one isn't so any more
            self.before[-1] = (self.before[-1][0], (), {})
            return
        if said:
            assert await self.said() == said
        for person, was in stood.items():
            if person in now and now[person].since == was.since:
                assert now[person][:3] == was[:3], "they stand as they stood"
                assert (now[person].until or 0) >= (was.until or 0), "and have as long to answer"

    async def only_the_asked_lost_it(self, before: dict[int, Place]) -> None:
        after = await self.stands()
        second = int(self.now.timestamp())
        for person in before.keys() - after.keys():
            was = before[person]
            assert was.to_confirm is not None, "nobody had asked them"
            assert was.until is not None, "the question had not reached them"
            assert was.until <= second


async def holds(walk: MovingTime) -> None:
    """Never more people than places, and nobody is asked about what is not so any more."""
    now = await walk.stands()
    assert len(now) <= PLACES
    rows = await walk.city.table(
        "SELECT at, undone_at FROM moves WHERE activity_id = :activity", activity=walk.shift.activity_id
    )
    open_at = {row["at"] for row in rows if row["undone_at"] is None} | {row["undone_at"] for row in rows}
    for stands in now.values():
        if stands.to_confirm is not None and stands.since <= stands.to_confirm:
            assert stands.to_confirm in open_at, "nobody is asked about a move that was undone"


# Undone in the wrong order: of the time below the venue.
_CROSSED: list[Act] = [("take", 0), ("move", 50), ("venue", 1), ("undo", 1), ("undo", 0)]
# Whoever came at the new time is asked about the old one.
_CAME_SINCE: list[Act] = [("take", 0), ("move", 50), ("pass", 300), ("take", 1), ("undo", 0), ("asked", 1)]
_LAPSES: list[Act] = [("take", 0), ("take", 1), ("move", 50), ("asked", 0), ("pass", 20 * 3600), ("pass", 20 * 3600)]


@MANY
@given(acts=ACTS)
@example(acts=_CROSSED)
@example(acts=[*_CAME_SINCE, ("pass", 20 * 3600), ("pass", 20 * 3600)])
@example(acts=_LAPSES)
async def test_nobody_loses_a_place_unasked_and_undoing_is_exact(city: City, acts: list[Act]) -> None:
    walk = MovingTime(city, await city.people(5), await city.shift(48, places=PLACES))
    for act in acts:
        await walk.does(act)
        await holds(walk)
