"""What comes by itself once a reader's unit has become a part of another."""

from tests.support.city import NOW
from tests.support.scene import NASTY, Scene, Telling
from volunteering.rules.notices.letters import Letter
from volunteering.rules.notices.tree import UnitMerged
from volunteering.rules.notices.volunteers import RoleChanged
from volunteering.rules.tree import Role


async def _merged(scene: Scene, role: Role | None = None, *, home: bool = False) -> str:
    city = scene.office.city
    async with city.writing() as rows:
        await rows.people.set_role(scene.wang.id, city.huangyan.id, role, by_id=None, at=NOW)
        if home:
            await rows.people.change(scene.wang.id, unit_id=city.huangyan.id)
    return await scene.tell(UnitMerged(unit_id=404, name=NASTY[:64], into_id=city.huangyan.id))


async def _home(scene: Scene) -> str:
    return await _merged(scene, home=True)


async def _leader(scene: Scene) -> str:
    return await _merged(scene, Role.LEADER)


async def _admin(scene: Scene) -> str:
    return await _merged(scene, Role.ADMIN)


async def _further(scene: Scene) -> str:
    return await _merged(scene)


SAYS: dict[Telling, str] = {
    _home: "You belong to Huangyan from now on.",
    _leader: "You lead Huangyan and everything below it",
    _admin: "You are an admin of Huangyan and everything below it",
    _further: "It is one of your further teams.",
}


async def test_what_is_owed_of_a_unit_follows_it_into_another(scene: Scene) -> None:
    city = scene.office.city
    old = await city.unit("Old", city.jiaojiang)
    async with city.writing() as rows:
        await rows.people.set_role(scene.wang.id, old.id, Role.LEADER, by_id=None, at=NOW)
        await rows.units.merge(old, city.huangyan, NOW)
    assert "You lead Huangyan now" in await scene.tell(RoleChanged(unit_id=old.id, role=Role.LEADER))
    assert "🏷 Huangyan" in await scene.tell(Letter(from_id=scene.zhao.id, unit_id=old.id, text="Come"))
    assert "Older is a part of Huangyan now" in await scene.tell(UnitMerged(unit_id=404, name="Older", into_id=old.id))
