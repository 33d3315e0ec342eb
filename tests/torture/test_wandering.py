"""A walk at random of everybody at once: no handler fails, every screen fits and leads on, and the books are right."""

import random

import pytest

from storage.engine.database import Database
from tests.torture.audit import NEVER
from tests.torture.conftest import Report
from tests.torture.learned import GIVEN_BY_HAND, settled, wrong
from tests.torture.wanderers import Wanderers

SHORT, LONG = 150, 6_000  # steps
SEEDS = (1, 2)


@pytest.mark.parametrize("seed", SEEDS)
async def test_whatever_people_do_the_books_are_right(
    database: Database, seed: int, report: Report, *, long: bool
) -> None:
    wanderers = await Wanderers.gathered(database, random.Random(seed))
    await wanderers.wander(LONG if long else SHORT)
    for kind, sql in NEVER.items():
        [row] = await wanderers.city.table(sql)
        assert tuple(dict(row).values()) == (0,), kind
    later = await settled(wanderers.city, wanderers.moment)
    faults = [what async for what in wrong(wanderers.city, later, besides=GIVEN_BY_HAND)]
    assert not faults
    told = f"{wanderers.pressed.total()} buttons of {len(wanderers.pressed)} kinds that were shown were pressed"
    report(f"A walk at random on {database.kind}, seed {seed}", told)
