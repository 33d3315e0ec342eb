"""Rows of people who are known twice: what is remembered of a merge, and who says that a record is theirs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from typing_extensions import override

from storage.engine.database import Reader, Row, Transaction, query
from storage.engine.readonly import locking
from storage.engine.values import instant, packed, seconds, unpacked
from storage.rows.doubles import Becoming
from storage.rows.hours import HOLDS, HOLDS_IN_STUDY, counted_in
from storage.rows.outdating import Outdates, Outdating
from storage.rows.parting import part
from storage.rows.statements import add_row
from storage.rows.volunteers import PeopleRows
from volunteering.records.doubles import Doubles
from volunteering.rules.doubles import ClaimState, CountedTwice, Merge, RecordClaim
from volunteering.rules.hours import Counted
from volunteering.rules.volunteers import Person, Standing

_HOLDS_FOR: Final = {False: f"{HOLDS} AND e.person_id", True: f"{HOLDS_IN_STUDY} AND l.person_id"}
"""By whether it is the study ledger."""

_COUNTED_FOR_BOTH: Final = """
    WITH mine AS ({holds} = :kept), theirs AS ({holds} = :gone)
    SELECT mine.shift_id, mine.id AS kept_id, mine.kind AS kept_kind, mine.minutes AS kept_minutes,
        theirs.id, theirs.kind, theirs.minutes
    FROM mine JOIN theirs ON theirs.shift_id = mine.shift_id ORDER BY mine.shift_id
"""

_UNSETTLED: Final = """
    SELECT DISTINCT g.shift_id FROM signups g JOIN shifts s ON s.id = g.shift_id
    WHERE g.person_id = :gone AND (
        s.roster_at IS NULL
        OR EXISTS (SELECT 1 FROM signups mine WHERE mine.shift_id = g.shift_id AND mine.person_id = :kept)
        OR EXISTS (SELECT 1 FROM entries e WHERE e.shift_id = g.shift_id AND e.person_id = :kept)
        OR EXISTS (SELECT 1 FROM study_lines l WHERE l.shift_id = g.shift_id AND l.person_id = :kept)
    ) ORDER BY g.shift_id
