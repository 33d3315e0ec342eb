"""Buddies as the leader of a shift finds them on its roster: in one hop."""

from collections.abc import Mapping
from dataclasses import dataclass

from storage.engine.database import Reader, query
from storage.rows.buddies import WANTS_BUDDIES


@dataclass(frozen=True, slots=True)
class BuddiesOnRoster:
    """Whether the shift's unit wants buddies, and which newcomer has whom: people by number, buddies by name."""

    wanted: bool
    buddies: Mapping[int, str]


async def buddies_on_roster(reader: Reader, shift_id: int) -> BuddiesOnRoster:
    """Who is whose buddy in a shift."""
    wanted, pairs = await reader.several(
        query(
            f"""
            SELECT ({WANTS_BUDDIES}) AS wanted
            FROM shifts s JOIN activities a ON a.id = s.activity_id JOIN units u ON u.id = a.unit_id
            WHERE s.id = :shift
            """,
            shift=shift_id,
        ),
        query(
            """
            SELECT b.newcomer_id, p.name FROM buddies b JOIN people p ON p.id = b.buddy_id
            WHERE b.shift_id = :shift AND b.ended IS NULL ORDER BY b.id
            """,
            shift=shift_id,
        ),
    )
    return BuddiesOnRoster(
        wanted=bool(wanted and wanted[0]["wanted"]), buddies={row["newcomer_id"]: row["name"] for row in pairs}
    )
