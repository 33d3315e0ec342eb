"""What comes by itself about a role, and about sign-ups on hold."""

from tests.support.city import NOW
from tests.support.scene import NASTY, Scene, Telling
from volunteering.rules.notices.volunteers import RoleChanged, StandingChanged
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Standing


async def _role(scene: Scene, role: Role | None) -> str:
    unit = scene.office.city.jiaojiang
    async with scene.office.city.writing() as rows:
        await rows.people.set_role(scene.wang.id, unit.id, role, by_id=None, at=NOW)
    return await scene.tell(RoleChanged(unit_id=unit.id, role=role))


async def _leader(scene: Scene) -> str:
    return await _role(scene, Role.LEADER)


async def _admin(scene: Scene) -> str:
    return await _role(scene, Role.ADMIN)


async def _no_role(scene: Scene) -> str:
    return await _role(scene, None)


async def _suspended(scene: Scene) -> str:
    async with scene.office.city.writing() as rows:
        await rows.people.change(scene.wang.id, standing=Standing.SUSPENDED, held_because=NASTY[:200])
    return await scene.tell(StandingChanged(change="suspended"))


async def _restored(scene: Scene) -> str:
    return await scene.tell(StandingChanged(change="restored"))


async def _no_shows_undone(scene: Scene) -> str:
    return await scene.tell(StandingChanged(change="no_shows_undone"))


SAYS: dict[Telling, str] = {
    _leader: "You lead Jiaojiang now",
    _admin: "You are an admin of Jiaojiang now",
    _no_role: "Your role in Jiaojiang has ended",
    _suspended: "Your sign-ups are on hold",
    _restored: "You can sign up again",
    _no_shows_undone: "count no more",
}


async def test_a_role_that_was_taken_back_is_not_announced(scene: Scene) -> None:
    assert not await scene.tell(RoleChanged(unit_id=scene.office.city.jiaojiang.id, role=Role.LEADER))


async def test_a_suspension_that_was_lifted_is_not_announced(scene: Scene) -> None:
    assert not await scene.tell(StandingChanged(change="suspended"))


async def test_a_suspension_says_why_and_of_places_only_where_there_are_any(scene: Scene) -> None:
    async with scene.office.city.writing() as rows:
        for person in (scene.wang, scene.zhao):
            await rows.people.change(person.id, standing=Standing.SUSPENDED, held_because="Missed <i>twice</i>")
    for person, keeps in ((scene.wang, True), (scene.zhao, False)):
        told = await scene.tell(StandingChanged(change="suspended"), to=person)
        assert "Reason: Missed <i>twice</i>" in told
        assert ("You keep the places you have." in told) is keeps
        assert "Please speak to your team's leader." in told
