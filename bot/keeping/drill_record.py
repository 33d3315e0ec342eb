"""When a backup was last tried and found good: it is written down beside the backups, and outlives the database."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, get_args

from bot.ground.errors import CommandError
from bot.ground.other_clocks import OFF
from bot.ground.outcomes import Proof
from storage.engine.files import readable
from storage.engine.unfinished import whole_or_none

RECORD: Final = "drill.json"
A_WEEK: Final = timedelta(days=6, hours=12)
"""As good as: a drill follows a nightly backup, and that of the seventh night may be some minutes earlier."""


def keep_record(folder: Path, file: Path, proof: Proof, now: datetime) -> None:
    """Write down beside the backups what was found of this one of them. Raises CommandError."""
    if file.resolve().parent != folder.resolve():
        return  # it says nothing of those that lie here
    record = {proof: at.timestamp() for proof, at in last_drills(folder, now).items()} | {proof: now.timestamp()}
    try:
        with whole_or_none(folder / RECORD) as part:
            part.write_text(json.dumps(record), encoding="utf-8")
    except OSError as fault:
        raise CommandError(f"{folder / RECORD} can't be written: {fault.strerror}") from fault


def last_drills(folder: Path, now: datetime) -> dict[Proof, datetime]:
    """When one of the backups there was last found good, by what was tried; not by a clock that was wrong."""
    try:
        with readable(folder / RECORD) as stream:
            record = json.load(stream)
        found: dict[Proof, datetime] = {
            proof: datetime.fromtimestamp(float(record[proof]), now.tzinfo)
            for proof in get_args(Proof)
            if proof in record
        }
    except (OSError, ValueError, TypeError, OverflowError):
        return {}
    return {proof: at for proof, at in found.items() if at <= now + OFF}


def is_due(folder: Path, now: datetime) -> bool:
    """Whether a week has passed since."""
    last = max(last_drills(folder, now).values(), default=None)
    return last is None or now - last >= A_WEEK
