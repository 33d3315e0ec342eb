"""What the process is told in which a list is seen to: which list, by which settings, and for how long at the most.

It stands by itself: the running bot knows of this, and loads nothing of what reading a list takes.
"""

import re
from typing import Final

from bot.ground.errors import CommandError
from bot.ground.rotating import database_address, token
from bot.ground.settings import Settings
from storage.engine.values import instant
from volunteering.rules.importing.progress import TO_BE_SEEN_TO
from volunteering.rules.importing.sending import ListInHand

LONGEST: Final = 1800.0  # seconds at one list; whatever takes longer hangs

_HELD: Final = re.compile(r"(\d{1,18}):([a-z]+)@(\d{1,12})")
_BUSY: Final = {str(state): state for state in TO_BE_SEEN_TO.values()}


def called(held: ListInHand) -> str:
    """A list that was taken up, as an argument of the command."""
    return f"{held.id}:{held.state}@{int(held.at.timestamp())}"


def held_in(argument: str) -> ListInHand:
    """The way back. Raises CommandError: nobody types it."""
    found = _HELD.fullmatch(argument)
    if found is None or found[2] not in _BUSY:
        raise CommandError("--sent is for the Yigong that serves, which says what it has taken up")
    return ListInHand(id=int(found[1]), state=_BUSY[found[2]], at=instant(int(found[3])))


def settings_for(settings: Settings) -> dict[str, str]:
    """What such a process is told of the settings; all else it finds where whoever starts it has found it."""
    return {
        "DATABASE_URL": database_address(settings),
        "TELEGRAM_BOT_TOKEN": token(settings),
        "TELEGRAM_API_URL": settings.telegram_api_url,
        **({"CLOCK_URL": settings.clock_url} if settings.clock_url else {}),
    }
