"""Two records that become one have been at the sessions of both, and are judged by that; parted, each by their own."""

from datetime import date

from tests.support.acting import appoint, at, hours_later, owed, sign_up, told
from tests.support.city import City
from tests.support.qualified import held_on, kind_of
from tests.support.trained import presence, training
from volunteering.actions.doubles.making_one import Merged, Parted, merge, undo_merge
from volunteering.rules.training import NewTraining
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Actor, Person

SOON = at(hours_later(200))
LATER = date(2026, 12, 20)


async def known_twice(city: City, li: Actor, sessions: int = 2) -> tuple[Person, Person]:
    """Somebody who was at one session under each of two names, where so many are asked for."""
    mei, mei_again = await city.person("Mei"), await city.person("Mei again")
    first, second, third = await training(
        city, NewTraining(kind=await kind_of(city, "first_aid"), least_sessions=sessions), 48, 72, 96
    )
    for session, person in ((first, mei), (second, mei_again), (third, mei_again)):
        await sign_up(city, session, person)
    await presence(city, li, first, {mei: True})
    await presence(city, li, second, {mei_again: True})
    return mei, mei_again


async def merged(city: City, boss: Actor, kept: Person, gone: Person) -> int:
    async with city.writing() as rows:
        outcome = await merge(rows, boss, kept.id, gone.id, SOON)
    assert isinstance(outcome, Merged)
    return outcome.merge_id


async def test_together_they_have_passed_and_parted_they_have_not(city: City, li: Actor) -> None:
    boss = await appoint(city, await city.person("Boss"), city.top, Role.ADMIN)
    mei, mei_again = await known_twice(city, li)
    merge_id = await merged(city, boss, mei, mei_again)
    assert len(await held_on(city, mei, LATER)) == 1
    assert await told(city, "training_settled") == [mei.id]
    async with city.changing() as tx:
        tx.later("UPDATE outbox SET state = 'sent'")
    async with city.writing() as rows:
        assert isinstance(await undo_merge(rows, boss, merge_id, SOON), Parted)
    assert not await held_on(city, mei, LATER)
    assert not await held_on(city, mei_again, LATER)
    [(who, facts)] = await owed(city, "training_settled")
    assert (who, facts["before"]) == (mei.id, True), "nothing is taken back silently"


async def test_who_had_passed_alone_goes_on_to(city: City, li: Actor) -> None:
    boss = await appoint(city, await city.person("Boss"), city.top, Role.ADMIN)
    mei, mei_again = await known_twice(city, li, sessions=1)
    assert [len(await held_on(city, person, LATER)) for person in (mei, mei_again)] == [1, 1]
    merge_id = await merged(city, boss, mei, mei_again)
    assert await held_on(city, mei, LATER)
    async with city.writing() as rows:
        assert isinstance(await undo_merge(rows, boss, merge_id, SOON), Parted)
    assert [len(await held_on(city, person, LATER)) for person in (mei, mei_again)] == [1, 1]
    assert sorted(await told(city, "training_settled")) == sorted([mei.id, mei_again.id]), "each once, as they passed"


async def test_nobody_gave_what_a_roster_gives(city: City, li: Actor) -> None:
    mei, _ = await known_twice(city, li, sessions=1)
    [row] = await city.table("SELECT decided_by FROM qualifications WHERE person_id = :mei", mei=mei.id)
    assert row["decided_by"] is None
