"""A province for every test of replicas."""

from collections.abc import AsyncIterator

import pytest

from tests.replicas.province import Province, province
from tests.support.databases import Databases
from tests.torture.conftest import report

__all__ = ["report"]


@pytest.fixture(name="province")
async def a_province(databases: Databases) -> AsyncIterator[Province]:
    """Three replicas, started at once on an empty database, on a Monday morning."""
    with databases.fresh("postgresql", migrated=False) as url:
        async with province(url) as place:
            yield place
