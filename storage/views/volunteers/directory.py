"""People as admins find them: by a part of the name or the end of the phone number; their cards. Each is one hop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from storage.engine.database import Reader, Row, Value, query
from storage.engine.pages import TOTAL, Extent, Page
from storage.engine.values import day_of, instant_if
from storage.rows.hours import HOLDS
from storage.rows.no_shows import MISSED, missed_in
from storage.rows.profiles import PARTICULARS, particulars_in
from storage.rows.statements import containing
from storage.rows.tree import UNIT, unit_in, within
from storage.rows.volunteers import KNOWN, PERSON, person_in, post_in
from volunteering.rules.hours import Kind
from volunteering.rules.no_shows import MissedShift
from volunteering.rules.profiles import Particulars
from volunteering.rules.tree import Post, Rights, Unit
from volunteering.rules.volunteers import Person, phone_end

_FEWEST_DIGITS: Final = 3
_EVERY: Final = 1_000  # of what somebody can have missed

# Counted apart, the list is read in the order of its index, and only as far as the page: a fifth of the time.
_EVERYBODY: Final = f"""
    (SELECT COUNT(*) FROM people p WHERE {KNOWN}) AS total,
    (SELECT COUNT(*) FROM people p WHERE p.state = 'expected') AS expected
"""
_OF_SOME: Final = f"{TOTAL}, SUM(CASE WHEN p.state = 'expected' THEN 1 ELSE 0 END) OVER () AS expected"

_POSTS: Final = f"SELECT r.role, {UNIT} FROM roles r JOIN units u ON u.id = r.unit_id "

_SUMS: Final = """
    SELECT CAST(COALESCE(SUM(change), 0) AS BIGINT) AS minutes, CAST(COALESCE(SUM(no_shows), 0) AS BIGINT) AS no_shows
    FROM entries WHERE person_id = :person
"""

_LAST: Final = f"""
    WITH holds AS ({HOLDS} AND e.person_id = :person AND e.shift_id IS NOT NULL AND e.kind <> 'void')
    SELECT e.day, a.title, e.kind, e.minutes
    FROM holds JOIN entries e ON e.id = holds.id JOIN activities a ON a.id = e.activity_id
    ORDER BY e.day DESC, e.id DESC LIMIT :limit
"""

_PROFILE: Final = f"""
    SELECT {PARTICULARS} FROM (SELECT CAST(:person AS BIGINT) AS id) w
        LEFT JOIN people p ON p.id = w.id LEFT JOIN profiles f ON f.person_id = p.id
"""

_NO_SHOWS: Final = f"""
    WITH missed AS ({MISSED})
    SELECT missed.shift_id, missed.day, missed.forgiven_by, a.title, f.forgiven_at, by.name AS forgiver,
        {TOTAL}
    FROM missed JOIN shifts s ON s.id = missed.shift_id JOIN activities a ON a.id = s.activity_id
        LEFT JOIN signups f ON f.shift_id = s.id AND f.person_id = :person
        LEFT JOIN people by ON by.id = missed.forgiven_by
    ORDER BY missed.day DESC, missed.shift_id DESC LIMIT :limit OFFSET :skipped
"""


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """A page of people, by name."""

    people: tuple[Person, ...]
    extent: Extent
    expected: int = 0  # of all of them: brought along by a list, and not here yet
    claims: int = 0  # how often somebody else says that a record among those there is theirs


@dataclass(frozen=True, slots=True)
class Past:
    """A shift in the ledger, with what holds for one person."""

    title: str
    day: date
    kind: Kind
    minutes: int


@dataclass(frozen=True, slots=True)
class PersonCard:
    """What admins see of a person."""

    person: Person
    posts: tuple[Post, ...]
    minutes: int
    no_shows: int
    last: tuple[Past, ...]
    said: Particulars
    merge_id: int | None = None  # by which somebody else was made a part of them, and may be taken out again

    def is_seen_by(self, rights: Rights) -> bool:
        """Whether somebody with these rights administers the person's home, or a unit where they have a role."""
        return any(rights.administers(unit) for unit in (self.person.unit, *(post.unit for post in self.posts)))


