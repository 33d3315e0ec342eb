"""What every test can ask for."""

from collections.abc import AsyncIterator, Iterator

import pytest

from storage.engine.connecting import connect
from storage.engine.database import Database
from tests.support import awake, plain_logs, untouched
from tests.support.databases import Databases
from tests.support.shared_bots import SharedBots

awake.watch()
plain_logs.begin()
untouched.watch()

LONGEST = 6 * 3600
"""Seconds that a test may take in its long form."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--long`: the long form of what has one."""
    parser.addoption("--long", action="store_true", help="torture at length: hundreds of kills, the whole city")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Torture at length takes its time, and what exists at length only is left out of the usual run."""
    for item in items:
        if config.getoption("--long"):
            item.add_marker(pytest.mark.timeout(LONGEST))
        elif item.get_closest_marker("long"):
            item.add_marker(pytest.mark.skip(reason="only with --long"))


@pytest.fixture(scope="session")
def long(request: pytest.FixtureRequest) -> bool:
    """Whether this is the long form."""
    return bool(request.config.getoption("--long"))


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Where databases come from; a worker of pytest-xdist has its own."""
    with Databases(tmp_path_factory.mktemp("databases")) as databases:
        yield databases


@pytest.fixture(scope="session")
def bots() -> Iterator[SharedBots]:
    """Where bots come from that are forked, one at a time."""
    with SharedBots() as bots:
        yield bots


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """The address of a migrated database without rows; the test runs once on each kind."""
    with databases.fresh(request.param) as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The database at `database_url`, open."""
    async with connect(database_url) as database:
        yield database
