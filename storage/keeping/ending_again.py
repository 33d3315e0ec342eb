"""A certificate that has ended stays so when a backup of before is put back (docs/rules.md: Certificates)."""

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import Connection, inspect, text

_ENDED: Final = "SELECT number, state, ended_at, ended_as, reason FROM certificates WHERE state <> 'valid'"
_END: Final = """
    UPDATE certificates SET state = :state, ended_at = :ended_at, ended_as = :ended_as, reason = :reason
    WHERE number = :number AND state = 'valid'
"""

Ended = dict[str, Any]
"""A certificate's number and how it ended, by column."""


def ended_in(connection: Connection) -> Collection[Ended]:
    """The certificates that hold no more in a database that is about to be replaced, if it has any at all."""
    if not inspect(connection).has_table("certificates"):
        return ()
    return [dict(row) for row in connection.execute(text(_ENDED)).mappings()]


def end_again(connection: Connection, ended: Collection[Ended]) -> None:
    """Let those hold no more that an earlier backup has as valid: their numbers are nobody else's."""
    if ended:
        connection.execute(text(_END), list(ended))
