"""Hours: a ledger whose sums are plain sums, the roster's ticks, and what is logged outside shifts."""

import asyncio
from datetime import date

import pytest

from storage.engine.faults import Conflict, Duplicate
from tests.support.city import NOW, City, at_shift, hours_later
from volunteering.rules.attendance import RosterLine
from volunteering.rules.hours import Claim, Decision, Entry, Kind, Subject, entry_for
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.volunteers import Person

TODAY = date(2026, 12, 1)


async def logged(city: City, person: Person, minutes: int, *, day: date = TODAY, at: float = 0) -> int:
    async with city.writing() as rows:
        return await rows.hours.add_claim(
            person_id=person.id,
            unit_id=person.unit.id,
            day=day,
            minutes=minutes,
            what="Library <help>",
            at=hours_later(at),
        )


async def test_a_line_of_the_ledger(city: City) -> None:
    person, shift = await city.person("Wang"), await city.shift(-48)
    counted = await city.record(at_shift(shift, person), Kind.ATTENDED, 180)
    assert counted is not None
    [row] = await city.table("SELECT * FROM entries")
    assert dict(row) == {
        "id": counted.entry_id,
        "person_id": person.id,
        "unit_id": city.jiaojiang.id,
        "activity_id": shift.activity_id,
        "shift_id": shift.id,
        "claim_id": None,
        "kind": "attended",
        "day": "2026-11-29",
        "month": "2026-11",
        "minutes": 180,
        "change": 180,
        "participations": 1,
        "no_shows": 0,
        "replaces_id": None,
        "title": "",
        "record": None,
        "note": "by hand",
        "by_id": city.leader.id,
        "at": int(NOW.timestamp()),
    }


async def test_what_holds_is_the_newest_line_of_the_chain(city: City) -> None:
    wang, chen = await city.people(2)
    shift, other = await city.shift(-48), await city.shift(-48)
    assert await city.holds(at_shift(shift, wang)) is None
    await city.record(at_shift(shift, chen), Kind.ATTENDED, 60)
    await city.record(at_shift(other, wang), Kind.ATTENDED, 60)
    for kind, minutes in ((Kind.NO_SHOW, 0), (Kind.ATTENDED, 180), (Kind.ATTENDED, 90)):
        counted = await city.record(at_shift(shift, wang), kind, minutes)
        assert await city.holds(at_shift(shift, wang)) == counted
    sums = "SELECT CAST(SUM({}) AS BIGINT) AS n FROM entries WHERE person_id = :person AND shift_id = :shift"
    for column, total in (("change", 90), ("participations", 1), ("no_shows", 0)):
        assert await city.figure(sums.format(column), person=wang.id, shift=shift.id) == total


async def test_two_corrections_of_one_line_cannot_both_be(city: City) -> None:
    subject = at_shift(await city.shift(-48), await city.person("Wang"))
    first = await city.record(subject, Kind.NO_SHOW)
    for earlier in (first, None):
        line = entry_for(subject, Kind.ATTENDED, 60, earlier, by_id=None, at=NOW)
        assert line is not None
        if earlier:
            async with city.writing() as rows:
                await rows.hours.append(line)
        with pytest.raises(Duplicate):
            async with city.writing() as rows:
                await rows.hours.append(line)


async def test_corrections_at_the_same_moment(city: City) -> None:
    subject = at_shift(await city.shift(-48), await city.person("Wang"))

    async def correct(minutes: int) -> None:
        while True:
            try:
                await city.record(subject, Kind.ATTENDED, minutes)
            except Conflict:
                continue
            return

    await asyncio.gather(*(correct(minutes) for minutes in range(10, 130, 10)))

    [row] = await city.table(
        "SELECT CAST(SUM(change) AS BIGINT) AS minutes, CAST(SUM(participations) AS BIGINT) AS came FROM entries"
    )
    counted = await city.holds(subject)
    assert counted is not None
    assert dict(row) == {"minutes": counted.minutes, "came": 1}


async def test_no_shows_that_count(city: City) -> None:
    wang, chen = await city.people(2)
    older, newer, taken_back, came = [await city.shift(hours) for hours in (-96, -72, -48, -24)]
    for shift in (newer, older, taken_back):
        await city.record(at_shift(shift, wang), Kind.NO_SHOW)
    await city.record(at_shift(taken_back, wang), Kind.VOID)
    await city.record(at_shift(came, wang), Kind.ATTENDED, 180)
    await city.record(at_shift(older, chen), Kind.NO_SHOW)
    async with city.looking() as rows:
        no_shows = await rows.hours.no_shows(wang.id)
        assert [(shift_id, counted.kind) for shift_id, counted in no_shows] == [
            (older.id, Kind.NO_SHOW),
            (newer.id, Kind.NO_SHOW),
        ]
        facts = await rows.sign_ups.facts(came.id, wang.id)
    assert facts is not None
    assert len(facts.no_shows) == 2


async def test_the_roster(city: City) -> None:
    wang, chen, lin, zhao = await city.people(4)
    shift = await city.shift(-48)
    async with city.writing() as rows:
        for person in (chen, wang, lin):
            await rows.sign_ups.put(shift.id, person.id, SignUpState.CONFIRMED, NOW)
        await rows.sign_ups.put(shift.id, zhao.id, SignUpState.WAITING, NOW)
        await rows.hours.tick(shift.id, wang.id, came=True, minutes=90)
        await rows.hours.tick(shift.id, lin.id, came=False)
        await rows.hours.tick(shift.id, zhao.id, came=True)
    counted = await city.record(at_shift(shift, chen), Kind.NO_SHOW)
    async with city.looking() as rows:
        assert await rows.hours.roster(shift.id) == (
            RosterLine(person_id=chen.id, name=chen.name, counted=counted),
            RosterLine(person_id=wang.id, name=wang.name, came=True, minutes=90),
            RosterLine(person_id=lin.id, name=lin.name, came=False),
        )
        assert await rows.hours.roster(404) == ()


