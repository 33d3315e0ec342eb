"""What was certified since a backup that is put back over the database that knows it (docs/rules.md: Certificates).

Its number stands on a paper: whoever checks it is told how it stands, also where the hours are lost. And nothing is
signed again with a key that another had followed.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, inspect, text

from storage.engine.values import seconds
from storage.rows.outbox import OWE_NEW
from volunteering.rules.certificates import CertificateState, EndedBy
from volunteering.rules.notices.certificates import CertificatesReplaced
from volunteering.rules.notices.keys import key_of

Columns = dict[str, Any]
"""A row, by column."""

_KEYS: Final = "SELECT public, private, at FROM signing_keys ORDER BY nth"

_ISSUED: Final = """
    SELECT f.id, f.number, f.person_id, p.registered_at, f.unit, f.name, f.first_day, f.last_day, f.minutes, f.payload,
        f.signature, k.public, f.digest, f.shows_name, f.state, f.at, f.ended_at, f.ended_as, f.reason
    FROM certificates f JOIN signing_keys k ON k.id = f.key_id LEFT JOIN people p ON p.id = f.person_id
    WHERE f.id = :id
"""

_NAMED: Final = """
    SELECT n.certificate_id, n.person_id, p.registered_at
    FROM certificate_leaders n JOIN people p ON p.id = n.person_id WHERE n.certificate_id = :id ORDER BY n.person_id
"""

_ENDED: Final = "SELECT number, state, ended_at, ended_as, reason FROM certificates WHERE state <> 'valid'"

_END: Final = """
    UPDATE certificates SET state = :state, ended_at = :ended_at, ended_as = :ended_as, reason = :reason
    WHERE number = :number AND state = 'valid'
"""

_ADD_KEY: Final = """
    INSERT INTO signing_keys (nth, public, private, at)
    SELECT COALESCE(MAX(nth), 0) + 1, CAST(:public AS TEXT), CAST(:private AS TEXT), CAST(:at AS BIGINT)
    FROM signing_keys
"""

_SIGN_NO_MORE: Final = "UPDATE signing_keys SET private = '' WHERE nth < (SELECT MAX(k.nth) FROM signing_keys k)"

_ADD: Final = """
    INSERT INTO certificates (number, person_id, unit, name, first_day, last_day, minutes, payload, signature, key_id,
        digest, shows_name, state, at, ended_at, ended_as, reason)
    VALUES (:number, :person_id, :unit, :name, :first_day, :last_day, :minutes, :payload, :signature,
        (SELECT k.id FROM signing_keys k WHERE k.public = :public), :digest, :shows_name, :state, :at, :ended_at,
        :ended_as, :reason)
"""

_NAME: Final = """
    INSERT INTO certificate_leaders (certificate_id, person_id)
    SELECT f.id, CAST(:person_id AS BIGINT) FROM certificates f WHERE f.number = :number
"""

_IS_KNOWN: Final = "SELECT 1 FROM people WHERE id = :person_id AND registered_at = :registered_at AND state <> 'erased'"

_SERVED: Final = """
    SELECT COALESCE(SUM(e.change), 0) FROM entries e
    WHERE e.person_id = :person_id AND e.day <= :last_day
        AND (CAST(:first_day AS TEXT) IS NULL OR e.day >= CAST(:first_day AS TEXT))
