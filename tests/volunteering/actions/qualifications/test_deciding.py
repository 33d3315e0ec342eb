"""Qualifications as people send them, leaders decide and time passes: rights first, told once, nobody's own."""

import asyncio
from datetime import date, datetime, timedelta

import pytest

from tests.support.acting import NOW, acting, appoint, at, known, owed, told
from tests.support.city import City, hours_later
from volunteering.actions.qualifications.deciding import (
    OwnQualification,
    StandsOtherwise,
    TurnedDown,
    Verified,
    give,
    reject,
    verify,
)
from volunteering.actions.qualifications.ending import next_end_told, tell_of_ends
from volunteering.actions.qualifications.keeping import (
    KindCalledSo,
    KindKept,
    KindWanted,
    LevelsInUse,
    change_kind,
    keep_kind,
    set_kind_aside,
)
from volunteering.actions.qualifications.sending import NotSendable, SentToLeaders, send_qualification, take_away
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.needs import Needs, Required
from volunteering.rules.qualifications import (
    AlreadyOver,
    Evidence,
    EvidenceKind,
    EvidenceMissing,
    KindState,
    Qualification,
    QualificationKind,
    QualificationState,
)
from volunteering.rules.tree import NotAllowed, Role
from volunteering.rules.volunteers import Actor, Person

TODAY = date(2026, 12, 1)
PHOTO = Evidence(file_id="AgACAgUAAxkBAAIB", kind=EvidenceKind.PHOTO)


