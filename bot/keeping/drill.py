"""A drill: a backup is restored into a database that is nobody's, so that it is known today whether it can be."""

from datetime import datetime
from pathlib import Path
from tempfile import gettempdir

from bot.ground.counting import counted
from bot.ground.errors import CommandError
from bot.ground.outcomes import Proof
from bot.keeping.backups import bar
from storage.engine.faults import DatabaseFault
from storage.engine.unfinished import scratch_folder
from storage.keeping.backup import BackupFault, checked_seal, opened
from storage.keeping.comparing import compare
from storage.keeping.restoring import check_version, restore


async def try_out(file: Path, now: datetime, identity: Path | None = None) -> tuple[Proof, str]:
    """Restore the backup into a scratch database, count, and take it away; what was found, and a sentence on it.

    Of one that is sealed without its secret key (the file `identity`) it is only asked whether it is whole. Nothing of
    the city is touched. Raises CommandError where it is no backup, or can't be restored as it was.
    """
    try:
        if identity is None and (seal := checked_seal(file)):
            return "whole", (
                f"{file} of {seal.label.made_at:%Y-%m-%d, %H:%M} UTC is whole, and sealed for {seal.sealed_for}: "
                "whether it can be opened and restored was not tried. Where its key is: --verify FILE --identity FILE"
            )
        with opened(file, identity) as archive:
            check_version(archive.manifest)
            with bar("checking") as progress:
                archive.check(progress)
            with scratch_folder() as folder, bar("restoring") as progress:
                scratch = f"sqlite:///{folder}/scratch.db"
                await restore(scratch, archive, progress, now=now)
                await compare(scratch, archive.manifest)
    except BackupFault as fault:
        raise CommandError(f"{file} can't be restored: {fault}") from fault
    except (DatabaseFault, OSError) as fault:
        raise CommandError(f"{file} can't be tried in {gettempdir()} (TMPDIR says where): {fault}") from fault
    label = archive.manifest.label
    return "restored", (
        f"{file} of {label.made_at:%Y-%m-%d, %H:%M} UTC can be restored: {label.rows} rows of "
        f"{len(archive.manifest.tables)} tables are there again, {counted(label.people, 'person', 'people')} among them"
    )
