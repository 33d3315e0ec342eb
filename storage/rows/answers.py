"""What a shift's people have said of coming, who has to be called, and what shifts like it came to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from storage.engine.database import Query, Row, query
from storage.engine.values import seconds
from storage.rows.reminders import SILENT, SILENT_AT_LAST, UNREACHED_AT_LAST
from storage.rows.statements import listed
from storage.rows.turnouts import PAST, answer_of, past_in
from volunteering.rules.answers import AnswerSums, SaidByRole, answers_by_role
from volunteering.rules.turnouts import Past

_FROM = "signups g JOIN shifts s ON s.id = g.shift_id JOIN people p ON p.id = g.person_id"

_ANSWERS = f"""
    SELECT g.shift_id, g.role_id, g.coming, CASE WHEN {SILENT} THEN 1 ELSE 0 END AS asked, COUNT(*) AS people
    FROM {_FROM} WHERE g.shift_id IN ({{these}}) AND g.state = 'confirmed' GROUP BY 1, 2, 3, 4
"""

_TO_CALL = f"""
    SELECT g.person_id, p.name, p.phone, p.reachable FROM {_FROM}
    WHERE g.shift_id = :shift AND ({SILENT_AT_LAST} OR {UNREACHED_AT_LAST}) ORDER BY g.ticket
"""


@dataclass(frozen=True, slots=True)
class ToCall:
    """Somebody with a place who was to be asked for the last time whether they come, and said nothing."""

    person_id: int
    name: str
    phone: str | None
    reachable: bool = True  # no: they were not asked, for messages do not reach them


@dataclass(frozen=True, slots=True)
class SaidOfShift:
    """What the people of one have answered, who has not, and what shifts like it came to."""

    answers: Mapping[int | None, AnswerSums] = field(default_factory=dict)  # by role
    to_call: tuple[ToCall, ...] = ()
    past: Past = ()  # of shifts like it


NOTHING_SAID: Final = SaidOfShift()


def said_of(shift_id: int, asked: int | None, now: datetime) -> tuple[Query, ...]:
    """What is to be read for `said_in`; people were asked for the last time so many minutes before the start."""
    return (
        answers_of((shift_id,), asked),
        query(_TO_CALL, shift=shift_id, asked=asked, now=seconds(now)),
        query(PAST, shift=shift_id),
    )


def answers_of(shift_ids: Sequence[int], asked: int | None) -> Query:
    """What is to be read for `answers_in`."""
    these, numbers = listed("shift", shift_ids)
    return query(_ANSWERS.format(these=these), asked=asked, **numbers)


def answers_in(rows: Sequence[Row], shift_id: int) -> Mapping[int | None, AnswerSums]:
    """What the people of a shift have said, by role."""
    return answers_by_role(
        SaidByRole(
            role_id=row["role_id"],
            answer=answer_of(row["coming"]),
            was_asked=bool(row["asked"]),
            people=row["people"],
        )
        for row in rows
        if row["shift_id"] == shift_id
    )


def said_in(found: Sequence[Sequence[Row]], shift_id: int) -> SaidOfShift:
    """The answers of a shift, of what was read for them."""
    answers, to_call, past = found
    return SaidOfShift(
        answers_in(answers, shift_id),
        tuple(ToCall(row["person_id"], row["name"], row["phone"], bool(row["reachable"])) for row in to_call),
        past_in(past),
    )
