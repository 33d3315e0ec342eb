"""Messages that keep themselves up to date while people come: the code, and who is here."""

from datetime import timedelta
from functools import partial
from typing import Final

from handlers.checking_in.screens import showing as screens
from handlers.noticing.writing import Notices, Reading, WrittenNotice
from storage.engine.database import Transaction
from storage.rows.checking_in import SHOWN_AGAIN, hurry
from storage.views.checking_in import attending
from volunteering.rules.checking_in import ShiftDoor, code_in, is_shown, link_to, minute_of, start_of
from volunteering.rules.notices.checking_in import Arrivals, CheckInCode
from words.codes import qr_code_with

LOOKED_AT: Final = timedelta(minutes=1)
"""How often it is looked at who is here, where nobody comes or goes."""

notices = Notices()


@notices.written(CheckInCode)
async def code(reading: Reading, notice: CheckInCode) -> WrittenNotice | None:
    """Where its reader leads there still, and has not asked for it anew since."""
    found = await reading.records.activities.shift(notice.shift_id)
    door = await _door(reading, notice.shift_id)
    if found is None or door is None or door.board_of(reading.owed.person_id).code != notice.nth:
        return None
    activity, shift = found
    is_on = not shift.called_off and is_shown(shift, reading.moment) and shift.roster_at is None
    if not is_on or not await reading.leads(activity):
        is_sent = reading.owed.message_id is not None
        return WrittenNotice(screens.code_over(reading.words, activity, shift)) if is_sent else None
    minute = minute_of(shift.id, reading.words.now)
    digits, since = code_in(door, minute), start_of(shift.id, minute)
    picture = partial(qr_code_with, reading.entrance(link_to(shift.id, digits)), screens.spaced(digits))
    screen = screens.code(reading.words, activity, shift, digits, since, picture)
    return WrittenNotice(screen, again_in=start_of(shift.id, minute + 1) - reading.words.now)


@notices.written(Arrivals)
async def arrivals(reading: Reading, notice: Arrivals) -> WrittenNotice | None:
    """The same; it is due a moment after somebody comes or goes (`CheckIns.stir`)."""
    door = await _door(reading, notice.shift_id)  # before the people: who comes in between is shown a moment later
    found = await attending(reading.reader, notice.shift_id)
    if found is None or door is None or door.board_of(reading.owed.person_id).arrivals != notice.nth:
        return None
    shift = found.shift
    is_on = not shift.called_off and is_shown(shift, reading.moment) and shift.roster_at is None
    if not is_on or not await reading.leads(found.activity):
        is_sent = reading.owed.message_id is not None
        return WrittenNotice(screens.arrivals(reading.words, found, is_over=True)) if is_sent else None

    def look_again(tx: Transaction) -> None:
        hurry(tx, reading.owed.key, reading.words.now + SHOWN_AGAIN, behind=(shift.id, door.changes))

    return WrittenNotice(screens.arrivals(reading.words, found), again_in=LOOKED_AT, once_sent=look_again)


async def _door(reading: Reading, shift_id: int) -> ShiftDoor | None:
    return await reading.records.check_ins.door(shift_id)
