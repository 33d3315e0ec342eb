"""What was erased stays erased: in the database's files, and when a backup from before is put back (decision 22)."""

import asyncio
import json
from collections.abc import Collection
from pathlib import Path
from typing import Final

import structlog

from bot.ground.errors import CommandError
from storage.engine.database import Database
from storage.engine.files import readable
from storage.engine.unfinished import whole_or_none
from storage.rows.erasing import Erased, erased

LIST: Final = "erased.json"
"""Beside the backups: the numbers of those who were forgotten. It names nobody, and outlives the database."""

log = structlog.stdlib.get_logger(__name__)


class UnreadableList(CommandError):  # noqa: N818 - it says what is the matter
    """The list of those who were erased is there, and can't be read."""


class Forgetting:
    """Sees to it after every erasing; `folder` is where the backups are, None where none are made."""

    def __init__(self, database: Database, folder: Path | None) -> None:
        self._database = database
        self._folder = folder
        self._done: frozenset[Erased] | None = None  # those for whom everything is done

    async def forget(self) -> None:
        """Do what is to be done since the last time; what can't be done while somebody reads is done the next time."""
        async with self._database.reading() as reader:
            people = await erased(reader)
        if people == self._done:
            return
        if self._folder is not None and people:
            await asyncio.to_thread(_remember, self._folder / LIST, people)
        if await self._database.forget():
            self._done = people


def remembered(folder: Path) -> frozenset[Erased]:
    """Those who were forgotten, as far as it is written down beside the backups there. Raises UnreadableList."""
    file = folder / LIST
    try:
        with readable(file) as stream:
            pairs = json.load(stream)
        return frozenset(Erased(int(number), int(registered)) for number, registered in pairs)
    except (FileNotFoundError, NotADirectoryError):
        return frozenset()
    except (OSError, ValueError, TypeError) as fault:
        raise UnreadableList(
            f"{file} can't be read ({type(fault).__name__}). It says who was erased: put it right, or move it away"
        ) from fault


def _remember(file: Path, people: Collection[Erased]) -> None:
    """Add them to those who are written down already: of a database that was lost, or put back, too."""
    try:
        known = remembered(file.parent)
    except UnreadableList as fault:
        log.error("the list of those who were erased is begun anew", why=str(fault))  # noqa: TRY400
        file.replace(file.with_name(f"{file.name}.broken"))  # for whoever can still read it
        known = frozenset()
    if known.issuperset(people):
        return
    with whole_or_none(file) as part:
        part.write_text(json.dumps(sorted(known.union(people))), encoding="utf-8")
