"""A card of honour that was handed over is in its person's hands, also when a backup of before is put back.

So the hours that it counted count for no other (docs/rules.md: Stars and honours).
"""

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import Connection, inspect, text

_HELD: Final = """
    SELECT h.person_id, p.registered_at, h.name, h.day, h.unit_id, h.unit_name, h.note, h.by_id, h.at, h.minutes
    FROM honours h JOIN people p ON p.id = h.person_id
    WHERE h.minutes IS NOT NULL AND h.taken_back_at IS NULL ORDER BY h.id
"""
_HOLD: Final = """
    INSERT INTO honours (person_id, name, day, unit_id, unit_name, note, by_id, at, minutes)
    SELECT p.id, :name, :day, COALESCE((SELECT u.id FROM units u WHERE u.id = :unit_id), p.home_unit_id), :unit_name,
        :note, (SELECT b.id FROM people b WHERE b.id = :by_id), :at, :minutes
    FROM people p WHERE p.id = :person_id AND p.registered_at = :registered_at AND NOT EXISTS (
        SELECT 1 FROM honours h WHERE h.person_id = p.id AND h.at = :at AND h.minutes IS NOT NULL
    )
"""

Card = dict[str, Any]
"""One that somebody holds, by column, with when its person registered."""


def cards_held_in(connection: Connection) -> Collection[Card]:
    """The cards that hold in a database that is about to be replaced, if it has any at all."""
    if not inspect(connection).has_table("honours"):
        return ()
    return [dict(row) for row in connection.execute(text(_HELD)).mappings()]


def hold_again(connection: Connection, cards: Collection[Card]) -> None:
    """Let those hold that an earlier backup doesn't know, of everybody whom it knows."""
    for card in cards:
        connection.execute(text(_HOLD), card)
