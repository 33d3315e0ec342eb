"""What people are told who could help out, and leaders whose shift takes more people than it has."""

from tests.support.city import NOW
from tests.support.scene import Scene, Telling
from volunteering.rules.asking import AskChoice, AskPace, AskReply, WhyTold
from volunteering.rules.notices.asking import HelpAsked, HelpMissing
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.volunteers import Person


async def _takes(scene: Scene, minimum: int = 3) -> None:
    async with scene.office.city.writing() as rows:
        await rows.activities.set_minimum(scene.shift.id, minimum)


async def _ask(scene: Scene, person: Person) -> int:
    await _takes(scene)
    async with scene.office.city.writing() as rows:
        numbers = await rows.asks.add(scene.shift.id, [person.id], 1, NOW)
    return numbers[person.id]


async def _to_somebody_who_could_come(scene: Scene) -> str:
    await scene.set_state(scene.wang, SignUpState.LEFT)
    return await scene.tell(HelpAsked(ask_id=await _ask(scene, scene.wang)))


async def _nobody_is_left(scene: Scene) -> str:
    await _takes(scene)
    notice = HelpMissing(shift_id=scene.shift.id, why=WhyTold.NOBODY_LEFT)
    return await scene.tell(notice, to=scene.office.city.leader)


async def _it_begins_soon(scene: Scene) -> str:
    await _ask(scene, scene.zhao)
    async with scene.office.city.changing() as tx:
        tx.later("UPDATE asks SET sent_at = at")
    return await scene.tell(HelpMissing(shift_id=scene.shift.id, why=WhyTold.SOON), to=scene.office.city.leader)


SAYS: dict[Telling, str] = {
    _to_somebody_who_could_come: "Can you help out? ",
    _nobody_is_left: "is left who could be asked just now",
    _it_begins_soon: "1 asked: 0 yes, 0 no, 1 silent. It begins in 47 h.",
}


async def test_once_it_is_sent_it_is_one_of_those_of_the_week(scene: Scene) -> None:
    text = await _to_somebody_who_could_come(scene)
    assert "🙋 It takes at least 3: 3 are still missing" in text
    assert scene.labels == ("Take it", "Not this one", "Not this month", "Ask me less")
    assert await scene.office.city.figure("SELECT COUNT(*) AS n FROM asks WHERE sent_at IS NOT NULL") == 1


async def test_what_is_true_no_more_is_not_told_and_does_not_count(scene: Scene) -> None:
    ask = HelpAsked(ask_id=await _ask(scene, scene.zhao))
    await scene.set_state(scene.zhao, SignUpState.CONFIRMED)
    assert not await scene.tell(ask, to=scene.zhao, key="1"), "they are in it"
    await scene.set_state(scene.zhao, SignUpState.LEFT)
    await _takes(scene, 1)
    assert not await scene.tell(ask, to=scene.zhao, key="2"), "it is filled"
    await _takes(scene, 3)
    async with scene.office.city.writing() as rows:
        rows.asks.choose(scene.zhao.id, AskChoice(pace=AskPace.NEVER), NOW)
    assert not await scene.tell(ask, to=scene.zhao, key="3"), "they don't want to be asked"
    async with scene.office.city.writing() as rows:
        rows.asks.choose(scene.zhao.id, AskChoice(), NOW)
        rows.asks.answer(ask.ask_id, AskReply.NO, NOW)
    assert not await scene.tell(ask, to=scene.zhao, key="4"), "they have answered"
    async with scene.office.city.writing() as rows:
        rows.asks.answer(ask.ask_id, None, NOW)
    assert not await scene.tell(ask, to=scene.wang, key="5"), "it is another's"
    scene.office.clock.passes(hours=11)
    assert not await scene.tell(ask, to=scene.zhao, key="6"), "it is night"
    assert await scene.office.city.figure("SELECT COUNT(*) AS n FROM asks WHERE sent_at IS NOT NULL") == 0
    scene.office.clock.passes(hours=11)
    assert await scene.tell(ask, to=scene.zhao, key="7")


async def test_leaders_are_told_of_what_is_theirs_and_missing_still(scene: Scene) -> None:
    notice = HelpMissing(shift_id=scene.shift.id, why=WhyTold.SOON)
    await _takes(scene)
    assert not await scene.tell(notice, to=scene.zhao), "they don't lead it"
    await _takes(scene, 1)
    assert not await scene.tell(notice, to=scene.office.city.leader, key="1"), "there are enough"
    await _takes(scene, 3)
    await scene.cancel_shift()
    assert not await scene.tell(notice, to=scene.office.city.leader, key="2"), "it is off"
