"""What actions ask of offers: places that are held for people who wait."""

from datetime import datetime
from typing import Protocol

from volunteering.rules.reminders import ReminderLine


class Offers(Protocol):
    """Places held for people who wait. What becomes of a sign-up ends what was held for it (`SignUps`)."""

    __slots__ = ()

    async def hold(self, sign_up_id: int, until: datetime) -> None:
        """Hold a place for one who waits, until an instant."""

    async def hold_no_longer(self, shift_id: int, until: datetime) -> None:
        """Have no place of a shift held beyond an instant."""

    async def let_pass(self, sign_up_id: int) -> None:
        """Hold no place any more for one who waits, and go by them until another one comes free."""

    async def let_go(self, sign_up_id: int) -> None:
        """Hold no place any more, without anybody having let it pass."""

    async def let_go_of(self, person_id: int) -> None:
        """The same of every place that is held for a person."""

    async def ask_again(self, shift_id: int, role_id: int | None) -> None:
        """Go by nobody any more of those who wait, for a role where the shift has any: another place came free."""

    async def beside_free_places(self, after: datetime) -> tuple[int, ...]:
        """The open shifts that begin after an instant in which a place is free beside somebody who may be asked.

        That is who waits, is not offered one, and has not let pass what is free. In one order.
        """

    async def ended(self, now: datetime) -> tuple[int, ...]:
        """The shifts in which a place is held no longer.

        Its time is over, its person can't be asked any more, or others have it.
        """

    async def untold_of_gaps(self, now: datetime, until: datetime) -> tuple[int, ...]:
        """The open shifts that begin after `now`, by an instant, with a free place that those who wait may not know of.

        There is no line `FIRST_COME` for the start that the shift has.
        """

    async def left_over(self, since: datetime, now: datetime, limit: int) -> tuple[ReminderLine, ...]:
        """Who still waits for shifts that began after one instant, by the other, and was not told so: their lines."""

    async def forget_of_others(self, shift_id: int) -> None:
        """Have nothing held in a shift for anybody who waits no more."""

    async def next_due(self, now: datetime, late: datetime) -> tuple[datetime | None, datetime | None, datetime | None]:
        """Until when a place is held next; when the next shift with a line begins after `now`, and after `late`."""
