"""Told of lists that were sent: what would come of one, how far it is, and what became of it."""

from datetime import timedelta
from typing import Final

from handlers.importing.known import may_be_of
from handlers.importing.screens import sending as screens
from handlers.importing.screens.ended import ended
from handlers.importing.screens.known import which
from handlers.noticing.writing import Notices, Reading, WrittenNotice
from handlers.tapping.screen import Screen
from volunteering.rules.importing.progress import Progress
from volunteering.rules.notices.importing import ListOver, ListProgress, ListTried

KEPT_UP: Final = timedelta(seconds=3)
"""How long the message that says how far one is stays as it is."""

_UNDER_WAY: Final = frozenset((Progress.WANTED, Progress.IMPORTING, Progress.APPLYING))

notices = Notices()


@notices.written(ListTried)
async def list_tried(reading: Reading, notice: ListTried) -> Screen | None:
    """Where it still waits for a word: what is to become of it, or whose it is."""
    found = await reading.records.sent_lists.get(notice.list_id)
    if found is None or not (found.state is Progress.SENT or (found.state is Progress.TRIED and found.trial)):
        return None
    rights = await reading.rights()
    if found.is_asked_which:
        return which(reading.words, found, await may_be_of(reading.reader, found, rights, reading.words.now))
    return screens.as_it_stands(reading.words, found, rights.administered)


@notices.written(ListProgress)
async def list_progress(reading: Reading, notice: ListProgress) -> WrittenNotice | Screen | None:
    """As long as it is under way; then where it is told what became of it."""
    found = await reading.records.sent_lists.get(notice.list_id)
    if found is not None and found.state in _UNDER_WAY:
        return WrittenNotice(screens.as_it_stands(reading.words, found, ()), again_in=KEPT_UP)
    return None if reading.owed.message_id is None else screens.told_below(reading.words)


@notices.written(ListOver)
async def list_over(reading: Reading, notice: ListOver) -> Screen:
    """It is so whatever has happened since."""
    return ended(reading.words, notice, is_admin=(await reading.rights()).is_admin)