"""

_NOTHING_KEPT: Final[Columns] = {
    "person_id": None,
    "unit": "",
    "name": "",
    "first_day": None,
    "last_day": None,
    "minutes": 0,
    "payload": "",
    "signature": "",
    "shows_name": 0,
    "state": CertificateState.WITHDRAWN,
    "ended_as": EndedBy.ERASURE,
    "reason": "",
}


@dataclass(frozen=True, slots=True)
class CertifiedThere:
    """What is known in a database that is about to be replaced: its keys, the oldest first, and what it certified."""

    keys: Sequence[Columns] = ()
    ended: Sequence[Columns] = ()  # how, by number
    since: Sequence[Columns] = ()  # which the backup does not know
    named: Sequence[Columns] = ()  # who is named on those besides their holders


def certified_in(connection: Connection, known: Collection[str]) -> CertifiedThere:
    """What was certified in a database that is about to be replaced, if it has any of it at all.

    Of what has a number that is `known` in the backup only how it ended: all of them would be hundreds of megabytes.
    """
    if not inspect(connection).has_table("certificates"):
        return CertifiedThere()
    numbers = connection.execute(text("SELECT id, number FROM certificates ORDER BY id")).all()
    since = [{"id": number} for number, certificate in numbers if certificate not in known]
    keys, ended = (_rows(connection, sql, {}) for sql in (_KEYS, _ENDED))
    issued, named = ([row for one in since for row in _rows(connection, sql, one)] for sql in (_ISSUED, _NAMED))
    return CertifiedThere(keys, ended, issued, named)


def _rows(connection: Connection, sql: str, values: Columns) -> list[Columns]:
    return [dict(row) for row in connection.execute(text(sql), values).mappings()]


def certify_again(connection: Connection, certified: CertifiedThere, now: datetime) -> None:
    """Let those hold no more that an earlier backup has as valid, and have those known that it doesn't know."""
    if certified.ended:
        connection.execute(text(_END), list(certified.ended))
    of_here = {one["id"] for one in certified.since if one["person_id"] is not None and _is_known(connection, one)}
    keys = set(connection.execute(text("SELECT public FROM signing_keys")).scalars())
    if not of_here and keys.isdisjoint(one["public"] for one in certified.keys):
        return  # of another city
    for key in certified.keys:
        if key["public"] not in keys:
            connection.execute(text(_ADD_KEY), key)
    connection.execute(text(_SIGN_NO_MORE))
    for one in certified.since:
        _add(connection, one, certified, now, is_of_here=one["id"] in of_here)


def _is_known(connection: Connection, one: Columns) -> bool:
    return connection.execute(text(_IS_KNOWN), one).first() is not None


def _add(connection: Connection, one: Columns, certified: CertifiedThere, now: datetime, *, is_of_here: bool) -> None:
    """As it was, where the ledger says the same of its days; else it is replaced, and its holder told."""
    if not is_of_here:  # they were erased, or registered after the backup and are nobody here any more
        withdrawn = one["ended_at"] if one["state"] == CertificateState.WITHDRAWN else seconds(now)
        connection.execute(text(_ADD), {**one, **_NOTHING_KEPT, "digest": one["number"], "ended_at": withdrawn})
        return
    leaders = [each for each in certified.named if each["certificate_id"] == one["id"]]
    if not all(_is_known(connection, each) for each in leaders):
        one, leaders = {**one, "payload": "", "signature": "", "digest": one["number"]}, []
    is_true = connection.execute(text(_SERVED), one).scalar() == one["minutes"]
    is_replaced = one["state"] == CertificateState.VALID and not is_true
    if is_replaced:
        one = {**one, "state": CertificateState.REPLACED, "ended_at": seconds(now)}
    connection.execute(text(_ADD), one)
    for each in leaders:
        connection.execute(text(_NAME), {"person_id": each["person_id"], "number": one["number"]})
    if is_replaced:
        _tell(connection, one, now)


def _tell(connection: Connection, one: Columns, now: datetime) -> None:
    number = connection.execute(text("SELECT id FROM certificates WHERE number = :number"), one).scalar_one()
    notice = CertificatesReplaced(certificate_ids=(number,))
    owed = {
        "key": key_of(notice.about(), one["person_id"]),
        "person": one["person_id"],
        "kind": notice.kind,
        "facts": notice.model_dump_json(),
        "bulk": 0,
        "broadcast": None,
        "due": seconds(now),
        "at": seconds(now),
    }
    connection.execute(text(OWE_NEW), owed)
