"""What comes by itself about qualifications: to be verified, decided, and ending."""

from datetime import date

import pytest

from tests.support.city import NOW
from tests.support.scene import NASTY, Scene, Telling
from volunteering.rules.needs import Needs, Required
from volunteering.rules.notices.qualifications import (
    QualificationDecided,
    QualificationEnded,
    QualificationEnds,
    QualificationSent,
)
from volunteering.rules.qualifications import Evidence, EvidenceKind, QualificationKind, QualificationState
from volunteering.rules.volunteers import Person

PHOTO = Evidence(file_id="p", kind=EvidenceKind.PHOTO)
ENDS = date(2026, 12, 15)


async def _kind(scene: Scene) -> QualificationKind:
    async with scene.office.city.looking() as rows:
        return next(kind for kind in await rows.kinds.all_for(scene.office.city.top) if kind.code == "driver")


async def _sent(scene: Scene, whose: Person) -> int:
    async with scene.office.city.writing() as rows:
        return await rows.qualifications.add(
            whose.id, await _kind(scene), level=0, number=NASTY[:30], issued_on=date(2026, 3, 1), evidence=PHOTO, at=NOW
        )


async def _stands(scene: Scene, whose: Person, state: QualificationState) -> int:
    number = await _sent(scene, whose)
    ends = ENDS if state is QualificationState.VERIFIED else None
    async with scene.office.city.writing() as rows:
        rows.qualifications.decide(number, state, by_id=scene.zhao.id, at=NOW, reason=NASTY, expires_on=ends)
    return number


async def _to_verify(scene: Scene) -> str:
    number = await _sent(scene, scene.zhao)
    return await scene.tell(QualificationSent(qualification_id=number), to=scene.office.city.leader)


async def _verified(scene: Scene) -> str:
    number = await _stands(scene, scene.wang, QualificationState.VERIFIED)
    return await scene.tell(QualificationDecided(qualification_id=number, state=QualificationState.VERIFIED))


async def _rejected(scene: Scene) -> str:
    number = await _stands(scene, scene.wang, QualificationState.REJECTED)
    return await scene.tell(QualificationDecided(qualification_id=number, state=QualificationState.REJECTED))


async def _rejected_beside_an_earlier_one(scene: Scene) -> str:
    await _stands(scene, scene.wang, QualificationState.VERIFIED)
    return await _rejected(scene)


async def _ends_soon(scene: Scene) -> str:
    number = await _stands(scene, scene.wang, QualificationState.VERIFIED)
    return await scene.tell(QualificationEnds(qualification_id=number, days_ahead=14))


async def _is_missing_then(scene: Scene) -> str:
    number = await _stands(scene, scene.wang, QualificationState.VERIFIED)
    city = scene.office.city
    [drivers] = await city.roles(scene.shift, Drivers=2)
    async with city.writing() as rows:
        rows.roles.ask(drivers.id, Needs(kinds=(Required(kind=await _kind(scene)),)))
    await city.put(scene.shift, scene.wang, role=drivers)
    notice = QualificationEnded(qualification_id=number, shift_ids=(scene.shift.id,))
    return await scene.tell(notice, to=city.leader)


SAYS: dict[Telling, str] = {
    _to_verify: "Driver",
    _verified: "Good until 15 December 2026",
    _rejected: "⚠️ Reason: ",
    _rejected_beside_an_earlier_one: "The earlier one holds until 15 December 2026: Driver.",
    _ends_soon: "Ends soon: Driver",
    _is_missing_then: "Driver ends",
}


async def test_it_is_decided_from_the_message_itself(scene: Scene) -> None:
    await _to_verify(scene)
    assert scene.labels == ("See the photo", "Verify", "Reject", "Everything to verify")


async def test_what_was_decided_or_taken_back_meanwhile_is_not_told(scene: Scene) -> None:
    leader = scene.office.city.leader
    decided = await _stands(scene, scene.zhao, QualificationState.VERIFIED)
    assert not await scene.tell(QualificationSent(qualification_id=decided), to=leader)
    stale = QualificationDecided(qualification_id=decided, state=QualificationState.REJECTED)
    assert not await scene.tell(stale, to=scene.zhao)
    rejected = await _stands(scene, scene.wang, QualificationState.REJECTED)
    assert not await scene.tell(QualificationEnds(qualification_id=rejected, days_ahead=60))
    assert not await scene.tell(QualificationEnded(qualification_id=rejected, shift_ids=(scene.shift.id,)), to=leader)


async def test_nobody_is_asked_to_verify_their_own_or_where_they_do_not_lead(scene: Scene) -> None:
    leader = scene.office.city.leader
    own = await _sent(scene, leader)
    assert not await scene.tell(QualificationSent(qualification_id=own), to=leader)
    number = await _sent(scene, scene.wang)
    assert not await scene.tell(QualificationSent(qualification_id=number), to=scene.zhao)


@pytest.mark.parametrize("state", [QualificationState.VERIFIED, QualificationState.REJECTED])
async def test_the_answer_leads_back_to_the_shift_for_which_it_was_sent(
    scene: Scene, state: QualificationState
) -> None:
    async with scene.office.city.writing() as rows:
        number = await rows.qualifications.add(
            scene.wang.id,
            await _kind(scene),
            level=0,
            number="A-1",
            issued_on=date(2026, 3, 1),
            evidence=PHOTO,
            at=NOW,
            wanted_for=scene.shift.id,
        )
        rows.qualifications.decide(number, state, by_id=scene.zhao.id, at=NOW, reason="Blurred", expires_on=ENDS)
    await scene.tell(QualificationDecided(qualification_id=number, state=state))
    if state is QualificationState.VERIFIED:
        assert "Back to the shift" in scene.labels
    async with scene.office.city.writing() as rows:
        sent = await rows.qualifications.get(number)
    assert sent is not None
    assert sent.wanted_for == scene.shift.id, "sent again, it is for the same shift"
