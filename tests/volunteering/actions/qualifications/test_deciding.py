"""Qualifications as people send them and leaders decide: rights first, told once, nobody's own."""

import asyncio
from datetime import date

from tests.support.acting import NOW, appoint, at, known, owed, told
from tests.support.city import City
from tests.support.qualified import PHOTO, TODAY, found, held_on, kind_of, sends, sent, verifies
from volunteering.actions.qualifications.deciding import (
    OwnQualification,
    StandsOtherwise,
    TurnedDown,
    Verified,
    give,
    reject,
    verify,
)
from volunteering.actions.qualifications.keeping import (
    KindWanted,
    change_kind,
    keep_kind,
)
from volunteering.actions.qualifications.sending import NotSendable, SentToLeaders, take_away
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.qualifications import (
    AlreadyOver,
    EvidenceMissing,
    QualificationState,
)
from volunteering.rules.tree import NotAllowed, Role
from volunteering.rules.volunteers import Actor, Person


async def test_it_goes_to_the_leaders_of_the_team(city: City, li: Actor, mei: Person) -> None:
    outcome = await sends(city, mei)
    assert outcome == SentToLeaders(qualification_id=1, to=(li.id,))
    assert await told(city, "qualification_sent") == [li.id]
    assert "AgACAgUAAxkBAAIB" not in str(await owed(city, "qualification_sent"))
    assert not await city.table("SELECT id FROM journal WHERE facts LIKE '%AgAC%'")


async def test_a_leader_s_own_goes_to_somebody_else(city: City, li: Actor) -> None:
    wu = await appoint(city, await city.person("Wu"), city.top)
    outcome = await sends(city, li.person)
    assert outcome == SentToLeaders(qualification_id=1, to=(wu.id,))
    assert await verifies(city, li, 1) == OwnQualification()
    assert isinstance(await verifies(city, wu, 1), Verified)


async def test_what_is_missing_is_said_and_nothing_is_written(city: City, mei: Person) -> None:
    assert await sends(city, mei, evidence=None) == NotSendable(reasons=(EvidenceMissing(),))
    assert await sends(city, mei, issued_on=date(2020, 1, 1)) == NotSendable(
        reasons=(AlreadyOver(ended_on=date(2023, 1, 1)),)
    )
    assert await sends(city, mei, level=1) is None
    assert not await city.table("SELECT id FROM qualifications")


async def test_whoever_leads_elsewhere_decides_nothing(city: City, mei: Person) -> None:
    number = await sent(city, mei)
    huang = await appoint(city, await city.person("Huang", city.huangyan), city.huangyan, Role.ADMIN)
    assert await verifies(city, huang, number) == NotAllowed()
    async with city.writing() as rows:
        assert await reject(rows, huang, number, "", at(NOW)) == NotAllowed()
    assert (await found(city, number)).state is QualificationState.PENDING


async def test_verified_it_holds_to_its_last_day_and_its_person_is_told(city: City, li: Actor, mei: Person) -> None:
    number = await sent(city, mei, issued_on=date(2026, 3, 1))
    assert isinstance(await verifies(city, li, number), Verified)
    one = await found(city, number)
    assert (one.state, one.expires_on, one.decided_by) == (QualificationState.VERIFIED, date(2029, 3, 1), li.id)
    assert await told(city, "qualification_decided") == [mei.id]


async def test_of_two_leaders_who_decide_at_once_one_does(city: City, li: Actor, mei: Person) -> None:
    wu = await appoint(city, await city.person("Wu"), city.top)
    number = await sent(city, mei)
    outcomes = await asyncio.gather(*(verifies(city, actor, number) for actor in (li, wu)))
    assert sum(isinstance(outcome, Verified) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, StandsOtherwise) for outcome in outcomes) == 1
    assert len(await told(city, "qualification_decided")) == 1


async def test_rejected_it_is_put_right_or_sent_again_in_its_own_place(city: City, li: Actor, mei: Person) -> None:
    number = await sent(city, mei)
    async with city.writing() as rows:
        outcome = await reject(rows, li, number, "Blurred", at(NOW))
    assert isinstance(outcome, TurnedDown)
    assert (await found(city, number)).evidence == PHOTO  # kept, to be sent again
    again = await sent(city, mei)
    assert (await found(city, number)).state is QualificationState.WITHDRAWN
    assert (await found(city, number)).evidence is None
    async with city.writing() as rows:
        await reject(rows, li, again, "Blurred", at(NOW))
    async with city.writing() as rows:
        outcome_2 = await verify(rows, li, again, at(NOW), instead_of=QualificationState.REJECTED)
    assert isinstance(outcome_2, Verified)


