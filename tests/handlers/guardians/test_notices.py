"""What comes by itself about who answers for somebody under age."""

from tests.support.city import NOW
from tests.support.scene import NASTY, Scene, Telling
from volunteering.rules.guardians import Guardian, digest_of
from volunteering.rules.notices.guardians import ConsentGiven, ConsentWithdrawn, PlaceWithoutConsent
from volunteering.rules.signing_up import SignUpState


async def _consents(scene: Scene) -> int:
    async with scene.office.city.writing() as rows:
        await rows.guardians.ask(scene.wang.id, digest_of("a"), NOW, 5)
    async with scene.office.city.writing() as rows:
        known = await rows.guardians.by_digest(digest_of("a"))
        assert known is not None
        await rows.guardians.consent(known.id, 77, Guardian(name=NASTY[:64], phone="+861"), "…", NOW)
    return known.id


async def _withdraws(scene: Scene) -> int:
    number = await _consents(scene)
    async with scene.office.city.writing() as rows:
        await rows.guardians.withdraw(number, 77, NOW)
    return number


async def _given(scene: Scene) -> str:
    return await scene.tell(ConsentGiven(guardian_id=await _consents(scene)))


async def _withdrawn(scene: Scene) -> str:
    return await scene.tell(ConsentWithdrawn(guardian_id=await _withdraws(scene)))


async def _place(scene: Scene) -> str:
    number = await _withdraws(scene)
    notice = PlaceWithoutConsent(guardian_id=number, person_id=scene.wang.id, shift_id=scene.shift.id)
    await scene.set_state(scene.wang, SignUpState.CONFIRMED)
    return await scene.tell(notice, to=scene.zhao)


SAYS: dict[Telling, str] = {
    _given: "You can sign up now",
    _withdrawn: "Your guardian's consent was withdrawn",
    _place: "consent withdrawn",
}


async def test_what_holds_no_more_is_not_told(scene: Scene) -> None:
    number = await _withdraws(scene)
    assert not await scene.tell(ConsentGiven(guardian_id=number))
    place = PlaceWithoutConsent(guardian_id=number, person_id=scene.wang.id, shift_id=404)
    assert not await scene.tell(place, to=scene.zhao)
    async with scene.office.city.writing() as rows:
        await rows.guardians.ask(scene.wang.id, digest_of("b"), NOW, 5)
    async with scene.office.city.writing() as rows:
        known = await rows.guardians.by_digest(digest_of("b"))
        assert known is not None
        await rows.guardians.consent(known.id, 78, Guardian(name="Lan", phone="+861"), "…", NOW)
    assert not await scene.tell(ConsentWithdrawn(guardian_id=number)), "somebody else has consented since"
