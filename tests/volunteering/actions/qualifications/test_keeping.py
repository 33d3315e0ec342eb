"""Kinds of qualification as units keep them: who may, and what becomes of what is held."""

from tests.support.acting import NOW, acting, appoint, at
from tests.support.city import City
from tests.support.qualified import TODAY, found, held_on, kind_of, sent, verifies
from volunteering.actions.qualifications.keeping import (
    KindCalledSo,
    KindKept,
    KindWanted,
    LevelsInUse,
    change_kind,
    keep_kind,
    set_kind_aside,
)
from volunteering.rules.needs import Needs, Required
from volunteering.rules.qualifications import (
    KindState,
    QualificationKind,
)
from volunteering.rules.tree import NotAllowed, Role
from volunteering.rules.volunteers import Actor, Person


async def test_only_admins_of_the_unit_keep_its_kinds(city: City, li: Actor) -> None:
    boats = KindWanted(name="Boats", levels=("River", "Sea"), months=24)
    wu = await appoint(city, await city.person("Wu"), city.jiaojiang, Role.ADMIN)
    async with city.writing() as rows:
        assert await keep_kind(rows, li, city.jiaojiang, boats, at(NOW)) == NotAllowed()
        assert await keep_kind(rows, wu, city.top, boats, at(NOW)) == NotAllowed()
        assert isinstance(await keep_kind(rows, wu, city.jiaojiang, boats, at(NOW)), KindKept)
    async with city.writing() as rows:
        again = await keep_kind(rows, wu, city.jiaojiang, KindWanted(name="BOATS"), at(NOW))
        assert again == KindCalledSo(name="BOATS")
    first_aid = await kind_of(city, "first_aid")
    async with city.writing() as rows:
        assert await set_kind_aside(rows, wu, first_aid.id, at(NOW)) == NotAllowed()


async def test_levels_keep_their_people_when_others_come_between(city: City, li: Actor, mei: Person) -> None:
    wu = await appoint(city, await city.person("Wu"), city.top, Role.ADMIN)
    boats = KindWanted(name="Boats", levels=("River", "Sea"))
    async with city.writing() as rows:
        await keep_kind(rows, wu, city.top, boats, at(NOW))
    number = await sent(city, mei, "Boats", level=1)
    await verifies(city, li, number)
    kind = await kind_of(city, "Boats")
    [sailors] = await city.roles(await city.shift(), Sailors=2)
    async with city.writing() as rows:
        rows.roles.ask(sailors.id, Needs(kinds=(Required(kind=kind, level=1),)))
    wider = KindWanted(name="Boats", levels=("Pond", "River", "Coast", "Sea"))
    async with city.writing() as rows:
        assert isinstance(await change_kind(rows, wu, kind.id, wider, boats, at(NOW)), KindKept)
    assert (await found(city, number)).level == 3
    [asked] = await city.table("SELECT level FROM role_kinds")
    assert asked["level"] == 3, "a role that asks for it from that level on still does"
    async with city.writing() as rows:
        narrower = KindWanted(name="Boats", levels=("Pond", "River"))
        outcome = await change_kind(rows, wu, kind.id, narrower, wider, at(NOW))
    assert outcome == LevelsInUse(levels=("Sea",))
    async with city.writing() as rows:
        renamed = KindWanted(name="Boats", levels=("Pond", "River", "Coast", "Ocean"))
        await change_kind(rows, wu, kind.id, renamed, wider, at(NOW))
    assert (await found(city, number)).level == 3


async def test_the_first_set_keeps_its_names_until_an_admin_names_it(city: City) -> None:
    wu = await appoint(city, await city.person("Wu"), city.top, Role.ADMIN)
    kind = await kind_of(city, "first_aid")
    seen = KindWanted(name="First aid", months=36)
    async with city.writing() as rows:
        await change_kind(rows, wu, kind.id, seen.model_copy(update={"months": 24}), seen, at(NOW))
    assert (await kind_of(city, "first_aid")).name == ""
    assert (await kind_of(city, "first_aid")).months == 24
    async with city.writing() as rows:
        await change_kind(rows, wu, kind.id, KindWanted(name="Red Cross course"), seen, at(NOW))
    assert (await kind_of(city, "first_aid")).name == "Red Cross course"


async def test_what_is_held_of_a_kind_that_is_taken_away_is_held(city: City, li: Actor, mei: Person) -> None:
    wu = await appoint(city, await city.person("Wu"), city.top, Role.ADMIN)
    kind = await kind_of(city, "first_aid")
    await verifies(city, li, await sent(city, mei))
    async with city.writing() as rows:
        gone = await set_kind_aside(rows, wu, kind.id, at(NOW))
    assert isinstance(gone, QualificationKind)
    assert gone.state is KindState.REMOVED
    assert await held_on(city, mei, TODAY)
    async with city.looking() as rows:
        assert kind.id not in {one.id for one in await rows.kinds.all_for(city.jiaojiang)}
    async with city.writing() as rows:
        await set_kind_aside(rows, await acting(city, wu.person), kind.id, at(NOW), put_back=True)
    assert (await kind_of(city, "first_aid")).id == kind.id
