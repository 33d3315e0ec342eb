"""When a backup was last tried and found good: it is written down beside the backups, and outlives the database."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bot.ground.errors import CommandError
from bot.keeping.backup_folder import AHEAD
from storage.engine.files import whole_or_none

RECORD: Final = "drill.json"
A_WEEK: Final = timedelta(days=6, hours=12)
"""As good as: a drill follows a nightly backup, and that of the seventh night may be some minutes earlier."""


def keep_record(folder: Path, file: Path, now: datetime) -> None:
    """Write down beside the backups that this one of them is good. Raises CommandError."""
    if file.resolve().parent != folder.resolve():
        return  # it says nothing of those that lie here
    try:
        with whole_or_none(folder / RECORD) as part:
            part.write_text(json.dumps({"at": now.timestamp(), "file": file.name}), encoding="utf-8")
    except OSError as fault:
        raise CommandError(f"{folder / RECORD} can't be written: {fault.strerror}") from fault


def last_drill(folder: Path, now: datetime) -> datetime | None:
    """When one of the backups there was last found good; None if never, or by a clock that was wrong."""
    try:
        at = datetime.fromtimestamp(float(json.loads((folder / RECORD).read_text(encoding="utf-8"))["at"]), now.tzinfo)
    except (OSError, ValueError, TypeError, KeyError, OverflowError):
        return None
    return at if at <= now + AHEAD else None


def is_due(folder: Path, now: datetime) -> bool:
    """Whether a week has passed since."""
    last = last_drill(folder, now)
    return last is None or now - last >= A_WEEK