async def test_a_renewed_one_takes_the_place_of_the_old_once_it_is_verified(city: City, li: Actor, mei: Person) -> None:
    old = await sent(city, mei, issued_on=date(2024, 1, 5))
    await verifies(city, li, old)
    new = await sent(city, mei, issued_on=TODAY)
    assert (await found(city, old)).state is QualificationState.VERIFIED
    outcome = await verifies(city, li, new)
    assert isinstance(outcome, Verified)
    assert (await found(city, old)).state is QualificationState.REPLACED
    assert (await found(city, old)).evidence is None


async def test_what_a_verification_had_replaced_is_held_again_once_it_is_taken_back(
    city: City, li: Actor, mei: Person
) -> None:
    """A renewal that was verified by mistake; and given by mistake, a higher level."""
    old = await sent(city, mei, issued_on=date(2024, 1, 5))
    await verifies(city, li, old)
    new = await sent(city, mei, issued_on=TODAY)
    await verifies(city, li, new)
    for _ in range(2):
        async with city.writing() as rows:
            outcome = await reject(rows, li, new, "Not yours", at(NOW), instead_of=QualificationState.VERIFIED)
        assert isinstance(outcome, TurnedDown)
        assert outcome.still == await found(city, old)
        assert (await found(city, old)).expires_on == date(2027, 1, 5), "to the end of its own days"
        assert await held_on(city, mei, TODAY)
        async with city.writing() as rows:
            await verify(rows, li, new, at(NOW), instead_of=QualificationState.REJECTED)
        assert (await found(city, old)).state is QualificationState.REPLACED


async def test_what_somebody_takes_away_themselves_brings_nothing_back(city: City, li: Actor, mei: Person) -> None:
    old = await sent(city, mei, issued_on=date(2024, 1, 5))
    await verifies(city, li, old)
    new = await sent(city, mei)
    await verifies(city, li, new)
    async with city.writing() as rows:
        await take_away(rows, await known(rows, mei), new, at(NOW))
    assert (await found(city, old)).state is QualificationState.REPLACED


async def test_a_level_that_is_gone_is_not_put_back(city: City, li: Actor, mei: Person) -> None:
    wu = await appoint(city, await city.person("Wu"), city.top, Role.ADMIN)
    boats = KindWanted(name="Boats", levels=("River", "Sea"))
    async with city.writing() as rows:
        await keep_kind(rows, wu, city.top, boats, at(NOW))
    river, sea = [await sent(city, mei, "Boats", level=level) for level in (0, 1)]
    for number in (river, sea):
        await verifies(city, li, number)
    kind = await kind_of(city, "Boats")
    async with city.writing() as rows:
        await change_kind(rows, wu, kind.id, KindWanted(name="Boats", levels=("Sea",)), boats, at(NOW))
    async with city.writing() as rows:
        outcome = await reject(rows, li, sea, "", at(NOW), instead_of=QualificationState.VERIFIED)
    assert isinstance(outcome, TurnedDown)
    assert outcome.still is None


async def test_a_lower_level_beside_a_higher_one_replaces_nothing(city: City, li: Actor, mei: Person) -> None:
    senior, assistant = [await sent(city, mei, "social_work", level=level) for level in (2, 0)]
    for number in (senior, assistant):
        await verifies(city, li, number)
    assert max(held.level for held in await held_on(city, mei, TODAY)) == 2


async def test_what_is_taken_away_by_its_person_waits_for_nobody(city: City, li: Actor, mei: Person) -> None:
    number = await sent(city, mei)
    async with city.writing() as rows:
        assert await take_away(rows, await known(rows, li.person), number, at(NOW)) is None
        assert await take_away(rows, await known(rows, mei), number, at(NOW)) is not None
    async with city.writing() as rows:
        assert await take_away(rows, await known(rows, mei), number, at(NOW)) is None
    assert await verifies(city, li, number) == StandsOtherwise(qualification=await found(city, number), by_name="")


async def test_an_induction_is_given_at_once_and_not_twice(city: City, li: Actor, mei: Person) -> None:
    induction = await kind_of(city, "induction")
    async with city.writing() as rows:
        assert isinstance(await give(rows, li, mei.id, induction.id, 0, TODAY, at(NOW)), Verified)
    async with city.writing() as rows:
        assert await give(rows, li, mei.id, induction.id, 0, TODAY, at(NOW)) == Unchanged()
        assert await give(rows, li, li.id, induction.id, 0, TODAY, at(NOW)) == OwnQualification()
    huang = await appoint(city, await city.person("Huang", city.huangyan), city.huangyan)
    async with city.writing() as rows:
        assert await give(rows, huang, mei.id, induction.id, 0, TODAY, at(NOW)) == NotAllowed()
    assert await told(city, "qualification_decided") == [mei.id]