"""


class DoubleRows(Outdates, Doubles):
    __slots__ = ("_tx", "frees", "outdating")

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self.outdating = Outdating(tx)
        self.frees = False  # whether a place of somebody who had two came free

    @override
    async def unsettled(self, kept_id: int, gone_id: int) -> tuple[int, ...]:
        rows = await self._tx.all(_UNSETTLED, kept=kept_id, gone=gone_id)
        return tuple(row["shift_id"] for row in rows)

    @override
    async def counted_for_both(
        self, kept_id: int, gone_id: int, *, study: bool = False
    ) -> tuple[tuple[int, Counted, Counted], ...]:
        rows = await self._tx.all(_COUNTED_FOR_BOTH.format(holds=_HOLDS_FOR[study]), kept=kept_id, gone=gone_id)
        return tuple((row["shift_id"], _kept_in(row), counted_in(row)) for row in rows)

    @override
    async def counted(self, shift_id: int, person_id: int, *, study: bool = False) -> Counted | None:
        row = await self._tx.one(
            f"{_HOLDS_FOR[study]} = :person AND shift_id = :shift", shift=shift_id, person=person_id
        )
        return counted_in(row) if row else None

    @override
    async def both_in(self, kept_id: int, gone_id: int) -> tuple[int, ...]:
        rows = await self._tx.all(
            """
            SELECT mine.shift_id FROM signups mine JOIN signups theirs ON theirs.shift_id = mine.shift_id
            WHERE mine.person_id = :kept AND theirs.person_id = :gone ORDER BY mine.shift_id
            """,
            kept=kept_id,
            gone=gone_id,
        )
        return tuple(row["shift_id"] for row in rows)

    @override
    async def merge(
        self, kept: Person, gone: Person, counted_twice: Sequence[CountedTwice], *, by_id: int | None, at: datetime
    ) -> int:
        becoming = Becoming(self._tx, kept, gone)
        theirs = await self.outdating.valid_of(gone.id)
        await becoming.become()
        await self.outdating.given_over({kept.id}, at, besides=theirs)
        self.frees |= becoming.freed
        moved = {
            "steps": becoming.steps,
            "last_line": await becoming.last_of("entries"),
            "last_given": await becoming.last_of("qualifications"),
            "counted_twice": [one.model_dump(mode="json") for one in counted_twice],
        }
        return await add_row(
            self._tx, "merges", kept_id=kept.id, gone_id=gone.id, by_id=by_id, at=seconds(at), moved=packed(moved)
        )

    @override
    async def merged(self, merge_id: int) -> Merge | None:
        lock = query("UPDATE merges SET at = at WHERE id = :merge", merge=merge_id)
        [*_, rows] = await self._tx.several(
            *locking(self._tx, lock), query("SELECT * FROM merges WHERE id = :merge", merge=merge_id)
        )
        return _merge_in(rows[0]) if rows else None

    @override
    async def newest_of(self, kept_id: int) -> Merge | None:
        row = await self._tx.one("SELECT * FROM merges WHERE kept_id = :kept ORDER BY id DESC LIMIT 1", kept=kept_id)
        return _merge_in(row) if row else None

    @override
    async def of_gone(self, gone_id: int) -> Merge | None:
        row = await self._tx.one("SELECT * FROM merges WHERE gone_id = :gone ORDER BY id DESC LIMIT 1", gone=gone_id)
        return _merge_in(row) if row else None

    @override
    async def free_account(self, person_id: int) -> None:
        # A form that they were in is nobody's any more: whoever registers anew answers other questions.
        merged = "FROM people WHERE id = :person AND state = 'merged'"
        self._tx.later(f"DELETE FROM drafts WHERE telegram_id = (SELECT telegram_id {merged})", person=person_id)
        # The number is theirs who write from it, and of the record that they are no part of any more nobody's.
        self._tx.later(
            "UPDATE people SET telegram_id = NULL, phone = NULL WHERE id = :person AND state = 'merged'",
            person=person_id,
        )

    @override
    async def undo(self, merge: Merge, at: datetime) -> None:
        row = await self._tx.one("SELECT moved FROM merges WHERE id = :merge", merge=merge.id)
        if row is None:
            return
        moved = unpacked(row["moved"])
        await part(
            self._tx,
            moved["steps"],
            moved["last_line"],
            moved.get("last_given", 0),
            kept=merge.kept_id,
            gone=merge.gone_id,
        )
        await self.outdating.given_over({merge.kept_id, merge.gone_id}, at)
        self._tx.later("DELETE FROM merges WHERE id = :merge", merge=merge.id)

    @override
    async def claim(self, record_id: int, person_id: int, at: datetime) -> RecordClaim:
        rows = query(
            """
            INSERT INTO record_claims (record_id, person_id, state, at) VALUES (:record, :person, 'open', :at)
            ON CONFLICT (record_id, person_id) DO UPDATE SET record_id = excluded.record_id RETURNING *
            """,
            record=record_id,
            person=person_id,
            at=seconds(at),
        )
        [[row]] = await self._tx.several(rows)
        return claim_in(row)

    @override
    async def claimed(self, claim_id: int) -> RecordClaim | None:
        lock = query("UPDATE record_claims SET at = at WHERE id = :claim", claim=claim_id)
        [*_, rows] = await self._tx.several(
            *locking(self._tx, lock), query("SELECT * FROM record_claims WHERE id = :claim", claim=claim_id)
        )
        return claim_in(rows[0]) if rows else None

    @override
    async def decide(self, claim_id: int, state: ClaimState, *, by_id: int | None, at: datetime) -> None:
        self._tx.later(
            "UPDATE record_claims SET state = :state, decided_by = :by, decided_at = :at WHERE id = :claim",
            claim=claim_id,
            state=state,
            by=by_id,
            at=seconds(at),
        )


def _kept_in(row: Row) -> Counted:
    return Counted(entry_id=row["kept_id"], kind=row["kept_kind"], minutes=row["kept_minutes"])


def _merge_in(row: Row) -> Merge:
    return Merge(
        id=row["id"],
        kept_id=row["kept_id"],
        gone_id=row["gone_id"],
        at=instant(row["at"]),
        counted_twice=tuple(map(CountedTwice.model_validate, unpacked(row["moved"])["counted_twice"])),
    )


def claim_in(row: Row) -> RecordClaim:
    """The claim of a record that a row has."""
    return RecordClaim(
        id=row["id"],
        record_id=row["record_id"],
        person_id=row["person_id"],
        state=row["state"],
        at=instant(row["at"]),
    )


async def follow(tx: Transaction, merge_id: int, at: datetime) -> int:
    """Give over what came to a record at the very moment at which it became another's; to how many rows that came.

    Whoever honours somebody, or adds them to an appraisal, waits for nobody who makes two records one. It is a part of
    the merge from then on, and goes back with it.
    """
    lock = query("UPDATE merges SET at = at WHERE id = :merge", merge=merge_id)
    [*_, rows] = await tx.several(*locking(tx, lock), query("SELECT * FROM merges WHERE id = :merge", merge=merge_id))
    if not rows:
        return 0
    [row] = rows
    people = PeopleRows(tx)
    await people.hold(row["kept_id"], row["gone_id"])
    kept, gone = await people.get(row["kept_id"]), await people.get(row["gone_id"])
    if kept is None or gone is None or gone.standing is not Standing.MERGED:
        return 0
    following = Becoming(tx, kept, gone)
    await following.follow()
    if following.steps:
        moved = unpacked(row["moved"])
        moved["steps"] += following.steps
        tx.later("UPDATE merges SET moved = :moved WHERE id = :merge", moved=packed(moved), merge=merge_id)
        await Outdating(tx).given_over({kept.id}, at)
    return len(following.steps)


async def remembered(reader: Reader) -> list[int]:
    """The merges that can be undone still, the oldest first."""
    return [row["id"] for row in await reader.all("SELECT id FROM merges ORDER BY id")]


def prune(tx: Transaction, before: datetime) -> None:
    """Forget what came from whom, of what was merged before that: it is too late to undo it."""
    tx.later("DELETE FROM merges WHERE at <= :before", before=seconds(before))
