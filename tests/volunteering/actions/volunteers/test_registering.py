"""Coming, changing, going, coming back and being forgotten."""

from collections.abc import Awaitable, Callable

import pytest

from storage.rows import Rows
from tests.support.acting import NOW, acting, appoint, at, known, owed, places, sign_up, told
from tests.support.city import City
from volunteering.actions.volunteers.holds import restore, suspend
from volunteering.actions.volunteers.registering import (
    AlreadyHere,
    CameBack,
    Joined,
    LeftUnit,
    Registered,
    Registration,
    change_profile,
    erase,
    join_unit,
    leave,
    leave_unit,
    register,
)
from volunteering.rules.activities import State
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language, Person, Standing

WHY = "To be talked over"


def registration(city: City, telegram_id: int | None = None, **changes: object) -> Registration:
    answers: dict[str, object] = {
        "telegram_id": telegram_id or 1,
        "name": "Wang Fang",
        "phone": "+86 138 0000 0000",
        "language": Language.SIMPLIFIED,
        "unit": city.jiaojiang,
    }
    return Registration.model_validate(answers | changes)


async def registered(city: City, *answers: Registration) -> Person:
    for answer in answers:
        async with city.writing() as rows:
            await register(rows, answer, at(NOW))
    async with city.looking() as rows:
        person = await rows.people.by_telegram(answers[-1].telegram_id)
    assert person is not None
    return person


async def test_somebody_new(city: City) -> None:
    async with city.writing() as rows:
        outcome = await register(rows, registration(city), at(NOW))
    person = await registered(city, registration(city))
    assert outcome == Registered(person_id=person.id)
    assert (person.name, person.phone, person.standing) == ("Wang Fang", "+8613800000000", Standing.ACTIVE)
    [row] = await city.table("SELECT registered_month FROM people WHERE id = :id", id=person.id)
    assert row["registered_month"] == "2026-12"


async def test_the_phone_may_be_left_out(city: City) -> None:
    assert (await registered(city, registration(city, phone=None))).phone is None


async def test_registering_twice_changes_nothing(city: City) -> None:
    person = await registered(city, registration(city))
    async with city.writing() as rows:
        assert await register(rows, registration(city, name="Other"), at(NOW)) == AlreadyHere(person=person)
    assert await registered(city, registration(city)) == person


async def test_leaving_passes_places_on_and_nothing_is_lost(city: City) -> None:
    city.are_put_in_at_once = True
    await appoint(city, city.leader, city.jiaojiang)
    wang, chen = await city.people(2)
    full, waited = await city.shift(places=1), await city.shift(96, places=1)
    await sign_up(city, full, wang, chen)
    await sign_up(city, waited, chen, wang)

    async with city.writing() as rows:
        assert await leave(rows, wang, at(NOW)) == 1, "a number on a waiting list is no place"

    assert await places(city, full) == {SignUpState.CONFIRMED: [chen.id], SignUpState.WAITING: []}
    assert await places(city, waited) == {SignUpState.CONFIRMED: [chen.id], SignUpState.WAITING: []}
    assert await told(city, "promoted") == [chen.id]
    assert (await acting(city, wang)).person.standing is Standing.LEFT


async def test_leaving_late_tells_the_leader(city: City) -> None:
    await appoint(city, city.leader, city.jiaojiang)
    wang = await city.person("Wang")
    await sign_up(city, await city.shift(2), wang)
    async with city.writing() as rows:
        await leave(rows, wang, at(NOW))
    assert await told(city, "late_leave") == [city.leader.id]


async def test_coming_back_is_being_the_same_person(city: City) -> None:
    person = await registered(city, registration(city))
    async with city.writing() as rows:
        await leave(rows, person, at(NOW))
    async with city.writing() as rows:
        outcome = await register(rows, registration(city, name="Fang", phone=None, unit=city.huangyan), at(NOW))
    assert outcome == CameBack(person_id=person.id, standing=Standing.ACTIVE)
    back = await registered(city, registration(city))
    assert (back.id, back.name, back.phone, back.unit) == (person.id, "Fang", None, city.huangyan)


