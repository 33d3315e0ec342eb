"""A backup put back by whoever runs Yigong."""

from datetime import datetime
from pathlib import Path

from bot.ground.errors import CommandError
from bot.keeping.backups import bar
from bot.keeping.forgetting import remembered
from handlers.operating import screens as operating_screens
from storage.keeping.backup import BackupFault, opened
from storage.keeping.restoring import check_version, has_people, is_in_use, restore
from storage.process.city import zone_at


async def put_back(
    url: str,
    file: Path,
    now: datetime,
    *,
    even_over_people: bool,
    zone: str | None = None,
    folder: Path | None = None,
    identity: Path | None = None,
) -> str:
    """Restore from the file; a sentence on what there is now, also where its zone isn't the settings' `zone`.

    One that is sealed is opened with the secret key in `identity`.
    Whoever was erased since stays erased, as it is written down beside the backup, and in the `folder` of the others.
    Raises CommandError, and nothing is changed then.
    """
    try:
        with opened(file, identity) as archive:
            check_version(archive.manifest)
            if await is_in_use(url):
                raise CommandError("A server is running on this database. Stop it first, then restore.")
            if not even_over_people and await has_people(url):
                raise CommandError(
                    "There are people in this database, and restoring replaces all of it. Back it up first "
                    "(python -m bot backup FILE), then say --yes."
                )
            with bar("checking") as progress:
                archive.check(progress)
            with bar("restoring") as progress:
                gone = remembered(file.parent) | (remembered(folder) if folder else frozenset())
                again = await restore(url, archive, progress, gone=gone, now=now)
    except BackupFault as fault:
        raise CommandError(f"Nothing was restored: {fault}") from fault
    made = archive.manifest.made_at
    told = f"restored {archive.manifest.rows} rows as they were on {made:%Y-%m-%d at %H:%M} UTC"
    if again:
        told += f"; {again} who had asked to be forgotten since {'is' if again == 1 else 'are'} erased again"
    kept = await zone_at(url)
    if zone is None or kept is None or kept == zone:
        return told
    return f"{told}. {operating_screens.in_one_line(lambda words: operating_screens.restored_zone(words, zone, kept))}"
