"""The databases of the torture keep what they say, as an organisation's do."""

from storage.database import Database


async def test_a_commit_waits_for_the_disk(database: Database) -> None:
    asked = "SHOW fsync" if database.kind == "postgresql" else "PRAGMA synchronous"
    async with database.transaction() as transaction:
        row = await transaction.one(asked)
    assert row is not None
    assert next(iter(dict(row).values())) in {"on", 2}
