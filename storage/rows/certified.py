"""What is left of certificates once somebody who is in them is forgotten (docs/rules.md: Certificates)."""

from typing import Final

FORGETS_CERTIFICATES: Final = (
    # What names them on a certificate of somebody else's can't be made again, and what was signed goes with it: also
    # its digest, by which a name that one guesses could be tried.
    """
    UPDATE certificates SET payload = '', signature = '', digest = number
    WHERE id IN (SELECT n.certificate_id FROM certificate_leaders n WHERE n.person_id = :person)
    """,
    "DELETE FROM certificate_leaders WHERE person_id = :person",
    "DELETE FROM certificate_leaders WHERE certificate_id IN (SELECT id FROM certificates WHERE person_id = :person)",
    # Of their own there is left that it holds no more: whoever has the paper is told so, and since when.
    """
    UPDATE certificates SET
        ended_at = COALESCE(
            CASE WHEN state = 'withdrawn' THEN ended_at END,
            (SELECT MAX(j.at) FROM journal j WHERE j.person_id = :person), at
        ),
        ended_as = CASE WHEN state = 'withdrawn' THEN ended_as ELSE 'erasure' END, state = 'withdrawn', shows_name = 0,
        person_id = NULL, unit = '', name = '', first_day = NULL, last_day = NULL, minutes = 0, payload = '',
        signature = '', digest = '', reason = ''
    WHERE person_id = :person
    """,
)
"""Their own, and those of others in which `:person` is named."""
