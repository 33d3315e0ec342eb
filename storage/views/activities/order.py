"""Which shifts a list shows, in which order: the nearest first, by time alone, or where people are needed most.

All are of the same shape: a shift's number, how near it is, its place (the lowest comes first, of equal ones what
starts soonest), and how many there are.
"""

from typing import Final

from storage.engine.pages import TOTAL
from storage.rows.ordering import URGENCY
from storage.rows.statements import below
from volunteering.rules.ordering import Nearness, Suit
from volunteering.rules.profiles import Spoken

MY_TEAMS: Final = f"""
    SELECT u.id FROM units mine JOIN units u ON {below("u", "mine")}
    WHERE mine.id IN (
        SELECT p.home_unit_id FROM people p WHERE p.id = :person
        UNION SELECT m.unit_id FROM memberships m WHERE m.person_id = :person
    )
"""

_AROUND_THEM: Final = f"""
    SELECT u.id FROM people p JOIN units home ON home.id = p.home_unit_id
        JOIN units around ON around.id = home.parent_id JOIN units u ON {below("u", "around")}
    WHERE p.id = :person
"""

_THEIR_DISTRICT: Final = f"""
    SELECT u.id FROM people p JOIN units home ON home.id = p.home_unit_id
        JOIN units district ON district.parent_id = (SELECT top.id FROM units top WHERE top.parent_id IS NULL)
            AND {below("home", "district")}
        JOIN units u ON {below("u", "district")}
    WHERE p.id = :person
"""

_MINE: Final = f"WHEN s.unit_id IN ({MY_TEAMS}) THEN {Nearness.MY_TEAMS:d}"
_AROUND: Final = f"WHEN s.unit_id IN ({_AROUND_THEM}) THEN {Nearness.AROUND:d}"
_IN_DISTRICT: Final = f"WHEN s.unit_id IN ({_THEIR_DISTRICT}) THEN {Nearness.DISTRICT:d}"
_OR_ELSE: Final = f"ELSE {Nearness.ELSEWHERE:d} END AS nearness"

_KINDS: Final = """
    (
        SELECT COUNT(*) FROM role_kinds n JOIN qualification_kinds k ON k.id = n.kind_id
        WHERE n.role_id = r.id AND k.state = 'kept'
    )
"""
"""Of a role `r`: how many kinds of qualification it asks for."""

_KINDS_HAD: Final = """
    (
        SELECT COUNT(*) FROM role_kinds n JOIN qualification_kinds k ON k.id = n.kind_id
        WHERE n.role_id = r.id AND k.state = 'kept' AND EXISTS (
            SELECT 1 FROM qualifications q
            WHERE q.person_id = :person AND q.kind_id = n.kind_id AND q.state = 'verified' AND q.level >= n.level
                AND (q.expires_on IS NULL OR q.expires_on >= s.day)
        )
    )
"""
"""Of a role `r` of a shift `s`: how many of them the reader has on its day."""


_SPEAKS: Final = " AND ".join(
    f"(',' || r.languages || ',' NOT LIKE '%,{one},%' OR ',' || f.languages || ',' LIKE '%,{one},%')" for one in Spoken
)
"""Of a role `r` and a profile `f`: its person speaks every language that the role asks for."""

_SUIT: Final = f"""
    CASE WHEN s.id IN (
            SELECT g.shift_id FROM signups g
            WHERE g.person_id = :person AND g.state IN ('confirmed', 'waiting') AND g.at < :as_of
        ) THEN {Suit.NONE:d}
        WHEN s.roles = 0 THEN {Suit.ANYBODY:d}
        ELSE COALESCE((
            SELECT MAX(CASE WHEN r.languages = '' AND {_KINDS} = 0 THEN {Suit.ANYBODY:d} ELSE {Suit.ASKED_FOR:d} END)
            FROM shift_roles r LEFT JOIN profiles f ON f.person_id = :person
            WHERE r.shift_id = s.id AND (r.languages = '' OR {_SPEAKS})
                AND (r.any_of = 1 AND {_KINDS_HAD} > 0 OR {_KINDS_HAD} = {_KINDS})
        ), {Suit.NONE:d}) END
"""

_WEIGHT: Final = " ".join(f"WHEN {one:d} THEN {one.weight}" for one in Nearness)


def nearest_first(found: str) -> str:
    """What a query finds, which goes on from `FROM shifts s`: the nearest first, of these the soonest."""
    return _ordered("s.nearness", f"CASE {_MINE} {_AROUND} {_OR_ELSE}", found)


def soonest_first(found: str) -> str:
    """The same by time alone; what is not of the reader's teams is elsewhere."""
    return _ordered("0", f"CASE {_MINE} {_OR_ELSE}", found)


def of_one_kind(found: str) -> str:
    """The same by time, where it doesn't matter how near anything is."""
    return _ordered("0", f"{Nearness.MY_TEAMS:d} AS nearness", found)


def most_needed_first(found: str) -> str:
    """The same by how urgent each was at `:as_of`, and how well it fits the reader."""
    return _ordered(
        f"-(s.urgency * s.suit * CASE s.nearness {_WEIGHT} END)",
        f"CASE {_MINE} {_AROUND} {_IN_DISTRICT} {_OR_ELSE}, {URGENCY} AS urgency, {_SUIT} AS suit",
        found,
    )


def _ordered(place: str, columns: str, found: str) -> str:
    """In two steps: what the order goes by is asked once, and not again to sort by it."""
    return f"""
        SELECT s.id, s.nearness, {place} AS place, {TOTAL} FROM (SELECT s.id, s.starts_at, {columns} {found}) s
        ORDER BY place, s.starts_at, s.id LIMIT :limit OFFSET :skipped
    """
