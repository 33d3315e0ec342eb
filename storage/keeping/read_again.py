"""An address that has ended stays so, also when a backup of before is put back; one that was made since leads on.

Else whoever took a new one because a stranger had the old one would be read by that stranger once more, and phones
would show for ever what they had that day (docs/rules.md: Calendars).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, inspect, text

_PEOPLE: Final = "SELECT p.id, p.registered_at FROM people p"
_ADDRESSES: Final = """
    SELECT c.person_id, p.registered_at, c.nonce, c.digest, c.at FROM calendars c JOIN people p ON p.id = c.person_id
    ORDER BY c.id
"""
_END: Final = "DELETE FROM calendars WHERE person_id = :person"
_LEAD_ON: Final = """
    INSERT INTO calendars (person_id, nonce, digest, at)
    SELECT p.id, CAST(:nonce AS TEXT), CAST(:digest AS TEXT), CAST(:at AS BIGINT)
    FROM people p WHERE p.id = :person_id AND p.registered_at = :registered_at
"""


@dataclass(frozen=True, slots=True)
class AddressesThere:
    """What a database knows that is about to be replaced: whom, since when, and the addresses they have."""

    people: Mapping[int, int] = field(default_factory=dict)
    addresses: Sequence[Mapping[str, Any]] = ()


def addresses_in(connection: Connection) -> AddressesThere:
    """The same of a database, if it has any addresses at all."""
    if not inspect(connection).has_table("calendars"):
        return AddressesThere()
    people = {row.id: row.registered_at for row in connection.execute(text(_PEOPLE))}
    return AddressesThere(people, [dict(row) for row in connection.execute(text(_ADDRESSES)).mappings()])


def lead_on(connection: Connection, there: AddressesThere) -> None:
    """Whoever was known there has the addresses that they had there, and no other."""
    for row in list(connection.execute(text(_ADDRESSES)).mappings()):
        if there.people.get(row["person_id"]) == row["registered_at"]:
            connection.execute(text(_END), {"person": row["person_id"]})
    for address in there.addresses:
        connection.execute(text(_LEAD_ON), dict(address))
