"""Places that nobody confirmed in time, as time passes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from scheduling.moves import see_to_moves
from storage.engine.database import Database, Transaction
from storage.rows.moves import note_asked
from tests.support.acting import appoint, at, hours_later, sign_up, told
from tests.support.city import City
from volunteering.actions.leading.moving import move_shift
from volunteering.actions.signing_up.confirming import question_of
from volunteering.rules.ground.periods import Period


@pytest.fixture
async def city(database: Database) -> City:
    return await City.founded(database)


async def test_as_long_as_nobody_is_to_be_reminded_taps_have_the_database_for_themselves(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    leader, wang, shift = (
        await appoint(city, city.leader, city.jiaojiang),
        await city.person("Wang"),
        await city.shift(96),
    )
    await sign_up(city, shift, wang)
    async with city.writing() as rows:
        await move_shift(rows, leader, shift.id, Period(start=hours_later(70), end=hours_later(73)), at(hours_later(0)))
    async with city.writing() as rows:
        facts = await rows.sign_ups.facts(shift.id, wang.id)
        assert facts is not None
        note_asked(rows.tx, await question_of(rows, facts, at(hours_later(0.01))))
    begun: list[None] = []
    transaction = type(city.database).transaction

    @asynccontextmanager
    async def counted(self: Database, *given: Any, **named: Any) -> AsyncIterator[Transaction]:
        begun.append(None)
        async with transaction(self, *given, **named) as opened:
            yield opened

    monkeypatch.setattr(type(city.database), "transaction", counted)
    await see_to_moves(city.database, at(hours_later(1)))
    assert (len(begun), await told(city, "please_confirm")) == (0, [])
    await see_to_moves(city.database, at(hours_later(24)))
    assert (len(begun), await told(city, "please_confirm")) == (1, [wang.id])
