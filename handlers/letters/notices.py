"""Letters, as they arrive, and how far one to very many people is."""

from datetime import timedelta

from handlers.letters import screens
from handlers.noticing.writing import Notices, Reading, WrittenNotice
from handlers.tapping.screen import Screen
from storage.rows.letters import done, text_of
from volunteering.rules.notices.letters import Letter, LetterProgress

KEPT_UP = timedelta(seconds=3)
"""How long the message about a letter to a unit stays as it is."""

notices = Notices()


@notices.written(Letter)
async def letter(reading: Reading, notice: Letter) -> Screen | None:
    """Where it was not stopped."""
    letter_id = reading.owed.letter_id
    text = notice.text if letter_id is None else await text_of(reading.reader, letter_id)
    if text is None:
        return None
    activity = await reading.records.activities.get(notice.activity_id) if notice.activity_id else None
    unit = await reading.records.units.current(notice.unit_id) if notice.unit_id else None
    name = await reading.name_of(notice.from_id)
    return screens.letter(reading.words, name, text, activity, unit, message=reading.owed.id)


@notices.written(LetterProgress)
async def letter_progress(reading: Reading, notice: LetterProgress) -> WrittenNotice | None:
    """Looked at once: what is over when it is written, is over in what is written."""
    found = await reading.records.unit_letters.get(notice.broadcast_id)
    if found is None:
        return None
    screen = screens.progress(reading.words, found)
    if not found.is_over:
        return WrittenNotice(screen, again_in=KEPT_UP)
    return WrittenNotice(screen, once_sent=lambda tx: done(tx, found.id))
