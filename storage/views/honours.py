"""Honours in lists: one's own, somebody's, a unit's; and who qualifies for the card of honour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from storage.engine.database import Reader, Row, query
from storage.engine.pages import TOTAL, Extent, Page
from storage.engine.values import seconds
from storage.rows.honours import CARDED, HONOUR, SERVED_BEFORE, honour_in
from storage.rows.tree import UNIT, unit_in, within
from storage.rows.unit_settings import nearest
from storage.rows.volunteers import KNOWN, WITH_US
from volunteering.rules.ground.periods import start_of_day
from volunteering.rules.honours import CARD_MINUTES, Honour
from volunteering.rules.record_laws import RecordLaw
from volunteering.rules.tree import Unit
from volunteering.rules.unit_settings import UnitSetting

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


@dataclass(frozen=True, slots=True)
class CardLine:
    """Somebody who qualifies for the card of honour, with what no card has counted yet."""

    person_id: int
    name: str
    minutes: int


@dataclass(frozen=True, slots=True)
class CardsOfUnit:
    """The unit, and a page of them, who gave most first."""

    unit: Unit
    lines: Sequence[CardLine]
    extent: Extent


# Of a whole organisation the sums of the ledger come from an index alone, and only then it is asked whose they are:
# that is several times as quick as going from person to person. Of what is below, it is the other way round.
_OF_EVERYBODY: Final = "entries e"
_OF_UNITS: Final = "by_law CROSS JOIN people m JOIN entries e ON e.person_id = m.id AND m.home_unit_id = by_law.unit_id"
_QUALIFY: Final = f"""
    WITH {CARDED}, by_law (unit_id) AS MATERIALIZED (
        SELECT u.id FROM units u WHERE ({{inside}}) AND {nearest(UnitSetting.RECORD_LAW, "u")} = :law
    ), served (person_id, minutes) AS (
        SELECT e.person_id, SUM(e.change) FROM {{served}} GROUP BY e.person_id HAVING SUM(e.change) >= :enough
    )
    SELECT p.id, p.name, CAST(served.minutes - COALESCE(carded.minutes, 0) AS BIGINT) AS minutes, {TOTAL}
    FROM served JOIN people p ON p.id = served.person_id AND {WITH_US}
        JOIN by_law ON by_law.unit_id = p.home_unit_id LEFT JOIN carded ON carded.person_id = p.id
    WHERE served.minutes - COALESCE(carded.minutes, 0) >= :enough AND CASE
        WHEN carded.day IS NOT NULL THEN carded.day <= :day
        ELSE (p.consented_at > 0 AND p.registered_at < :until) OR EXISTS (SELECT 1 {SERVED_BEFORE} AND e.day <= :day)
    END
    ORDER BY minutes DESC, p.id LIMIT :limit OFFSET :skipped
"""


async def cards_in(reader: Reader, unit_id: int, by: date, zone: ZoneInfo, page: Page) -> CardsOfUnit | None:
    """Who of a unit and everything below it qualifies, where its law knows the card; they began `by` that local date.

    None: no such unit.
    """
    [found] = await reader.several(query(f"SELECT {UNIT} FROM units u WHERE u.id = :unit", unit=unit_id))
    if not found:
        return None
    unit = unit_in(found[0])
    inside, values = within((unit,), "u")
    rows = await reader.all(
        _QUALIFY.format(inside=inside, served=_OF_UNITS if unit.above_id else _OF_EVERYBODY),
        **values,
        **page.values,
        law=RecordLaw.TW_RECORD_BOOK,
        enough=CARD_MINUTES,
        day=by.isoformat(),
        until=seconds(start_of_day(by + timedelta(days=1), zone)),
    )
    lines = [CardLine(row["id"], row["name"], row["minutes"]) for row in rows]
    return CardsOfUnit(unit, lines, page.extent(rows))
