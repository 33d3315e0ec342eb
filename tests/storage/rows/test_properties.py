"""Whatever happens in whatever order: never more people than places, and every sum is the sum of its lines."""

from collections import Counter
from datetime import datetime
from typing import Literal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduling import offering, sweeps
from tests.support.acting import at
from tests.support.city import NOW, City, at_shift, hours_later
from volunteering.actions.leading.cancelling import cancel_shift
from volunteering.actions.leading.moving import change_places
from volunteering.actions.signing_up.offering import skip_offer
from volunteering.actions.signing_up.places import leave_shift, take_shift
from volunteering.actions.volunteers import registering
from volunteering.actions.volunteers.holds import restore, suspend
from volunteering.rules.activities import Shift
from volunteering.rules.capacity import limit_of
from volunteering.rules.ground.policy import Policy
from volunteering.rules.hours import Kind, Subject
from volunteering.rules.offering import goes_in_turn, may_be_next
from volunteering.rules.signing_up import SignUp
from volunteering.rules.tree import Post, Rights, Role
from volunteering.rules.volunteers import Actor, Person

# Each example has people and shifts of its own in the same database.
MANY = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
POLICY = Policy()

PEOPLE = st.integers(0, 4)
SHIFTS = st.integers(0, 2)
HOURS = st.sampled_from([0.0, 0.0, 0.0, 10.0, 22.0, 30.0])  # long before, within the late hours, begun
Act = tuple[
    Literal["take", "leave", "skip", "places", "cancel", "go", "suspend", "restore", "block", "unblock"],
    int,
    int,
    float,
]
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("take"), PEOPLE, SHIFTS, HOURS),
        st.tuples(st.just("take"), PEOPLE, SHIFTS, HOURS),
        st.tuples(st.just("leave"), PEOPLE, SHIFTS, HOURS),
        st.tuples(st.just("skip"), PEOPLE, SHIFTS, HOURS),
        st.tuples(st.just("places"), st.integers(0, 4), SHIFTS, HOURS),
        st.tuples(st.just("cancel"), st.just(0), SHIFTS, HOURS),
        st.tuples(st.just("go"), PEOPLE, SHIFTS, HOURS),
        st.tuples(st.sampled_from(["suspend", "restore", "block", "unblock"]), PEOPLE, SHIFTS, HOURS),
    ),
    max_size=30,
)


async def do(city: City, act: Act, people: list[Person], shifts: list[Shift]) -> None:
    """One act of a volunteer or of the leader, in a transaction of its own."""
    what, number, which, hours = act
    now, shift = hours_later(hours), shifts[which]
    leader = Actor(person=city.leader, rights=Rights(posts=(Post(unit=city.top, role=Role.ADMIN),)))
    async with city.writing() as rows:
        match what:
            case "take":
                person = await rows.people.get(people[number].id)
                assert person is not None
                await take_shift(rows, person, shift.id, at(now))
            case "leave":
                await leave_shift(rows, people[number], shift.id, at(now))
            case "skip":
                await skip_offer(rows, people[number], shift.id, at(now))
            case "places":
                await change_places(rows, leader, shift.id, limit_of(number), at(now))
            case "cancel":
                await cancel_shift(rows, leader, shift.id, at(now))
            case "go":
                await registering.leave(rows, people[number], at(now))
                await registering.come_back(rows, people[number], at(now))
            case "suspend":
                await suspend(rows, leader, people[number].id, "To be talked over", at(now))
            case "restore":
                await restore(rows, leader, people[number].id, at(now))
            case "block" | "unblock":
                await rows.people.change(people[number].id, reachable=what == "unblock")
    await offering.see_to_offers(city.database, at(now))
    await sweeps.move_up(city.database, at(now))


async def nobody_waits_beside_a_place_of_theirs(city: City, shift: Shift, now: datetime) -> bool:
    """Whether none of those who wait may have a free place that goes down the line, and is neither asked nor was."""
    async with city.looking() as rows:
        waiting = await rows.sign_ups.waiting(shift.id)
        unasked = [sign_up for sign_up in waiting if not sign_up.is_offered and not sign_up.passed]
        every = [await rows.sign_ups.facts(shift.id, sign_up.person_id) for sign_up in unasked]
    return not any(facts and goes_in_turn(facts.shift, at(now)) and may_be_next(facts, at(now)) for facts in every)


async def sign_ups_of(city: City, shift: Shift) -> tuple[Shift, list[SignUp], list[SignUp]]:
    """The shift as it is now, who has a place, and who waits."""
    async with city.looking() as rows:
        found = await rows.activities.shift(shift.id)
        confirmed, waiting = await rows.sign_ups.confirmed(shift.id), await rows.sign_ups.waiting(shift.id)
    assert found is not None
    return found[1], list(confirmed), list(waiting)


