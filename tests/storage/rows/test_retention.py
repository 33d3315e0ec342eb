"""Erasing whoever has done nothing for years, beside what they do at that very moment."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from handlers.buttons.button import Button
from handlers.buttons.retention import KeepRecord
from handlers.buttons.signing_up import TakeShift
from scheduling import sweeps
from storage.rows import Rows
from tests.support.acting import at
from tests.support.chat import Chat
from tests.support.city import NOW, City
from tests.support.frozen import Frozen
from volunteering.actions.doubles.making_one import merge
from volunteering.actions.guardians import Consented, ask_guardian, consent
from volunteering.rules.activities import Shift
from volunteering.rules.ground.policy import Policy
from volunteering.rules.guardians import Guardian
from volunteering.rules.volunteers import Person

THREE_YEARS = Policy(forget_years=3)
ASKED, WARNED, OVERDUE = (timedelta(days=3 * 365 + days) for days in (1, 32, 63))


async def look(city: City, after: timedelta) -> None:
    """The sweep, so long after everybody registered."""
    await sweeps.look_at_records(city.database, at(NOW + after, THREE_YEARS))


@pytest.mark.parametrize(
    ("act", "told"),
    [
        pytest.param(lambda _: KeepRecord(), "We keep your record", id="keeps it"),
        pytest.param(lambda shift: TakeShift(shift=shift.id), "You are in", id="signs up"),
    ],
)
async def test_whoever_does_something_in_the_last_moment_stays(
    city: City, act: Callable[[Shift], Button], told: str
) -> None:
    chat = Chat(city.database, clock=Frozen())
    phones = [await chat.volunteer(f"Volunteer {number}") for number in range(12)]
    await look(city, ASKED)
    await look(city, WARNED)
    chat.clock.passes(days=OVERDUE.days)
    shift = await city.shift(24 * (OVERDUE.days + 7), places=len(phones))
    await asyncio.gather(look(city, OVERDUE), look(city, OVERDUE), *(phone.taps_button(act(shift)) for phone in phones))
    here = {phone.name for phone in phones if await phone.known()}
    assert {phone.name for phone in phones if told in phone.last.text} == here, "it was erased after that was said"


async def test_of_whom_is_erased_while_another_record_becomes_theirs_nothing_is_left(city: City) -> None:
    for number in range(6):
        kept, gone = await city.person("Wei"), await city.person(f"Wei {number}", phone=f"+861390000000{number}")
        async with city.writing() as rows:
            for claim in range(10):
                await rows.hours.add_claim(
                    person_id=gone.id, unit_id=gone.unit.id, day=NOW.date(), minutes=60, what=f"Help {claim}", at=NOW
                )
        await asyncio.gather(_erased(city, kept), _merged(city, kept, gone))
        left = "SELECT COUNT(*) AS n FROM claims WHERE person_id = :kept AND what <> ''"
        assert not await city.figure(left, kept=kept.id), "it has become theirs, and was not forgotten with them"
        [row] = await city.table("SELECT state, merged_into FROM people WHERE id = :gone", gone=gone.id)
        assert (row["state"], row["merged_into"]) in {("erased", kept.id), ("active", None)}


async def _erased(city: City, person: Person) -> None:
    async with city.database.transaction(person=person.telegram_id) as tx:
        await Rows(tx).people.erase(person.id)


async def _merged(city: City, kept: Person, gone: Person) -> None:
    async with city.writing() as rows:
        await merge(rows, None, kept.id, gone.id, at(NOW))


async def test_whoever_answered_for_somebody_of_late_is_not_asked(city: City) -> None:
    """Erased, they would take the consent along."""
    mei, lan = await city.person("Mei"), await city.person("Lan")
    assert lan.telegram_id is not None
    for years, asked in ((1, 0), (5, 1)):
        now = at(NOW + timedelta(days=365 * years), THREE_YEARS)
        async with city.writing() as rows:
            if years == 1:
                link = await ask_guardian(rows, mei, now)
                guardian = Guardian(name="Lan", phone="+8613900000001")
                assert isinstance(await consent(rows, lan.telegram_id, lan, link, guardian, "I agree", now), Consented)
        await look(city, ASKED if years == 1 else timedelta(days=365 * years))
        assert await city.figure("SELECT COUNT(*) AS n FROM keep_asks WHERE person_id = :lan", lan=lan.id) == asked
