"""What people write to the people of an activity or a unit, and how far it has got."""

from tests.support.city import NOW
from tests.support.scene import NASTY, Scene, Telling
from volunteering.rules.notices.letters import Letter, LetterProgress


async def _letter(scene: Scene) -> str:
    return await scene.tell(Letter(from_id=scene.zhao.id, activity_id=scene.activity.id, text="&<\n" * 666))


async def _letter_to_a_unit(scene: Scene) -> str:
    async with scene.office.city.writing() as rows:
        number, _ = await rows.unit_letters.begin(scene.office.city.top, NASTY, by_id=scene.wang.id, at=NOW)
        await rows.unit_letters.stop(number)
    return await scene.tell(LetterProgress(broadcast_id=number))


SAYS: dict[Telling, str] = {
    _letter: "A message from Zhao <i>",
    _letter_to_a_unit: "0 of 2 sent",
}
