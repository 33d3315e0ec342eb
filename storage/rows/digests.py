"""What needs a leader for a day: their shifts of it, rosters still to be confirmed, questions that wait."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.engine.database import Reader, Row, query
from storage.engine.pages import TOTAL, Extent, Page
from storage.engine.values import seconds
from storage.rows.activities import ACTIVITY, FROM_SHIFT, IS_ON, activity_in
from storage.rows.answers import answers_in, answers_of
from storage.rows.capacities import CAPACITY, capacity_in
from storage.rows.enquiries import open_for
from storage.rows.in_charge import IS_IN_CHARGE
from storage.rows.reminders import NO_ROSTER, SILENT_AT_LAST
from storage.rows.roles import rooms_by_shift
from storage.rows.shifts import SHIFT, shift_in
from storage.rows.statements import listed
from storage.rows.tree import within
from storage.rows.turnouts import past_in, past_of
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.answers import AnswerSums
from volunteering.rules.attendance import FORGOTTEN
from volunteering.rules.capacity import Capacity
from volunteering.rules.ground.periods import Period
from volunteering.rules.roles import RoleRoom
from volunteering.rules.tree import Rights
from volunteering.rules.turnouts import Past


@dataclass(frozen=True, slots=True)
class ShiftOfDay:
    """One of a leader's shifts, with what its people said of coming."""

    activity: Activity
    shift: Shift
    capacity: Capacity
    roles: tuple[RoleRoom, ...]  # none where everybody does the same
    answers: Mapping[int | None, AnswerSums]  # by role
    silent: int  # asked for the last time, and nothing is said yet
    past: Past
    stands_in: bool = False  # for its leader, who can't lead it now


@dataclass(frozen=True, slots=True)
class DayOfLeader:
    """A page of the shifts; how many rosters and questions wait, and the roster that waits longest."""

    shifts: tuple[ShiftOfDay, ...]
    extent: Extent
    rosters: int
    of_others: int  # of these, for whose leader they stand in
    questions: int

    @property
    def is_nothing(self) -> bool:
        """Whether nobody is needed."""
        return not (self.extent.total or self.rosters or self.questions)


async def day_of_leader(
    reader: Reader, person_id: int, rights: Rights, period: Period, now: datetime, *, asked: int | None, page: Page
) -> DayOfLeader:
    """What needs somebody, of what they lead now: shifts that begin in a stretch, and what waits already.

    It is theirs, too, where its leader is out of reach or leads there no more, and they are next.
    People were asked for the last time so many minutes before the start.
    """
    led, values = within(rights.led, "u")
    shifts, [rosters], [enquiries] = await reader.several(
        query(
            f"""
            SELECT {ACTIVITY}, {SHIFT}, {CAPACITY}, {TOTAL}, (
                    SELECT COUNT(*) FROM signups g JOIN people p ON p.id = g.person_id
                    WHERE g.shift_id = s.id AND {SILENT_AT_LAST}
                ) AS silent
            FROM {FROM_SHIFT}
            WHERE {IS_IN_CHARGE} AND {IS_ON} AND s.starts_at >= :first AND s.starts_at < :end
                AND s.starts_at > :now AND ({led})
            ORDER BY s.starts_at, s.id LIMIT :limit OFFSET :skipped
            """,
            person=person_id,
            first=seconds(period.start),
            end=seconds(period.end),
            now=seconds(now),
            asked=asked,
            **values,
            **page.values,
        ),
        query(
            f"""
            SELECT COUNT(*) AS waiting, COUNT(CASE WHEN a.leader_id <> :person THEN 1 END) AS of_others
            FROM activities a JOIN shifts s ON s.activity_id = a.id JOIN units u ON u.id = a.unit_id
            WHERE {IS_IN_CHARGE} AND {NO_ROSTER} AND s.ends_at <= :now AND s.ends_at > :forgotten AND ({led})
            """,
            person=person_id,
            now=seconds(now),
            forgotten=seconds(now - FORGOTTEN),
            **values,
        ),
        open_for(person_id, rights),
    )
    return DayOfLeader(
        shifts=await _shifts_in(reader, person_id, shifts, asked) if shifts else (),
        extent=page.extent(shifts),
        rosters=rosters["waiting"],
        of_others=rosters["of_others"],
        questions=enquiries["enquiries"],
    )


async def _shifts_in(reader: Reader, person_id: int, rows: Sequence[Row], asked: int | None) -> tuple[ShiftOfDay, ...]:
    """A page of shifts with what is to be said of each."""
    numbers = [row["shift_id"] for row in rows]
    these, named = listed("shift", numbers)
    answers, past = await reader.several(answers_of(numbers, asked), query(past_of(these), **named))
    rooms = await rooms_by_shift(reader, [row["shift_id"] for row in rows if row["roles"]])
    return tuple(
        ShiftOfDay(
            activity_in(row),
            shift_in(row),
            capacity_in(row),
            rooms.get(number, ()),
            answers_in(answers, number),
            row["silent"],
            past_in([one for one in past if one["shift_id"] == number]),
            stands_in=row["leader_id"] != person_id,
        )
        for number, row in zip(numbers, rows, strict=True)
    )
