"""Asked and warned: whoever has done nothing for years says whether their record is to be kept."""

from handlers.buttons.retention import KeepRecord
from handlers.buttons.volunteers import AskErase
from handlers.noticing.writing import Notices, Reading
from handlers.showing.certified import certificates_end
from handlers.tapping.screen import Press, Screen, page
from storage.views.certificates import how_many_hold
from volunteering.rules.ground.periods import local_day
from volunteering.rules.notices.retention import KeepAsked

notices = Notices()


@notices.written(KeepAsked)
async def keep_asked(reading: Reading, notice: KeepAsked) -> Screen | None:
    """Where it is time to answer as yet."""
    words = reading.words
    if words.now >= notice.by:
        return None
    day = words.long_day(local_day(notice.by, words.zone))
    asks = words.say("Shall we keep your record?")
    return page(
        words.say("Your record is erased on {day}", day=day) if notice.warns else asks,
        words.say("You have done nothing with us for a long time. We keep no data that nobody needs."),
        words.say("If you say nothing, your name and number go on {day}. The hours stay without a name.", day=day),
        certificates_end(words, await how_many_hold(reading.reader, reading.owed.person_id)),
        rows=(
            (Press(words.say("Keep it"), KeepRecord(), "success"),),
            (Press(words.say("Erase it"), AskErase(), "danger"),),
        ),
    )