@pytest.fixture
async def li(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


@pytest.fixture
async def mei(city: City) -> Person:
    return await city.person("Mei")


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
    assert {type(outcome) for outcome in outcomes} == {Verified, StandsOtherwise}
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
    assert outcome.replaced
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
        async with city.looking() as rows:
            assert await rows.qualifications.held_by(mei.id, TODAY)
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
    async with city.looking() as rows:
        [held] = await rows.qualifications.held_by(mei.id, TODAY)
    assert held.level == 2


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


# Ends


async def ends_in(city: City, li: Actor, person: Person, days: int) -> int:
    """A driver's licence of somebody's, verified long ago, that ends in so many days."""
    number = await sent(city, person, "driver")
    await verifies(city, li, number)
    async with city.changing() as tx:
        tx.later(
            "UPDATE qualifications SET expires_on = :on, reminded = NULL WHERE id = :id",
            on=(TODAY + timedelta(days=days)).isoformat(),
            id=number,
        )
    return number


async def passes(city: City, moment: datetime) -> None:
    async with city.writing() as rows:
        while await tell_of_ends(rows, at(moment)):
            pass


async def test_of_an_end_its_person_hears_60_and_14_days_ahead_once_each(city: City, li: Actor, mei: Person) -> None:
    await ends_in(city, li, mei, 61)
    seen = []
    for day in range(62):
        for _ in range(2):
            await passes(city, NOW + timedelta(days=day))
        seen.append(len(await told(city, "qualification_ends")))
    assert [day for day in range(1, 62) if seen[day] > seen[day - 1]] == [1, 47]
    assert seen[-1] == 2


async def test_nobody_is_told_before_the_morning(city: City, li: Actor, mei: Person) -> None:
    await ends_in(city, li, mei, 60)
    early = datetime.fromisoformat("2026-12-01T08:59+08:00")
    await passes(city, early)
    assert await told(city, "qualification_ends") == []
    async with city.looking() as rows:
        assert await next_end_told(rows, at(early)) == datetime.fromisoformat("2026-12-01T09:00+08:00")
    await passes(city, early + timedelta(minutes=1))
    assert await told(city, "qualification_ends") == [mei.id]


async def test_after_a_long_sleep_only_the_shorter_reminder_comes(city: City, li: Actor, mei: Person) -> None:
    await ends_in(city, li, mei, 5)
    await passes(city, NOW)
    [(_, facts)] = await owed(city, "qualification_ends")
    assert facts["days_ahead"] == 14


async def test_of_what_is_verified_shortly_before_its_end_nobody_is_reminded_of_what_they_know(
    city: City, li: Actor, mei: Person
) -> None:
    number = await sent(city, mei, issued_on=date(2024, 1, 10))  # ends 2027-01-10, in 40 days
    await verifies(city, li, number)
    await passes(city, NOW)
    assert await told(city, "qualification_ends") == []
    await passes(city, NOW + timedelta(days=26))
    assert await told(city, "qualification_ends") == [mei.id]


async def test_of_what_was_renewed_nobody_is_reminded(city: City, li: Actor, mei: Person) -> None:
    await ends_in(city, li, mei, 30)
    await verifies(city, li, await sent(city, mei, "driver"))
    await passes(city, NOW)
    assert await told(city, "qualification_ends") == []


async def needed_by(city: City, person: Person, *, hours: float) -> int:
    """A shift ahead with a role for drivers, in which they have a place."""
    shift = await city.shift(hours)
    helpers, drivers = await city.roles(shift, Helpers=8, Drivers=2)
    async with city.writing() as rows:
        rows.roles.ask(drivers.id, Needs(kinds=(Required(kind=await kind_of(city, "driver")),)))
    await city.put(shift, person, role=drivers)
    await city.put(shift, await city.person("Wu"), role=helpers)
    return shift.id


async def test_on_the_day_the_leaders_of_shifts_that_need_it_hear_once_and_nobody_is_taken_off(
    city: City, li: Actor, mei: Person
) -> None:
    await ends_in(city, li, mei, 1)
    before, after = await needed_by(city, mei, hours=20), await needed_by(city, mei, hours=80)
    await city.put(await city.shift(90), mei)  # it needs nothing
    await passes(city, NOW)
    assert await told(city, "qualification_ended") == []
    for _ in range(2):
        await passes(city, NOW + timedelta(days=1))
    [(reader, facts)] = await owed(city, "qualification_ended")
    assert (reader, facts["shift_ids"]) == (li.id, [after]), "on its last day it is good still"
    places = await city.table("SELECT shift_id FROM signups WHERE person_id = :p AND state = 'confirmed'", p=mei.id)
    assert {row["shift_id"] for row in places} >= {before, after}


async def test_whoever_has_another_one_by_then_is_missed_nowhere(city: City, li: Actor, mei: Person) -> None:
    number = await ends_in(city, li, mei, 1)
    await needed_by(city, mei, hours=80)
    again = await sent(city, mei, "driver")
    await verifies(city, li, again)
    async with city.changing() as tx:
        tx.later("UPDATE qualifications SET state = 'verified' WHERE id = :id", id=number)
    await passes(city, NOW + timedelta(days=1))
    assert await told(city, "qualification_ended") == []


# Kinds


async def test_only_admins_of_the_unit_keep_its_kinds(city: City, li: Actor) -> None:
    boats = KindWanted(name="Boats", levels=("River", "Sea"), months=24)
    wu = await appoint(city, await city.person("Wu"), city.jiaojiang, Role.ADMIN)
    async with city.writing() as rows:
        assert await keep_kind(rows, li, city.jiaojiang, boats, at(NOW)) == NotAllowed()
        assert await keep_kind(rows, wu, city.top, boats, at(NOW)) == NotAllowed()
        assert isinstance(await keep_kind(rows, wu, city.jiaojiang, boats, at(NOW)), KindKept)
    async with city.writing() as rows:
        again = await keep_kind(rows, wu, city.jiaojiang, KindWanted(name="BOATS"), at(NOW))
        assert again == KindCalledSo(name="BOATS")
    first_aid = await kind_of(city, "first_aid")
    async with city.writing() as rows:
        assert await set_kind_aside(rows, wu, first_aid.id, at(NOW)) == NotAllowed()


async def test_levels_keep_their_people_when_others_come_between(city: City, li: Actor, mei: Person) -> None:
    wu = await appoint(city, await city.person("Wu"), city.top, Role.ADMIN)
    boats = KindWanted(name="Boats", levels=("River", "Sea"))
    async with city.writing() as rows:
        await keep_kind(rows, wu, city.top, boats, at(NOW))
    number = await sent(city, mei, "Boats", level=1)
    await verifies(city, li, number)
    kind = await kind_of(city, "Boats")
    [sailors] = await city.roles(await city.shift(), Sailors=2)
    async with city.writing() as rows:
        rows.roles.ask(sailors.id, Needs(kinds=(Required(kind=kind, level=1),)))
    wider = KindWanted(name="Boats", levels=("Pond", "River", "Coast", "Sea"))
    async with city.writing() as rows:
        assert isinstance(await change_kind(rows, wu, kind.id, wider, boats, at(NOW)), KindKept)
    assert (await found(city, number)).level == 3
    [asked] = await city.table("SELECT level FROM role_kinds")
    assert asked["level"] == 3, "a role that asks for it from that level on still does"
    async with city.writing() as rows:
        narrower = KindWanted(name="Boats", levels=("Pond", "River"))
        outcome = await change_kind(rows, wu, kind.id, narrower, wider, at(NOW))
    assert outcome == LevelsInUse(levels=("Sea",))
    async with city.writing() as rows:
        renamed = KindWanted(name="Boats", levels=("Pond", "River", "Coast", "Ocean"))
        await change_kind(rows, wu, kind.id, renamed, wider, at(NOW))
    assert (await found(city, number)).level == 3


async def test_the_first_set_keeps_its_names_until_an_admin_names_it(city: City) -> None:
    wu = await appoint(city, await city.person("Wu"), city.top, Role.ADMIN)
    kind = await kind_of(city, "first_aid")
    seen = KindWanted(name="First aid", months=36)
    async with city.writing() as rows:
        await change_kind(rows, wu, kind.id, seen.model_copy(update={"months": 24}), seen, at(NOW))
    assert (await kind_of(city, "first_aid")).name == ""
    assert (await kind_of(city, "first_aid")).months == 24
    async with city.writing() as rows:
        await change_kind(rows, wu, kind.id, KindWanted(name="Red Cross course"), seen, at(NOW))
    assert (await kind_of(city, "first_aid")).name == "Red Cross course"


async def test_what_is_held_of_a_kind_that_is_taken_away_is_held(city: City, li: Actor, mei: Person) -> None:
    wu = await appoint(city, await city.person("Wu"), city.top, Role.ADMIN)
    kind = await kind_of(city, "first_aid")
    await verifies(city, li, await sent(city, mei))
    async with city.writing() as rows:
        gone = await set_kind_aside(rows, wu, kind.id, at(NOW))
    assert isinstance(gone, QualificationKind)
    assert gone.state is KindState.REMOVED
    async with city.looking() as rows:
        assert await rows.qualifications.held_by(mei.id, TODAY)
        assert kind.id not in {one.id for one in await rows.kinds.all_for(city.jiaojiang)}
    async with city.writing() as rows:
        await set_kind_aside(rows, await acting(city, wu.person), kind.id, at(NOW), put_back=True)
    assert (await kind_of(city, "first_aid")).id == kind.id
