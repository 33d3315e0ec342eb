"""The databases of the torture keep what they say, as an organisation's do."""

from storage.engine.database import Database
from storage.engine.retrying import written


async def test_a_commit_waits_for_the_disk(database: Database) -> None:
    asked = "SHOW fsync" if database.kind == "postgresql" else "PRAGMA synchronous"
    row = await written(database, lambda transaction: transaction.one(asked))
    assert row is not None
    assert next(iter(dict(row).values())) in {"on", 2}
