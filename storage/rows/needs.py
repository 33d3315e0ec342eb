"""Rows of what roles ask for, and of what somebody has of it: read with the roles themselves, in one hop."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from storage.engine.database import Query, Row, Transaction, Value, query
from storage.engine.values import day_if
from storage.rows.kinds import INDUCTION_IS_GIVEN, KIND, KindRow, kind_of, kind_row_in
from storage.rows.profiles import APART, WITHHELD
from storage.rows.statements import listed
from volunteering.rules.needs import Had, Held, Needs, Required
from volunteering.rules.profiles import Spoken
from volunteering.rules.qualifications import QualificationState

NEEDS: Final = (
    f"r.min_age, CASE WHEN {INDUCTION_IS_GIVEN} THEN r.induction ELSE 0 END AS induction, r.languages, r.any_of"
)
"""The columns of what a role `r` asks for besides its kinds, for `needs_of`."""

_KINDS: Final = f"""
    SELECT n.role_id, n.level AS least_level, {KIND}
    FROM shift_roles r JOIN role_kinds n ON n.role_id = r.id JOIN qualification_kinds k ON k.id = n.kind_id
        JOIN units u ON u.id = k.unit_id
    WHERE k.state = 'kept' AND r.shift_id
"""
"""A kind that was taken away is asked for no more, and again once it is put back."""

_HAD: Final = """
    SELECT q.kind_id, k.code, q.level, q.state, q.expires_on
    FROM qualifications q JOIN qualification_kinds k ON k.id = q.kind_id
    WHERE q.person_id = :person AND q.state IN ('pending', 'verified') ORDER BY q.id
"""

_SPOKEN: Final = "SELECT languages FROM profiles WHERE person_id = :person"


def kinds_of(*shift_ids: int) -> Query:
    """The kinds that the roles of shifts ask for, for `required_by_role`."""
    shifts, numbers = listed("shift", shift_ids)
    return query(f"{_KINDS} IN ({shifts}) ORDER BY k.id", **numbers)


class RequiredRow(NamedTuple):
    """A kind that a role asks for, as its row has it."""

    level: int
    kind: KindRow


def required_by_role(rows: Iterable[Row]) -> Mapping[int, tuple[RequiredRow, ...]]:
    """By the number of each role what `kinds_of` has found."""
    required: dict[int, tuple[RequiredRow, ...]] = {}
    for row in rows:
        one = RequiredRow(row["least_level"], kind_row_in(row))
        required[row["role_id"]] = (*required.get(row["role_id"], ()), one)
    return required


def needs_of(
    least_age: int | None, induction: int, languages: str, any_of: int, required: Iterable[RequiredRow]
) -> Needs:
    """What a role asks for whose row has these in the columns `NEEDS`, with its kinds."""
    return Needs(
        kinds=tuple(Required(kind=kind_of(one.kind), level=one.level) for one in required),
        any_of=bool(any_of),
        least_age=least_age,
        induction=bool(induction),
        languages=tuple(Spoken(code) for code in languages.split(APART) if code),
    )


def columns_of(needs: Needs) -> dict[str, Value]:
    """The way back: what stands in the columns `NEEDS`."""
    return {
        "min_age": needs.least_age,
        "induction": int(needs.induction),
        "languages": APART.join(needs.languages),
        "any_of": int(needs.any_of),
    }


def require(tx: Transaction, role_id: int, kinds: Iterable[Required]) -> None:
    """Write the kinds that a role asks for, in place of those that it asked for before. With the commit."""
    tx.later("DELETE FROM role_kinds WHERE role_id = :role", role=role_id)
    for required in kinds:
        tx.later(
            "INSERT INTO role_kinds (role_id, kind_id, level) VALUES (:role, :kind, :level)",
            role=role_id,
            kind=required.kind.id,
            level=required.level,
        )


def held_by(person_id: int) -> tuple[Query, Query]:
    """What somebody has of what roles ask for, for `held_in`."""
    return query(_HAD, person=person_id), query(_SPOKEN, person=person_id)


def held_in(qualifications: Iterable[Row], profiles: Sequence[Row]) -> Held:
    """What the two queries of `held_by` have found."""
    said = profiles[0]["languages"] if profiles else None
    return Held(
        qualifications=tuple(
            Had(
                kind_id=row["kind_id"],
                code=row["code"],
                level=row["level"],
                is_verified=row["state"] == QualificationState.VERIFIED,
                expires_on=day_if(row["expires_on"]),
            )
            for row in qualifications
        ),
        languages=None if said is None or said == WITHHELD else tuple(filter(None, said.split(APART))),
    )
