"""What comes by itself about rosters, and the hours that come of them."""

import pytest

from tests.support.databases import Databases
from tests.support.scene import CHINESE, Scene, Telling, named, told_in
from volunteering.rules.hours import Kind
from volunteering.rules.notices.attendance import HoursRecorded, RosterDue
from volunteering.rules.volunteers import Language


async def _roster_due(scene: Scene) -> str:
    scene.office.clock.passes(hours=60)
    return await scene.tell(RosterDue(shift_id=scene.shift.id), to=scene.office.city.leader)


async def _roster_due_again(scene: Scene) -> str:
    scene.office.clock.passes(hours=60)
    return await scene.tell(RosterDue(shift_id=scene.shift.id, again=True), to=scene.office.city.leader)


async def _own_roster_due(scene: Scene) -> str:
    scene.office.clock.passes(hours=60)
    return await scene.tell(RosterDue(shift_id=scene.shift.id, only=scene.wang.id), to=scene.office.city.leader)


async def _attended(scene: Scene) -> str:
    return await scene.tell(HoursRecorded(shift_id=scene.shift.id, entry_id=await scene.entry(Kind.ATTENDED, 180)))


async def _corrected(scene: Scene) -> str:
    first = await scene.entry(Kind.ATTENDED, 180)
    second = await scene.entry(Kind.ATTENDED, 150, replaces=first, before=180)
    return await scene.tell(HoursRecorded(shift_id=scene.shift.id, entry_id=second))


async def _no_show(scene: Scene) -> str:
    return await scene.tell(HoursRecorded(shift_id=scene.shift.id, entry_id=await scene.entry(Kind.NO_SHOW)))


async def _void(scene: Scene) -> str:
    first = await scene.entry(Kind.NO_SHOW)
    entry = await scene.entry(Kind.VOID, replaces=first)
    return await scene.tell(HoursRecorded(shift_id=scene.shift.id, entry_id=entry))


SAYS: dict[Telling, str] = {
    _roster_due: "Who came to",
    _roster_due_again: "Still to say",
    _own_roster_due: "Nobody confirms their own hours",
    _attended: "3 h recorded for you",
    _corrected: "2 h 30 instead of 3 h",
    _no_show: "says that you did not come",
    _void: "It counts no more",
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


async def test_of_two_corrections_the_last_is_told(scene: Scene) -> None:
    first = await scene.entry(Kind.ATTENDED, 180)
    await scene.entry(Kind.ATTENDED, 150, replaces=first, before=180)
    assert not await scene.tell(HoursRecorded(shift_id=scene.shift.id, entry_id=first))
