"""Hours given outside shifts: logged by the volunteer, decided by a leader."""

from datetime import date

import pytest

from tests.support.acting import NOW, POLICY, acting, appoint, at, hours_later, known, owed, told
from tests.support.city import City, at_shift
from volunteering.actions.hours.deciding import (
    AllApproved,
    AlreadyDecided,
    Approved,
    DayFilled,
    OwnHours,
    Rejected,
    approve,
    approve_all,
    reject,
)
from volunteering.actions.hours.logging import Logged, NotLogged, NotYourUnit, log_hours
from volunteering.rules.hours import Decision, InTheFuture, Kind, MoreThanADay, NoTime, is_long
from volunteering.rules.signing_up import Suspended
from volunteering.rules.tree import NotAllowed, Role, Unit
from volunteering.rules.volunteers import Actor, Person, Standing

DAY = date(2026, 11, 30)


@pytest.fixture
async def leader(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


async def log(
    city: City, person: Person, minutes: int, day: date = DAY, unit: Unit | None = None
) -> Logged | NotLogged:
    async with city.writing() as rows:
        volunteer = await known(rows, person)
        outcome = await log_hours(rows, volunteer, day, minutes, "Library help", at(NOW), unit=unit)
    assert isinstance(outcome, Logged | NotLogged)
    return outcome


async def logged(city: City, person: Person, minutes: int = 150, unit: Unit | None = None) -> int:
    outcome = await log(city, person, minutes, unit=unit)
    assert isinstance(outcome, Logged)
    return outcome.claim_id


async def test_logging_asks_the_leaders(city: City, leader: Actor) -> None:
    wang = await city.person("Wang")
    outcome = await log(city, wang, 150)
    assert isinstance(outcome, Logged)
    assert (outcome.unit, outcome.day_minutes) == (city.jiaojiang, 150)
    assert outcome.asked == (city.leader.id,)
    assert await owed(city, "claim_made") == [(city.leader.id, {"kind": "claim_made", "claim_id": outcome.claim_id})]
    assert await city.figure("SELECT COUNT(*) AS n FROM entries") == 0


async def test_a_leaders_own_hours_go_to_somebody_else(city: City, leader: Actor) -> None:
    above = await appoint(city, await city.person("Chen"), city.top, Role.ADMIN)
    outcome = await log(city, city.leader, 60)
    assert isinstance(outcome, Logged)
    assert outcome.asked == (above.id,)
    async with city.writing() as rows:
        assert isinstance(await approve(rows, leader, outcome.claim_id, at(NOW)), OwnHours)
        assert isinstance(await reject(rows, leader, outcome.claim_id, "", at(NOW)), OwnHours)
        assert isinstance(await approve(rows, above, outcome.claim_id, at(NOW)), Approved)


@pytest.mark.parametrize(
    ("already", "minutes", "long"), [(0, 480, False), (0, 481, True), (400, 80, False), (400, 81, True)]
)
async def test_a_long_day_is_pointed_out(city: City, already: int, minutes: int, *, long: bool) -> None:
    wang = await city.person("Wang")
    if already:
        await logged(city, wang, already)
    outcome = await log(city, wang, minutes)
    assert isinstance(outcome, Logged)
    assert outcome.day_minutes == already + minutes
    assert is_long(outcome.day_minutes, POLICY) is long


REFUSALS = [
    ("tomorrow", date(2026, 12, 2), 60, [InTheFuture]),
    ("over a day", DAY, 1441, [MoreThanADay]),
    ("tomorrow, over a day", date(2026, 12, 2), 1441, [InTheFuture, MoreThanADay]),
    ("nothing", DAY, 0, [NoTime]),
]


@pytest.mark.parametrize(("day", "minutes", "kinds"), [row[1:] for row in REFUSALS], ids=[row[0] for row in REFUSALS])
async def test_what_cannot_be_logged(city: City, day: date, minutes: int, kinds: list[type]) -> None:
    outcome = await log(city, await city.person("Wang"), minutes, day)
    assert isinstance(outcome, NotLogged)
    assert [type(reason) for reason in outcome.reasons] == kinds


async def test_today_is_the_organisations_today(city: City) -> None:
    assert isinstance(await log(city, await city.person("Wang"), 60, date(2026, 12, 1)), Logged)


async def test_a_day_has_24_hours_in_all(city: City) -> None:
    wang = await city.person("Wang")
    await logged(city, wang, 1000)
    assert isinstance(await log(city, wang, 440), Logged)
    assert await log(city, wang, 1) == NotLogged(reasons=(MoreThanADay(day=DAY, already=1440),))


async def test_the_suspended_and_strangers_to_a_unit_are_refused(city: City) -> None:
    wang = await city.person("Wang")
    async with city.writing() as rows:
        await rows.people.change(wang.id, standing=Standing.SUSPENDED)
    assert await log(city, wang, 60, unit=city.huangyan) == NotLogged(
        reasons=(Suspended(), NotYourUnit(unit=city.huangyan))
    )


async def test_a_joined_unit_will_do(city: City) -> None:
    wang = await city.person("Wang")
    async with city.writing() as rows:
        await rows.people.join(wang.id, city.huangyan.id, NOW)
    assert isinstance(await log(city, wang, 60, unit=city.huangyan), Logged)


async def test_approving_writes_the_hours_and_tells_once(city: City, leader: Actor) -> None:
    wang = await city.person("Wang")
    claim = await logged(city, wang)
    async with city.writing() as rows:
        outcome = await approve(rows, leader, claim, at(hours_later(1)))
    assert isinstance(outcome, Approved)
    assert (outcome.claim.state, outcome.claim.decided_by) == (Decision.APPROVED, leader.id)
    assert await city.figure("SELECT SUM(change) AS n FROM entries WHERE person_id = :id", id=wang.id) == 150
    async with city.writing() as rows:
        again = await reject(rows, leader, claim, "Too late", at(hours_later(2)))
    assert isinstance(again, AlreadyDecided)
    assert (again.claim.state, again.by_name) == (Decision.APPROVED, "Teacher Li")
    assert await told(city, "claim_decided") == [wang.id]


async def test_rejecting_keeps_the_reason_and_counts_nowhere(city: City, leader: Actor) -> None:
    wang = await city.person("Wang")
    claim = await logged(city, wang)
    async with city.writing() as rows:
        outcome = await reject(rows, leader, claim, "That was a shift", at(NOW))
    assert isinstance(outcome, Rejected)
    async with city.looking() as rows:
        assert await rows.hours.claim(claim) == outcome.claim
        assert await rows.hours.minutes_on(wang.id, DAY) == 0
    assert await city.figure("SELECT COUNT(*) AS n FROM entries") == 0


async def test_approving_all_leaves_ones_own_and_other_units_out(city: City, leader: Actor) -> None:
    wang, chen = await city.people(2)
    lin = await city.person("Lin", city.huangyan)
    pending = [await logged(city, person) for person in (wang, chen, wang)]
    await logged(city, city.leader)
    await logged(city, lin)
    async with city.writing() as rows:
        outcome = await approve_all(rows, leader, city.jiaojiang, at(NOW))
        assert await approve_all(rows, leader, city.top, at(NOW)) == NotAllowed()
    assert isinstance(outcome, AllApproved)
    assert ([claim.id for claim in outcome.claims], outcome.own_left_out) == (pending, 1)
    assert await city.figure("SELECT SUM(change) AS n FROM entries") == 450
    async with city.looking() as rows:
        assert [claim.person_id for claim in await rows.hours.pending_in(city.top)] == [city.leader.id, lin.id]


async def test_only_those_who_lead_there_decide(city: City) -> None:
    wang = await city.person("Wang")
    claim = await logged(city, wang)
    volunteer, stranger = await acting(city, wang), await appoint(city, await city.person("Chen"), city.huangyan)
    async with city.writing() as rows:
        assert await approve(rows, stranger, claim, at(NOW)) == NotAllowed()
        assert await reject(rows, stranger, claim, "", at(NOW)) == NotAllowed()
        assert await approve(rows, stranger, 404, at(NOW)) is None
        assert await approve(rows, volunteer, claim, at(NOW)) == NotAllowed()


async def test_a_roster_since_may_have_filled_the_day(city: City, leader: Actor) -> None:
    wang = await city.person("Wang")
    claims = [await logged(city, wang, minutes) for minutes in (1200, 239, 1)]
    shift = await city.shift(-30)  # on that day
    await city.record(at_shift(shift, wang), Kind.ATTENDED, 240)
    async with city.writing() as rows:
        assert isinstance(await approve(rows, leader, claims[0], at(NOW)), Approved)
        refused = await approve(rows, leader, claims[1], at(NOW))
    assert isinstance(refused, DayFilled)
    assert (refused.claim.state, refused.already) == (Decision.PENDING, 1440)
    assert await told(city, "claim_decided") == [wang.id]
    await city.record(at_shift(shift, wang), Kind.ATTENDED, 1)
    async with city.writing() as rows:
        outcome = await approve_all(rows, leader, city.jiaojiang, at(NOW))
    assert isinstance(outcome, AllApproved)
    assert ([claim.id for claim in outcome.claims], outcome.over_a_day) == ([claims[1]], 1)
    assert await city.figure("SELECT SUM(change) AS n FROM entries") == 1440
    async with city.writing() as rows:
        assert isinstance(await reject(rows, leader, claims[2], "The day is full", at(NOW)), Rejected)
