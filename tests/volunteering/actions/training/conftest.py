"""A leader of a team, and somebody of it who learns something."""

import pytest

from tests.support.acting import appoint
from tests.support.city import City
from volunteering.rules.volunteers import Actor, Person


@pytest.fixture
async def li(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


@pytest.fixture
async def mei(city: City) -> Person:
    return await city.person("Mei")