@dataclass(frozen=True, slots=True)
class NoShow:
    """A shift that a person missed, and who forgave it."""

    missed: MissedShift
    title: str
    forgiver: str = ""
    forgiven_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NoShowsPage:
    """A page of them, the latest first."""

    no_shows: tuple[NoShow, ...]
    extent: Extent


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with a role in a unit."""

    person_id: int
    name: str
    post: Post
    reachable: bool = True  # messages arrive


@dataclass(frozen=True, slots=True)
class Holders:
    """A unit, and a page of those with a role right there, admins first."""

    unit: Unit
    holders: tuple[Holder, ...]
    extent: Extent


async def people_in(
    reader: Reader, units: Sequence[Unit], text: str, *, page: Page, without: int | None = None
) -> PeoplePage:
    """People at home in these units or below, or with a role there, whom a text finds; all of them for an empty one.

    It is found in names, whatever its case; digits are found at the end of phone numbers, too.
    """
    there, values = _there(units)
    found, sought = sought_in(text)
    totals = _OF_SOME if text or values else _EVERYBODY
    rows = await reader.all(
        f"""
        WITH chosen AS (
            SELECT p.id, {totals} FROM people p WHERE {KNOWN} AND ({found}) AND ({there})
                AND p.id <> :without
            ORDER BY p.name_folded, p.id LIMIT :limit OFFSET :skipped
        )
        SELECT {PERSON}, chosen.total, chosen.expected, (
            SELECT COUNT(*) FROM record_claims c JOIN people p ON p.id = c.record_id
            WHERE c.state = 'open' AND ({there})
        ) AS claims
        FROM chosen JOIN people p ON p.id = chosen.id
            JOIN units u ON u.id = p.home_unit_id
        ORDER BY p.name_folded, p.id
        """,
        without=without or 0,
        **page.values,
        **values,
        **sought,
    )
    people = tuple(person_in(row) for row in rows)
    expected, claims = (rows[0]["expected"], rows[0]["claims"]) if rows else (0, 0)
    return PeoplePage(people, page.extent(rows), expected=int(expected), claims=claims)


def _there(units: Sequence[Unit]) -> tuple[str, dict[str, str]]:
    """The condition, with its values, that somebody is at home or has a role there. Everybody is below the top."""
    if any(unit.above_id is None for unit in units):
        return "1 = 1", {}
    at_home, values = within(units, "u")
    with_role, _ = within(units, "x")
    return (
        f"""
        p.home_unit_id IN (SELECT u.id FROM units u WHERE {at_home})
        OR p.id IN (SELECT r.person_id FROM roles r JOIN units x ON x.id = r.unit_id WHERE {with_role})
        """,
        values,
    )


def sought_in(text: str) -> tuple[str, dict[str, Value]]:
    """The condition that finds a text, with its values. Names and numbers are read through, but only in their index."""
    if not text:
        return "1 = 1", {}
    sought: dict[str, Value] = {"text": containing(text)}
    found = "SELECT n.id FROM people n WHERE n.name_folded LIKE :text ESCAPE '!'"
    digits = phone_end(text)
    if len(digits) >= _FEWEST_DIGITS:
        sought["digits"] = f"%{digits}"
        found += " UNION SELECT n.id FROM people n WHERE n.phone LIKE :digits"
    return f"p.id IN ({found})", sought


async def card_of(reader: Reader, person_id: int, *, last: int) -> PersonCard | None:
    """A person's card, with so many of their last shifts. None: no such person, or one whose data was erased."""
    found, posts, [sums], past, [profile], [merges] = await reader.several(
        query(
            f"SELECT {PERSON} FROM people p JOIN units u ON u.id = p.home_unit_id WHERE p.id = :person AND {KNOWN}",
            person=person_id,
        ),
        query(_POSTS + "WHERE r.person_id = :person ORDER BY u.path", person=person_id),
        query(_SUMS, person=person_id),
        query(_LAST, person=person_id, limit=last),
        query(_PROFILE, person=person_id),
        query("SELECT MAX(m.id) AS newest FROM merges m WHERE m.kept_id = :person", person=person_id),
    )
    if not found:
        return None
    return PersonCard(
        person=person_in(found[0]),
        posts=tuple(post_in(row) for row in posts),
        minutes=sums["minutes"],
        no_shows=sums["no_shows"],
        last=tuple(_past_in(row) for row in past),
        said=particulars_in(profile),
        merge_id=merges["newest"],
    )


async def no_show_of(reader: Reader, person_id: int, shift_id: int) -> NoShow | None:
    """One no-show of a person; None where it was put right."""
    found = await no_shows_of(reader, person_id, page=Page(_EVERY))
    return next((one for one in found.no_shows if one.missed.shift_id == shift_id), None)


async def no_shows_of(reader: Reader, person_id: int, *, page: Page) -> NoShowsPage:
    """The no-shows of a person, those that count no more among them."""
    rows = await reader.all(_NO_SHOWS, person=person_id, **page.values)
    found = tuple(
        NoShow(missed_in(row), row["title"], row["forgiver"] or "", instant_if(row["forgiven_at"])) for row in rows
    )
    return NoShowsPage(found, extent=page.extent(rows))


async def holders_in(reader: Reader, unit_id: int, *, page: Page) -> Holders | None:
    """Who has a role in a unit. None: no such unit."""
    found, rows = await reader.several(
        query(f"SELECT {UNIT} FROM units u WHERE u.id = :unit", unit=unit_id),
        query(
            f"""
            SELECT r.role, {UNIT}, p.id AS person_id, p.name, p.reachable, {TOTAL}
            FROM roles r JOIN units u ON u.id = r.unit_id JOIN people p ON p.id = r.person_id
            WHERE r.unit_id = :unit ORDER BY r.role, p.name_folded, p.id LIMIT :limit OFFSET :skipped
            """,
            unit=unit_id,
            **page.values,
        ),
    )
    if not found:
        return None
    return Holders(unit_in(found[0]), tuple(_holder_in(row) for row in rows), extent=page.extent(rows))


def _holder_in(row: Row) -> Holder:
    return Holder(row["person_id"], row["name"], post_in(row), bool(row["reachable"]))


def _past_in(row: Row) -> Past:
    return Past(row["title"], day_of(row["day"]), Kind(row["kind"]), row["minutes"])
