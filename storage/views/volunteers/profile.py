"""What the profile says besides the person's own row: further teams, and the hours in all."""

from dataclasses import dataclass

from storage.engine.database import Reader, query
from storage.rows.tree import UNIT, unit_in
from volunteering.rules.tree import Unit


@dataclass(frozen=True, slots=True)
class Profile:
    """What one person sees of themselves."""

    teams: tuple[Unit, ...]  # joined besides the home team
    minutes: int  # served, in all
    honours: int = 0  # that admins have given
    at_once: bool = False  # is put in without being asked when a place comes free


async def profile_of(reader: Reader, person_id: int) -> Profile:
    """Further teams by name, and the sum of the ledger, in one hop."""
    teams, [hours] = await reader.several(
        query(
            f"SELECT {UNIT} FROM memberships m JOIN units u ON u.id = m.unit_id "
            "WHERE m.person_id = :person ORDER BY u.name, u.id",
            person=person_id,
        ),
        query(
            "SELECT CAST(COALESCE(SUM(change), 0) AS BIGINT) AS minutes, "
            "(SELECT COUNT(*) FROM honours h WHERE h.person_id = :person AND h.taken_back_at IS NULL) AS honours, "
            "(SELECT p.at_once FROM people p WHERE p.id = :person) AS at_once "
            "FROM entries WHERE person_id = :person",
            person=person_id,
        ),
    )
    return Profile(tuple(unit_in(row) for row in teams), hours["minutes"], hours["honours"], bool(hours["at_once"]))
