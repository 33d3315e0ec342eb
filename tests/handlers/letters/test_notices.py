"""What people write to the people of an activity or a unit, and how far it has got."""

import pytest

from tests.support.city import NOW
from tests.support.databases import Databases
from tests.support.scene import CHINESE, NASTY, Scene, Telling, named, told_in
from volunteering.rules.notices.letters import Letter, LetterProgress
from volunteering.rules.volunteers import Language


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


@pytest.mark.parametrize("telling", SAYS, ids=named)
async def test_every_kind_says_what_it_is_about(scene: Scene, telling: Telling) -> None:
    text = await telling(scene)
    assert SAYS[telling] in text
    assert len(text.split("\n", 1)[0]) > 5


@pytest.mark.parametrize("language", CHINESE)
@pytest.mark.parametrize("telling", SAYS, ids=named)
async def test_every_kind_is_written_in_chinese_too(databases: Databases, telling: Telling, language: Language) -> None:
    assert await told_in(language, databases, telling)
