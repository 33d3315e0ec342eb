"""Whether a scratch database has what the backup has that it was restored from."""

from storage.engine.revisions import head
from storage.keeping.backup import BackupFault, Manifest
from storage.keeping.snapshots import snapshot


async def compare(scratch: str, manifest: Manifest) -> None:
    """Raise BackupFault where the SQLite database hasn't as many rows as the backup, or one that points to none.

    Raises DatabaseFault where a page of it is damaged.
    """
    async with snapshot(scratch) as moment:  # which looks through all its pages
        if lost := await moment.all("PRAGMA foreign_key_check"):
            raise BackupFault(f"restored, a row of {lost[0][0]} points to none of {lost[0][2]}")
        if manifest.revision != head():
            return  # how many rows migrations make of others is theirs to say
        for table in manifest.tables:
            if (there := await moment.count(table.name)) != table.rows:
                raise BackupFault(f"restored, {table.name} has {there} rows, and the backup has {table.rows}")
