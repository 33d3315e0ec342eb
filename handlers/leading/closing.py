"""Where sign-up has closed already for what a leader has just set, which only they can do something about."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.leading.screens.posting import nobody_can_sign_up
from handlers.tapping.tap import Tap
from volunteering.rules.activities import Shift
from volunteering.rules.fairness import SignUpOver, decided_in, sign_up_over
from volunteering.rules.tree import Unit
from volunteering.rules.unit_settings import UnitSetting


async def closed_for(tap: Tap, unit: Unit, shifts: Sequence[Shift]) -> SignUpOver | None:
    """Where the unit has sign-up close before the start, and that has passed for all of these; of the first."""
    closes = await tap.records.unit_settings.value(unit, UnitSetting.CLOSES)
    ruling = decided_in(closes, "") if closes else None
    every = [sign_up_over(ruling, shift, tap.moment) for shift in shifts]
    return every[0] if every and all(every) else None


async def said_if_closed(tap: Tap, unit: Unit, shift: Shift) -> Markup | None:
    """The same in a line, of a shift that was added or moved."""
    over = await closed_for(tap, unit, [shift])
    return nobody_can_sign_up(tap.words, over) if over else None
