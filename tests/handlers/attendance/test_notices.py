"""What comes by itself about rosters, and the hours that come of them."""

import pytest

from tests.support.scene import Scene, Telling
from volunteering.rules.hours import Kind
from volunteering.rules.notices.attendance import HoursRecorded, RosterDue


async def _roster_due(scene: Scene) -> str:
    scene.office.clock.passes(hours=52)
    return await scene.tell(RosterDue(shift_id=scene.shift.id), to=scene.office.city.leader)


async def _roster_due_again(scene: Scene) -> str:
    scene.office.clock.passes(hours=52)
    return await scene.tell(RosterDue(shift_id=scene.shift.id, again=True), to=scene.office.city.leader)


async def _own_roster_due(scene: Scene) -> str:
    scene.office.clock.passes(hours=52)
    return await scene.tell(RosterDue(shift_id=scene.shift.id, only=scene.wang.id), to=scene.office.city.leader)


async def _attended(scene: Scene) -> str:
    return await scene.tell(HoursRecorded(shift_id=scene.shift.id, entry_id=await scene.entry(Kind.ATTENDED, 180)))


async def _corrected(scene: Scene) -> str:
    first = await scene.entry(Kind.ATTENDED, 180)
    second = await scene.entry(Kind.ATTENDED, 150, replaces=first, before=180)
    return await scene.tell(HoursRecorded(shift_id=scene.shift.id, entry_id=second))


async def _no_show(scene: Scene) -> str:
    return await scene.tell(HoursRecorded(shift_id=scene.shift.id, entry_id=await scene.entry(Kind.NO_SHOW)))


async def _came_after_all(scene: Scene) -> str:
    first = await scene.entry(Kind.NO_SHOW)
    second = await scene.entry(Kind.ATTENDED, 180, replaces=first)
    return await scene.tell(HoursRecorded(shift_id=scene.shift.id, entry_id=second))


async def _void(scene: Scene) -> str:
    first = await scene.entry(Kind.NO_SHOW)
    entry = await scene.entry(Kind.VOID, replaces=first)
    return await scene.tell(HoursRecorded(shift_id=scene.shift.id, entry_id=entry))


async def _excused(scene: Scene) -> str:
    return await scene.tell(HoursRecorded(shift_id=scene.shift.id, entry_id=await scene.entry(Kind.EXCUSED)))


async def _sent_home(scene: Scene) -> str:
    return await scene.tell(HoursRecorded(shift_id=scene.shift.id, entry_id=await scene.entry(Kind.SENT_HOME, 45)))


async def _sent_home_after_all(scene: Scene) -> str:
    first = await scene.entry(Kind.ATTENDED, 180)
    second = await scene.entry(Kind.SENT_HOME, 45, replaces=first, before=180)
    return await scene.tell(HoursRecorded(shift_id=scene.shift.id, entry_id=second))


SAYS: dict[Telling, str] = {
    _roster_due: "Who came to",
    _roster_due_again: "Still open",
    _own_roster_due: "Nobody confirms their own hours",
    _attended: "3 h recorded for you",
    _corrected: "2 h 30 instead of 3 h",
    _came_after_all: "Put right",
    _no_show: "says that you did not come",
    _void: "It counts no more",
    _excused: "nothing is held against you",
    _sent_home: "45 min recorded for you: you were sent home before the end",
    _sent_home_after_all: "45 min recorded for you: you were sent home before the end",
}


@pytest.mark.parametrize(("told", "first"), [(_attended, "1"), (_no_show, "I was there")])
async def test_the_likeliest_button_is_the_first(scene: Scene, told: Telling, first: str) -> None:
    await told(scene)
    assert scene.labels[0] == first


async def test_of_two_corrections_the_last_is_told(scene: Scene) -> None:
    first = await scene.entry(Kind.ATTENDED, 180)
    await scene.entry(Kind.ATTENDED, 150, replaces=first, before=180)
    assert not await scene.tell(HoursRecorded(shift_id=scene.shift.id, entry_id=first))


async def test_whoever_hears_of_it_too_late_to_rate_it_is_not_asked_how_it_was(scene: Scene) -> None:
    entry = await scene.entry(Kind.ATTENDED, 180)
    scene.office.clock.passes(days=14)
    assert "How was it?" not in await scene.tell(HoursRecorded(shift_id=scene.shift.id, entry_id=entry))
    assert "1" not in scene.labels
