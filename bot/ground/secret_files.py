"""Secrets that stand in files of their own: by `TELEGRAM_BOT_TOKEN_FILE` and the like, and as systemd's credentials.

What stands in a file is in nobody's list of processes and in no `docker inspect`. No sentence here says what it is.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from storage.engine.files import readable

IN_FILES: Final = ("telegram_bot_token", "database_url", "webhook_secret", "sentry_dsn")
"""The settings that may; a credential of systemd's is called the same."""

_LONGEST: Final = 4096  # bytes: more is no secret, but the wrong file
_ENDING: Final = "_FILE"


def secret_in(file: Path) -> str:
    """The file's only line. Raises ValueError with a sentence that says nothing of what stands there."""
    try:
        with readable(file) as stream:
            content = stream.read(_LONGEST + 1)
        lines = content.decode("utf-8-sig").strip().splitlines()
    except OSError as fault:
        raise ValueError(f"{file} can't be read: {fault.strerror}") from None
    except UnicodeDecodeError:
        raise ValueError(f"{file} is not a UTF-8 text file") from None
    if not lines:
        raise ValueError(f"{file} is empty")
    if len(lines) > 1 or len(content) > _LONGEST:
        raise ValueError(f"{file} has more than one line, and the secret has to be its only one")
    return lines[0]


def given_twice(variable: str) -> str:
    """What is wrong with a secret that stands in the settings and in a file of its own, too."""
    return (
        f"is given twice, by itself and by {variable}{_ENDING}: take one of them away. "
        f"Where the unit says it, an empty line {variable}= among the settings does that"
    )


def credentials() -> dict[str, str]:
    """What systemd has handed over (`LoadCredential=` in the unit), as settings that lead to it. Raises OSError."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    names = {path.name for path in Path(folder).iterdir()} if folder else set()
    return {f"{name.upper()}{_ENDING}": f"{folder}/{name}" for name in IN_FILES if name in names}


def first_said(*sources: Mapping[str, Any]) -> dict[str, Any]:
    """Each setting as the first source says it that has it; a secret and its file are one setting here."""
    merged: dict[str, Any] = {}
    for source in sources:
        said = {name.removesuffix(_ENDING) for name in merged}
        merged.update({name: value for name, value in source.items() if name.removesuffix(_ENDING) not in said})
    return merged
