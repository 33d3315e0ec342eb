"""Finding people who came without having signed up, for their line on a roster. Each is one hop.

Whoever leads a shift finds the names of its unit's people, and of those who had asked for a place, or about the shift.
Anybody else is found by the end of the phone number, which they say themselves: a leader of one team does not leaf
through the others.
"""

from dataclasses import dataclass
from typing import Final

from storage.engine.database import Reader, Row, Value, query
from storage.rows.statements import containing
from storage.rows.tree import within
from storage.rows.volunteers import WITH_US
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import phone_end

FEWEST_DIGITS: Final = 4
"""Of a phone number's end."""

_PERSON: Final = "p.id, p.name, h.name AS team FROM people p JOIN units h ON h.id = p.home_unit_id"
_ASKED: Final = """
    SELECT g.person_id FROM signups g WHERE g.shift_id = :shift
    UNION ALL SELECT e.person_id FROM shifts s JOIN enquiries e ON e.activity_id = s.activity_id AND e.shift_id = s.id
    WHERE s.id = :shift
"""
"""Who asked for a place in it, or asked its leader about it."""


@dataclass(frozen=True, slots=True)
class WalkInFound:
    """Somebody who may have come."""

    person_id: int
    name: str
    team: str


def digits_in(text: str) -> str:
    """The end of a phone number that a text is; empty where it is none, or too short for one."""
    digits = phone_end(text)
    return digits if len(digits) >= FEWEST_DIGITS and not any(letter.isalpha() for letter in text) else ""


async def without_a_place(reader: Reader, shift_id: int, *, without: int, most: int) -> tuple[WalkInFound, ...]:
    """The people who asked for a place in the shift and had none at the end: they waited, or had left.

    Never `without`.
    """
    rows = await reader.all(
        f"""
        SELECT {_PERSON} JOIN signups g ON g.person_id = p.id
        WHERE g.shift_id = :shift AND g.state IN ('waiting', 'left') AND {WITH_US} AND p.id <> :without
        ORDER BY CASE WHEN g.state = 'waiting' THEN 0 ELSE 1 END, g.ticket LIMIT :limit
        """,
        shift=shift_id,
        without=without,
        limit=most,
    )
    return tuple(_candidate_in(row) for row in rows)


async def who_may_have_come(
    reader: Reader, shift_id: int, unit: Unit, text: str, *, without: int, most: int
) -> tuple[WalkInFound, ...]:
    """Those whom a part of a name finds in the shift's unit, or the end of a phone number anywhere. Never `without`."""
    inside, values = _known_there(shift_id, unit)
    found, sought = f"p.name_folded LIKE :text ESCAPE '!' AND ({inside})", {"text": containing(text)}
    if digits := digits_in(text):
        found, sought = f"({found}) OR p.phone LIKE :digits", sought | {"digits": f"%{digits}"}
    rows = await reader.all(
        f"""
        SELECT {_PERSON} WHERE {WITH_US} AND p.id <> :without AND ({found})
        ORDER BY p.name_folded, p.id LIMIT :limit
        """,
        **values,
        **sought,
        without=without,
        limit=most,
    )
    return tuple(_candidate_in(row) for row in rows)


async def is_findable(reader: Reader, shift_id: int, unit: Unit, person_id: int, digits: str) -> bool:
    """Whether that search would find this person: a forged button names no stranger."""
    inside, values = _known_there(shift_id, unit)
    found, sought = f"({inside})", {}
    if end := digits_in(digits):
        found, sought = f"({inside} OR p.phone LIKE :digits)", {"digits": f"%{end}"}
    [rows] = await reader.several(
        query(f"SELECT {_PERSON} WHERE p.id = :person AND {found}", **values, **sought, person=person_id)
    )
    return bool(rows)


def _known_there(shift_id: int, unit: Unit) -> tuple[str, dict[str, Value]]:
    """The condition, with its values, that a person `p` at home in `h` belongs to the unit or asked for the shift."""
    at_home, values = within((unit,), "h")
    joined, _ = within((unit,), "j")
    return (
        f"""
        {at_home} OR p.id IN ({_ASKED}) OR p.id IN (
            SELECT m.person_id FROM memberships m JOIN units j ON j.id = m.unit_id WHERE {joined}
        )
        """,
        {**values, "shift": shift_id},
    )


def _candidate_in(row: Row) -> WalkInFound:
    return WalkInFound(row["id"], row["name"], row["team"])
