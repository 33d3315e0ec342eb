"""What the first screen says: what is ahead of a person, and what waits for them."""

from dataclasses import dataclass
from datetime import datetime

from storage.engine.database import Query, Reader, Row, query
from storage.engine.values import instant, seconds
from storage.rows.capacities import NUMBER_IN_LINE
from storage.rows.enquiries import open_for
from storage.rows.hours import ON_ROSTER
from storage.rows.qualifications import pending_for
from storage.rows.shifts import NOT_CALLED_OFF
from storage.rows.signing_up import FROM_MY_SIGN_UPS, OF_MY_SIGN_UPS
from storage.rows.tree import within
from volunteering.rules.attendance import FORGOTTEN
from volunteering.rules.ground.periods import Period
from volunteering.rules.tree import Rights
from volunteering.rules.volunteers import Person

_NEXT = f"""
    SELECT s.id, s.starts_at, s.ends_at, a.title, {NUMBER_IN_LINE} AS number FROM {FROM_MY_SIGN_UPS}
    WHERE g.person_id = :person AND {OF_MY_SIGN_UPS} AND g.state IN ('confirmed', 'waiting') AND s.starts_at > :now
    ORDER BY g.state, s.starts_at, s.id LIMIT 1
"""
"""A place before a number on a waiting list, and of either the soonest."""

# A cancelled activity's too: what had begun by then was held.
_ROSTERS = f"""
    SELECT s.id
    FROM activities a JOIN shifts s ON s.activity_id = a.id
    WHERE a.leader_id = :person AND {NOT_CALLED_OFF} AND s.roster_at IS NULL
        AND s.ends_at <= :now AND s.ends_at > :forgotten
        AND EXISTS (SELECT 1 FROM signups g WHERE g.shift_id = s.id AND {ON_ROSTER})
    ORDER BY s.ends_at, s.id
"""


@dataclass(frozen=True, slots=True)
class Ahead:
    """The next shift of a person, else the next that they wait for, and how much waits for their decision."""

    shift_id: int | None = None
    title: str = ""
    period: Period | None = None
    number: int = 0  # on its waiting list; 0 for a place
    rosters: int = 0  # to confirm, of shifts they lead that are over
    roster_of: int | None = None  # the shift that has waited longest for its roster
    claims: int = 0  # hours of others, pending where they lead
    enquiries: int = 0  # asked of them, and not answered
    qualifications: int = 0  # of others, pending where they lead


async def ahead_of(reader: Reader, person: Person, rights: Rights, now: datetime) -> Ahead:
    """What is ahead, in one hop."""
    asked = [query(_NEXT, person=person.id, now=seconds(now))]
    if rights.is_leader:
        rosters = query(_ROSTERS, person=person.id, now=seconds(now), forgotten=seconds(now - FORGOTTEN))
        asked += [rosters, _pending(person, rights), open_for(person.id, rights), pending_for(person.id, rights)]
    shifts, *led = await reader.several(*asked)
    unanswered, claims, enquiries, qualifications = led or ((), (), (), ())
    shift: Row | None = shifts[0] if shifts else None
    return Ahead(
        shift_id=shift["id"] if shift else None,
        title=shift["title"] if shift else "",
        period=Period(start=instant(shift["starts_at"]), end=instant(shift["ends_at"])) if shift else None,
        number=shift["number"] if shift else 0,
        rosters=len(unanswered),
        roster_of=unanswered[0]["id"] if unanswered else None,
        claims=claims[0]["claims"] if claims else 0,
        enquiries=enquiries[0]["enquiries"] if enquiries else 0,
        qualifications=qualifications[0]["qualifications"] if qualifications else 0,
    )


def _pending(person: Person, rights: Rights) -> Query:
    """Counts the claims in all led units; nobody decides on their own."""
    where, values = within(rights.led, "u")
    return query(
        f"""
        SELECT COUNT(*) AS claims FROM claims c JOIN units u ON u.id = c.unit_id
        WHERE c.state = 'pending' AND c.person_id <> :person AND ({where})
        """,
        person=person.id,
        **values,
    )
