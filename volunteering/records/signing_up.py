"""What actions ask of sign-ups: who is in which shift."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from volunteering.rules.answers import ReminderAnswer
from volunteering.rules.risk import Risk
from volunteering.rules.signing_up import Facts, SignUp, SignUpState


class SignUps(Protocol):
    """Who is in which shift."""

    __slots__ = ()

    async def facts(self, shift_id: int, person_id: int, role_id: int | None = None) -> Facts | None:
        """Everything that signing up asks about, with the shift locked. None where there is no such shift.

        It is about that role of the shift; failing that, about the one that the person is in or waits for.
        """

    async def facts_of(self, shift_id: int, people: Collection[int]) -> Mapping[int, Facts]:
        """The same of several, by their numbers, without locking anything.

        For whoever then writes, the shift has to be locked, and they have to be held, before.
        """

    async def put(
        self, shift_id: int, person_id: int, state: SignUpState, at: datetime, *, role_id: int | None = None
    ) -> None:
        """Put the person at the end of the confirmed or of the waiting, of a role; the newest ticket is theirs."""

    async def set_role(self, sign_up_id: int, role_id: int) -> None:
        """Have somebody do something else in the shift, whose place stays as it was."""

    async def set_state(self, sign_up_id: int, state: SignUpState, at: datetime, *, late: bool | None = None) -> None:
        """Confirm one who waited, or let go one who leaves; `late`: whether within the late hours before the start."""

    async def agree(self, activity_id: int, person_id: int, risk: Risk, at: datetime) -> None:
        """The person agreed to this risk at an instant."""

    async def mine(self, shift_id: int, person_id: int) -> SignUp | None:
        """This person's sign-up for this shift."""

    async def say_coming(self, sign_up_id: int, answer: ReminderAnswer, at: datetime) -> None:
        """Remember that the person, who has a place, said that they come, or come late."""

    async def waiting(self, shift_id: int) -> tuple[SignUp, ...]:
        """The waiting list, first in line first."""

    async def confirmed(self, shift_id: int) -> tuple[SignUp, ...]:
        """Those with a place, in order of arrival."""

    async def also_elsewhere(self, shift_id: int, *, since: datetime | None = None) -> tuple[int, ...]:
        """Who has a place in a shift, and another one elsewhere at the same time; `since` then, where that is given."""

    async def leaving_closes(self, shift_id: int) -> int | None:
        """How many minutes before the start nobody leaves by a tap alone any more; None: until it begins."""

    async def upcoming_of(self, person_id: int, now: datetime) -> tuple[SignUp, ...]:
        """This person's places and waits in open shifts that have not begun, by start."""
