"""Who is found to be asked, on both databases: as the rules have it, in few questions; and what came of it."""

import asyncio
import random
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from scheduling.helping import ask_for_help as sweep
from storage.rows.asked import TAKES
from storage.rows.asking import sent
from tests.support.acting import NOW, at, hours_later, sign_up
from tests.support.city import City
from tests.support.hops import hops_of
from volunteering.actions.asking.answering import answer_ask
from volunteering.actions.asking.helping import ask_for_help, shifts_to_ask_for
from volunteering.actions.signing_up.places import leave_shift, take_shift
from volunteering.rules.activities import Shift
from volunteering.rules.asking import AskReply, Candidate, Need, could_take
from volunteering.rules.capacity import limit_of
from volunteering.rules.needs import Needs
from volunteering.rules.profiles import Particular, Spoken
from volunteering.rules.roles import NewRole
from volunteering.rules.volunteers import Person


async def taking(
    city: City, minimum: int, *, starts: float = 48, places: int = 10, activity: int | None = None
) -> Shift:
    """A shift that takes so many."""
    shift = await city.shift(starts, places=places)
    async with city.writing() as rows:
        await rows.activities.set_minimum(shift.id, minimum)
        found = await rows.activities.shift(shift.id)
    assert found is not None
    return found[1]


def _the_first(need: Need, people: Sequence[Candidate], *_: object) -> tuple[int, ...]:
    """A policy that asks one, and waits."""
    return (people[0].person_id,) if people and not need.unanswered else ()


@pytest.mark.parametrize("places", [0, 2, 5])
@pytest.mark.parametrize("minimum", [0, 2, 4])
async def test_how_many_it_takes_is_the_same_in_sql(city: City, places: int, minimum: int) -> None:
    shift = await taking(city, minimum, places=places)
    assert shift.limit == limit_of(places)
    found = await city.figure(f"SELECT {TAKES} AS n FROM shifts s WHERE s.id = :shift", shift=shift.id)
    assert found == shift.takes


async def test_of_a_shift_with_roles_those_are_asked_who_could_have_one(city: City) -> None:
    speaks, _ = await city.people(2)
    shift = await taking(city, 2)
    async with city.writing() as rows:
        needs = Needs(languages=(next(iter(Spoken)),))
        await rows.roles.add(shift.id, 0, NewRole(name="Guide", limit=5, needs=needs))
        rows.roles.count(shift.id, 1, 5)
        known = await rows.profiles.of(speaks.id)
    async with city.writing() as rows:
        said = known.saying(Particular.LANGUAGES, (next(iter(Spoken)).value,))
        await rows.profiles.change(speaks.id, said, [Particular.LANGUAGES], NOW)
    async with city.writing() as rows:
        assert await ask_for_help(rows, shift.id, at(NOW)) == 1
    [row] = await city.table("SELECT person_id FROM asks")
    assert row["person_id"] == speaks.id


