"""Merging two people on both databases: no table is forgotten, and undone it was never there."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from storage.rows.going_over import GOES_OVER, STANDS_ONCE, STAYS_BEHIND
from tests.storage.rows.test_properties import ACTS, MANY, SHIFTS, Act, do
from tests.support.acting import appoint, at
from tests.support.city import NOW, City, at_shift, hours_later
from tests.support.filled import Filler, everything, names_somebody, schema
from volunteering.actions.doubles.making_one import Merged, Parted, merge, undo_merge
from volunteering.rules.activities import Shift
from volunteering.rules.hours import Kind
from volunteering.rules.tree import Role

HISTORY = {"journal", "outbox", "entries", "study_lines", "merges", "star_checks"}
"""Where lines are added, and none taken away."""

COUNTED = (Kind.ATTENDED, Kind.SENT_HOME, Kind.NO_SHOW, Kind.VOID)
"""What a roster counts."""


async def test_of_every_column_that_names_somebody_it_is_decided(sqlite_city: City) -> None:
    """A new one goes over, stands once, or stays behind on purpose; else what is in it would be lost with a merge."""
    decided = [
        *((table, column) for table, columns in GOES_OVER.items() for column in columns.split()),
        *((table, "person_id") for table in STANDS_ONCE),
        *((table, column) for table, columns in STAYS_BEHIND.items() for column in columns.split()),
    ]
    there = [
        (table, column.name)
        for table, columns in (await schema(sqlite_city.database)).items()
        for column in columns
        if names_somebody(table, column)
    ]
    assert sorted(decided) == sorted(there), (
        "what becomes of it when two people are merged? Say it in storage/rows/going_over.py"
    )


def _sorted(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


async def _sums(city: City) -> list[dict[str, Any]]:
    rows = await city.table(
        """
        SELECT person_id, shift_id, CAST(SUM(change) AS BIGINT) AS minutes,
            CAST(SUM(participations) AS BIGINT) AS times, CAST(SUM(no_shows) AS BIGINT) AS no_shows
        FROM entries GROUP BY person_id, shift_id
        """
    )
    return [dict(row) for row in rows]


async def _filled(city: City) -> tuple[int, int]:
    """Two people, with something in every table: of the same things, and each of their own."""
    for hours in (30, 40, 50, 60):
        await city.shift(hours)
    kept, gone = await city.person("Wei", phone="+861390000001"), await city.person("Wei again", city.huangyan)
    await Filler(city).fill(kept, gone)
    async with city.changing() as tx:
        await tx.execute("DELETE FROM merges")
        mine = "SELECT MIN(r.id) FROM shift_roles r WHERE r.shift_id = signups.shift_id"
        await tx.execute(f"UPDATE signups SET role_id = ({mine})")
        await tx.execute("UPDATE signups SET held_until = NULL")  # an offer is let go, and comes back by itself
        # What a valid one says is made up here, so that whoever looks finds it untrue, for good.
        await tx.execute("UPDATE certificates SET state = 'withdrawn' WHERE state = 'valid'")
    return kept.id, gone.id


async def test_merged_and_undone_everything_is_as_it_was(city: City) -> None:
    kept, gone = await _filled(city)
    admin = await appoint(city, await city.person("Admin"), city.top, Role.ADMIN)
    before, sums = await everything(city.database), await _sums(city)
    async with city.writing() as rows:
        merged = await merge(rows, admin, kept, gone, at(NOW))
        assert isinstance(merged, Merged)
    between = await everything(city.database)
    assert between != before
    async with city.writing() as rows:
        assert isinstance(await undo_merge(rows, admin, merged.merge_id, at(hours_later(23))), Parted)
    after = await everything(city.database)
    for table, rows_before in before.items():
        if table in HISTORY:
            lost = set(_sorted(rows_before)) - set(_sorted(after[table]))
            assert not lost, f"{table} has lines that are not what they were"
        else:
            assert _sorted(after[table]) == _sorted(rows_before), f"{table} is not as it was"
    assert _sorted(await _sums(city)) == _sorted(sums), "hours and all"
    assert not after["merges"], "what came from whom is forgotten"


@MANY
@given(acts=ACTS, counted=st.lists(st.tuples(st.integers(0, 1), SHIFTS, st.sampled_from(COUNTED), st.integers(1, 300))))
async def test_merged_and_undone_hours_and_places_are_as_they_were(
    city: City, acts: list[Act], counted: list[tuple[int, int, Kind, int]]
) -> None:
    """Whatever the two did before; and while they are one, nothing is counted twice, and months have their sums."""
    people = [await city.person(f"Volunteer {number}") for number in range(5)]
    shifts = [await city.shift(24, places=2), await city.shift(26, places=3), await city.shift(-26, places=2)]
    for act in acts:
        await do(city, act, people, shifts)
    for number, which, kind, minutes in counted:
        await city.record(at_shift(shifts[which], people[number]), kind, minutes)
    kept, gone = people[0].id, people[1].id
    before, hours = await _sign_ups_of(city, shifts), await _hours_of(city, kept, gone)
    admin = await appoint(city, await city.person("Admin"), city.top, Role.ADMIN)
    async with city.writing() as rows:
        merged = await merge(rows, admin, kept, gone, at(NOW))
    assert isinstance(merged, Merged)
    together, theirs = await _hours_of(city, kept, gone), await _sign_ups_of(city, shifts)
    assert together.get(gone, {}) == {}
    for shift in shifts:
        both = [hours.get(person, {}).get(shift.id, (0, 0, 0)) for person in (kept, gone)]
        longer = max(both, key=lambda sums: (sums[1], sums[0], sums[2]))
        assert together.get(kept, {}).get(shift.id, (0, 0, 0)) == longer
    assert all(state == "left" for person, _, state, _ in theirs if person == gone)
    async with city.writing() as rows:
        assert isinstance(await undo_merge(rows, admin, merged.merge_id, at(hours_later(1))), Parted)
    assert await _sign_ups_of(city, shifts) == before
    assert await _hours_of(city, kept, gone) == hours


async def _sign_ups_of(city: City, shifts: list[Shift]) -> set[tuple[int, int, str, int]]:
    return {
        (row["person_id"], shift.id, row["state"], row["ticket"])
        for shift in shifts
        for row in await city.table("SELECT * FROM signups WHERE shift_id = :shift", shift=shift.id)
    }


async def _hours_of(city: City, *people: int) -> dict[int, dict[int, tuple[int, int, int]]]:
    """By person and shift: the sums of minutes, participations and no-shows that aren't nothing."""
    found: dict[int, dict[int, tuple[int, int, int]]] = {}
    for row in await _sums(city):
        sums = row["minutes"], row["times"], row["no_shows"]
        if row["person_id"] in people and any(sums):
            found.setdefault(row["person_id"], {})[row["shift_id"]] = sums
    return found


async def test_everything_is_the_kept_ones(city: City) -> None:
    kept, gone = await _filled(city)
    tables = await schema(city.database)
    async with city.writing() as rows:
        assert isinstance(await merge(rows, None, kept, gone, at(NOW)), Merged)
    left = {
        (table, column.name)
        for table, rows_of in (await everything(city.database)).items()
        for column in tables[table]
        if names_somebody(table, column) and any(row[column.name] == gone for row in rows_of)
    }
    stays = {(table, column) for table, columns in STAYS_BEHIND.items() for column in columns.split()}
    # A second sign-up for the same shift is left, and what the ledger had for it counts nothing.
    assert left <= stays | {
        (table, "person_id") for table in ("signups", "entries", "study_lines", "exam_entries", "outbox")
    }
    assert await city.figure("SELECT COUNT(*) AS n FROM signups WHERE person_id = :p AND state <> 'left'", p=gone) == 0