async def test_all_but_one_came_and_adjusted_lengths_stay(city: City) -> None:
    wang, chen, lin, zhao = await city.people(4)
    shift, other = await city.shift(-48), await city.shift(-48)
    async with city.writing() as rows:
        for person in (wang, chen, lin):
            await rows.sign_ups.put(shift.id, person.id, SignUpState.CONFIRMED, NOW)
        await rows.sign_ups.put(shift.id, zhao.id, SignUpState.WAITING, NOW)
        await rows.sign_ups.put(other.id, wang.id, SignUpState.CONFIRMED, NOW)
        await rows.hours.tick(shift.id, wang.id, came=False, minutes=90)
        await rows.hours.tick_all(shift.id, without=lin.id)
        lines = await rows.hours.roster(shift.id)
        assert [(line.came, line.minutes) for line in lines] == [(True, 90), (True, None), (None, None)]
        await rows.hours.tick(shift.id, wang.id, came=None)
        lines = await rows.hours.roster(shift.id)
        assert [(line.came, line.minutes) for line in lines] == [(None, None), (True, None), (None, None)]
    assert await city.figure("SELECT COUNT(*) AS n FROM signups WHERE came IS NOT NULL") == 1


async def test_closing_the_roster(city: City) -> None:
    shift = await city.shift(-48)
    async with city.writing() as rows:
        await rows.hours.close_roster(shift.id, city.leader.id, NOW)
        found = await rows.activities.shift(shift.id)
    assert found is not None
    assert found[1].roster_at == NOW
    assert await city.figure("SELECT roster_by AS n FROM shifts WHERE id = :id", id=shift.id) == city.leader.id


async def test_a_claim_from_logging_to_approval(city: City) -> None:
    person = await city.person("Wang")
    number = await logged(city, person, 150)
    claim = Claim(
        id=number,
        person_id=person.id,
        unit_id=city.jiaojiang.id,
        day=TODAY,
        minutes=150,
        what="Library <help>",
        state=Decision.PENDING,
        at=NOW,
    )
    async with city.writing() as rows:
        assert await rows.hours.claim(number) == claim
        assert await rows.hours.claim(404) is None
        await rows.hours.decide(number, Decision.REJECTED, by_id=city.leader.id, at=NOW, reason="Which library?")
    async with city.looking() as rows:
        rejected = await rows.hours.claim(number)
    assert rejected == claim.model_copy(
        update={"state": Decision.REJECTED, "reason": "Which library?", "decided_by": city.leader.id}
    )

    subject = Subject(person_id=person.id, unit_id=city.jiaojiang.id, claim_id=number, day=TODAY)
    await city.record(subject, Kind.LOGGED, 150)
    counted = await city.record(subject, Kind.LOGGED, 120)
    assert await city.holds(subject) == counted


async def test_minutes_of_a_day_are_served_or_pending(city: City) -> None:
    wang, chen = await city.people(2)
    async with city.looking() as rows:
        assert await rows.hours.minutes_on(wang.id, TODAY) == 0
    await city.record(at_shift(await city.shift(-3), wang), Kind.ATTENDED, 200)
    await city.record(at_shift(await city.shift(-3), chen), Kind.ATTENDED, 180)
    pending, approved, rejected = [await logged(city, wang, minutes) for minutes in (10, 20, 40)]
    await logged(city, wang, 80, day=date(2026, 11, 30))
    subject = Subject(person_id=wang.id, unit_id=city.jiaojiang.id, claim_id=approved, day=TODAY)
    await city.record(subject, Kind.LOGGED, 20)
    async with city.writing() as rows:
        await rows.hours.decide(approved, Decision.APPROVED, by_id=city.leader.id, at=NOW)
        await rows.hours.decide(rejected, Decision.REJECTED, by_id=city.leader.id, at=NOW)
        assert await rows.hours.minutes_on(wang.id, TODAY) == 200 + 10 + 20
        await rows.hours.decide(pending, Decision.REJECTED, by_id=city.leader.id, at=NOW)
        assert await rows.hours.minutes_on(wang.id, TODAY) == 200 + 20


async def test_pending_of_a_unit_and_below_oldest_first(city: City) -> None:
    team = await city.unit("Team 1", city.jiaojiang)
    of_branch, of_team = await city.person("Wang"), await city.person("Chen", team)
    elsewhere = await city.person("Lin", city.huangyan)
    newer = await logged(city, of_branch, 10, at=1)
    older = await logged(city, of_team, 20, at=-1)
    await logged(city, elsewhere, 30)
    decided = await logged(city, of_team, 40)
    async with city.writing() as rows:
        await rows.hours.decide(decided, Decision.APPROVED, by_id=city.leader.id, at=NOW)
        assert [claim.id for claim in await rows.hours.pending_in(city.jiaojiang)] == [older, newer]
        assert [claim.id for claim in await rows.hours.pending_in(team)] == [older]
        assert len(await rows.hours.pending_in(city.top)) == 3


async def test_a_line_with_nobody_behind_it(city: City) -> None:
    # A sweep or a migration writes in nobody's name.
    line = Entry(
        person_id=city.leader.id,
        unit_id=city.top.id,
        kind=Kind.LOGGED,
        day=TODAY,
        minutes=5,
        change=5,
        participations=0,
        no_shows=0,
        by_id=None,
        at=NOW,
    )
    async with city.writing() as rows:
        assert await rows.hours.append(line) > 0
