"""What needs a leader for a day: one message in the evening before, and its pages (docs/rules.md: Reminders)."""

from handlers.buttons.leading import ShowDay
from handlers.leading.screens import digests as screens
from handlers.noticing.writing import Notices, Reading
from handlers.tapping.screen import Answer, Screen
from handlers.tapping.tap import Routes, Tap
from storage.engine.pages import Page
from storage.rows.digests import day_of_leader
from volunteering.rules.ground.periods import whole_day
from volunteering.rules.notices.leading import LeadersDigest
from volunteering.rules.reminders import asked_last
from volunteering.rules.tree import Role

routes = Routes()
notices = Notices()


@notices.written(LeadersDigest)
async def digest(reading: Reading, notice: LeadersDigest) -> Screen | None:
    """Where anything needs the reader still, and the day is not over."""
    words, moment = reading.words, reading.moment
    period = whole_day(notice.day, moment.zone)
    if period.end <= words.now:
        return None
    found = await day_of_leader(
        reading.reader,
        reading.owed.person_id,
        await reading.rights(),
        period,
        words.now,
        asked=asked_last(reading.policy),
        page=Page(screens.PAGE, 0),
    )
    return None if found.is_nothing else screens.day(words, found, notice.day, moment)


@routes.button(ShowDay, role=Role.LEADER)
async def show_day(tap: Tap, button: ShowDay) -> Answer:
    """Another page of it, as it is now."""
    found = await day_of_leader(
        tap.read,
        tap.me.id,
        tap.rights,
        whole_day(button.on, tap.zone),
        tap.now,
        asked=asked_last(tap.policy),
        page=Page(screens.PAGE, button.page),
    )
    return Answer(screens.day(tap.words, found, button.on, tap.moment), at=button)
