"""What is due because time passed: each sweep asks the database, in transactions that no tap waits long behind.

A sweep done twice, or by two replicas at once, does nothing twice: the rows see to that.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from storage import drafts, inbox, outbox
from storage.database import Database
from storage.records import Rows
from storage.retrying import until_settled
from volunteering.actions import reminding
from volunteering.policy import Policy

INBOX_KEPT = timedelta(days=2)  # Telegram repeats no update that is older than a day
PARKED_KEPT = timedelta(days=30)
OUTBOX_KEPT = timedelta(days=90)

Batch = Callable[[Rows, datetime, Policy], Awaitable[bool]]


async def remind(database: Database, now: datetime, policy: Policy) -> None:
    """Owe the reminders that are due."""
    await _to_the_last(database, reminding.remind, now, policy)


async def ask_for_rosters(database: Database, now: datetime, policy: Policy) -> None:
    """Owe leaders the question who came, and ask it again."""
    await _to_the_last(database, reminding.ask_for_rosters, now, policy)


async def tidy(database: Database, now: datetime) -> None:
    """Forget what nobody needs any more."""
    async with database.transaction() as transaction:
        drafts.prune(transaction, now)
    async with database.transaction() as transaction:
        inbox.prune(transaction, now - INBOX_KEPT)
        inbox.prune_parked(transaction, now - PARKED_KEPT)
    async with database.transaction() as transaction:
        outbox.prune(transaction, now - OUTBOX_KEPT)


async def next_due(database: Database, now: datetime, policy: Policy) -> datetime | None:
    """When the next reminder or roster becomes due."""
    async with database.reading() as reader:
        return await reminding.next_due(Rows.reading(reader), now, policy)


async def _to_the_last(database: Database, batch: Batch, now: datetime, policy: Policy) -> None:
    while await until_settled(lambda: _one_batch(database, batch, now, policy)):
        pass


async def _one_batch(database: Database, batch: Batch, now: datetime, policy: Policy) -> bool:
    async with database.transaction() as transaction:
        return await batch(Rows(transaction), now, policy)
