"""Giving back what went over at merging, with what became of it since."""

from typing import Final

from storage.engine.database import Transaction
from storage.rows.giving_over import Step, take_back
from storage.rows.star_checks import note_written

_AT_THEIR_SHIFT: Final = """
    shift_id IN (SELECT g.shift_id FROM signups g WHERE g.person_id = :gone)
    AND shift_id NOT IN (SELECT g.shift_id FROM signups g WHERE g.person_id = :kept)
"""
_THEIR_TRAININGS: Final = """
    SELECT s.activity_id FROM signups g JOIN shifts s ON s.id = g.shift_id WHERE g.person_id
"""
_AT_THEIR_TRAINING: Final = f"""
    activity_id IN ({_THEIR_TRAININGS} = :gone) AND activity_id NOT IN ({_THEIR_TRAININGS} = :kept)
"""

# What came of something of theirs while the two were one goes back with it: a place with its hours, a claim with its
# decision, a line of the ledger with what corrects it, an enquiry with what its person wrote.
_GOES_BACK: Final = (
    """
    UPDATE entries SET person_id = :gone WHERE person_id = :kept AND id > :last AND (
        claim_id IN (SELECT c.id FROM claims c WHERE c.person_id = :gone)
        OR replaces_id IN (SELECT e.id FROM entries e WHERE e.person_id = :gone)
        OR (
            replaces_id IS NULL AND shift_id IN (SELECT g.shift_id FROM signups g WHERE g.person_id = :gone)
            AND shift_id NOT IN (SELECT g.shift_id FROM signups g WHERE g.person_id = :kept)
        )
    )
    """,
    """
    UPDATE study_lines SET person_id = :gone WHERE person_id = :kept AND (
        replaces_id IN (SELECT l.id FROM study_lines l WHERE l.person_id = :gone)
        OR (
            replaces_id IS NULL AND shift_id IN (SELECT g.shift_id FROM signups g WHERE g.person_id = :gone)
            AND shift_id NOT IN (SELECT g.shift_id FROM signups g WHERE g.person_id = :kept)
        )
    )
    """,
    """
    UPDATE enquiry_lines SET by_id = :gone
    WHERE by_id = :kept AND enquiry_id IN (SELECT e.id FROM enquiries e WHERE e.person_id = :gone)
    """,
    """
    UPDATE reminders SET person_id = :gone WHERE person_id = :kept
        AND shift_id IN (SELECT g.shift_id FROM signups g WHERE g.person_id = :gone)
        AND shift_id NOT IN (SELECT g.shift_id FROM signups g WHERE g.person_id = :kept)
    """,
    # What was learned or said at sessions and shifts that are theirs alone, and what came of it.
    *(
        f"""
        UPDATE {table} SET person_id = :gone WHERE person_id = :kept AND {of} AND NOT EXISTS (
            SELECT 1 FROM {table} theirs WHERE theirs.person_id = :gone AND {same}
        )
        """
        for table, of, same in (
            ("results", _AT_THEIR_TRAINING, "theirs.activity_id = results.activity_id"),
            ("quiz_attempts", _AT_THEIR_TRAINING, "theirs.id = quiz_attempts.id"),
            ("ratings", _AT_THEIR_SHIFT, "theirs.shift_id = ratings.shift_id"),
            (
                "commendations",
                _AT_THEIR_SHIFT,
                "theirs.shift_id = commendations.shift_id AND theirs.by_id = commendations.by_id",
            ),
        )
    ),
    """
    UPDATE qualifications SET person_id = :gone WHERE person_id = :kept AND id > :given AND (
        id IN (SELECT r.qualification_id FROM results r WHERE r.person_id = :gone)
        OR id IN (SELECT g.qualification_id FROM exam_entries g WHERE g.person_id = :gone)
    )
    """,
)

# The roles of a shift may have been written anew meanwhile: where one's own is gone, one goes on in the first there is.
_IN_A_ROLE: Final = """
    UPDATE signups SET role_id = (
        SELECT r.id FROM shift_roles r WHERE r.shift_id = signups.shift_id ORDER BY r.ordinal, r.id LIMIT 1
    )
    WHERE person_id IN (:kept, :gone) AND state IN ('confirmed', 'waiting', 'left')
        AND (role_id IS NOT NULL OR EXISTS (SELECT 1 FROM shift_roles r WHERE r.shift_id = signups.shift_id))
        AND NOT EXISTS (SELECT 1 FROM shift_roles r WHERE r.shift_id = signups.shift_id AND r.id = signups.role_id)
"""


async def part(tx: Transaction, steps: list[Step], last: int, given: int, *, kept: int, gone: int) -> None:
    """Give back what went over in these steps, with what became of it since.

    `last` is the last line of the ledger before that, `given` the last qualification.
    """
    await take_back(tx, steps, kept, gone)
    await tx.execute(_IN_A_ROLE, kept=kept, gone=gone)
    note_written(tx, kept, gone)
    while sum([await tx.execute(statement, kept=kept, gone=gone, last=last, given=given) for statement in _GOES_BACK]):
        pass
