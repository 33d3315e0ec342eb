"""What comes by itself about certificates: that the record says something else, and that one was withdrawn."""

from datetime import date, timedelta

from tests.support.acting import at
from tests.support.city import NOW, City
from tests.support.ledger import Ledger
from tests.support.scene import NASTY, Scene, Telling
from volunteering.actions.certificates import Issued, issue
from volunteering.rules.certificates import CertificateState, CertifiedDays, EndedBy
from volunteering.rules.notices.certificates import CertificatesReplaced, CertificateWithdrawn
from volunteering.rules.volunteers import Person


async def issued(city: City, person: Person, organisation: str = "Taizhou") -> int:
    """A certificate of theirs, for an hour or more of yesterday's."""
    await Ledger(city).logged(person, NOW.date() - timedelta(days=1), 60)
    async with city.writing() as rows:
        days = CertifiedDays(first=date(2026, 1, 1), last=NOW.date())
        outcome = await issue(rows, person, days, organisation, at(NOW))
    assert isinstance(outcome, Issued)
    return outcome.certificate.id


async def _ended(scene: Scene, state: CertificateState, by: EndedBy | None) -> int:
    number = await issued(scene.office.city, scene.wang)
    async with scene.office.city.writing() as rows:
        rows.certificates.end(number, state, NOW, by, NASTY[:100])
    return number


async def _replaced(scene: Scene) -> str:
    number = await _ended(scene, CertificateState.REPLACED, None)
    return await scene.tell(CertificatesReplaced(certificate_ids=(number,)))


async def _several(scene: Scene) -> str:
    numbers = [await _ended(scene, CertificateState.REPLACED, None) for _ in range(6)]
    return await scene.tell(CertificatesReplaced(certificate_ids=tuple(numbers)))


async def _withdrawn(scene: Scene) -> str:
    number = await _ended(scene, CertificateState.WITHDRAWN, EndedBy.ADMIN)
    return await scene.tell(CertificateWithdrawn(certificate_id=number))


SAYS: dict[Telling, str] = {
    _replaced: "The new one is there at a tap.",
    _several: "6 of your certificates were replaced",
    _withdrawn: "Your certificate was withdrawn",
}


async def test_where_no_hours_are_left_no_new_one_is_promised(scene: Scene) -> None:
    number, city = await _ended(scene, CertificateState.REPLACED, None), scene.office.city
    async with city.changing() as tx:
        await tx.execute("DELETE FROM entries WHERE person_id = :wang", wang=scene.wang.id)
    said = await scene.tell(CertificatesReplaced(certificate_ids=(number,)))
    assert "no hours left to certify" in said
    assert "new one" not in said


async def test_what_holds_is_not_told_to_have_ended(scene: Scene) -> None:
    number = await issued(scene.office.city, scene.wang)
    assert not await scene.tell(CertificatesReplaced(certificate_ids=(number,)))
    assert not await scene.tell(CertificateWithdrawn(certificate_id=number))


async def test_of_somebody_elses_nothing_is_told(scene: Scene) -> None:
    """Two records were one when it was owed, and are two again."""
    bo = await scene.office.city.person("Bo")
    replaced = await _ended(scene, CertificateState.REPLACED, None)
    withdrawn = await _ended(scene, CertificateState.WITHDRAWN, EndedBy.ADMIN)
    assert not await scene.tell(CertificatesReplaced(certificate_ids=(replaced,)), to=bo)
    assert not await scene.tell(CertificateWithdrawn(certificate_id=withdrawn), to=bo)
