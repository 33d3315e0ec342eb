"""What comes by itself once a reader's unit has become a part of another."""

from tests.support.city import NOW
from tests.support.scene import NASTY, Scene, Telling
from volunteering.rules.notices.tree import UnitMerged
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
    _further: "It is among your further teams.",
}
