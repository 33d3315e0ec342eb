"""People: what is known of them, what they may do, and what is left of somebody who wants to be forgotten."""

from datetime import timedelta

import pytest

from storage.engine.faults import Duplicate
from storage.process import drafts
from storage.rows import parked
from tests.support.city import NOW, ZONE, City, at_shift
from volunteering.rules.ground.periods import Month, local_day
from volunteering.rules.hours import Decision, Kind
from volunteering.rules.journal import Did
from volunteering.rules.notices.hours import ClaimDecided
from volunteering.rules.notices.owed import Owed
from volunteering.rules.notices.signing_up import Promoted
from volunteering.rules.tree import Post, Role
from volunteering.rules.volunteers import Language, Person, Standing


async def again(city: City, person: Person) -> Person:
    async with city.looking() as rows:
        found = await rows.people.get(person.id)
    assert found is not None
    return found


async def test_a_new_volunteer(city: City) -> None:
    async with city.writing() as rows:
        number = await rows.people.add(
            telegram_id=2**40,
            name="王 Fang <3",
            phone="+8613800000000",
            language=Language.TRADITIONAL,
            unit=city.huangyan,
            at=NOW,
            month=Month(year=2026, number=12),
        )
    async with city.looking() as rows:
        person = await rows.people.get(number)
        assert await rows.people.by_telegram(2**40) == person
        assert await rows.people.by_telegram(1) is None
        assert await rows.people.get(404) is None
    assert person == Person(
        id=number,
        telegram_id=2**40,
        name="王 Fang <3",
        phone="+8613800000000",
        language=Language.TRADITIONAL,
        unit=city.huangyan,
        standing=Standing.ACTIVE,
        reachable=True,
        registered_at=NOW,
    )
    [row] = await city.table("SELECT name_folded, registered_month FROM people WHERE id = :id", id=number)
    assert dict(row) == {"name_folded": "王 fang <3", "registered_month": "2026-12"}


async def test_nobody_registers_twice(city: City) -> None:
    person = await city.person("Wang")
    assert person.telegram_id is not None
    with pytest.raises(Duplicate):
        async with city.writing() as rows:
            await rows.people.add(
                telegram_id=person.telegram_id,
                name="Wang",
                phone=None,
                language=Language.ENGLISH,
                unit=city.top,
                at=NOW,
                month=Month(year=2026, number=12),
            )


async def test_changing_what_is_given_leaves_the_rest(city: City) -> None:
    person = await city.person("Wang", phone="+86138")
    async with city.writing() as rows:
        await rows.people.change(person.id)
        await rows.people.change(person.id, name="Wang  FANG", standing=Standing.SUSPENDED, reachable=False)
    changed = await again(city, person)
    assert changed == person.model_copy(
        update={"name": "Wang  FANG", "standing": Standing.SUSPENDED, "reachable": False}
    )
    async with city.writing() as rows:
        await rows.people.change(person.id, language=Language.ENGLISH, unit_id=city.huangyan.id, phone="+86139")
    changed = await again(city, person)
    assert (changed.language, changed.unit, changed.phone) == (Language.ENGLISH, city.huangyan, "+86139")
    [row] = await city.table("SELECT name_folded FROM people WHERE id = :id", id=person.id)
    assert row["name_folded"] == "wang fang"


async def test_an_empty_phone_takes_the_number_away(city: City) -> None:
    person = await city.person("Wang", phone="+86138")
    async with city.writing() as rows:
        await rows.people.change(person.id, phone="")
    assert (await again(city, person)).phone is None


async def test_roles(city: City) -> None:
    person = await city.person("Wang")
    async with city.writing() as rows:
        await rows.people.set_role(person.id, city.jiaojiang.id, Role.LEADER, by_id=city.leader.id, at=NOW)
        await rows.people.set_role(person.id, city.top.id, Role.LEADER, by_id=None, at=NOW)
        await rows.people.set_role(person.id, city.jiaojiang.id, Role.ADMIN, by_id=None, at=NOW)
        assert (await rows.people.rights(person.id)).posts == (
            Post(unit=city.top, role=Role.LEADER),
            Post(unit=city.jiaojiang, role=Role.ADMIN),
        )
        await rows.people.set_role(person.id, city.top.id, None, by_id=None, at=NOW)
        assert (await rows.people.rights(person.id)).posts == (Post(unit=city.jiaojiang, role=Role.ADMIN),)
        assert (await rows.people.rights(city.leader.id)).posts == ()


async def test_joined_units(city: City) -> None:
    person = await city.person("Wang")
    async with city.writing() as rows:
        await rows.people.join(person.id, city.huangyan.id, NOW)
        await rows.people.join(person.id, city.huangyan.id, NOW)
        await rows.people.join(person.id, city.top.id, NOW)
        assert await rows.people.joined(person.id) == (city.top, city.huangyan)
        await rows.people.leave_unit(person.id, city.top.id)
        assert await rows.people.joined(person.id) == (city.huangyan,)


