"""Told to the top unit's admins: what people did lies there, undone."""

from handlers.noticing.writing import Notices, Reading
from handlers.parked import screens
from handlers.tapping.screen import Screen
from volunteering.rules.notices.parked import UpdatesParked

notices = Notices()


@notices.written(UpdatesParked)
async def updates_parked(reading: Reading, _: UpdatesParked) -> Screen | None:
    """Where something lies there still, and the reader is to look after it."""
    many = await reading.records.parked.count()
    if not many or not (await reading.rights()).is_admin_of_all:
        return None
    return screens.some_lie_there(reading.words, many)
