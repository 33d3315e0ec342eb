"""Secrets that are rotated while Yigong serves: as their files have them now, and not as they were at the start."""

from pathlib import Path

from bot.ground.addresses import but_for_its_password
from bot.ground.secret_files import secret_in
from bot.ground.settings import Settings


def database_address(settings: Settings) -> str:
    """The database's address, with its password as it stands now. Another database is for a start to open."""
    now = _as_it_stands(settings.database_url_file, settings.database_url)
    is_same = but_for_its_password(now) == but_for_its_password(settings.database_url)
    return now if is_same else settings.database_url


def _as_it_stands(file: Path | None, before: str) -> str:
    """What the file has; what was before, where there is none or it can't be read any more."""
    try:
        return before if file is None else secret_in(file)
    except ValueError:
        return before
