"""What has to be true of the books, however often the bot was killed."""

from collections import Counter
from collections.abc import Sequence

from tests.torture.crowd import BusyLeader, Volunteer
from tests.torture.fragile import FragileTown

_OVERFULL = """
    SELECT COUNT(*) FROM shifts s WHERE s.places > 0 AND s.places <
        (SELECT COUNT(*) FROM signups g WHERE g.shift_id = s.id
            AND (g.state = 'confirmed' OR g.state = 'waiting' AND g.held_until IS NOT NULL))
"""
_OVERFULL_ROLES = """
    SELECT COUNT(*) FROM shift_roles r WHERE r.places > 0 AND r.places <
        (SELECT COUNT(*) FROM signups g WHERE g.role_id = r.id
            AND (g.state = 'confirmed' OR g.state = 'waiting' AND g.held_until IS NOT NULL))
"""
_IN_NO_ROLE = """
    SELECT COUNT(*) FROM signups g JOIN shifts s ON s.id = g.shift_id LEFT JOIN shift_roles r ON r.id = g.role_id
    WHERE g.state IN ('confirmed', 'waiting') AND (s.roles > 0) <> (r.shift_id IS NOT NULL AND r.shift_id = s.id)
"""
_WAITING_FOR_NOTHING = """
    SELECT COUNT(*) FROM signups w JOIN shifts s ON s.id = w.shift_id LEFT JOIN shift_roles r ON r.id = w.role_id
    WHERE w.state = 'waiting' AND w.held_until IS NULL AND w.passed IS NULL AND COALESCE(r.places, s.places) >
        (SELECT COUNT(*) FROM signups g WHERE g.shift_id = s.id
            AND (g.state = 'confirmed' OR g.state = 'waiting' AND g.held_until IS NOT NULL)
            AND COALESCE(g.role_id, 0) = COALESCE(w.role_id, 0))
"""
# What holds is a line that no other replaces; what was added up has to come to the same.
_SUMS_DIFFER = """
    SELECT COUNT(*) FROM people p WHERE
        (SELECT COALESCE(SUM(e.change), 0) FROM entries e WHERE e.person_id = p.id) <>
        (SELECT COALESCE(SUM(e.minutes), 0) FROM entries e WHERE e.person_id = p.id
            AND NOT EXISTS (SELECT 1 FROM entries later WHERE later.replaces_id = e.id))
"""
NEVER = {
    "a shift has more people than places": _OVERFULL,
    "a role has more people than places": _OVERFULL_ROLES,
    "somebody is in no role of a shift that has some, or in one of another": _IN_NO_ROLE,
    "the ledger does not add up": _SUMS_DIFFER,
}
"""What is counted there has to be 0 whoever did whatever."""

_UNWRITTEN_HOURS = """
    SELECT COUNT(*) FROM signups g JOIN shifts s ON s.id = g.shift_id WHERE g.state = 'confirmed' AND 1 <>
        (SELECT COUNT(*) FROM entries e WHERE e.shift_id = g.shift_id AND e.person_id = g.person_id
            AND e.kind = 'attended' AND e.minutes = (s.ends_at - s.starts_at) / 60)
"""
_UNREMINDED = """
    SELECT COUNT(*) FROM signups g WHERE g.state = 'confirmed' AND (
        NOT EXISTS (SELECT 1 FROM reminders r WHERE r.shift_id = g.shift_id AND r.person_id = g.person_id
            AND r.minutes_before = :minutes)
        OR EXISTS (SELECT 1 FROM outbox o WHERE o.person_id = g.person_id AND o.kind = 'reminder'
            AND o.state <> 'sent'))
"""

_REMINDED_OTHERWISE = """
    SELECT COUNT(*) FROM (
        SELECT o.person_id FROM outbox o WHERE o.kind IN ('reminder', 'once_more') AND o.state = 'sent'
        GROUP BY o.person_id
        HAVING SUM(CASE WHEN o.kind = 'reminder' THEN 1 ELSE 0 END) <> 2
            OR SUM(CASE WHEN o.kind = 'once_more' THEN 1 ELSE 0 END) > 1) otherwise
"""


async def unreminded(town: FragileTown, hours: int) -> int:
    """How many places there are whose people have not been sent that reminder."""
    return await town.number(_UNREMINDED, minutes=hours * 60)


async def audit(town: FragileTown, volunteers: Sequence[Volunteer], leaders: Sequence[BusyLeader]) -> None:
    """Hold the books against what people did and were told."""
    everybody = (*volunteers, *leaders)
    assert all(someone.answered == someone.acts for someone in everybody), "an act was confirmed without an answer"
    assert await town.number("SELECT COUNT(*) FROM parked") == 0, "an update was given up"
    await told_is_done(town)
    for volunteer in volunteers:
        await _registered_once(town, volunteer)
        await _signed_up_as_told(town, volunteer)
    await _hours(town, volunteers)
    await _asked(town, volunteers)
    await _widened(town, leaders)
    await _rosters(town, leaders)
    for wrong, sql in NEVER.items():
        assert await town.number(sql) == 0, wrong
    await _reminders(town)


