"""A session is added when people are in the others already: they hear of it once, and nobody is signed up unasked."""

from tests.support.acting import at, hours_later, owed, sign_up, told
from tests.support.city import City
from tests.support.trained import training
from volunteering.actions.leading.moving import Added, add_shift
from volunteering.actions.signing_up.places import leave_shift
from volunteering.rules.activities import Shift, new_shift
from volunteering.rules.ground.periods import Period
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.volunteers import Actor, Person


async def adds(city: City, li: Actor, to: Shift, starts: float) -> Added:
    period = Period(start=hours_later(starts), end=hours_later(starts + 2))
    async with city.writing() as rows:
        outcome = await add_shift(rows, li, to.activity_id, new_shift(period, 5), at(hours_later(1)))
    assert isinstance(outcome, Added)
    return outcome


async def test_whoever_is_in_it_hears_of_sessions_that_are_added(city: City, li: Actor, mei: Person) -> None:
    hua, wei, zoe = [await city.person(name) for name in ("Hua", "Wei", "Zoe")]
    [session] = await training(city, None, 48, places=3)
    await sign_up(city, session, mei, city.leader, wei, hua)
    async with city.writing() as rows:
        await leave_shift(rows, wei, session.id, at(hours_later(1)))
    await city.put(session, zoe, state=SignUpState.WALKED_IN)
    for starts in (72, 96):
        assert (await adds(city, li, session, starts)).told == 3
    everybody = sorted((mei.id, hua.id, zoe.id))
    assert await told(city, "sessions_added") == everybody, "once for both, and not whoever left, or adds them"
    assert {facts["activity_id"] for _, facts in await owed(city, "sessions_added")} == {session.activity_id}


async def test_of_a_shift_of_service_nobody_hears(city: City, li: Actor, mei: Person) -> None:
    shift = await city.shift(48)
    await sign_up(city, shift, mei)
    assert (await adds(city, li, shift, 72)).told == 0
    assert not await told(city, "sessions_added")
