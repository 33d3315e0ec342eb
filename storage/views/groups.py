"""What cards in groups show, and which may show something else by now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.engine.database import Reader, query
from storage.engine.pages import TOTAL
from storage.engine.values import seconds
from storage.rows.activities import ACTIVITY, FROM_ACTIVITY, activity_in
from storage.rows.capacities import CAPACITY, capacity_in
from storage.rows.shifts import SHIFT, shift_in
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.capacity import Capacity
from volunteering.rules.groups import SHIFTS_SHOWN
from volunteering.rules.volunteers import Language

_IS_AHEAD: Final = "s.state = 'open' AND s.ends_at > :now AND s.starts_at > :now"
"""Of a shift `s`. What has not begun has not ended: by its end it is found among those of one activity."""

_IS_NEW: Final = f"""
    a.unit_id = g.unit_id AND a.state = 'open' AND a.training = 0 AND a.created_at >= g.at AND EXISTS (
        SELECT 1 FROM shifts s WHERE s.activity_id = a.id AND {_IS_AHEAD}
    ) AND NOT EXISTS (SELECT 1 FROM group_cards c WHERE c.activity_id = a.id AND c.chat_id = g.chat_id)
"""
"""Of an activity `a` and a group `g`: it was posted since the group was bound, and has no card there."""

_EVERY: Final = f"""
    SELECT c.chat_id, c.activity_id FROM group_cards c WHERE c.closed_at IS NULL
    UNION ALL
    SELECT g.chat_id, a.id FROM bound_groups g JOIN activities a ON a.unit_id = g.unit_id WHERE {_IS_NEW}
    UNION ALL
    SELECT g.chat_id, 0 FROM bound_groups g WHERE g.unit_id IS NOT NULL AND g.greeted = 0
"""

_OF_NOTES: Final = """
    (
        SELECT j.id, COALESCE(j.activity_id, s.activity_id) AS activity_id
        FROM journal j LEFT JOIN shifts s ON s.id = j.shift_id WHERE j.id > :after
    )
"""

_NOTED: Final = f"""
    SELECT n.id, c.chat_id, c.activity_id FROM {_OF_NOTES} n
        JOIN group_cards c ON c.activity_id = n.activity_id
    UNION ALL
    SELECT n.id, g.chat_id, a.id FROM {_OF_NOTES} n JOIN activities a ON a.id = n.activity_id
        JOIN bound_groups g ON {_IS_NEW}
"""

_BEGUN: Final = """
    SELECT c.chat_id, c.activity_id FROM shifts s JOIN group_cards c ON c.activity_id = s.activity_id
    WHERE s.state = 'open' AND s.starts_at > :since AND s.starts_at <= :now AND c.closed_at IS NULL
"""
_OWED: Final = """
    SELECT c.chat_id, c.activity_id FROM group_cards c WHERE c.closed_at IS NULL AND c.shown = ''
    UNION ALL
    SELECT g.chat_id, 0 FROM bound_groups g WHERE g.unit_id IS NOT NULL AND g.greeted = 0
"""

_CARD: Final = f"""
    SELECT {ACTIVITY}, g.language, c.message_id, c.shown,
        CASE WHEN g.unit_id = a.unit_id THEN 1 ELSE 0 END AS is_bound
    FROM {FROM_ACTIVITY} JOIN bound_groups g ON g.chat_id = :chat
        LEFT JOIN group_cards c ON c.activity_id = a.id AND c.chat_id = g.chat_id
    WHERE a.id = :activity
"""

_AHEAD: Final = f"""
    SELECT {SHIFT}, {CAPACITY}, {TOTAL} FROM shifts s
    WHERE s.activity_id = :activity AND s.state = 'open' AND s.ends_at > :now
    ORDER BY s.starts_at, s.id LIMIT {SHIFTS_SHOWN}
"""

Place = tuple[int, int]
"""A group and an activity, by their numbers; 0 is the word that the group is bound."""


@dataclass(frozen=True, slots=True)
class GroupCard:
    """An activity as a group reads it: the shifts to come that are shown, of how many, and how full they are."""

    activity: Activity
    shifts: tuple[tuple[Shift, Capacity], ...]
    in_all: int
    language: Language
    is_bound: bool  # False: the group hears of this team no more
    message_id: int | None
    shown: str
    is_owed: bool  # its place in the group is kept, though it may hang there no more

    @property
    def is_over(self) -> bool:
        """Whether nothing of it is to come."""
        return not self.shifts

    @property
    def may_be_sent(self) -> bool:
        """Whether there is anything for the group in it; else a card that is there has its last word."""
        return self.is_bound and self.activity.is_on and not self.is_over


async def card_in(reader: Reader, chat_id: int, activity_id: int, now: datetime) -> GroupCard | None:
    """The card of an activity in a group, as things are now; None where one of them is not there. One hop."""
    found, ahead = await reader.several(
        query(_CARD, chat=chat_id, activity=activity_id),
        query(_AHEAD, activity=activity_id, now=seconds(now)),
    )
    if not found:
        return None
    [row] = found
    return GroupCard(
        activity=activity_in(row),
        shifts=tuple((shift_in(one), capacity_in(one)) for one in ahead),
        in_all=ahead[0]["total"] if ahead else 0,
        language=Language(row["language"]),
        is_bound=bool(row["is_bound"]),
        message_id=row["message_id"],
        shown=row["shown"] or "",
        is_owed=row["shown"] == "",
    )


async def every_card(reader: Reader, now: datetime) -> list[Place]:
    """Every card that may change still or is to be sent, and the groups that are to be told that they are bound."""
    return [(row["chat_id"], row["activity_id"]) for row in await reader.all(_EVERY, now=seconds(now))]


async def newest_note(reader: Reader) -> int:
    """The number of the newest line of the journal."""
    row = await reader.one("SELECT COALESCE(MAX(id), 0) AS newest FROM journal")
    return row["newest"] if row else 0


async def touched(
    reader: Reader, after: int, since: datetime, now: datetime
) -> tuple[list[tuple[int, Place]], list[Place]]:
    """The cards of what the journal has noted after that line, with its number; and of what has begun since.

    Whatever changes an activity or who is in it is noted with it, by whichever version (docs/decisions/0030).
    """
    noted, begun, owed = await reader.several(
        query(_NOTED, after=after, now=seconds(now)),
        query(_BEGUN, since=seconds(since), now=seconds(now)),
        query(_OWED),
    )
    return (
        [(row["id"], (row["chat_id"], row["activity_id"])) for row in noted],
        [(row["chat_id"], row["activity_id"]) for row in (*begun, *owed)],
    )


async def greeting_of(reader: Reader, chat_id: int) -> tuple[str, Language] | None:
    """The name of the team that a group is to be told it is bound to, and the group's language; None where it isn't."""
    row = await reader.one(
        """
        SELECT u.name, g.language FROM bound_groups g JOIN units u ON u.id = g.unit_id
        WHERE g.chat_id = :chat AND g.greeted = 0
        """,
        chat=chat_id,
    )
    return (row["name"], Language(row["language"])) if row else None
