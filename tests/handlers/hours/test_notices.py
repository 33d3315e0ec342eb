"""What comes by itself about logged hours: to be decided on, and decided."""

from tests.support.city import NOW
from tests.support.scene import NASTY, Scene, Telling
from volunteering.rules.hours import Decision
from volunteering.rules.notices.hours import ClaimDecided, ClaimMade


async def _claim_made(scene: Scene) -> str:
    return await scene.tell(ClaimMade(claim_id=await scene.claim()), to=scene.office.city.leader)


async def _claim_of_a_long_day(scene: Scene) -> str:
    return await scene.tell(ClaimMade(claim_id=await scene.claim(600)), to=scene.office.city.leader)


async def _claim_decided(scene: Scene, decision: Decision) -> str:
    claim = await scene.claim()
    async with scene.office.city.writing() as rows:
        await rows.hours.decide(claim, decision, by_id=scene.office.city.leader.id, at=NOW, reason=NASTY)
    return await scene.tell(ClaimDecided(claim_id=claim, decision=decision))


async def _approved(scene: Scene) -> str:
    return await _claim_decided(scene, Decision.APPROVED)


async def _rejected(scene: Scene) -> str:
    return await _claim_decided(scene, Decision.REJECTED)


async def _approved_after_all(scene: Scene) -> str:
    return await _put_right(scene, Decision.APPROVED)


async def _taken_back(scene: Scene) -> str:
    return await _put_right(scene, Decision.REJECTED)


async def _put_right(scene: Scene, decision: Decision) -> str:
    claim = await scene.claim()
    async with scene.office.city.writing() as rows:
        await rows.hours.decide(claim, decision, by_id=scene.zhao.id, at=NOW, reason=NASTY)
    return await scene.tell(ClaimDecided(claim_id=claim, decision=decision, corrects=True))


SAYS: dict[Telling, str] = {
    _claim_made: "2 h 30, Tue 1 Dec",
    _claim_of_a_long_day: "10 h in all on that day",
    _approved: "Your hours are approved",
    _rejected: "Reason: ",
    _approved_after_all: "Put right: your hours count",
    _taken_back: "Put right: these hours don't count",
}


async def test_a_request_for_hours_can_be_decided_at_once(scene: Scene) -> None:
    await _claim_made(scene)
    assert scene.labels == ("Approve", "Reject", "Everything to approve")


async def test_a_claim_that_was_decided_is_not_asked_about(scene: Scene) -> None:
    claim = await scene.claim()
    async with scene.office.city.writing() as rows:
        await rows.hours.decide(claim, Decision.APPROVED, by_id=scene.wang.id, at=NOW)
    assert not await scene.tell(ClaimMade(claim_id=claim), to=scene.office.city.leader)
    assert not await scene.tell(ClaimDecided(claim_id=claim, decision=Decision.REJECTED))
