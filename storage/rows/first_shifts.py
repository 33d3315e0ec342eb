"""With which shift each person began, and when they came again: kept beside the ledger, as an index (decision 66).

Whoever's ledger is written is noted (`star_checks`), and who is noted is asked of the ledger itself; whoever looks at
the notes keeps what it says. So what is kept together with the notes is the ledger's at every moment.
"""

from collections.abc import Collection
from typing import Final

from storage.engine.database import Transaction
from storage.rows.statements import listed


def came_so_far(person: str) -> str:
    """The columns `came` and `brought` of a person: shifts that they came to, and minutes of before Yigong.

    By these somebody is new or not (`is_new` of buddies). What was brought is neither of a shift nor of a claim.
    """
    return f"""
        (SELECT CAST(COALESCE(SUM(e.participations), 0) AS BIGINT) FROM entries e
            WHERE e.person_id = {person} AND e.participations <> 0) AS came,
        (SELECT CAST(COALESCE(SUM(e.change), 0) AS BIGINT) FROM entries e
            WHERE e.person_id = {person} AND e.shift_id IS NULL AND e.claim_id IS NULL) AS brought
    """


# That it is not 0 says that the index has it.
_CAME: Final = """{line}.participations <> 0 AND {line}.participations > 0 AND (
    SELECT SUM(x.participations) FROM entries x
    WHERE x.person_id = {line}.person_id AND x.day = {line}.day AND x.shift_id = {line}.shift_id
        AND x.participations <> 0
) > 0"""
"""Of a line: there was somebody, and that was not taken back, or was said once more."""

FIRST_OF: Final = f"""
    SELECT e.person_id, e.shift_id, (
        SELECT n.day FROM entries n
        WHERE n.person_id = e.person_id AND n.day >= e.day AND n.shift_id <> e.shift_id AND {_CAME.format(line="n")}
        ORDER BY n.day LIMIT 1
    ) AS again_on
    FROM {{people}} CROSS JOIN entries e
    WHERE e.id = (
            SELECT f.id FROM entries f WHERE f.person_id = {{person}} AND {_CAME.format(line="f")}
            ORDER BY f.day, f.shift_id LIMIT 1
        )
        AND NOT EXISTS (
            SELECT 1 FROM entries b WHERE b.person_id = e.person_id AND b.day < e.day AND b.kind = 'carried_over'
        )
"""
"""As the ledger has it: the first shift that counts that somebody came to, unless they brought hours from before, and
the local date of the next. People are looked up one by one: counted by groups, a year of a city takes five times as
long.
"""

FORGETS_FIRST: Final = "DELETE FROM first_shifts WHERE person_id"

KEEPS_FIRST: Final = f"INSERT INTO first_shifts (person_id, shift_id, again_on) {FIRST_OF}"

OF_EVERYBODY: Final = KEEPS_FIRST.format(
    people="(SELECT DISTINCT c.person_id FROM entries c WHERE c.participations <> 0) who", person="who.person_id"
)
"""Keeps everybody's, into the empty table."""

ANEW: Final = (
    f"{FORGETS_FIRST} = :person",
    KEEPS_FIRST.format(people="people p", person="p.id") + " AND p.id = :person",
)
"""Keeps `:person`'s as the ledger has it now."""


def keep_first_shifts(tx: Transaction, people: Collection[int]) -> None:
    """Keep these people's as the ledger has it then. Written with the commit; nobody else does so meanwhile."""
    these, numbers = listed("person", people)
    tx.later(f"{FORGETS_FIRST} IN ({these})", **numbers)
    tx.later(KEEPS_FIRST.format(people="people p", person="p.id") + f" AND p.id IN ({these})", **numbers)
