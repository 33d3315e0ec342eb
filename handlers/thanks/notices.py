"""Told about commendations: to whom they are about."""

from handlers.buttons.thanks import ShowMyRecord
from handlers.noticing.writing import Notices, Reading
from handlers.showing.parts import called, in_quotes, when_and_how_long
from handlers.tapping.screen import Press, Screen, page
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.notices.thanks import Commended
from volunteering.rules.thanks import Commendation
from words.words import Words

notices = Notices()


@notices.written(Commended)
async def commended(reading: Reading, notice: Commended) -> Screen | None:
    """Where it was not taken back, and the roster says still that they came."""
    found = await reading.records.thanks.commendation(notice.commendation_id)
    shift = await reading.records.activities.shift(found.shift_id) if found else None
    if found is None or shift is None:
        return None
    if await reading.records.thanks.came_at(found.shift_id, found.person_id) is None:
        return None
    return _well_done(reading.words, *shift, found, await reading.name_of(found.by_id))


def _well_done(words: Words, activity: Activity, shift: Shift, found: Commendation, name: str) -> Screen:
    """A leader thanks the reader."""
    return page(
        words.say("{name} commends you: {title}", name=called(words, name), title=activity.title),
        when_and_how_long(words, shift),
        in_quotes(words, found.words) if found.words else None,
        rows=((Press(words.say("My record"), ShowMyRecord()),),),
    )
