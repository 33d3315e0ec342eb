"""What newcomers and those who look out for them are told: each other, that one isn't there, what the other writes."""

import pytest

from tests.support.city import NOW
from tests.support.scene import NASTY, Scene, Telling
from volunteering.rules.buddies import Ending
from volunteering.rules.guardians import Guardian, digest_of
from volunteering.rules.notices.buddies import BuddyChosen, BuddyGone, BuddyOfWard, BuddyWrote
from volunteering.rules.profiles import Born, Particular, Particulars
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.volunteers import Person


async def _pair(scene: Scene, newcomer: Person, buddy: Person) -> int:
    await scene.set_state(scene.zhao, SignUpState.CONFIRMED)
    async with scene.office.city.writing() as rows:
        return await rows.buddies.add(scene.shift.id, newcomer.id, buddy.id, scene.shift.period.start, NOW)


async def _is_young(scene: Scene, person: Person) -> None:
    said = Particulars(born=Born.parse("2010-05-01"))
    async with scene.office.city.writing() as rows:
        await rows.profiles.change(person.id, said, [Particular.BORN], NOW)


async def _to_a_newcomer(scene: Scene) -> str:
    return await scene.tell(BuddyChosen(pair_id=await _pair(scene, scene.wang, scene.zhao)))


async def _to_a_newcomer_instead(scene: Scene) -> str:
    pair = await _pair(scene, scene.wang, scene.zhao)
    return await scene.tell(BuddyChosen(pair_id=pair, instead_of=scene.office.city.leader.id))


async def _to_a_young_newcomer(scene: Scene) -> str:
    await _is_young(scene, scene.wang)
    return await _to_a_newcomer(scene)


async def _to_a_buddy(scene: Scene) -> str:
    return await scene.tell(BuddyChosen(pair_id=await _pair(scene, scene.zhao, scene.wang)))


async def _to_a_buddy_of_a_young_one(scene: Scene) -> str:
    await _is_young(scene, scene.zhao)
    return await _to_a_buddy(scene)


async def _to_a_guardian(scene: Scene) -> str:
    await _is_young(scene, scene.zhao)
    pair = await _pair(scene, scene.zhao, scene.office.city.leader)
    await scene.set_state(scene.office.city.leader, SignUpState.CONFIRMED)
    assert scene.wang.telegram_id is not None
    async with scene.office.city.writing() as rows:
        await rows.guardians.ask(scene.zhao.id, digest_of("link"), NOW, 5)
    async with scene.office.city.writing() as rows:
        number = (await rows.guardians.by_digest(digest_of("link"))) or pytest.fail("there is no link")
        guardian = Guardian(name="Mother", phone="+8613800007777")
        await rows.guardians.consent(number.id, scene.wang.telegram_id, guardian, "I agree", NOW)
    return await scene.tell(BuddyOfWard(pair_id=pair))


async def _ended(scene: Scene, newcomer: Person, buddy: Person, why: Ending) -> str:
    pair = await _pair(scene, newcomer, buddy)
    async with scene.office.city.writing() as rows:
        rows.buddies.end(pair, why, NOW, told=True)
    return await scene.tell(BuddyGone(pair_id=pair))


async def _no_buddy_any_more(scene: Scene) -> str:
    return await _ended(scene, scene.wang, scene.zhao, Ending.BUDDY_LEFT)


async def _no_newcomer_any_more(scene: Scene) -> str:
    return await _ended(scene, scene.zhao, scene.wang, Ending.NEWCOMER_LEFT)


async def _the_other_writes(scene: Scene) -> str:
    pair = await _pair(scene, scene.wang, scene.zhao)
    async with scene.office.city.writing() as rows:
        line = await rows.buddies.write(pair, scene.zhao.id, NASTY * 4, NOW)
    return await scene.tell(BuddyWrote(line_id=line))


SAYS: dict[Telling, str] = {
    _to_a_newcomer: "Your buddy: Zhao",
    _to_a_newcomer_instead: "in the place of Teacher Li",
    _to_a_young_newcomer: "show this at home",
    _to_a_buddy: "Please look out for Zhao",
    _to_a_buddy_of_a_young_one: "is under age",
    _to_a_guardian: "Buddy of Zhao",
    _no_buddy_any_more: "is not your buddy this time",
    _no_newcomer_any_more: "needs no buddy any more",
    _the_other_writes: "writes",
}


async def test_nobody_under_age_is_written_to(scene: Scene) -> None:
    await _to_a_young_newcomer(scene)
    assert not any("Write" in label for label in scene.labels)
    assert "Ask the leader" in scene.labels


async def test_what_is_not_true_any_more_is_not_told(scene: Scene) -> None:
    pair = await _pair(scene, scene.wang, scene.zhao)
    await scene.set_state(scene.zhao, SignUpState.LEFT)
    assert not await scene.tell(BuddyChosen(pair_id=pair)), "the buddy has left"
    await scene.set_state(scene.zhao, SignUpState.CONFIRMED)
    async with scene.office.city.writing() as rows:
        rows.buddies.end(pair, Ending.BUDDY_DECLINED, NOW, told=True)
        line = await rows.buddies.write(pair, scene.zhao.id, "Hello", NOW)
    assert not await scene.tell(BuddyChosen(pair_id=pair), key="again"), "they are no pair"
    assert not await scene.tell(BuddyWrote(line_id=line)), "they are no pair, and write no more"
    async with scene.office.city.writing() as rows:
        await rows.buddies.add(
            scene.shift.id, scene.wang.id, scene.office.city.leader.id, scene.shift.period.start, NOW
        )
    assert not await scene.tell(BuddyGone(pair_id=pair)), "somebody else looks out for them"


async def test_of_a_cancelled_shift_nothing_is_told(scene: Scene) -> None:
    pair = await _pair(scene, scene.wang, scene.zhao)
    await scene.cancel_shift()
    assert not await scene.tell(BuddyChosen(pair_id=pair))
