"""Letters, as they arrive, and how far one to very many people is."""

from datetime import timedelta

from handlers.letters import screens
from handlers.noticing.reading import Message, Notices, Reading
from handlers.tapping.screen import Screen
from storage.rows import letters
from storage.rows.letters import text_of
from volunteering.rules.notices.letters import BroadcastProgress, Letter

KEPT_UP = timedelta(seconds=3)
"""How long the message about a broadcast stays as it is."""

notices = Notices()


@notices.written(Letter)
async def letter(reading: Reading, notice: Letter) -> Screen | None:
    """Where it was not stopped."""
    broadcast_id = reading.owed.broadcast_id
    text = notice.text if broadcast_id is None else await text_of(reading.reader, broadcast_id)
    if text is None:
        return None
    activity = await reading.records.activities.get(notice.activity_id) if notice.activity_id else None
    unit = await reading.records.units.get(notice.unit_id) if notice.unit_id else None
    return screens.letter(reading.words, await reading.name_of(notice.from_id), text, activity, unit)


@notices.written(BroadcastProgress)
async def broadcast_progress(reading: Reading, notice: BroadcastProgress) -> Message | None:
    """Looked at once: what is over when it is written, is over in what is written."""
    broadcast = await reading.records.broadcasts.get(notice.broadcast_id)
    if broadcast is None:
        return None
    screen = screens.broadcast(reading.words, broadcast)
    if not broadcast.is_over:
        return Message(screen, again_in=KEPT_UP)
    return Message(screen, once_sent=lambda tx: letters.done(tx, broadcast.id))