async def test_whom_to_turn_to_is_who_leads_nearest(city: City) -> None:
    team = await city.unit("Team 1", city.jiaojiang)
    chief, branch, second, elsewhere = await city.people(4)

    async def leaders(*, without: int | None = None) -> tuple[int, ...]:
        async with city.looking() as rows:
            return await rows.people.leaders_of(team, without=without)

    assert await leaders() == ()
    async with city.writing() as rows:
        await rows.people.set_role(chief.id, city.top.id, Role.ADMIN, by_id=None, at=NOW)
        await rows.people.set_role(elsewhere.id, city.huangyan.id, Role.LEADER, by_id=None, at=NOW)
    assert await leaders() == (chief.id,)
    async with city.writing() as rows:
        await rows.people.set_role(branch.id, city.jiaojiang.id, Role.LEADER, by_id=None, at=NOW)
        await rows.people.set_role(second.id, city.jiaojiang.id, Role.ADMIN, by_id=None, at=NOW)
    assert await leaders() == (branch.id, second.id)
    assert await leaders(without=branch.id) == (second.id,)
    async with city.writing() as rows:
        await rows.people.change(branch.id, standing=Standing.LEFT)
        await rows.people.change(second.id, reachable=False)
    assert await leaders() == (chief.id,)


@pytest.mark.parametrize("standing", [Standing.ACTIVE, Standing.SUSPENDED])
async def test_leaving_and_coming_back_twice_is_once(city: City, standing: Standing) -> None:
    wang = await city.person("Wang")
    async with city.writing() as rows:
        await rows.people.change(wang.id, standing=standing, reachable=False)
    for _ in range(2):
        async with city.writing() as rows:
            await rows.people.go(wang.id)
            gone = await rows.people.get(wang.id)
        assert gone is not None
        assert gone.standing is Standing.LEFT
    for _ in range(2):
        async with city.writing() as rows:
            assert await rows.people.come_back(wang.id) is standing
            back = await rows.people.get(wang.id)
        assert back is not None
        assert (back.standing, back.reachable) == (standing, True)


async def test_erasing_leaves_numbers_and_no_name(city: City) -> None:
    person = await city.person("Wang Fang", phone="+8613800000000")
    assert person.telegram_id is not None
    shift = await city.shift(-48)
    await city.record(at_shift(shift, person), Kind.ATTENDED, 180)
    async with city.changing() as tx:
        await drafts.begin_draft(
            tx,
            telegram_id=person.telegram_id,
            form="hours",
            about={},
            answers={"what": "Wang Fang's secret"},
            step="when",
            message_id=1,
            expires_at=NOW + timedelta(days=1),
        )
        parked.park(
            tx,
            update_id=1,
            telegram_id=person.telegram_id,
            kind="text",
            error="ValueError",
            payload="Wang Fang's secret",
            now=NOW,
        )
    async with city.writing() as rows:
        await rows.people.set_role(person.id, city.top.id, Role.ADMIN, by_id=None, at=NOW)
        await rows.people.join(person.id, city.huangyan.id, NOW)
        day = local_day(NOW, ZONE)
        claim = await rows.hours.add_claim(
            person_id=person.id, unit_id=city.jiaojiang.id, day=day, minutes=60, what="Wang Fang's secret", at=NOW
        )
        await rows.hours.decide(claim, Decision.REJECTED, by_id=city.leader.id, at=NOW, reason="Wang Fang's fault")
        rows.journal.note(Did.REGISTERED, by_id=person.id, at=NOW, person_id=person.id, name="Wang Fang")
        notice = ClaimDecided(claim_id=claim, decision=Decision.REJECTED)
        rows.outbox.owe(Owed(key="claim", person_id=person.id, notice=notice), NOW)
        rows.outbox.owe(Owed(key="other", person_id=city.leader.id, notice=Promoted(shift_id=shift.id)), NOW)

    async with city.writing() as rows:
        await rows.people.erase(person.id)

    former = await again(city, person)
    assert former == person.model_copy(
        update={"telegram_id": None, "name": "", "phone": None, "standing": Standing.ERASED, "reachable": False}
    )
    async with city.looking() as rows:
        assert await rows.people.by_telegram(person.telegram_id) is None
        assert (await rows.people.rights(person.id)).posts == ()
        assert await rows.people.joined(person.id) == ()
    assert await city.figure("SELECT SUM(change) AS n FROM entries WHERE person_id = :person", person=person.id) == 180
    states = await city.table("SELECT key, state FROM outbox ORDER BY key")
    assert [(row["key"], row["state"]) for row in states] == [("claim", "dropped"), ("other", "owed")]
    for table in ("people", "drafts", "parked", "claims", "entries", "journal", "outbox", "inbox"):
        everything = str([dict(row) for row in await city.table(f"SELECT * FROM {table}")])
        for secret in ("by hand", "Wang Fang", "wang fang", "13800000000", f" {person.telegram_id},"):
            assert secret not in everything, f"{secret} is still in {table}"


async def test_somebody_erased_may_register_anew(city: City) -> None:
    person = await city.person("Wang")
    assert person.telegram_id is not None
    async with city.writing() as rows:
        await rows.people.erase(person.id)
        number = await rows.people.add(
            telegram_id=person.telegram_id,
            name="Wang",
            phone=None,
            language=Language.ENGLISH,
            unit=city.top,
            at=NOW,
            month=Month(year=2026, number=12),
        )
    assert number != person.id
