"""Qualifications on both databases: kinds from one's own unit upwards, what holds on a day, what is noted once."""

import asyncio
from collections.abc import Coroutine
from datetime import date

import pytest

from tests.storage.engine.test_contention import until_done
from tests.support.acting import appoint, at, told
from tests.support.city import NOW, City
from tests.support.qualified import held_on
from volunteering.actions.qualifications.deciding import StandsOtherwise, TurnedDown, Verified, reject, verify
from volunteering.actions.qualifications.ending import tell_of_ends
from volunteering.actions.tree import UnitMerges, merge_unit
from volunteering.rules.qualifications import (
    FIRST_SET,
    Evidence,
    EvidenceKind,
    KindState,
    QualificationKind,
    QualificationState,
)
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Actor, Person

TODAY = date(2026, 12, 1)
PHOTO = Evidence(file_id="AgACAgUAAxkBAAIB", kind=EvidenceKind.PHOTO)


async def of_code(city: City, code: str) -> QualificationKind:
    async with city.looking() as rows:
        return next(kind for kind in await rows.kinds.all_for(city.top) if kind.code == code)


async def added(
    city: City, person: Person, kind: QualificationKind, *, level: int = 0, evidence: Evidence | None = PHOTO
) -> int:
    async with city.writing() as rows:
        return await rows.qualifications.add(
            person.id, kind, level=level, number="B-7", issued_on=TODAY, evidence=evidence, at=NOW
        )


async def verified(
    city: City, person: Person, kind: QualificationKind, *, level: int = 0, expires_on: date | None = None
) -> int:
    number = await added(city, person, kind, level=level)
    async with city.writing() as rows:
        rows.qualifications.decide(
            number, QualificationState.VERIFIED, by_id=city.leader.id, at=NOW, expires_on=expires_on
        )
    return number


async def test_a_new_organisation_keeps_the_first_set(city: City) -> None:
    async with city.looking() as rows:
        kinds = await rows.kinds.all_for(city.jiaojiang)
    assert [(kind.code, kind.levels, kind.months, kind.needs_evidence) for kind in kinds] == [
        (kind.code, kind.levels, kind.months, kind.needs_evidence) for kind in FIRST_SET
    ]
    assert {kind.unit for kind in kinds} == {city.top}


async def test_a_unit_has_its_own_kinds_and_those_above_and_nobody_else_s(city: City) -> None:
    for unit in (city.jiaojiang, city.huangyan):
        async with city.writing() as rows:
            await rows.kinds.add(
                unit, name=f"Boats of {unit.name}", levels=("river", "sea"), months=6, needs_evidence=False
            )
    team = await city.unit("Riverside", city.jiaojiang)
    async with city.looking() as rows:
        kinds = await rows.kinds.all_for(team)
    assert [kind.name for kind in kinds if kind.name] == ["Boats of Jiaojiang"]
    assert kinds[-1].levels == ("river", "sea")


async def test_one_that_is_taken_away_is_offered_no_more_and_comes_back(city: City) -> None:
    driver = await of_code(city, "driver")
    async with city.writing() as rows:
        rows.kinds.set_state(driver.id, KindState.REMOVED)
    async with city.looking() as rows:
        assert driver not in await rows.kinds.all_for(city.top)
        taken = await rows.kinds.get(driver.id)
    assert taken == driver.model_copy(update={"state": KindState.REMOVED})
    async with city.writing() as rows:
        rows.kinds.set_state(driver.id, KindState.KEPT)
    assert await of_code(city, "driver") == driver


async def test_what_is_sent_is_there_as_it_was_sent(city: City) -> None:
    wei, kind = await city.person("Wei"), await of_code(city, "first_aid")
    number = await added(city, wei, kind)
    async with city.looking() as rows:
        found = await rows.qualifications.get(number)
        assert await rows.qualifications.pending_of(wei.id) == 1
        assert await rows.qualifications.of(wei.id, kind.id) == (found,)
        assert await rows.qualifications.get(number + 1) is None
    assert found is not None
    assert (found.kind, found.number, found.issued_on, found.evidence) == (kind, "B-7", TODAY, PHOTO)
    assert found.state is QualificationState.PENDING


@pytest.mark.parametrize("state", QualificationState)
@pytest.mark.parametrize("expires_on", [None, date(2026, 11, 30), TODAY, date(2026, 12, 2)])
async def test_what_holds_on_a_day_is_what_the_rule_says(
    city: City, state: QualificationState, expires_on: date | None
) -> None:
    wei, kind = await city.person("Wei"), await of_code(city, "first_aid")
    number = await added(city, wei, kind)
    async with city.writing() as rows:
        rows.qualifications.decide(number, state, by_id=city.leader.id, at=NOW, expires_on=expires_on)
    async with city.looking() as rows:
        found = await rows.qualifications.get(number)
    assert found is not None
    assert bool(await held_on(city, wei, TODAY)) is found.holds_on(TODAY)


