"""What a link for beginners leads to: an activity, a team, or a shift that somebody tapped in a group."""

from dataclasses import dataclass
from typing import Self

from handlers.tapping.tap import Tap
from volunteering.actions.signing_up.places import take_shift
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.checking_in import link_in
from volunteering.rules.signing_up import Taken, Waiting
from volunteering.rules.tree import Unit

_MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class StartLink:
    """What somebody came for: an activity (`a12`), a team (`u5`) or a shift (`s7`), as far as it is there."""

    unit: Unit | None = None
    activity: Activity | None = None  # of the shift as well
    shift: Shift | None = None
    is_dead: bool = False

    @classmethod
    async def of(cls, tap: Tap, unit_id: int | None, activity_id: int | None, shift_id: int | None = None) -> Self:
        """The link to these numbers; dead where one of them is nobody's."""
        unit = None if unit_id is None else await tap.records.units.current(unit_id)
        activity = None if activity_id is None else await tap.records.activities.get(activity_id)
        found = None if shift_id is None else await tap.records.activities.shift(shift_id)
        named = ((unit_id, unit), (activity_id, activity), (shift_id, found))
        is_dead = any(number is not None and what is None for number, what in named)
        of_shift, shift = found or (activity, None)
        return cls(unit, of_shift, shift, is_dead=is_dead)

    @classmethod
    async def read(cls, tap: Tap, text: str) -> Self:
        """The link with this behind `start=`."""
        kind, number = text[:1], text[1:]
        if not text:
            return cls()
        if scanned := link_in(text):  # on the leader's telephone; of who is registered it leads to checking in
            return await cls.of(tap, None, None, scanned[0])
        if kind not in {"a", "u", "s"} or not number.isascii() or not number.isdigit() or len(number) > _MOST_DIGITS:
            return cls(is_dead=True)
        numbers = {kind: int(number)}
        return await cls.of(tap, numbers.get("u"), numbers.get("a"), numbers.get("s"))

    @property
    def activity_alone(self) -> int | None:
        """The number of an activity that was named by itself: a shift names its own."""
        return self.activity.id if self.activity is not None and self.shift is None else None


async def signed_up(tap: Tap, shift_id: object) -> Taken | Waiting | None:
    """What was tapped before registering is done; None where something is in the way, which the shift's card tells."""
    person = await tap.records.people.by_telegram(tap.sender.telegram_id) if isinstance(shift_id, int) else None
    if person is None or not isinstance(shift_id, int):
        return None
    outcome = await take_shift(tap.records, person, shift_id, tap.moment)
    return outcome if isinstance(outcome, Taken | Waiting) else None
