"""Cards of a whole city's groups are found by their activities, however many shifts are open in it."""

import pytest

from storage.views import groups
from tests.support.city import City

BY_START = "shifts_by_start"


@pytest.mark.parametrize("sql", [groups._EVERY, groups._NOTED, groups._AHEAD], ids=["every card", "noted", "ahead"])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_shifts_of_an_activity_are_found_by_it(city: City, sql: str) -> None:
    values = {"now": 0, "after": 0, "activity": 1}
    named = {name: value for name, value in values.items() if f":{name}" in sql}
    plan = [row["detail"] for row in await city.table(f"EXPLAIN QUERY PLAN {sql}", **named)]
    assert any("shifts_by_activity" in step for step in plan)
    assert not [step for step in plan if BY_START in step]