@pytest.mark.parametrize("state", [QualificationState.WITHDRAWN, QualificationState.REPLACED])
async def test_of_what_is_put_away_no_evidence_is_left(city: City, state: QualificationState) -> None:
    wei, kind = await city.person("Wei"), await of_code(city, "first_aid")
    number = await added(city, wei, kind)
    async with city.writing() as rows:
        rows.qualifications.put_away(number, state)
    [row] = await city.table("SELECT file_id, file_kind, state FROM qualifications")
    assert dict(row) == {"file_id": "", "file_kind": "", "state": state}


async def test_levels_move_with_what_is_held_of_them(city: City) -> None:
    wei, kind = await city.person("Wei"), await of_code(city, "social_work")
    await verified(city, wei, kind, level=0)
    await verified(city, wei, kind, level=2)
    async with city.writing() as rows:
        assert await rows.kinds.ranks_in_use(kind.id) == {0, 2}
        rows.kinds.rerank(kind.id, {0: 2, 1: 1, 2: 0})
    rows_now = await city.table("SELECT level FROM qualifications ORDER BY id")
    assert [row["level"] for row in rows_now] == [2, 0]


async def test_what_ends_is_noted_once_for_each_time_ahead(city: City) -> None:
    wei, kind = await city.person("Wei"), await of_code(city, "first_aid")
    soon = await verified(city, wei, kind, expires_on=date(2027, 1, 20))
    await verified(city, wei, kind, expires_on=date(2027, 3, 1))
    in_60 = date(2027, 1, 30)
    async with city.writing() as rows:
        assert await rows.qualifications.next_end(TODAY, 60) == date(2027, 1, 20)
        assert [one.id for one in await rows.qualifications.expiring(in_60, 60, 10)] == [soon]
        assert await rows.qualifications.note_reminded(soon, 60)
        assert not await rows.qualifications.note_reminded(soon, 60)
    async with city.writing() as rows:
        assert await rows.qualifications.expiring(in_60, 60, 10) == ()
        assert await rows.qualifications.next_end(TODAY, 60) == date(2027, 3, 1)
        assert await rows.qualifications.note_reminded(soon, 14)
        assert not await rows.qualifications.note_reminded(soon, 60)


async def test_of_two_leaders_who_decide_at_once_one_does(city: City) -> None:
    """Whoever is second sees what the first one did, and the person hears once."""
    wei, kind = await city.person("Wei"), await of_code(city, "first_aid")
    leaders = [await appoint(city, await city.person(f"Leader {number}"), city.jiaojiang) for number in range(4)]
    number = await added(city, wei, kind)

    def decides(leader: Actor) -> Coroutine[None, None, object]:
        if leader.id % 2:
            return until_done(city, lambda rows: verify(rows, leader, number, at(NOW)))
        return until_done(city, lambda rows: reject(rows, leader, number, "Blurred", at(NOW)))

    outcomes = await asyncio.gather(*map(decides, leaders))
    assert sum(isinstance(outcome, Verified | TurnedDown) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, StandsOtherwise) for outcome in outcomes) == 3
    assert len(await told(city, "qualification_decided")) == 1


async def test_of_two_sweeps_at_once_one_reminds(city: City) -> None:
    wei, kind = await city.person("Wei"), await of_code(city, "driver")
    await verified(city, wei, kind, expires_on=date(2026, 12, 30))
    await asyncio.gather(*(until_done(city, lambda rows: tell_of_ends(rows, at(NOW))) for _ in range(4)))
    assert await told(city, "qualification_ends") == [wei.id]


async def test_the_kinds_of_a_unit_that_is_merged_are_the_other_one_s(city: City) -> None:
    admin = await appoint(city, city.leader, city.top, Role.ADMIN)
    async with city.writing() as rows:
        boats = await rows.kinds.add(city.huangyan, name="Boats", levels=(), months=0, needs_evidence=False)
    wei = await city.person("Wei", city.huangyan)
    async with city.looking() as rows:
        kind = await rows.kinds.get(boats)
    assert kind is not None
    await verified(city, wei, kind)
    async with city.writing() as rows:
        assert isinstance(await merge_unit(rows, admin, city.huangyan.id, city.jiaojiang.id, at(NOW)), UnitMerges)
    async with city.looking() as rows:
        assert boats in {kind.id for kind in await rows.kinds.all_for(city.jiaojiang)}
    assert [held.kind_id for held in await held_on(city, wei, TODAY)] == [boats]
