"""Forgetting a person: what goes, what stays, and of every column which (docs/rules.md: People and units; decision 22).

What somebody wrote or gave of themselves goes. What was done stays, as a former volunteer's: numbers, days, places.
What others wrote stays theirs for as long as it is kept anyway.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple

from storage.engine.database import Reader, Row, Transaction, query
from storage.engine.values import seconds
from storage.rows.certified import FORGETS_CERTIFICATES
from storage.rows.first_shifts import ANEW
from storage.rows.guardians import FORGETS_GUARDIAN
from volunteering.rules.importing.progress import UNDECIDED

UNDECIDED_STATES: Final = ", ".join(f"'{state}'" for state in sorted(UNDECIDED))
"""Of lists that were sent and of which nothing is there."""

STATEMENTS: Final = (
    "DELETE FROM drafts WHERE telegram_id = (SELECT telegram_id FROM people WHERE id = :person)",
    "DELETE FROM parked WHERE telegram_id = (SELECT telegram_id FROM people WHERE id = :person)",
    """
    UPDATE inbox SET told = 1, telegram_id = NULL, message_id = NULL
    WHERE told = 0 AND telegram_id = (SELECT telegram_id FROM people WHERE id = :person)
    """,
    "DELETE FROM import_rows WHERE phone = (SELECT phone FROM people WHERE id = :person)",
    # A list that they sent goes with them; of one that was decided on, what it was called.
    f"DELETE FROM imports WHERE by_id = :person AND state IN ({UNDECIDED_STATES})",
    "UPDATE imports SET file_id = '', name = '' WHERE by_id = :person",
    "DELETE FROM memberships WHERE person_id = :person",
    "DELETE FROM roles WHERE person_id = :person",
    "DELETE FROM census_asks WHERE person_id = :person",
    "DELETE FROM check_ins WHERE person_id = :person",
    "DELETE FROM check_in_boards WHERE person_id = :person",
    "DELETE FROM check_in_guesses WHERE person_id = :person",
    "DELETE FROM appraisal_sheets WHERE person_id = :person",
    # What they had begun to say of others nobody has read, and nobody will.
    """
    UPDATE appraisal_sheets SET led_by = NULL, led_words = '', led_results = NULL, led_ability = NULL,
        led_knowledge = NULL, led_attitude = NULL, led_cooperation = NULL
    WHERE led_by = :person AND handed_at IS NULL
    """,
    "DELETE FROM profiles WHERE person_id = :person",
    "DELETE FROM blocked_days WHERE person_id = :person",
    "DELETE FROM guardians WHERE person_id = :person",
    f"{FORGETS_GUARDIAN} WHERE telegram_id = (SELECT telegram_id FROM people WHERE id = :person)",
    "UPDATE claims SET what = '', reason = '' WHERE person_id = :person",
    "UPDATE entries SET note = '', record = NULL WHERE person_id = :person",
    # What they were answered says of them what they asked.
    """
    UPDATE enquiry_lines SET text = ''
    WHERE by_id = :person OR enquiry_id IN (SELECT id FROM enquiries WHERE person_id = :person)
    """,
    """
    UPDATE enquiry_readers SET state = 'answered'
    WHERE enquiry_id IN (SELECT id FROM enquiries WHERE person_id = :person)
    """,
    "UPDATE enquiries SET state = 'answered' WHERE person_id = :person",
    "UPDATE enquiries SET quote = '' WHERE person_id = :person OR writer_id = :person",
    "DELETE FROM enquiry_readers WHERE person_id = :person",
    "DELETE FROM results WHERE person_id = :person",
    """
    UPDATE results SET qualification_id = NULL
    WHERE qualification_id IN (SELECT id FROM qualifications WHERE person_id = :person)
    """,
    "DELETE FROM qualifications WHERE person_id = :person",
    # The stars of a shift stay, as nobody's; the words are theirs.
    "UPDATE ratings SET words = '', said = '' WHERE person_id = :person",
    "UPDATE commendations SET words = '' WHERE person_id = :person",
    "UPDATE exam_entries SET qualification_id = NULL WHERE person_id = :person",
    "DELETE FROM honours WHERE person_id = :person",
    "DELETE FROM star_marks WHERE person_id = :person",
    *ANEW,  # nobody looks at their note any more
    "DELETE FROM star_checks WHERE person_id = :person",
    *FORGETS_CERTIFICATES,
    "UPDATE journal SET facts = '{}' WHERE person_id = :person",
    "DELETE FROM merges WHERE kept_id = :person OR gone_id = :person",
    "DELETE FROM keep_asks WHERE person_id = :person",
    "DELETE FROM without_buddies WHERE person_id = :person",
    "DELETE FROM asks WHERE person_id = :person",
    "DELETE FROM calendars WHERE person_id = :person",
    "DELETE FROM ask_choices WHERE person_id = :person",
    "DELETE FROM quiz_answers WHERE attempt_id IN (SELECT t.id FROM quiz_attempts t WHERE t.person_id = :person)",
    "DELETE FROM quiz_attempts WHERE person_id = :person",
    "UPDATE buddy_lines SET text = '' WHERE by_id = :person",
    """
    UPDATE record_claims SET state = 'refused' WHERE state = 'open' AND (person_id = :person OR record_id = :person)
    """,
    "UPDATE outbox SET state = 'dropped' WHERE state = 'owed' AND person_id = :person",
    "UPDATE outbox SET facts = '{}', error = '', unheard = NULL WHERE person_id = :person",
    """
    UPDATE people SET state = 'erased', reachable = 0, telegram_id = NULL, phone = NULL, name = '', name_folded = '',
        stood_before = NULL, held_because = '', born = NULL, at_once = NULL
    WHERE id = :person
    """,
)
"""What forgets `:person`, in this order; done twice it does nothing twice."""

_SHORTEST_NAME: Final = 2  # letters; of a shorter one it can't be said whom it names

NAMES: Final = "SELECT telegram_id, name, phone FROM people WHERE id = :person"
_ALL_NAMES: Final = "SELECT id, telegram_id, name, phone FROM people WHERE id = :person OR merged_into = :person"
"""Whoever had become a part of them is them, too."""

PARKED: Final = "SELECT update_id, payload FROM parked"
FORGET_PARKED: Final = "DELETE FROM parked WHERE update_id = :update"


_LATELY: Final = """
    SELECT p.id FROM people p JOIN journal j ON j.person_id IN (p.id, p.merged_into)
    WHERE p.state = 'erased' AND j.kind = 'erased' AND j.at >= :since ORDER BY p.id
