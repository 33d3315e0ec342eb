"""What was learned under two names by one person: of each training, exam and test it counts once.

A step of making two records one (`doubles.py`), before rows go over; each is written down, so that it can be undone.
"""

from typing import Final

from storage.engine.database import Transaction, Value
from storage.rows.giving_over import Giving

_PASSED_AS_GONE: Final = """
    SELECT theirs.* FROM results mine JOIN results theirs ON theirs.activity_id = mine.activity_id
    WHERE mine.person_id = :kept AND theirs.person_id = :gone AND theirs.passed > mine.passed
"""

# The same was passed as both, and each gave something; `holds` where the kept one's was not taken back since.
_GIVEN_TWICE: Final = {
    table: f"""
    SELECT mine.{key} AS its, mine.qualification_id AS kept, theirs.qualification_id AS gone, EXISTS (
            SELECT 1 FROM qualifications q WHERE q.id = mine.qualification_id AND q.state IN ('verified', 'replaced')
        ) AS holds
    FROM {table} mine JOIN {table} theirs ON theirs.{of} = mine.{of}
    WHERE mine.person_id = :kept AND theirs.person_id = :gone AND mine.{passed} AND theirs.{passed}
        AND theirs.qualification_id IS NOT NULL ORDER BY mine.{of}
    """
    for table, key, of, passed in (
        ("results", "activity_id", "activity_id", "passed = 1"),
        ("exam_entries", "id", "exam_id", "result = 'passed'"),
    )
}

_REPLACED_BY: Final = "SELECT id FROM qualifications WHERE renewal_id = :gone AND state = 'replaced' ORDER BY id"

_AT_THE_SAME_TEST: Final = """
    SELECT theirs.id, theirs.at
    FROM quiz_attempts mine JOIN quiz_attempts theirs ON theirs.activity_id = mine.activity_id
    WHERE mine.person_id = :kept AND theirs.person_id = :gone AND mine.ended_at IS NULL AND theirs.ended_at IS NULL
"""


async def learn_once(tx: Transaction, giving: Giving, kept: int, gone: int) -> None:
    """Of what was learned as both the better is the kept one's, and gives once."""
    await _gives_once(tx, giving, kept, gone)
    await _is_at_one_test(tx, giving, kept, gone)
    for row in await tx.all(_PASSED_AS_GONE, kept=kept, gone=gone):
        came_of_it = {name: row[name] for name in ("mark", "passed", "by_hand", "by_id", "at", "qualification_id")}
        await giving.change("results", _result(row["activity_id"], kept), **came_of_it)


async def _gives_once(tx: Transaction, giving: Giving, kept: int, gone: int) -> None:
    """What is passed once gives once: else a correction would take back the one, and leave the other."""
    for table, sql in _GIVEN_TWICE.items():
        for row in await tx.all(sql, kept=kept, gone=gone):
            if not row["holds"]:
                mine = {"id": row["its"]} if table == "exam_entries" else _result(row["its"], kept)
                await giving.change(table, mine, qualification_id=row["gone"])
                continue
            await giving.change("qualifications", {"id": row["gone"]}, state="withdrawn")
            for earlier in await tx.all(_REPLACED_BY, gone=row["gone"]):
                await giving.change("qualifications", {"id": earlier["id"]}, renewal_id=row["kept"])


async def _is_at_one_test(tx: Transaction, giving: Giving, kept: int, gone: int) -> None:
    """Nobody is at a test twice: the other attempt is broken off, and counts."""
    for row in await tx.all(_AT_THE_SAME_TEST, kept=kept, gone=gone):
        await giving.change("quiz_attempts", {"id": row["id"]}, ended_at=row["at"], passed=0)


def _result(activity_id: int, person_id: int) -> dict[str, Value]:
    return {"activity_id": activity_id, "person_id": person_id}
