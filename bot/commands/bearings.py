"""Where a command works, said before it does anything: on which database, as whom, by which settings.

Whoever types a command isn't the service, whose settings stand in its unit: a command that goes by others, without a
word, restores into a file that nobody serves and is content with it.
"""

import os
from pathlib import Path
from typing import Final

import structlog

from bot.commands.answering import remark
from bot.ground import logs
from bot.ground.errors import CommandError
from bot.ground.given import DATABASE, nobodys, origins, read_by_others
from bot.ground.settings import Settings, load
from bot.ground.users import name_of, user
from bot.keeping.forgetting import LIST
from storage.engine.connecting import files_of, spoken
from storage.engine.sqlite.database import file_of

_CTL: Final = "deploy/yigong-ctl"

log = structlog.stdlib.get_logger(__name__)


def settings_read() -> Settings:
    """The settings, and the log set up as they say; what is odd about them is a warning there."""
    settings = load()
    redact = logs.configure(settings.log_level, settings.log_format, settings.secrets)
    if settings.sentry_dsn is not None:
        from bot.ground.reporting import report_faults

        report_faults(settings.sentry_dsn.get_secret_value(), redact)
    for warning in (*nobodys(), *read_by_others(settings)):
        log.warning(warning)
    return settings


def take_bearings(command: str, *, begins: bool = False) -> Settings:
    """The settings of a command that works on the city's database, which is said to whoever typed it.

    Only one that `begins` may begin a database in the working folder because nobody said which is meant.
    Raises CommandError, and nothing is made then.
    """
    settings = settings_read()
    say_where_by_settings(settings)
    if not begins:
        _refuse_a_default_that_is_not_there(settings, command)
    refuse_if_others_own_it(settings, command)
    return settings


def say_where_by_settings(settings: Settings) -> None:
    """Tell it of the database that the settings have."""
    say_where(settings.database_url, _by_what())


def say_where(url: str, why: str) -> None:
    """Tell whoever typed the command, in a line that isn't the answer to it."""
    remark(f"Database: {spoken(url)} ({why}), as {user()}; {_sources()}")


def _by_what() -> str:
    found = origins()
    name = next(filter(found.get, sorted(DATABASE)), None)
    return f"{name} in {found[name]}" if name else "by default: DATABASE_URL is not set"


def _sources() -> str:
    sources = list(dict.fromkeys(origins().values()))
    return f"settings from {' and '.join(sources)}" if sources else "no settings found"


def _refuse_a_default_that_is_not_there(settings: Settings, command: str) -> None:
    if DATABASE & origins().keys() or file_of(settings.database_url).exists():
        return
    way_on = " If a new database is meant here: --yes" if command == "restore" else ""
    raise CommandError(
        f"DATABASE_URL is not set, and there is no {spoken(settings.database_url)}. For the city that is served: "
        f"{_CTL} {command} …, which works as its service does; or say where it is kept, "
        f"DATABASE_URL=… python -m bot {command} …{way_on}"
    )


def refuse_if_others_own_it(settings: Settings, command: str) -> None:
    """Raise CommandError for the first of the city's files that is somebody else's, and can't be used by this one.

    Whatever root makes belongs to whose folder it is in (`storage/engine/files.py`), so root is kept from nothing.
    """
    for file in (*files_of(settings.database_url), settings.backup_dir, settings.backup_dir / LIST):
        owner = _other_owner(file)
        if owner is not None:
            way_on = f"chown {user()}: {file}" if owner == 0 else f"{_CTL} {command} … works as the service does"
            raise CommandError(f"{file} belongs to {name_of(owner)}, and this runs as {user()}: {way_on}")


def _other_owner(file: Path) -> int | None:
    """The number of the user who keeps this process from using the file; None where nobody does."""
    try:
        owner = file.stat().st_uid
    except OSError:
        return None  # it isn't there, or its folder can't be looked into: whoever opens it says so
    return owner if owner != os.geteuid() and not os.access(file, os.R_OK | os.W_OK) else None
