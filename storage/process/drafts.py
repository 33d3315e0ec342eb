"""Rows of drafts: half-filled forms, one a person, until they are sent, left or too old (decision 5).

A draft's number is never used again, so that a button of an earlier one is known to be stale.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import JsonValue

from storage.engine.database import Reader, Row, Transaction
from storage.engine.values import instant, instant_if, packed, seconds, unpacked
from storage.rows.statements import add_row

DRAFT = """
    d.id AS draft_id, d.telegram_id AS draft_of, d.form, d.about, d.answers, d.step, d.message_id, d.expires_at,
    d.left_at
"""
"""The columns of a draft `d`, for `draft_in`."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A form on its way."""

    id: int
    telegram_id: int
    form: str
    about: dict[str, JsonValue]  # what the form is for: an activity, a person
    answers: dict[str, JsonValue]  # as typed and understood so far
    step: str
    message_id: int | None  # where its question stands
    expires_at: datetime
    left_at: datetime | None = None
    """When its person went on to something else, after the last question: what they type is perhaps not its answer."""

    @property
    def question(self) -> str:
        """Which question is open: no other draft's, and no other step's, is ever the same."""
        return f"{self.id}:{self.step}"

    def number(self, of: str) -> int:
        """The number of the one activity, person … that it is for. Raises KeyError where it is for none."""
        return int(str(self.about[of]))


def draft_in(row: Row) -> Draft:
    """The draft of a row that has the columns `DRAFT`."""
    return Draft(
        id=row["draft_id"],
        telegram_id=row["draft_of"],
        form=row["form"],
        about=unpacked(row["about"]),
        answers=unpacked(row["answers"]),
        step=row["step"],
        message_id=row["message_id"],
        expires_at=instant(row["expires_at"]),
        left_at=instant_if(row["left_at"]),
    )


async def begin_draft(
    tx: Transaction,
    *,
    telegram_id: int,
    form: str,
    about: Mapping[str, JsonValue],
    answers: Mapping[str, JsonValue],
    step: str,
    message_id: int | None,
    expires_at: datetime,
) -> Draft:
    """Begin a form, in place of any other of this person."""
    drop(tx, telegram_id)
    number = await add_row(
        tx,
        "drafts",
        telegram_id=telegram_id,
        form=form,
        about=packed(about),
        answers=packed(answers),
        step=step,
        message_id=message_id,
        expires_at=seconds(expires_at),
    )
    return Draft(
        id=number,
        telegram_id=telegram_id,
        form=form,
        about=dict(about),
        answers=dict(answers),
        step=step,
        message_id=message_id,
        expires_at=instant(seconds(expires_at)),
    )


def save(tx: Transaction, draft: Draft) -> None:
    """Keep all of it but whose and which form it is; nothing if another draft has taken its place."""
    tx.later(
        """
        UPDATE drafts SET about = :about, answers = :answers, step = :step, message_id = :message,
            expires_at = :expires, left_at = :left
        WHERE id = :id
        """,
        id=draft.id,
        about=packed(draft.about),
        answers=packed(draft.answers),
        step=draft.step,
        message=draft.message_id,
        expires=seconds(draft.expires_at),
        left=seconds(draft.left_at) if draft.left_at else None,
    )


def leave_for(tx: Transaction, draft: Draft, at: datetime | None) -> None:
    """Note since when its person looks at something else; None: they are back at its question."""
    left = seconds(at) if at else None
    tx.later("UPDATE drafts SET left_at = :left WHERE id = :id", id=draft.id, left=left)


def drop(tx: Transaction, telegram_id: int) -> None:
    """End the form of this person, if there is one."""
    tx.later("DELETE FROM drafts WHERE telegram_id = :telegram", telegram=telegram_id)


async def open_draft(reader: Reader, telegram_id: int) -> int | None:
    """The number of the form that this person is in."""
    row = await reader.one("SELECT id FROM drafts WHERE telegram_id = :telegram", telegram=telegram_id)
    return None if row is None else int(row["id"])


def prune(tx: Transaction, now: datetime) -> None:
    """Forget what has expired."""
    tx.later("DELETE FROM drafts WHERE expires_at <= :now", now=seconds(now))
