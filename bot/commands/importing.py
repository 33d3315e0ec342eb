"""`import`: people, teams and hours of before, from somebody's list (docs/commands.md)."""

import argparse
import os
from typing import Final

from bot.commands.answering import answer
from bot.commands.bearings import take_bearings
from bot.ground.errors import CommandError

_BEHIND_TAPS: Final = 10
"""How far behind others this process stands where all want the processor (nice(2)): a list can wait, a tap can't."""


async def import_list(options: argparse.Namespace) -> None:
    """Bring everything in the file into the city, or say what would come of it. Raises CommandError."""
    from bot.importing.running import WantedImport, import_file
    from bot.importing.standing_by import see_to_sent

    if options.sent:
        answer(await see_to_sent(take_bearings("import"), options.sent))
        return
    if options.file is None:
        raise CommandError("Which list? python -m bot import volunteers.xlsx, for example")
    wanted = WantedImport(
        file=options.file,
        unit=options.unit,
        by_id=options.by,
        country=options.country,
        language=options.language,
        report=options.report,
        is_dry_run=options.dry_run,
        leaves_out_wrong=options.leave_out_wrong,
    )
    os.nice(_BEHIND_TAPS)
    await import_file(take_bearings("import"), wanted, answer)