async def nobody_waits_unasked(town: FragileTown) -> None:
    """Asked as long as places go down the line by themselves: in the last hours they are for whoever asks first."""
    assert await town.number(_WAITING_FOR_NOTHING) == 0, "somebody waits for a place that is free, and is not asked"


async def told_is_done(town: FragileTown) -> None:
    """Every act that was done was told, and nobody was told that something did not work."""
    assert await town.number("SELECT COUNT(*) FROM inbox WHERE told = 0") == 0, "somebody was not told"
    for chat in town.playground.telegram.chats.values():
        wrong = [message for message in chat.messages.values() if message.from_bot and "did not work" in message.text]
        assert not wrong, f"{chat.id} was told that it did not work"


async def _registered_once(town: FragileTown, volunteer: Volunteer) -> None:
    times = await town.number(
        "SELECT COUNT(*) FROM journal j JOIN people p ON p.id = j.person_id "
        "WHERE p.telegram_id = :who AND j.kind = 'registered'",
        who=volunteer.phone.person.id,
    )
    assert times == 1, f"{volunteer.phone.person.first_name} registered {times} times"


async def _signed_up_as_told(town: FragileTown, volunteer: Volunteer) -> None:
    who, name = volunteer.phone.person.id, volunteer.phone.person.first_name
    async with town.database.reading() as reader:
        rows = await reader.all(
            "SELECT j.kind, j.shift_id FROM journal j JOIN people p ON p.id = j.person_id "
            "WHERE p.telegram_id = :who AND j.kind IN ('signed_up', 'waits', 'left')",
            who=who,
        )
        places = await reader.all(
            "SELECT g.shift_id FROM signups g JOIN people p ON p.id = g.person_id "
            "WHERE p.telegram_id = :who AND g.state <> 'left'",
            who=who,
        )
    taken = Counter(row["shift_id"] for row in rows if row["kind"] != "left")
    left = Counter(row["shift_id"] for row in rows if row["kind"] == "left")
    assert taken == volunteer.taken, f"{name} signed up {volunteer.taken}, and the books say {taken}"
    assert left == volunteer.left, f"{name} left {volunteer.left}, and the books say {left}"
    assert {row["shift_id"] for row in places} == volunteer.is_in, f"{name} is not where the answers said"


async def _hours(town: FragileTown, volunteers: Sequence[Volunteer]) -> None:
    async with town.database.reading() as reader:
        kept = Counter(row["what"] for row in await reader.all("SELECT what FROM claims"))
    logged = Counter(what for volunteer in volunteers for what in volunteer.logged)
    assert kept == logged, "hours that were logged are missing, or there twice"
    approved = await town.number("SELECT COUNT(*) FROM claims WHERE state = 'approved'")
    entered = await town.number("SELECT COUNT(*) FROM entries WHERE claim_id IS NOT NULL")
    assert entered == approved, "hours that were approved are not in the ledger once"


async def _asked(town: FragileTown, volunteers: Sequence[Volunteer]) -> None:
    async with town.database.reading() as reader:
        kept = Counter(row["text"] for row in await reader.all("SELECT text FROM enquiry_lines"))
    asked = Counter(what for volunteer in volunteers for what in volunteer.asked)
    assert kept == asked, "something that was asked is missing, or there twice"


async def _widened(town: FragileTown, leaders: Sequence[BusyLeader]) -> None:
    async with town.database.reading() as reader:
        rows = await reader.all("SELECT shift_id FROM journal WHERE kind = 'places_changed'")
    kept = Counter(row["shift_id"] for row in rows)
    assert kept == sum((leader.widened for leader in leaders), Counter[int]()), "a role has more places, or fewer"


async def _rosters(town: FragileTown, leaders: Sequence[BusyLeader]) -> None:
    async with town.database.reading() as reader:
        rows = await reader.all("SELECT shift_id FROM journal WHERE kind = 'roster_confirmed'")
        places = await reader.all("SELECT shift_id FROM signups WHERE state = 'confirmed'")
    kept = Counter(row["shift_id"] for row in rows)
    manned = {row["shift_id"] for row in places}  # where nobody is, there is no roster
    confirmed = Counter(shift for leader in leaders for shift in leader.confirmed if shift in manned)
    assert kept == confirmed, f"leaders confirmed their rosters {confirmed}, and the books say {kept}"
    assert await town.number(_UNWRITTEN_HOURS) == 0, "somebody who came has no hours, or has them twice"


async def _reminders(town: FragileTown) -> None:
    for hours in (24, 2):
        assert await unreminded(town, hours) == 0, f"somebody was not reminded {hours} h before"
    assert await town.number("SELECT COUNT(*) FROM outbox WHERE state = 'failed'") == 0, "a message was given up"
    assert await town.number(_REMINDED_OTHERWISE) == 0, "not everybody was owed one reminder of each kind"
    extra = town.reminders() - await town.reminder_rows("sent")
    assert not extra - town.unwritten, f"sent twice though it was written down: {extra - town.unwritten}"
