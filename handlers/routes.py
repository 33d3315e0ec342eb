"""All the ways in: every module's routes, and where typed text goes."""

from handlers import (
    announcing,
    broadcasting,
    browsing,
    deciding,
    editing,
    home,
    hours,
    managing,
    my_shifts,
    opening,
    people,
    posting,
    privacy,
    rearranging,
    registering,
    rescheduling,
    roles,
    roster,
    settings,
    signing_up,
    standing,
    totals,
    units,
    unknown,
    walk_ins,
    writing,
)
from handlers.forms import answering
from handlers.screen import Answer, GoTo
from handlers.tap import Route, Routes, Tap

ALL = Routes()
for module in (
    answering, home, registering, browsing, signing_up, my_shifts, hours, deciding, posting, managing, editing,
    rescheduling, writing, roster, walk_ins, totals, opening, people, roles, standing, units, rearranging, announcing,
    broadcasting, privacy, settings, unknown,
):  # fmt: skip
    ALL.include(module.routes)


async def _typed(tap: Tap, _: str) -> Answer | GoTo:
    """Anything that is not a command: the answer to an open form's question, or something to be helped with."""
    if tap.draft is None or unknown.is_command(tap.typed):
        return await unknown.help_along(tap)
    return await answering.answer_typed(tap, tap.draft)


typed = Route(_typed, writes=True, anyone=True)

edited = Route(unknown.first_version_counted, writes=True, anyone=True)