@pytest.mark.parametrize("restored", [False, True])
async def test_leaving_and_coming_back_does_not_end_a_suspension(city: City, *, restored: bool) -> None:
    admin = await appoint(city, city.leader, city.top, Role.ADMIN)
    person = await registered(city, registration(city))
    async with city.writing() as rows:
        await suspend(rows, admin, person.id, WHY, at(NOW))
        if restored:
            await restore(rows, admin, person.id, at(NOW))
    async with city.writing() as rows:
        await leave(rows, await known(rows, person), at(NOW))
    back = await registered(city, registration(city))
    assert back.standing is (Standing.ACTIVE if restored else Standing.SUSPENDED)


async def test_erasing_lets_go_and_forgets(city: City) -> None:
    person = await registered(city, registration(city))
    shift = await city.shift()
    await sign_up(city, shift, person)
    async with city.writing() as rows:
        assert await erase(rows, person, at(NOW)) == 1
    former = (await acting(city, person)).person
    assert (former.name, former.phone, former.telegram_id, former.standing) == ("", None, None, Standing.ERASED)
    assert await places(city, shift) == {SignUpState.CONFIRMED: [], SignUpState.WAITING: []}
    assert (await registered(city, registration(city))).id != person.id


async def test_a_profile_is_changed_piece_by_piece(city: City) -> None:
    person = await registered(city, registration(city))
    async with city.writing() as rows:
        await join_unit(rows, person, city.huangyan, at(NOW))
        await change_profile(rows, person, at(NOW), name="Fang", unit=city.huangyan)
    async with city.looking() as rows:
        changed = await known(rows, person)
        assert await rows.people.joined(person.id) == ()
    assert (changed.name, changed.phone, changed.unit) == ("Fang", person.phone, city.huangyan)
    async with city.writing() as rows:
        await change_profile(rows, person, at(NOW), phone="", language=Language.ENGLISH)
    async with city.looking() as rows:
        changed = await known(rows, person)
    assert (changed.name, changed.phone, changed.language) == ("Fang", None, Language.ENGLISH)


async def test_joining_and_leaving_units(city: City) -> None:
    person = await registered(city, registration(city))
    async with city.writing() as rows:
        assert await join_unit(rows, person, city.jiaojiang, at(NOW)) == Unchanged()
        assert await join_unit(rows, person, city.huangyan, at(NOW)) == Joined(unit=city.huangyan)
        assert await join_unit(rows, person, city.huangyan, at(NOW)) == Unchanged()
        assert await leave_unit(rows, person, city.huangyan, at(NOW)) == LeftUnit(unit=city.huangyan)
        assert await leave_unit(rows, person, city.huangyan, at(NOW)) == Unchanged()


@pytest.mark.parametrize("going", [leave, erase])
async def test_when_a_leader_goes_the_others_are_told_what_has_no_leader_now(
    city: City, going: Callable[[Rows, Person, Moment], Awaitable[int]]
) -> None:
    await appoint(city, city.leader, city.jiaojiang)
    other = await appoint(city, await city.person("Chen"), city.jiaojiang)
    above = await appoint(city, await city.person("Director"), city.top, Role.ADMIN)
    here, there, over = await city.activity(), await city.activity(unit=city.huangyan), await city.activity()
    cancelled = await city.activity()
    for activity, starts in ((here, 48), (here, 72), (there, 48), (over, -5), (cancelled, 48)):
        await city.shift(starts, activity=activity)
    async with city.writing() as rows:
        await rows.activities.change(cancelled, state=State.CANCELLED)
    async with city.writing() as rows:
        await going(rows, city.leader, at(NOW))
    assert [(person, facts["activity_ids"]) for person, facts in await owed(city, "leader_missing")] == [
        (other.id, [here]),
        (above.id, [there]),
    ]


async def test_when_somebody_goes_who_leads_nothing_nobody_is_troubled(city: City) -> None:
    await appoint(city, city.leader, city.jiaojiang)
    wang = await city.person("Wang")
    await sign_up(city, await city.shift(), wang)
    async with city.writing() as rows:
        await leave(rows, wang, at(NOW))
    assert await told(city, "leader_missing") == []
