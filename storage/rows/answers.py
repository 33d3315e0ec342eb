"""What a shift's people have said of coming, who has to be called, and what shifts like it came to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from storage.engine.database import Query, Row, query
from storage.rows.reminders import SILENT_AT_LAST
from storage.rows.turnouts import PAST, answer_of, past_in
from volunteering.rules.answers import AnswerSums, ReminderAnswer, answers_by_role
from volunteering.rules.turnouts import TurnedOut

_ANSWERS = """
    SELECT g.role_id, g.coming, COUNT(*) AS people FROM signups g
    WHERE g.shift_id = :shift AND g.state = 'confirmed' GROUP BY g.role_id, g.coming
"""

_SILENT = f"""
    SELECT p.name, p.phone FROM signups g JOIN shifts s ON s.id = g.shift_id JOIN people p ON p.id = g.person_id
    WHERE g.shift_id = :shift AND {SILENT_AT_LAST} ORDER BY g.ticket
"""


@dataclass(frozen=True, slots=True)
class SilentPerson:
    """Somebody with a place who was asked for the last time whether they come, and said nothing."""

    name: str
    phone: str | None


@dataclass(frozen=True, slots=True)
class SaidOfShift:
    """What the people of one have answered, who has not, and what shifts like it came to."""

    answers: Mapping[int | None, AnswerSums] = field(default_factory=dict)  # by role
    silent: tuple[SilentPerson, ...] = ()
    past: Mapping[ReminderAnswer, TurnedOut] = field(default_factory=dict)  # of shifts like it


NOTHING_SAID: Final = SaidOfShift()


def said_of(shift_id: int, asked: int | None) -> tuple[Query, ...]:
    """What is to be read for `said_in`; people were asked for the last time so many minutes before the start."""
    return (
        query(_ANSWERS, shift=shift_id),
        query(_SILENT, shift=shift_id, asked=asked),
        query(PAST, shift=shift_id),
    )


def said_in(found: Sequence[Sequence[Row]]) -> SaidOfShift:
    """The answers of a shift, of what was read for them."""
    answers, silent, past = found
    return SaidOfShift(
        answers_by_role((row["role_id"], answer_of(row["coming"]), row["people"]) for row in answers),
        tuple(SilentPerson(row["name"], row["phone"]) for row in silent),
        past_in(past),
    )
