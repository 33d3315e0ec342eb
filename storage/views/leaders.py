"""Who may lead something of a unit, to be chosen from."""

from dataclasses import dataclass

from storage.engine.database import Reader
from storage.engine.pages import TOTAL, Extent, Page
from storage.rows.statements import containing, listed
from storage.rows.volunteers import answering
from volunteering.rules.tree import Unit


@dataclass(frozen=True, slots=True)
class Leader:
    """Somebody who may lead an activity of a unit."""

    person_id: int
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class LeadersPage:
    """A page of those who may lead something."""

    leaders: tuple[Leader, ...]
    extent: Extent


async def who_may_lead(reader: Reader, unit: Unit, text: str, *, without: int, page: Page) -> LeadersPage:
    """People who are here, with a role in a unit or above it, whose name has a text in it; the nearest first."""
    units, ids = listed("unit", unit.ids)
    rows = await reader.all(
        f"""
        WITH near AS (
            SELECT r.person_id, u.name, u.depth FROM roles r JOIN units u ON u.id = r.unit_id
            WHERE r.unit_id IN ({units})
        )
        SELECT p.id, p.name, near.name AS unit, {TOTAL} FROM near JOIN people p ON p.id = near.person_id
        WHERE {answering("p")} AND p.id <> :without AND p.name_folded LIKE :text ESCAPE '!' AND NOT EXISTS (
            SELECT 1 FROM near nearer WHERE nearer.person_id = near.person_id AND nearer.depth > near.depth
        )
        ORDER BY near.depth DESC, p.name_folded, p.id LIMIT :limit OFFSET :skipped
        """,
        **ids,
        without=without,
        text=containing(text),
        **page.values,
    )
    return LeadersPage(tuple(Leader(row["id"], row["name"], row["unit"]) for row in rows), page.extent(rows))