async def test_however_many_could_come_no_more_is_asked_of_the_database(
    sqlite_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = []
    for crowd in (3, 60):
        await sqlite_city.people(crowd)
        shift = await taking(sqlite_city, 1)
        with hops_of(monkeypatch) as hops:
            async with sqlite_city.writing() as rows:
                assert await ask_for_help(rows, shift.id, at(NOW), chooses=_the_first) == 1
        counted.append(len(hops))
    assert counted[0] == counted[1]


async def test_where_there_is_nothing_to_ask_for_it_only_looks_once(
    sqlite_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sqlite_city.shift(48)
    with hops_of(monkeypatch) as hops:
        await sweep(sqlite_city.database, at(NOW))
    assert hops == ["read"]


async def test_units_that_become_one_know_what_came_of_asking_in_both(city: City) -> None:
    async with city.changing() as tx:
        for unit, asked, yes in ((city.jiaojiang, 10, 4), (city.huangyan, 5, 1)):
            await tx.execute(
                "INSERT INTO ask_sums (unit_id, category, asked, yes) VALUES (:unit, 'community', :asked, :yes)",
                unit=unit.id, asked=asked, yes=yes,
            )  # fmt: skip
    async with city.writing() as rows:
        await rows.units.merge(city.huangyan, city.jiaojiang, NOW)
    [row] = await city.table("SELECT unit_id, asked, yes FROM ask_sums")
    assert (row["unit_id"], row["asked"], row["yes"]) == (city.jiaojiang.id, 15, 5)


@pytest.mark.parametrize("seed", range(6))
async def test_over_random_weeks_nobody_is_asked_who_should_not_be(city: City, seed: int) -> None:
    """People answer, sign up and leave as they like; time passes, and everything due is asked and delivered."""
    draw = random.Random(f"weeks {seed}")
    people = await city.people(9)
    shifts = [await taking(city, draw.randint(1, 4), starts=draw.randint(30, 300)) for _ in range(6)]
    now = NOW
    for _ in range(60):
        now += timedelta(minutes=draw.choice((5, 30, 180, 600)))
        await _acts(city, draw, people, shifts, now)
        before = {row["id"] for row in await city.table("SELECT id FROM asks")}
        async with city.looking() as rows:
            due = await shifts_to_ask_for(rows, at(now))
        for number in due:
            await _look(city, number, now)
        await _keep(city, before, now)
        async with city.changing() as tx:
            for row in await tx.all("SELECT id FROM asks WHERE sent_at IS NULL"):
                sent(tx, row["id"], now)
            tx.later("UPDATE outbox SET state = 'sent' WHERE state = 'owed'")
    assert await city.figure("SELECT COUNT(*) AS n FROM asks") > 0


async def _look(city: City, number: int, now: datetime) -> None:
    """Whoever is asked now could take it, and it has too few."""
    async with city.writing() as rows:
        found = await rows.activities.shift(number)
        assert found is not None
        taken = len(await rows.sign_ups.confirmed(number))
        asked = await ask_for_help(rows, number, at(now))
        assert not asked or taken < found[1].takes
        new = [ask for ask in await rows.asks.of_shift(number) if ask.sent_at is None]
        assert len(new) == asked
        for ask in new:
            facts = await rows.sign_ups.facts(number, ask.person_id)
            assert facts is not None
            assert could_take(facts, at(now))
            assert not facts.is_blocked


async def _keep(city: City, before: set[int], now: datetime) -> None:
    asks = await city.table("SELECT id, shift_id, person_id, at FROM asks")
    new = [row for row in asks if row["id"] not in before]
    assert not (new and at(now).is_quiet), "it is night"
    assert len({(row["shift_id"], row["person_id"]) for row in asks}) == len(asks)
    for one in new:
        week = [row for row in asks if row["person_id"] == one["person_id"] and row["at"] > one["at"] - 7 * 86_400]
        assert len(week) <= 2, "more than twice in seven days"


async def _acts(city: City, draw: random.Random, people: list[Person], shifts: list[Shift], now: datetime) -> None:
    person, shift = draw.choice(people), draw.choice(shifts)
    open_asks = await city.table("SELECT id FROM asks WHERE person_id = :person ORDER BY id DESC", person=person.id)
    async with city.writing() as rows:
        match draw.choice(("answer", "answer", "take", "leave", "block", "nothing")):
            case "answer" if open_asks:
                reply = draw.choice((AskReply.YES, AskReply.NO, AskReply.NOT_THIS_MONTH, AskReply.LESS))
                await answer_ask(rows, person, open_asks[0]["id"], reply, at(now))
            case "take":
                await take_shift(rows, person, shift.id, at(now))
            case "leave":
                await leave_shift(rows, person, shift.id, at(now))
            case "block":
                await rows.people.change(person.id, reachable=draw.random() < 0.7)


async def test_a_late_drop_out_opens_it_again(city: City) -> None:
    wang, zhao, bo = await city.people(3)
    shift = await taking(city, 1)
    await sign_up(city, shift, wang)
    async with city.looking() as rows:
        assert await shifts_to_ask_for(rows, at(NOW)) == ()
    async with city.writing() as rows:
        await leave_shift(rows, wang, shift.id, at(hours_later(20)))
    async with city.writing() as rows:
        assert await ask_for_help(rows, shift.id, at(hours_later(21))) == 2
    asked = {row["person_id"] for row in await city.table("SELECT person_id FROM asks")}
    assert asked == {zhao.id, bo.id}


async def test_two_replicas_at_once_ask_nobody_twice_and_nobody_three_times_a_week(city: City) -> None:
    await city.people(5)
    shifts = [await taking(city, 9, starts=40 + number) for number in range(4)]
    await asyncio.gather(*(sweep(city.database, at(NOW)) for _ in range(3)))
    asks = await city.table("SELECT shift_id, person_id FROM asks")
    assert len({(row["shift_id"], row["person_id"]) for row in asks}) == len(asks) == 2 * 5
    assert {row["shift_id"] for row in asks} <= {shift.id for shift in shifts}
    assert await city.figure("SELECT MAX(n) AS n FROM (SELECT COUNT(*) AS n FROM asks GROUP BY person_id) each") == 2
    owed = await city.table("SELECT key FROM outbox WHERE kind = 'help_asked'")
    assert len(owed) == len(asks)


async def test_a_sweep_asks_for_some_and_the_next_one_for_those_left(city: City) -> None:
    await city.people(3)
    shifts = [await taking(city, 1, starts=30 + number / 2) for number in range(30)]
    for minutes in (0, 0.5):
        await sweep(city.database, at(NOW + timedelta(minutes=minutes)))
    assert await city.figure("SELECT COUNT(*) AS n FROM ask_rounds") == len(shifts)


async def test_a_sweep_that_has_asked_many_leaves_the_rest_to_the_next_one(city: City) -> None:
    await city.people(120)
    for number in range(3):
        await taking(city, 30, starts=30 + 3 * number, places=40)
    counted = []
    for minutes in (0, 0.5, 1):
        await sweep(city.database, at(NOW + timedelta(minutes=minutes)))
        counted.append(await city.figure("SELECT COUNT(*) AS n FROM ask_rounds"))
    assert counted == [2, 3, 3]


async def test_whoever_was_asked_longest_ago_comes_first_however_it_is_read(city: City) -> None:
    people = await city.people(7)
    shift = await taking(city, 5)
    async with city.changing() as tx:
        for number, hours in ((2, 50), (5, 20), (0, 20), (6, 80)):
            tx.later(
                "INSERT INTO asks (shift_id, person_id, wave, at, sent_at) VALUES (:shift, :person, 1, :at, :at)",
                shift=shift.id, person=people[number].id, at=int((NOW - timedelta(hours=hours)).timestamp()),
            )  # fmt: skip
    expected = [*(people[number].id for number in (1, 3, 4)), *(people[number].id for number in (6, 2, 0, 5))]
    async with city.looking() as rows:
        for limit in (1, 2, 3, 100):
            found: list[Candidate] = []
            while page := await rows.asks.in_turn(city.jiaojiang, found[-1] if found else None, limit):
                found += page
            assert [one.person_id for one in found if one.person_id != city.leader.id] == expected
