"""What comes by itself when two records become one, and when one is claimed."""

from tests.support.city import NOW
from tests.support.scene import Scene, Telling
from volunteering.rules.doubles import ClaimState
from volunteering.rules.notices.doubles import MergedAway, NotThem, RecordClaimed, RecordDecided, RecordsMerged


async def _merge(scene: Scene) -> int:
    async with scene.office.city.writing() as rows:
        return await rows.doubles.merge(scene.wang, scene.zhao, (), by_id=None, at=NOW)


async def _one(scene: Scene) -> str:
    return await scene.tell(RecordsMerged(merge_id=await _merge(scene)))


async def _two(scene: Scene) -> str:
    return await scene.tell(RecordsMerged(merge_id=404, undone=True))


async def _elsewhere(scene: Scene) -> str:
    async with scene.office.city.writing() as rows:
        merge_id = await rows.doubles.merge(scene.zhao, scene.wang, (), by_id=None, at=NOW)
    return await scene.tell(MergedAway(merge_id=merge_id, kept_id=scene.zhao.id))


async def _claim(scene: Scene, state: ClaimState, *, by_wang: bool = True) -> int:
    record, claimant = (scene.zhao, scene.wang) if by_wang else (scene.wang, scene.zhao)
    async with scene.office.city.writing() as rows:
        claim = await rows.doubles.claim(record.id, claimant.id, NOW)
        if state is not ClaimState.OPEN:
            await rows.doubles.decide(claim.id, state, by_id=None, at=NOW)
    return claim.id


async def _claimed(scene: Scene) -> str:
    return await scene.tell(RecordClaimed(claim_id=await _claim(scene, ClaimState.OPEN)))


async def _granted(scene: Scene) -> str:
    claim = await _claim(scene, ClaimState.GRANTED)
    return await scene.tell(RecordDecided(claim_id=claim, decision=ClaimState.GRANTED))


async def _refused(scene: Scene) -> str:
    claim = await _claim(scene, ClaimState.REFUSED)
    return await scene.tell(RecordDecided(claim_id=claim, decision=ClaimState.REFUSED))


async def _stays(scene: Scene) -> str:
    claim = await _claim(scene, ClaimState.REFUSED, by_wang=False)
    return await scene.tell(RecordDecided(claim_id=claim, decision=ClaimState.REFUSED))


async def _somebody_else(scene: Scene) -> str:
    return await scene.tell(NotThem(merge_id=await _merge(scene), kept_id=scene.wang.id))


SAYS: dict[Telling, str] = {
    _one: "Your two records are one now",
    _two: "Your record stands by itself again",
    _elsewhere: "You go on with your other account",
    _claimed: "says that the record of",
    _granted: "The record is yours",
    _refused: "The record stays as it was",
    _stays: "Your record stays yours",
    _somebody_else: "they are somebody else",
}


async def test_what_is_not_so_any_more_is_told_to_nobody(scene: Scene) -> None:
    assert await scene.tell(RecordsMerged(merge_id=404)) == ""
    assert await scene.tell(NotThem(merge_id=404, kept_id=scene.wang.id)) == ""
    assert await scene.tell(MergedAway(merge_id=404, kept_id=scene.zhao.id)) == ""
    decided = await _claim(scene, ClaimState.REFUSED)
    assert await scene.tell(RecordClaimed(claim_id=decided)) == ""
    assert await scene.tell(RecordDecided(claim_id=decided, decision=ClaimState.GRANTED)) == ""
