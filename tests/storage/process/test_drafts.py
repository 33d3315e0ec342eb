"""Drafts: one a person, kept until it is sent, left or too old."""

from dataclasses import replace
from datetime import timedelta

from storage.engine.database import Database, Transaction
from storage.process import drafts, inbox
from storage.process.drafts import Draft
from tests.support.city import NOW

LATER = NOW + timedelta(hours=1)


async def open_for(tx: Transaction, telegram_id: int, form: str = "hours") -> Draft:
    return await drafts.begin_draft(
        tx,
        telegram_id=telegram_id,
        form=form,
        about={"activity": 12},
        answers={},
        step="when",
        message_id=None,
        expires_at=LATER,
    )


async def draft_of(database: Database, telegram_id: int) -> Draft | None:
    async with database.reading() as reader:
        return (await inbox.recognise(reader, telegram_id=telegram_id, update_id=None, now=NOW)).draft


async def test_a_draft_is_kept_as_it_is_filled(database: Database) -> None:
    async with database.transaction() as tx:
        draft = await open_for(tx, 7)
    assert await draft_of(database, 7) == draft
    filled = replace(
        draft,
        answers={"when": ["2026-12-05", None], "what": "<b>河道</b>", "hours": 2.5},
        step="what",
        message_id=2**40,
        expires_at=LATER + timedelta(hours=1),
    )
    async with database.transaction() as tx:
        drafts.save(tx, filled)
    assert await draft_of(database, 7) == filled
    assert await draft_of(database, 8) is None


async def test_a_new_one_takes_the_place_of_the_old_one_and_never_its_number(database: Database) -> None:
    numbers = []
    for form in ("hours", "activity", "hours"):
        async with database.transaction() as tx:
            draft = await open_for(tx, 7, form)
        numbers.append(draft.id)
        assert await draft_of(database, 7) == draft
    async with database.transaction() as tx:
        drafts.drop(tx, 7)
    assert await draft_of(database, 7) is None
    async with database.transaction() as tx:
        numbers.append((await open_for(tx, 8)).id)
    assert len(set(numbers)) == 4


async def test_a_stale_one_writes_nothing(database: Database) -> None:
    async with database.transaction() as tx:
        stale, current = await open_for(tx, 7), await open_for(tx, 7, "activity")
        drafts.save(tx, replace(stale, step="elsewhere"))
    assert await draft_of(database, 7) == current


async def test_one_that_is_too_old_is_not_there(database: Database) -> None:
    async with database.transaction() as tx:
        await open_for(tx, 7)
    async with database.reading() as reader:
        assert (await inbox.recognise(reader, telegram_id=7, update_id=None, now=LATER)).draft is None


async def test_forgetting_what_has_expired(database: Database) -> None:
    async with database.transaction() as tx:
        await open_for(tx, 7)
        drafts.prune(tx, NOW)
    assert await draft_of(database, 7) is not None
    async with database.transaction() as tx:
        drafts.prune(tx, LATER)
    assert await draft_of(database, 7) is None
