"""A role belongs to a unit and reaches everything below it."""

import pytest

from volunteering.units import Post, Rights, Role, Unit

CITY = Unit(id=1, name="City", path="/1/")
BRANCH = Unit(id=4, name="Branch", path="/1/4/")
TEAM = Unit(id=17, name="Team", path="/1/4/17/")
OTHER = Unit(id=41, name="Other branch", path="/1/41/")

REACH = [
    (Role.LEADER, CITY, TEAM, True, False),
    (Role.LEADER, BRANCH, BRANCH, True, False),
    (Role.LEADER, BRANCH, CITY, False, False),
    (Role.LEADER, BRANCH, OTHER, False, False),
    (Role.ADMIN, CITY, OTHER, True, True),
    (Role.ADMIN, BRANCH, TEAM, True, True),
    (Role.ADMIN, TEAM, BRANCH, False, False),
]


@pytest.mark.parametrize(("role", "at", "unit", "leads", "administers"), REACH)
def test_what_a_role_reaches(role: Role, at: Unit, unit: Unit, *, leads: bool, administers: bool) -> None:
    rights = Rights(posts=(Post(unit=at, role=role),))
    assert (rights.leads(unit.path), rights.administers(unit.path)) == (leads, administers)


def test_without_a_role_nothing() -> None:
    nobody = Rights()
    assert not any((nobody.leads(CITY.path), nobody.is_leader, nobody.is_admin, nobody.led))


def test_the_highest_units_of_each_branch() -> None:
    rights = Rights(
        posts=(
            Post(unit=TEAM, role=Role.ADMIN),
            Post(unit=BRANCH, role=Role.LEADER),
            Post(unit=OTHER, role=Role.LEADER),
        )
    )
    assert rights.led == (BRANCH, OTHER)
    assert rights.administered == (TEAM,)
    assert rights.is_leader
    assert rights.is_admin


def test_where_a_unit_hangs() -> None:
    assert [(unit.depth, unit.above_id) for unit in (CITY, BRANCH, TEAM)] == [(0, None), (1, 1), (2, 4)]
