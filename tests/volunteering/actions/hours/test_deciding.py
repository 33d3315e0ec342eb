"""A decision on logged hours can be put right, both ways: in the ledger, told, and only by whoever may decide."""

from datetime import timedelta

import pytest

from storage.engine.pages import Page
from storage.views.hours.lines import hour_lines
from tests.support.acting import NOW, ZONE, acting, appoint, at, owed
from tests.support.city import City
from volunteering.actions.hours.deciding import (
    AlreadyDecided,
    Approved,
    DayFilled,
    OwnHours,
    Rejected,
    TakenBack,
    approve,
    reject,
)
from volunteering.actions.hours.logging import Logged, log_hours
from volunteering.rules.hours import Decision, Kind, Subject
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor, Person

DAY = NOW.astimezone(ZONE).date() - timedelta(days=1)


@pytest.fixture
async def leader(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


async def logged(city: City, person: Person, minutes: int = 120) -> int:
    """Hours that somebody logged, pending."""
    async with city.writing() as rows:
        outcome = await log_hours(rows, person, DAY, minutes, "Library help", at(NOW))
    assert isinstance(outcome, Logged)
    return outcome.claim_id


async def sums(city: City, person: Person) -> int:
    """What the person's lines add up to."""
    return await city.figure("SELECT SUM(change) AS n FROM entries WHERE person_id = :person", person=person.id)


async def kinds(city: City) -> list[tuple[str, int, int]]:
    """The lines of the ledger: what each makes hold, adds, and whether it replaces another."""
    rows = await city.table("SELECT kind, change, replaces_id FROM entries ORDER BY id")
    return [(row["kind"], row["change"], int(row["replaces_id"] is not None)) for row in rows]


async def test_hours_are_taken_back_and_approved_again_line_by_line(city: City, leader: Actor) -> None:
    wei = await city.person("Wei")
    claim = await logged(city, wei)
    async with city.writing() as rows:
        assert isinstance(await approve(rows, leader, claim, at(NOW)), Approved)
    assert await sums(city, wei) == 120

    async with city.writing() as rows:
        outcome = await reject(rows, leader, claim, "Not ours", at(NOW), instead_of=Decision.APPROVED)
    assert isinstance(outcome, TakenBack)
    assert (outcome.claim.state, outcome.claim.reason) == (Decision.REJECTED, "Not ours")
    assert await sums(city, wei) == 0

    async with city.writing() as rows:
        assert isinstance(await approve(rows, leader, claim, at(NOW), instead_of=Decision.REJECTED), Approved)
    assert await sums(city, wei) == 120
    assert await kinds(city) == [("logged", 120, 0), ("void", -120, 1), ("logged", 120, 1)]


async def test_what_was_rejected_is_approved_after_all(city: City, leader: Actor) -> None:
    wei = await city.person("Wei")
    claim = await logged(city, wei)
    async with city.writing() as rows:
        assert isinstance(await reject(rows, leader, claim, "No", at(NOW)), Rejected)
    async with city.writing() as rows:
        assert isinstance(await approve(rows, leader, claim, at(NOW), instead_of=Decision.REJECTED), Approved)
    assert await kinds(city) == [("logged", 120, 0)]


async def test_each_correction_is_told_once(city: City, leader: Actor) -> None:
    claim = await logged(city, await city.person("Wei"))
    async with city.writing() as rows:
        await approve(rows, leader, claim, at(NOW))
    for _ in range(2):
        async with city.writing() as rows:
            await reject(rows, leader, claim, "", at(NOW), instead_of=Decision.APPROVED)
    told = [(facts["decision"], facts["corrects"]) for _, facts in await owed(city, "claim_decided")]
    assert told == [("approved", False), ("rejected", True)]


@pytest.mark.parametrize("first", [Decision.APPROVED, Decision.REJECTED])
async def test_a_first_decision_puts_nothing_right_that_somebody_else_decided(
    city: City, leader: Actor, first: Decision
) -> None:
    claim = await logged(city, await city.person("Wei"))
    async with city.writing() as rows:
        if first is Decision.APPROVED:
            await approve(rows, leader, claim, at(NOW))
        else:
            await reject(rows, leader, claim, "", at(NOW))
    async with city.writing() as rows:
        assert isinstance(await approve(rows, leader, claim, at(NOW)), AlreadyDecided)
        assert isinstance(await reject(rows, leader, claim, "", at(NOW)), AlreadyDecided)


async def test_nobody_puts_their_own_hours_right_and_no_stranger_anybodys(city: City, leader: Actor) -> None:
    other = await appoint(city, await city.person("Chen"), city.jiaojiang)
    stranger = await appoint(city, await city.person("Zhao"), city.huangyan)
    claim = await logged(city, leader.person)
    async with city.writing() as rows:
        await reject(rows, other, claim, "", at(NOW))
    async with city.writing() as rows:
        assert isinstance(await approve(rows, leader, claim, at(NOW), instead_of=Decision.REJECTED), OwnHours)
        assert isinstance(await approve(rows, stranger, claim, at(NOW), instead_of=Decision.REJECTED), NotAllowed)
    volunteer = await acting(city, await city.person("Wang"))
    async with city.writing() as rows:
        assert isinstance(await reject(rows, volunteer, claim, "", at(NOW), instead_of=Decision.APPROVED), NotAllowed)


async def test_a_day_that_has_filled_since_has_no_room_for_what_was_rejected(city: City, leader: Actor) -> None:
    wei = await city.person("Wei")
    claim = await logged(city, wei, 10 * 60)
    async with city.writing() as rows:
        await reject(rows, leader, claim, "", at(NOW))
    other = await logged(city, wei, 15 * 60)
    async with city.writing() as rows:
        await approve(rows, leader, other, at(NOW))
    async with city.writing() as rows:
        assert isinstance(await approve(rows, leader, claim, at(NOW), instead_of=Decision.REJECTED), DayFilled)
    assert await sums(city, wei) == 15 * 60


async def test_the_volunteer_sees_both_lines_and_each_once(city: City, leader: Actor) -> None:
    wei = await city.person("Wei")
    claim = await logged(city, wei)
    async with city.writing() as rows:
        await approve(rows, leader, claim, at(NOW))
    async with city.writing() as rows:
        await reject(rows, leader, claim, "Not ours", at(NOW), instead_of=Decision.APPROVED)
    async with city.database.reading() as reader:
        found = await hour_lines(reader, wei.id, page=Page(5))
    assert [(line.state, line.note, line.corrected) for line in found.lines] == [
        (Kind.VOID, "Not ours", False),
        (Kind.LOGGED, "", True),
    ]
    assert sum(found.months.values()) == 0


async def test_what_holds_for_a_claim_is_its_last_line(city: City, leader: Actor) -> None:
    wei = await city.person("Wei")
    claim = await logged(city, wei)
    async with city.looking() as rows:
        assert await rows.hours.counted_of_claim(claim) is None
    subject = Subject(person_id=wei.id, unit_id=wei.unit.id, claim_id=claim, day=DAY)
    for kind, minutes in ((Kind.LOGGED, 120), (Kind.VOID, 0)):
        counted = await city.record(subject, kind, minutes)
        async with city.looking() as rows:
            assert await rows.hours.counted_of_claim(claim) == counted
