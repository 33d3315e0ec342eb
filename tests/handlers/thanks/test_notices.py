"""What comes by itself about commendations."""

from tests.support.city import NOW
from tests.support.scene import NASTY, Scene, Telling
from volunteering.rules.hours import Kind
from volunteering.rules.notices.thanks import Commended


async def _number(scene: Scene) -> int:
    await scene.entry(Kind.ATTENDED, 180)
    async with scene.office.city.writing() as rows:
        number = await rows.thanks.commend(scene.shift.id, scene.wang.id, scene.zhao.id, NASTY, NOW)
    assert number is not None
    return number


async def _commended(scene: Scene) -> str:
    return await scene.tell(Commended(commendation_id=await _number(scene)))


SAYS: dict[Telling, str] = {_commended: "commends you"}


async def test_one_that_was_taken_back_is_told_to_nobody(scene: Scene) -> None:
    number = await _number(scene)
    async with scene.office.city.writing() as rows:
        rows.thanks.take_back(number)
    assert not await scene.tell(Commended(commendation_id=number))


async def test_nor_is_one_of_somebody_who_did_not_come_after_all(scene: Scene) -> None:
    first = await scene.entry(Kind.ATTENDED, 180)
    async with scene.office.city.writing() as rows:
        number = await rows.thanks.commend(scene.shift.id, scene.wang.id, scene.zhao.id, "", NOW)
    assert number is not None
    await scene.entry(Kind.NO_SHOW, replaces=first, before=180)
    assert not await scene.tell(Commended(commendation_id=number))
