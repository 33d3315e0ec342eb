"""Who withdraws whose certificate: its holder, or an admin of their team, who is somebody else."""

from datetime import date

from tests.support.acting import appoint, at, known, owed
from tests.support.city import NOW, City
from tests.support.ledger import Ledger
from volunteering.actions.certificates import Issued, NotValid, issue, withdraw_mine, withdraw_of
from volunteering.rules.certificates import Certificate, CertifiedDays, EndedBy
from volunteering.rules.tree import NotAllowed, Role
from volunteering.rules.volunteers import Person

DAYS = CertifiedDays(first=None, last=date(2026, 12, 1))


async def issued(city: City, person: Person) -> int:
    await Ledger(city).logged(person, date(2026, 11, 20), 60)
    async with city.writing() as rows:
        found = await issue(rows, await known(rows, person), DAYS, "Taizhou", at(NOW))
    assert isinstance(found, Issued)
    return found.certificate.id


async def test_an_admin_withdraws_those_of_their_teams_and_says_why(city: City) -> None:
    chen, mei = await city.person("Chen"), await city.person("Mei")
    number = await issued(city, mei)
    admin = await appoint(city, chen, city.jiaojiang, Role.ADMIN)
    stranger = await appoint(city, await city.person("Wu"), city.huangyan, Role.ADMIN)
    async with city.writing() as rows:
        assert await withdraw_of(rows, stranger, number, "not mine", at(NOW)) == NotAllowed()
        assert await withdraw_of(rows, admin, 404, "nobody's", at(NOW)) is None
        found = await withdraw_of(rows, admin, number, "made for another", at(NOW))
    assert isinstance(found, Certificate)
    assert (found.ended_by, found.reason) == (EndedBy.ADMIN, "made for another")
    assert [reader for reader, _ in await owed(city, "certificate_withdrawn")] == [mei.id]
    async with city.writing() as rows:
        assert isinstance(await withdraw_of(rows, admin, number, "again", at(NOW)), NotValid)
    assert len(await owed(city, "certificate_withdrawn")) == 1


async def test_an_admin_withdraws_their_own_as_its_holder_alone(city: City) -> None:
    chen = await city.person("Chen")
    number, admin = await issued(city, chen), await appoint(city, chen, city.jiaojiang, Role.ADMIN)
    async with city.writing() as rows:
        assert await withdraw_of(rows, admin, number, "as if by another", at(NOW)) == NotAllowed()
        found = await withdraw_mine(rows, await known(rows, chen), number, at(NOW))
    assert isinstance(found, Certificate)
    assert found.ended_by is EndedBy.HOLDER
    assert await owed(city, "certificate_withdrawn") == [], "nobody is told what they did themselves"
