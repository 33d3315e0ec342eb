"""Told to people who could help out, and to leaders whose shift takes more people than it has."""

from functools import partial

from handlers.asking.screens import asked as screens
from handlers.asking.screens import leaders
from handlers.noticing.writing import Notices, Reading, WrittenNotice
from handlers.tapping.screen import Screen
from storage.rows import asking
from storage.views.asking import asked_for
from volunteering.rules.activities import is_on
from volunteering.rules.asking import AskPace, could_take
from volunteering.rules.capacity import Capacity
from volunteering.rules.notices.asking import HelpAsked, HelpMissing

notices = Notices()


@notices.written(HelpAsked)
async def help_asked(reading: Reading, notice: HelpAsked) -> WrittenNotice | None:
    """Where it still takes people, the reader could come and wants to be asked, and it is not night."""
    reader, words = reading.owed.person_id, reading.words
    ask = await reading.records.asks.get(notice.ask_id, reader)
    facts = await reading.facts(ask.shift_id) if ask and ask.reply is None else None
    moment = reading.moment
    if facts is None or moment.is_quiet or not could_take(facts, moment):
        return None
    if not facts.room_in_all.to_be_found(facts.shift.takes):
        return None
    choice = await reading.records.asks.choice(reader)
    if choice.pace is AskPace.NEVER or (choice.until is not None and words.now < choice.until):
        return None
    first = await reading.records.asks.is_first(reader, notice.ask_id)
    screen = screens.can_you_come(words, facts, notice.ask_id, first=first, per_week=reading.policy.ask_per_week)
    return WrittenNotice(screen, once_sent=partial(asking.sent, ask_id=notice.ask_id, at=words.now))


@notices.written(HelpMissing)
async def help_missing(reading: Reading, notice: HelpMissing) -> Screen | None:
    """Where it is the reader's business, ahead, and still takes people."""
    found = await reading.records.activities.shift(notice.shift_id)
    if found is None:
        return None
    activity, shift = found
    if not is_on(activity, shift) or shift.has_begun(reading.words.now) or not await reading.leads(activity):
        return None
    capacity = Capacity(limit=shift.limit, taken=len(await reading.records.sign_ups.confirmed(shift.id)))
    asked = await asked_for(reading.reader, shift.id)
    if asked is None or not capacity.short_of(shift.takes):
        return None
    return leaders.help_missing(reading.words, activity, shift, capacity, asked, notice.why)