@MANY
@given(acts=ACTS, at_once=st.sets(PEOPLE))
async def test_places_hold_whatever_happens(city: City, acts: list[Act], at_once: set[int]) -> None:
    people = await city.people(5)
    async with city.writing() as rows:
        for number in sorted(at_once):
            await rows.profiles.put_in_at_once(people[number].id, at_once=True)
    unasked = {people[number].id for number in at_once}
    # Two at the same time, one the day after.
    shifts = [await city.shift(24, places=2), await city.shift(25, places=1), await city.shift(48, places=1)]
    for act in acts:
        await do(city, act, people, shifts)
        places: Counter[int] = Counter()
        for number, known in enumerate(shifts):
            moved_up = await nobody_waits_beside_a_place_of_theirs(city, known, hours_later(act[3]))
            assert moved_up, "somebody waits beside a place that is free for them"
            shift, confirmed, waiting = await sign_ups_of(city, known)
            held = [sign_up for sign_up in waiting if sign_up.is_offered]
            assert shift.limit is None or len(confirmed) + len(held) <= shift.limit
            assert not {one.person_id for one in held} & unasked, "is asked and had chosen not to be"
            everybody = [sign_up.person_id for sign_up in (*confirmed, *waiting)]
            assert len(everybody) == len(set(everybody))
            tickets = [sign_up.ticket for sign_up in (*confirmed, *waiting)]
            assert len(tickets) == len(set(tickets))
            if number < 2 and shift.state == "open":
                places.update(sign_up.person_id for sign_up in confirmed)
        assert all(count == 1 for count in places.values()), "somebody has two places at the same time"


KINDS = st.sampled_from([Kind.ATTENDED, Kind.NO_SHOW, Kind.VOID])
LINES = st.lists(st.tuples(PEOPLE, SHIFTS, KINDS, st.integers(0, 300)), max_size=25)


@MANY
@given(lines=LINES, claims=st.lists(st.tuples(PEOPLE, st.integers(1, 300), st.booleans()), max_size=5))
async def test_every_sum_is_the_sum_of_its_lines(
    city: City, lines: list[tuple[int, int, Kind, int]], claims: list[tuple[int, int, bool]]
) -> None:
    people, shifts = await city.people(5), [await city.shift(-48 - number * 24) for number in range(3)]
    holds: dict[tuple[str, int, int], tuple[Kind, int]] = {}
    for who, which, kind, minutes in lines:
        counted = await city.record(at_shift(shifts[which], people[who]), kind, minutes)
        if counted:
            holds["shift", who, which] = (counted.kind, counted.minutes)
    for number, (who, minutes, taken_back) in enumerate(claims):
        subject = await claimed(city, people[who], minutes)
        for kind in (Kind.LOGGED, Kind.VOID)[: 2 if taken_back else 1]:
            counted = await city.record(subject, kind, minutes)
            assert counted is not None
            holds["claim", who, number] = (counted.kind, counted.minutes)

    for who, person in enumerate(people):
        theirs = [counted for (_, whose, _), counted in holds.items() if whose == who]
        kinds = Counter(kind for kind, _ in theirs)
        assert await sums_of(city, person) == {
            "minutes": sum(minutes for _, minutes in theirs),
            "participations": kinds[Kind.ATTENDED],
            "no_shows": kinds[Kind.NO_SHOW],
        }
        async with city.looking() as rows:
            assert len(await rows.hours.no_shows(person.id)) == kinds[Kind.NO_SHOW]


async def claimed(city: City, person: Person, minutes: int) -> Subject:
    """Hours logged outside shifts, waiting for approval."""
    day = NOW.date()
    async with city.writing() as rows:
        number = await rows.hours.add_claim(
            person_id=person.id, unit_id=person.unit.id, day=day, minutes=minutes, what="Library help", at=NOW
        )
    return Subject(person_id=person.id, unit_id=person.unit.id, claim_id=number, day=day)


async def sums_of(city: City, person: Person) -> dict[str, int]:
    """What the ledger adds up to for a person."""
    [row] = await city.table(
        """
        SELECT CAST(COALESCE(SUM(change), 0) AS BIGINT) AS minutes,
            CAST(COALESCE(SUM(participations), 0) AS BIGINT) AS participations,
            CAST(COALESCE(SUM(no_shows), 0) AS BIGINT) AS no_shows
        FROM entries WHERE person_id = :person
        """,
        person=person.id,
    )
    return {name: row[name] for name in ("minutes", "participations", "no_shows")}
