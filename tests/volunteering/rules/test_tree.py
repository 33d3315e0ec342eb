"""A role belongs to a unit and reaches everything below it."""

import pytest

from volunteering.rules.tree import Post, Rights, Role, Unit, path_of

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
    assert (rights.leads(unit), rights.administers(unit)) == (leads, administers)


def test_without_a_role_nothing() -> None:
    nobody = Rights()
    assert not any((nobody.leads(CITY), nobody.is_leader, nobody.is_admin, nobody.led))


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
    assert TEAM.ids == (1, 4, 17)
    assert [path_of(1), path_of(17, BRANCH.path)] == [CITY.path, TEAM.path]


def test_the_role_right_in_a_unit_and_what_is_left_without_it() -> None:
    rights = Rights(posts=(Post(unit=BRANCH, role=Role.ADMIN), Post(unit=TEAM, role=Role.LEADER)))
    assert [rights.role_in(unit.id) for unit in (CITY, BRANCH, TEAM)] == [None, Role.ADMIN, Role.LEADER]
    assert rights.without(BRANCH).posts == rights.posts[1:]
    assert [rights.administers_above(unit) for unit in (CITY, BRANCH, TEAM)] == [False, False, True]
