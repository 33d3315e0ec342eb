"""Ending certificates that the ledger no longer bears out, whoever writes it (decision 60).

Whoever writes lines notes them here; what they make untrue is replaced in the same transaction, once all of them are
written, and its holder told.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Final

from storage.engine.database import Transaction
from storage.rows.certificates import CERTIFICATE, certificate_in, end
from storage.rows.outbox import OutboxRows
from storage.rows.statements import listed
from volunteering.rules.certificates import Certificate, CertificateState, WrittenLine, is_outdated
from volunteering.rules.hours import Entry
from volunteering.rules.notices.certificates import CertificatesReplaced
from volunteering.rules.notices.keys import key_of
from volunteering.rules.notices.owed import Owed

_VALID: Final = f"SELECT {CERTIFICATE} FROM certificates f WHERE f.state = 'valid'"

UNTRUE: Final = """
    FROM certificates f WHERE f.state = 'valid' AND f.minutes <> (
        SELECT CAST(COALESCE(SUM(e.change), 0) AS BIGINT) FROM entries e
        WHERE e.person_id = f.person_id AND e.day <= f.last_day AND (f.first_day IS NULL OR e.day >= f.first_day)
    )
"""
"""Where lines became somebody's or somebody else's, each with time in it: the sum is another one."""

_AT_ONCE: Final = 500  # people


class Outdating:
    """Has certificates replaced that say something else than the ledger, and their holders told.

    Lines are noted one by one; they are looked through together, in two queries, when everything is written.
    """

    __slots__ = ("_noted", "_outbox", "_tx")

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._noted: dict[int, list[WrittenLine]] = {}  # by person
        self._outbox = OutboxRows(tx)

    @property
    def owes(self) -> bool:
        """Whether somebody is to be told."""
        return self._outbox.owes

    def note(self, entry: Entry) -> None:
        """A line is written, which may say something else of a certificate's days."""
        if not entry.change:
            return
        if not self._noted:
            self._tx.before_commit(lambda: self._look(entry.at))
        subject = (entry.shift_id, entry.claim_id, entry.title, entry.record.nth if entry.record else 0)
        one = WrittenLine(day=entry.day, of=repr(subject), change=entry.change)
        self._noted.setdefault(entry.person_id, []).append(one)

    async def _look(self, at: datetime) -> None:
        noted, self._noted = self._noted, {}
        people = sorted(noted)
        for first in range(0, len(people), _AT_ONCE):
            named, values = listed("person", people[first : first + _AT_ONCE])
            rows = await self._tx.all(
                f"{_VALID} AND f.person_id IN ({named}) ORDER BY f.person_id, f.id",
                **values,
            )
            self._replace([one for one in map(certificate_in, rows) if _is_outdated(one, noted)], at)

    async def valid_of(self, person_id: int) -> list[int]:
        """Those of somebody that hold as yet."""
        rows = await self._tx.all(
            f"{_VALID} AND f.person_id = :person ORDER BY f.id",
            person=person_id,
        )
        return [row["id"] for row in rows]

    async def given_over(self, people: Collection[int], at: datetime, *, besides: Iterable[int] = ()) -> None:
        """Lines of these became one another's; `besides`: with a number for their holder that is nobody's any more."""
        for person_id in sorted(people):
            found = await self._tx.all(
                f"SELECT f.id {UNTRUE} AND f.person_id = :person ORDER BY f.id", person=person_id
            )
            self._end({row["id"] for row in found} | set(besides), person_id, at)

    def _replace(self, outdated: Sequence[Certificate], at: datetime) -> None:
        by_person: dict[int, list[int]] = {}
        for one in outdated:
            if one.person_id is not None:
                by_person.setdefault(one.person_id, []).append(one.id)
        for person_id, ids in by_person.items():
            self._end(ids, person_id, at)

    def _end(self, ids: Iterable[int], person_id: int, at: datetime) -> None:
        notice = CertificatesReplaced(certificate_ids=tuple(sorted(ids)))
        for number in notice.certificate_ids:
            end(self._tx, number, CertificateState.REPLACED, at, None, "")
        if notice.certificate_ids:
            self._outbox.owe(Owed(key=key_of(notice.about(), person_id), person_id=person_id, notice=notice), at)


class Outdates:
    """Rows by which the ledger changes, and certificates with it."""

    __slots__ = ()
    outdating: Outdating

    @property
    def owes(self) -> bool:
        """Whether somebody is to be told that a certificate of theirs was replaced."""
        return self.outdating.owes


def _is_outdated(one: Certificate, noted: dict[int, list[WrittenLine]]) -> bool:
    return one.person_id is not None and one.days is not None and is_outdated(one.days, noted[one.person_id])
