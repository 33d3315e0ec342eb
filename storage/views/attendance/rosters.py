"""A shift's roster as its leader finds it: who is signed up, who came, what holds.

In one hop, and one more where the shift has roles.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from storage.engine.database import Reader, Row, query
from storage.engine.values import seconds
from storage.rows.activities import ACTIVITY, FROM_SHIFT, activity_in
from storage.rows.hours import HOLDS_IN_SHIFT, ON_ROSTER, counted_in
from storage.rows.moves import TO_CONFIRM
from storage.rows.reminders import SILENT, SILENT_AT_LAST
from storage.rows.roles import rooms_by_shift
from storage.rows.rosters import BY_ROLE, FROM_LINES, OF_LINE, roster_line_in
from storage.rows.shifts import SERVED, SHIFT, served_in, shift_in
from storage.rows.turnouts import PAST, answer_of, past_in
from storage.views.attendance.walk_ins import digits_in
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.answers import AnswerSums, ReminderAnswer, SaidByRole, answers_by_role
from volunteering.rules.attendance import RosterLine
from volunteering.rules.capacity import Capacity
from volunteering.rules.ground.folding import folded
from volunteering.rules.hours import Counted
from volunteering.rules.reports import NOT_COUNTED, Served
from volunteering.rules.roles import RoleRoom
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.turnouts import Past


@dataclass(frozen=True, slots=True)
class Signed:
    """One person of a shift."""

    line: RosterLine
    state: SignUpState
    name_folded: str
    phone: str | None
    answer: ReminderAnswer  # whether they come
    reachable: bool = True  # messages arrive
    asked: bool = False  # and nothing is said yet
    silent: bool = False  # the same, for the last time
    role_id: int | None = None
    to_confirm: bool = False  # it was moved, and they have not said that they still come

    @property
    def waits(self) -> bool:
        """Whether they are on the waiting list."""
        return self.state is SignUpState.WAITING

    @property
    def is_to_be_called(self) -> bool:
        """Whether they have a place and said nothing, asked for the last time, or out of reach."""
        has_said = self.answer is not ReminderAnswer.SILENT
        return self.state is SignUpState.CONFIRMED and not has_said and (self.silent or not self.reachable)


@dataclass(frozen=True, slots=True)
class RosterSheet:
    """Everybody of a shift, in order of arrival; of one with roles, role by role."""

    activity: Activity
    shift: Shift
    confirmed: tuple[Signed, ...]
    waiting: tuple[Signed, ...]
    walked_in: tuple[Signed, ...] = ()
    roles: tuple[RoleRoom, ...] = ()
    served: Served = NOT_COUNTED
    past: Past = ()  # of shifts like it

    @property
    def capacity(self) -> Capacity:
        """How many of them have a place, and how many wait."""
        return Capacity(limit=self.shift.limit, taken=len(self.confirmed), waiting=len(self.waiting))

    @property
    def lines(self) -> tuple[RosterLine, ...]:
        """The roster: those with a place, then those who came without one."""
        return tuple(signed.line for signed in self.with_line)

    @property
    def with_line(self) -> tuple[Signed, ...]:
        """Those with a place, then those who came without one."""
        return (*self.confirmed, *self.walked_in)

    @property
    def answers(self) -> Mapping[int | None, AnswerSums]:
        """What those with a place have said of coming, by role."""
        return answers_by_role(
            SaidByRole(role_id=signed.role_id, answer=signed.answer, was_asked=signed.asked)
            for signed in self.confirmed
        )

    @property
    def is_silent(self) -> bool:
        """Whether somebody was asked for the last time, and has said nothing."""
        return any(signed.silent for signed in self.confirmed)

    @property
    def not_agreed(self) -> tuple[RosterLine, ...]:
        """Those with a line who have not agreed to the risk."""
        return tuple(line for line in self.lines if not line.agreed)

    @property
    def everybody(self) -> tuple[Signed, ...]:
        """Those with a place, those who wait, those who came without a place: in the order of their numbers."""
        return (*self.confirmed, *self.waiting, *self.walked_in)

    def like(self, text: str) -> tuple[tuple[int, Signed], ...]:
        """Those whose name has this text in it, in either script, or whose phone number ends so; with their numbers."""
        name, digits = folded(text), digits_in(text)
        return tuple(
            (number, signed)
            for number, signed in enumerate(self.everybody, start=1)
            if name in signed.name_folded or (digits and (signed.phone or "").endswith(digits))
        )


def _signed_in(row: Row, holds: Mapping[int, Counted]) -> Signed:
    return Signed(
        line=roster_line_in(row, holds),
        state=SignUpState(row["state"]),
        name_folded=row["name_folded"],
        phone=row["phone"],
        answer=answer_of(row["coming"]),
        reachable=bool(row["reachable"]),
        asked=bool(row["asked"]),
        silent=bool(row["silent"]),
        role_id=row["role_id"],
        to_confirm=bool(row["to_confirm"]),
    )


async def sheet_of(reader: Reader, shift_id: int, now: datetime, *, asked: int | None = None) -> RosterSheet | None:
    """The people of a shift; None where there is none with that number. `asked`: so many minutes before, at last."""
    shifts, people, counted, past = await reader.several(
        query(f"SELECT {ACTIVITY}, {SHIFT}, {SERVED} FROM {FROM_SHIFT} WHERE s.id = :shift", shift=shift_id),
        query(
            f"""
            SELECT {OF_LINE}, p.name_folded, p.phone, p.reachable, g.coming, g.role_id,
                CASE WHEN {SILENT} THEN 1 ELSE 0 END AS asked, CASE WHEN {SILENT_AT_LAST} THEN 1 ELSE 0 END AS silent,
                CASE WHEN {TO_CONFIRM} THEN 1 ELSE 0 END AS to_confirm
            FROM {FROM_LINES}
            WHERE g.shift_id = :shift AND ({ON_ROSTER} OR g.state = 'waiting') ORDER BY {BY_ROLE}, g.ticket
            """,
            shift=shift_id,
            asked=asked,
            now=seconds(now),
        ),
        query(HOLDS_IN_SHIFT, shift=shift_id),
        query(PAST, shift=shift_id),
    )
    if not shifts:
        return None
    holds = {row["person_id"]: counted_in(row) for row in counted}
    signed = [_signed_in(row, holds) for row in people]
    [found] = shifts
    confirmed, waiting, walked_in = (
        tuple(one for one in signed if one.state is state)
        for state in (SignUpState.CONFIRMED, SignUpState.WAITING, SignUpState.WALKED_IN)
    )
    rooms = await rooms_by_shift(reader, [shift_id] if found["roles"] else [])
    return RosterSheet(
        activity_in(found),
        shift_in(found),
        confirmed,
        waiting,
        walked_in,
        rooms.get(shift_id, ()),
        served_in(found),
        past_in(past),
    )
