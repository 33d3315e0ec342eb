"""How often it is tried to say what doesn't go out, and what becomes of it then (decision 26).

Each gives after how many seconds to try again, or that it has come to an end. A file comes to its end alone: whatever
else there is to say is said, and that it is missing.
"""

from typing import Final

import structlog
from telegram.error import TelegramError

from bot.answering.sayings import Saying
from bot.ground.errors import NotSent
from bot.ground.outcomes import AnswerOutcome
from bot.ground.pauses import growing_pause

TRIES: Final = 5  # at what is refused, or can't be written
DOUBTS: Final = 8  # attempts at a file that may have come each time: without an end it would come for ever
LONGEST_PAUSE: Final = 60.0  # seconds

log = structlog.stdlib.get_logger(__name__)


def after_trouble(saying: Saying, error: TelegramError) -> AnswerOutcome | float:
    """The network's, mostly: what was done is owed to its person, however long it takes."""
    saying.failures += 1
    log.warning(
        "an answer has to wait", update=saying.reply.update_id, failures=saying.failures, error=type(error).__name__
    )
    saying.doubts += saying.reply.is_at_a_file and not isinstance(error, NotSent)
    if saying.doubts >= DOUBTS:
        return given_up(saying, type(error).__name__)
    return growing_pause(saying.failures, most=LONGEST_PAUSE)


def after_refusal(saying: Saying, error: str) -> AnswerOutcome | float:
    """It will hardly be another time, so that this has an end."""
    saying.refusals += 1
    if saying.refusals >= TRIES:
        return given_up(saying, error)
    log.warning("an answer is refused", update=saying.reply.update_id, error=error)
    return growing_pause(saying.refusals)


def given_up(saying: Saying, error: str) -> AnswerOutcome | float:
    """Go on at once without the file, where it is one; without it there is nothing left to say else."""
    saying.failures = saying.refusals = saying.doubts = 0
    if saying.reply.leave_file_out():
        log.error("a file was given up", update=saying.reply.update_id, error=error)
        return 0.0
    log.error("an answer was given up", update=saying.reply.update_id, error=error)
    return "refused"
