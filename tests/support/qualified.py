"""What people are qualified for: sent, found and verified in a small organisation; and what roles find of it."""

from datetime import date

from storage.rows.needs import held_by, held_in
from tests.support.acting import NOW, at, known
from tests.support.city import City, hours_later
from volunteering.actions.qualifications.deciding import (
    verify,
)
from volunteering.actions.qualifications.sending import NotSendable, SentToLeaders, send_qualification
from volunteering.rules.needs import Had
from volunteering.rules.qualifications import (
    Evidence,
    EvidenceKind,
    Qualification,
    QualificationKind,
)
from volunteering.rules.volunteers import Actor, Person

TODAY = date(2026, 12, 1)
PHOTO = Evidence(file_id="AgACAgUAAxkBAAIB", kind=EvidenceKind.PHOTO)


async def kind_of(city: City, code: str) -> QualificationKind:
    async with city.looking() as rows:
        return next(kind for kind in await rows.kinds.all_for(city.jiaojiang) if code in {kind.code, kind.name})


async def sends(
    city: City,
    person: Person,
    code: str = "first_aid",
    *,
    level: int = 0,
    issued_on: date = TODAY,
    evidence: Evidence | None = PHOTO,
) -> SentToLeaders | NotSendable | None:
    kind = await kind_of(city, code)
    async with city.writing() as rows:
        return await send_qualification(
            rows,
            await known(rows, person),
            kind.id,
            at(NOW),
            level=level,
            number="B-7",
            issued_on=issued_on,
            evidence=evidence,
        )


async def sent(city: City, person: Person, code: str = "first_aid", *, level: int = 0, issued_on: date = TODAY) -> int:
    outcome = await sends(city, person, code, level=level, issued_on=issued_on)
    assert isinstance(outcome, SentToLeaders)
    return outcome.qualification_id


async def found(city: City, number: int) -> Qualification:
    async with city.looking() as rows:
        one = await rows.qualifications.get(number)
    assert one is not None
    return one


async def verifies(city: City, actor: Actor, number: int) -> object:
    async with city.writing() as rows:
        return await verify(rows, actor, number, at(hours_later(1)))


async def held_on(city: City, person: Person, day: date) -> list[Had]:
    """What of somebody's roles take for held on a local date."""
    async with city.database.reading() as reader:
        held = held_in(*await reader.several(*held_by(person.id)))
    return [one for one in held.qualifications if one.holds_on(day)]
