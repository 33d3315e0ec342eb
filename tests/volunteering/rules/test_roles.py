"""The roles of a shift: how many, how they are called, and how much room there is in all of them."""

import pytest

from volunteering.rules.capacity import Capacity, LimitOutOfRange
from volunteering.rules.roles import (
    LONGEST_NAME,
    MOST_ROLES,
    NameTooLong,
    NewRole,
    NoName,
    RoleRoom,
    SameName,
    ShiftRole,
    TooManyRoles,
    capacity_in_all,
    limit_in_all,
    reasons_against_roles,
    room_of,
)


def role(name: str, limit: int | None = 2) -> NewRole:
    return NewRole(name=name, limit=limit)


def test_roles_as_leaders_write_them_are_fine() -> None:
    assert reasons_against_roles([role("helpers", 8), role("first aid"), role("急救", None)]) == ()
    assert reasons_against_roles([]) == ()
    assert reasons_against_roles([role(f"role {number}") for number in range(MOST_ROLES)]) == ()


@pytest.mark.parametrize(
    ("roles", "reason"),
    [
        ([role("Helpers"), role("helpers")], SameName(name="Helpers")),
        ([role("志愿者"), role("志願者"), role("志愿者")], SameName(name="志愿者")),
        ([role("\u200b", 3)], NoName(limit=3)),
        ([role("x" * (LONGEST_NAME + 1))], NameTooLong(name="X" + "x" * LONGEST_NAME)),
        ([role("Helpers", 0)], LimitOutOfRange(limit=0)),
        ([role("Helpers", 9_999), role("First aid", 1)], LimitOutOfRange(limit=10_000)),
        ([role(f"role {number}") for number in range(MOST_ROLES + 1)], TooManyRoles(count=MOST_ROLES + 1)),
    ],
)
def test_roles_that_cannot_be_chosen_from(roles: list[NewRole], reason: object) -> None:
    assert reasons_against_roles(roles) == (reason,)


def test_a_name_begins_with_a_capital_letter_where_there_are_any() -> None:
    assert [role(name).name for name in ("first aid", "急救", "  tea\nand coffee")] == [
        "First aid", "急救", "Tea and coffee",
    ]  # fmt: skip


def test_a_shift_has_as_many_places_as_its_roles() -> None:
    assert limit_in_all([8, 2]) == 10
    assert limit_in_all([8, None]) is None


def rooms() -> tuple[RoleRoom, ...]:
    return (
        RoleRoom(role=ShiftRole(id=1, name="Helpers", limit=8), capacity=Capacity(limit=8, taken=5)),
        RoleRoom(role=ShiftRole(id=2, name="First aid", limit=2), capacity=Capacity(limit=2, taken=2, waiting=3)),
    )


def test_the_room_of_a_shift_is_that_of_its_roles() -> None:
    assert capacity_in_all(rooms()) == Capacity(limit=10, taken=7, waiting=3)


def test_a_role_that_is_gone_is_none_of_them() -> None:
    assert room_of(rooms(), 2) == rooms()[1]
    assert room_of(rooms(), 3) is None
    assert room_of(rooms(), None) is None
