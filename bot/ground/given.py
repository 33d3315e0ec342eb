"""What is set, and where: in the environment or in `.env`; and what somebody meant to set, and called otherwise."""

import stat
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from pydantic_settings import DotEnvSettingsSource, EnvSettingsSource

from bot.ground.secret_files import IN_FILES, credentials
from bot.ground.settings import ENV_FILE, Settings, variable

DATABASE: Final = frozenset({"DATABASE_URL", "DATABASE_URL_FILE"})
"""By either of these somebody says which database is meant; by none of them it is a file in the working folder."""

_ENVIRONMENT: Final = "the environment"
_ALIKE: Final = 0.8  # of 1: ADMIN_ID is as like ADMIN_IDS as 0.94, HTTP_PROXY as like HTTP_PORT as 0.74
_OF_COMPOSE: Final = frozenset({"DOMAIN", "POSTGRES_PASSWORD"})
"""They stand in compose's `.env` and are for others."""


def origins(env_file: Path = ENV_FILE) -> Mapping[str, str]:
    """Where each setting that is set was found, in words: the environment, a file, systemd's credentials."""
    known = {variable(name) for name in Settings.model_fields}
    found = dict.fromkeys(credentials(), "systemd's credentials")
    found |= dict.fromkeys(_in_file(env_file), str(env_file.absolute()))
    found |= dict.fromkeys(_in_environment(), _ENVIRONMENT)
    return {name: origin for name, origin in found.items() if name in known}


def nobodys(env_file: Path = ENV_FILE) -> Iterator[str]:
    """A sentence for each name that is set and is no setting: any in the file; in the environment, where much else is
    set that is not for us, what looks like one of ours.
    """
    known = [variable(name) for name in Settings.model_fields]
    for name in sorted(set(_in_file(env_file)) - {*known, *_OF_COMPOSE}):
        yield f"{name} in {env_file} is not a setting{_meant(name, known)}"
    for name in sorted(set(_in_environment()) - set(known)):
        if meant := _meant(name, known):
            yield f"{name} is not a setting{meant}"


def read_by_others(settings: Settings, env_file: Path = ENV_FILE) -> Iterator[str]:
    """A sentence for each file with secrets that others than its owner can read."""
    named = (getattr(settings, f"{name}_file") for name in IN_FILES)
    handed_over = set(credentials().values())
    for file in (env_file, *(file for file in named if file and str(file) not in handed_over)):
        if file.is_file() and file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield f"{file} can be read by others on this machine: chmod 600 {file}"


def _meant(name: str, known: Iterable[str]) -> str:
    alike = get_close_matches(name, known, n=1, cutoff=_ALIKE)
    return f"; did you mean {alike[0]}?" if alike else ""


def _in_file(env_file: Path) -> list[str]:
    return [name.upper() for name in DotEnvSettingsSource(Settings, env_file=env_file).env_vars]


def _in_environment() -> list[str]:
    return [name.upper() for name in EnvSettingsSource(Settings).env_vars]
