"""Fresh, migrated databases of either kind for tests, each made in some ten milliseconds from one migrated before."""

import asyncio
import itertools
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self, assert_never

from storage.engine.database import Kind
from storage.engine.migrating import migrate

DURABLE = "--durable"
"""What the keeper of PostgreSQL is told where a commit is to wait for the disk, as it does for an organisation."""

_ROOT = Path(__file__).parents[2]


class PostgresServer:
    """A real PostgreSQL of its own: `with PostgresServer() as server:`. All of it blocks, for milliseconds.

    A `durable` one waits for the disk at every commit.
    """

    def __init__(self, *, durable: bool = False) -> None:
        self._options = [DURABLE] if durable else []

    def __enter__(self) -> Self:
        self._keeper = subprocess.Popen(  # noqa: S603 - our own words
            [sys.executable, "-W", "ignore", "-m", "tests.support.postgres_keeper", *self._options],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,  # an interrupt at the keyboard is for the tests, which then let it go
        )
        self._url = self._line()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._keeper:  # closes its input, and waits
            pass

    def url(self, name: str) -> str:
        """The address of one of its databases."""
        return self._url.format(name=name)

    def create(self, name: str, *, migrated: bool = True) -> None:
        """Make a database of this name, with every table or with none."""
        self._order(f"create {name}" if migrated else f"create-empty {name}")

    def drop(self, name: str) -> None:
        """Remove it, cutting whoever is connected."""
        self._order(f"drop {name}")

    def stop(self) -> None:
        """Stop the server as if its machine had gone. What was committed is kept."""
        self._order("stop")

    def start(self) -> None:
        """Start it again, at the same address."""
        self._order("start")

    def _order(self, order: str) -> None:
        assert self._keeper.stdin is not None
        print(order, file=self._keeper.stdin, flush=True)
        answer = self._line()
        if answer != "done":
            raise RuntimeError(f"PostgreSQL, told to {order}: {answer}")

    def _line(self) -> str:
        assert self._keeper.stdout is not None
        line = self._keeper.stdout.readline().strip()
        if not line:
            raise RuntimeError("PostgreSQL for the tests went away; what it said is above")
        return line


class Databases:
    """Where tests get theirs: `with Databases(folder) as databases:`. The server is started for the first who asks."""

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        self._folder = folder
        self._durable = durable
        self._numbers = itertools.count(1)
        self._opened = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.close()

    @contextmanager
    def fresh(self, kind: Kind, *, migrated: bool = True) -> Iterator[str]:
        """The address of a new database: every table and no rows, or not even tables. It is gone afterwards."""
        name = f"test_{next(self._numbers)}"
        match kind:
            case "sqlite":
                file = self._folder / name / "yigong.db"
                file.parent.mkdir()
                if migrated:
                    shutil.copyfile(self._template, file)
                yield f"sqlite:///{file}"
                shutil.rmtree(file.parent)
            case "postgresql":
                self.postgres.create(name, migrated=migrated)
                yield self.postgres.url(name)
                self.postgres.drop(name)
            case _:
                assert_never(kind)

    @cached_property
    def postgres(self) -> PostgresServer:
        """The server that the PostgreSQL databases are on. Who stops it starts it again."""
        return self._opened.enter_context(PostgresServer(durable=self._durable))

    @cached_property
    def _template(self) -> Path:
        file = self._folder / "template.db"
        # In a thread of its own, since whoever asks may have an event loop running in this one.
        with ThreadPoolExecutor() as thread:
            thread.submit(asyncio.run, migrate(f"sqlite:///{file}")).result()
        return file
