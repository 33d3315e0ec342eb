"""What roles ask for in its tables, and what somebody has of it: as it was written, and judged by the same rules."""

from datetime import date, timedelta

from storage.rows import Rows
from tests.support.city import NOW, ZONE, City
from volunteering.rules.ground.periods import local_day
from volunteering.rules.needs import Had, Needs, Required
from volunteering.rules.profiles import Particular, Particulars, Spoken
from volunteering.rules.qualifications import KindState, QualificationKind, QualificationState
from volunteering.rules.roles import NewRole

TODAY = local_day(NOW, ZONE)


async def kind(rows: Rows, city: City, code: str) -> QualificationKind:
    return next(kind for kind in await rows.kinds.all_for(city.jiaojiang) if kind.code == code)


async def everything(city: City) -> Needs:
    """All that a role can ask for."""
    async with city.looking() as rows:
        first_aid, social_work = await kind(rows, city, "first_aid"), await kind(rows, city, "social_work")
    return Needs(
        kinds=(Required(kind=social_work, level=1), Required(kind=first_aid)),
        any_of=True,
        least_age=18,
        induction=True,
        languages=(Spoken.WU, Spoken.SIGNED),
    )


async def test_what_a_role_asks_for_is_read_as_it_was_written(city: City) -> None:
    shift, needs = await city.shift(), await everything(city)
    _, first_aid = await city.roles(shift, Helpers=2, First_aid=1)
    async with city.writing() as rows:
        rows.roles.ask(first_aid.id, needs)
    async with city.looking() as rows:
        read = {room.role.name: room.role.needs for room in await rows.roles.of(shift.id)}
    assert read == {"Helpers": Needs(), "First aid": needs}
    async with city.writing() as rows:
        rows.roles.ask(first_aid.id, Needs())
    async with city.looking() as rows:
        assert all(room.role.needs.are_none for room in await rows.roles.of(shift.id)), "it asks for nothing any more"


async def test_a_new_role_asks_from_the_start(city: City) -> None:
    shift, needs = await city.shift(), await everything(city)
    async with city.writing() as rows:
        await rows.roles.add(shift.id, 0, NewRole(name="", limit=3, needs=needs))
        rows.roles.count(shift.id, 1, 3)
    [wang] = await city.people(1)
    async with city.looking() as rows:
        facts = await rows.sign_ups.facts(shift.id, wang.id)
    assert facts is not None
    assert facts.role is not None, "of a shift with one role, it is about that one"
    assert facts.role.needs == needs


async def test_a_kind_that_was_taken_away_is_asked_for_no_more_and_again_once_it_is_back(city: City) -> None:
    shift, needs = await city.shift(), await everything(city)
    [role] = await city.roles(shift, First_aid=1)
    gone = needs.kinds[0].kind.id
    for state, asked in ((KindState.REMOVED, needs.kinds[1:]), (KindState.KEPT, needs.kinds)):
        async with city.writing() as rows:
            rows.roles.ask(role.id, needs)
            rows.kinds.set_state(gone, state)
        async with city.looking() as rows:
            [room] = await rows.roles.of(shift.id)
        assert room.role.needs.kinds == asked


async def test_a_role_that_is_taken_away_takes_what_it_asked_for_along(city: City) -> None:
    shift, needs = await city.shift(), await everything(city)
    [role] = await city.roles(shift, First_aid=1)
    async with city.writing() as rows:
        rows.roles.ask(role.id, needs)
    async with city.writing() as rows:
        rows.roles.remove([role.id], None)
    async with city.looking() as rows:
        assert await rows.roles.of(shift.id) == ()


async def test_what_somebody_has_is_read_where_a_shift_has_roles(city: City) -> None:
    plain, shift = await city.shift(), await city.shift()
    await city.roles(shift, Helpers=2)
    [wang] = await city.people(1)
    ends = TODAY + timedelta(days=400)
    async with city.writing() as rows:
        first_aid, driver = await kind(rows, city, "first_aid"), await kind(rows, city, "driver")
        said = Particulars(languages=("wuu", "Thai"))
        await rows.profiles.change(wang.id, said, [Particular.LANGUAGES], NOW)
        for one, state in (
            (first_aid, QualificationState.VERIFIED),
            (driver, QualificationState.PENDING),
            (driver, QualificationState.REJECTED),
        ):
            number = await rows.qualifications.add(
                wang.id, one, level=0, number="", issued_on=date(2026, 1, 1), evidence=None, at=NOW
            )
            if state is not QualificationState.PENDING:
                expires = ends if state is QualificationState.VERIFIED else None
                rows.qualifications.decide(number, state, by_id=city.leader.id, at=NOW, expires_on=expires)
    async with city.looking() as rows:
        facts = await rows.sign_ups.facts(shift.id, wang.id)
        without = await rows.sign_ups.facts(plain.id, wang.id)
    assert facts is not None
    assert without is not None
    assert facts.held.languages == ("wuu", "Thai")
    assert facts.held.qualifications == (
        Had(kind_id=first_aid.id, code="first_aid", level=0, is_verified=True, expires_on=ends),
        Had(kind_id=driver.id, code="driver", level=0, is_verified=False),
    )
    assert without.held.qualifications == (), "nobody asks for them in a shift like any other"
