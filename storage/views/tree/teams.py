"""Units as somebody chooses theirs: one level of the tree, or those whose name has a text in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from storage.engine.database import Reader, Row, query
from storage.engine.pages import TOTAL, Extent, Page
from storage.rows.statements import containing
from storage.rows.tree import UNIT, unit_in, within
from volunteering.rules.tree import Unit


@dataclass(frozen=True, slots=True)
class Team:
    """A unit to choose: the name of the one above tells it from its namesakes."""

    unit: Unit
    above: str
    has_below: bool


@dataclass(frozen=True, slots=True)
class Level:
    """A unit, and a page of those one level down, by name."""

    unit: Unit
    below: tuple[Team, ...]
    extent: Extent


@dataclass(frozen=True, slots=True)
class NamedTeams:
    """A page of the units that a text finds."""

    teams: tuple[Team, ...]
    extent: Extent


_TEAM = (
    f"SELECT {UNIT}, above.name AS above_name, "
    f"EXISTS (SELECT 1 FROM units b WHERE b.parent_id = u.id) AS has_below, {TOTAL} "
    "FROM units u LEFT JOIN units above ON above.id = u.parent_id WHERE "
)


def _team_in(row: Row) -> Team:
    return Team(unit=unit_in(row), above=row["above_name"] or "", has_below=bool(row["has_below"]))


async def level_of(reader: Reader, unit_id: int | None, *, page: Page) -> Level | None:
    """A unit (the top, where none is given) with a page of the units below it, in one hop. None: no such unit."""
    which = "u.parent_id IS NULL" if unit_id is None else "u.id = :unit"
    named = {} if unit_id is None else {"unit": unit_id}
    below = f"u.parent_id = (SELECT u.id FROM units u WHERE {which}) ORDER BY u.name, u.id LIMIT :limit OFFSET :skipped"
    found, rows = await reader.several(
        query(_TEAM + which, **named),
        query(_TEAM + below, **named, **page.values),
    )
    if not found:
        return None
    return Level(unit_in(found[0]), tuple(_team_in(row) for row in rows), extent=page.extent(rows))


async def teams_named(
    reader: Reader, text: str, *, page: Page, within_units: Iterable[Unit] | None = None
) -> NamedTeams:
    """A page of the units, of some and those below, whose name has this text in it, in either script; highest first."""
    where, values = ("1 = 1", {}) if within_units is None else within(within_units, "u")
    rows = await reader.all(
        _TEAM + f"u.name_folded LIKE :text ESCAPE '!' AND ({where}) ORDER BY u.depth, u.name, u.id "
        "LIMIT :limit OFFSET :skipped",
        text=containing(text),
        **page.values,
        **values,
    )
    return NamedTeams(tuple(_team_in(row) for row in rows), page.extent(rows))


async def is_only_one(reader: Reader) -> bool:
    """Whether the organisation is a single unit, so that there is nothing to choose."""
    return await reader.one("SELECT 1 FROM units WHERE parent_id IS NOT NULL LIMIT 1") is None