"""


async def erase(tx: Transaction, person_id: int) -> None:
    """Forget a person: what names them goes, their hours stay (docs/rules.md: People and units)."""
    named, parked = await tx.several(query(_ALL_NAMES, person=person_id), query(PARKED))
    for number in parked_about(named, parked):
        tx.later(FORGET_PARKED, update=number)
    for whose in (*(one["id"] for one in named if one["id"] != person_id), person_id):
        for statement in STATEMENTS:
            tx.later(statement, person=whose)


async def erase_again(tx: Transaction, since: datetime) -> None:
    """Forget once more whoever was erased since then: what somebody else was writing of them at that moment goes, too.

    A leader who gives a qualification and an import that brings one wait for nobody who has themselves erased.
    """
    for row in await tx.all(_LATELY, since=seconds(since)):
        for statement in STATEMENTS:
            tx.later(statement, person=row["id"])


def parked_about(named: Iterable[Row], parked: Iterable[Row]) -> list[int]:
    """Updates of others that name the person: put aside for whoever repairs Yigong, no reason to keep a name."""
    marks = {mark for one in named for mark in _marks(one["telegram_id"], one["name"], one["phone"])}
    return [row["update_id"] for row in parked if any(mark in row["payload"] for mark in marks)]


def _marks(telegram_id: int | None, name: str, phone: str | None) -> set[str]:
    """What a text names a person by, as it is and as JSON has it."""
    marks = {str(telegram_id or ""), name if len(name) >= _SHORTEST_NAME else "", (phone or "").removeprefix("+")}
    return {written for mark in marks if mark for written in (mark, json.dumps(mark)[1:-1])}


class Erased(NamedTuple):
    """Somebody who was forgotten, known by what stays: their row, and when it was made."""

    person_id: int
    registered_at: int  # seconds since 1970; with it a number of another city's, or of a time before, is nobody's here


ERASED: Final = "SELECT id, registered_at FROM people WHERE state = 'erased'"


async def erased(reader: Reader) -> frozenset[Erased]:
    """Everybody who was forgotten."""
    return frozenset(Erased(row["id"], row["registered_at"]) for row in await reader.all(ERASED))
