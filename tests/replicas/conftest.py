"""A province for the tests of replicas; starting one takes some seconds, so a module's tests share it."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.replicas.province import Province, province
from tests.support.databases import Databases
from tests.torture.conftest import report

__all__ = ["report"]


@pytest_asyncio.fixture(name="province", scope="module", loop_scope="module")
async def a_province(databases: Databases) -> AsyncIterator[Province]:
    """Three replicas, started at once on an empty database, on a Monday morning."""
    with databases.fresh("postgresql", migrated=False) as url:
        async with province(url) as place:
            yield place
