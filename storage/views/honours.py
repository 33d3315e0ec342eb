"""Honours in lists: one's own, somebody's, a unit's. Each is one hop."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from storage.engine.database import Reader, Row, query
from storage.engine.pages import TOTAL, Extent, Page
from storage.rows.honours import HONOUR, honour_in
from storage.rows.tree import UNIT, unit_in, within
from storage.rows.volunteers import KNOWN
from volunteering.rules.honours import Honour
from volunteering.rules.tree import Unit

_ASKED: Final = f"""
    SELECT {HONOUR}, p.name AS person_name, b.name AS by_name, {TOTAL}
    FROM honours h JOIN units u ON u.id = h.unit_id JOIN people p ON p.id = h.person_id
        LEFT JOIN people b ON b.id = h.by_id
"""
_ORDER: Final = "ORDER BY h.day DESC, h.id DESC LIMIT :limit OFFSET :skipped"


@dataclass(frozen=True, slots=True)
class HonourLine:
    """One, whose it is, and who gave it."""

    honour: Honour
    person_name: str
    by_name: str


@dataclass(frozen=True, slots=True)
class HonourPage:
    """A page of them, the latest first."""

    lines: Sequence[HonourLine]
    extent: Extent


@dataclass(frozen=True, slots=True)
class HonoursOfUnit:
    """The unit, and a page of what was given in its name or in that of one below."""

    unit: Unit
    page: HonourPage


async def honours_of(reader: Reader, person_id: int, page: Page) -> HonourPage:
    """Those that hold of one person."""
    rows = await reader.all(
        f"{_ASKED} WHERE h.person_id = :person AND h.taken_back_at IS NULL {_ORDER}", person=person_id, **page.values
    )
    return _page_of(rows, page)


async def honour_asked(reader: Reader, honour_id: int) -> HonourLine | None:
    """One of them; None where there is none with that number."""
    row = await reader.one(f"{_ASKED} WHERE h.id = :honour", honour=honour_id)
    return _line_in(row) if row else None


async def honours_in(reader: Reader, unit_id: int, page: Page) -> HonoursOfUnit | None:
    """What a unit and everything below it has given, as far as it holds. None: no such unit."""
    [found] = await reader.several(query(f"SELECT {UNIT} FROM units u WHERE u.id = :unit", unit=unit_id))
    if not found:
        return None
    unit = unit_in(found[0])
    inside, values = within((unit,), "u")
    rows = await reader.all(
        f"{_ASKED} WHERE ({inside}) AND h.taken_back_at IS NULL AND {KNOWN} {_ORDER}", **values, **page.values
    )
    return HonoursOfUnit(unit, _page_of(rows, page))


def _page_of(rows: Sequence[Row], page: Page) -> HonourPage:
    return HonourPage([_line_in(row) for row in rows], page.extent(rows))


def _line_in(row: Row) -> HonourLine:
    return HonourLine(honour_in(row), row["person_name"], row["by_name"] or "")
