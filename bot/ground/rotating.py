"""Secrets that are rotated while Yigong serves: as their files have them now, and not as they were at the start."""

from pathlib import Path

from pydantic import SecretStr

from bot.ground.addresses import but_for_its_password
from bot.ground.secret_files import secret_in
from bot.ground.settings import Settings
from bot.ground.tokens import is_token


def token(settings: Settings) -> str:
    """The bot's token as it stands now; what was before, where none stands there. Empty where there never was one."""
    before = settings.telegram_bot_token.get_secret_value() if settings.telegram_bot_token else ""
    now = _as_it_stands(settings.telegram_bot_token_file, before)
    return now if is_token(now) else before


def with_token(settings: Settings, token: str) -> Settings:
    """The same settings but for the token."""
    return settings.model_copy(update={"telegram_bot_token": SecretStr(token)})


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
