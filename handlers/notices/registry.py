"""All the notices there are, and the one way to write what is owed."""

from handlers.notices import attendance, hours, leading, letters, signing_up, volunteers
from handlers.noticing import Message, Notices, Reading
from handlers.screen import Screen
from handlers.words import Words
from storage.database import Reader
from storage.outbox import OwedRow
from volunteering.policy import Policy

ALL = Notices()
for module in (signing_up, leading, attendance, hours, letters, volunteers):
    ALL.include(module.notices)


async def write(reader: Reader, words: Words, policy: Policy, owed: OwedRow) -> Message | None:
    """What its reader is told; None where it is not true any more, or not understood by this version of Yigong."""
    if owed.notice is None:
        return None
    written = await ALL.writers[type(owed.notice)](Reading(reader, words, policy, owed), owed.notice)
    return Message(written) if isinstance(written, Screen) else written
