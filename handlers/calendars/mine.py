"""The address of one's calendar, another one or none, and one shift as a file (docs/rules.md: Calendars)."""

from handlers.buttons.calendars import (
    AddToCalendar,
    AskCloseCalendar,
    AskRenewCalendar,
    CloseCalendar,
    OpenCalendar,
    RenewCalendar,
    ShowCalendar,
)
from handlers.calendars import screens
from handlers.showing import instead
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.views.calendars import event
from volunteering.actions.calendars import close_calendar, open_calendar, renew_calendar

routes = Routes()


@routes.button(ShowCalendar)
async def show(tap: Tap, button: ShowCalendar) -> Answer:
    """The address, where the reader has one; why there is none, where nobody can have one."""
    root = tap.organisation.public_url
    if not root:
        return Answer(screens.files_only(tap.words), at=button)
    found = await tap.records.calendars.of(tap.me.id)
    if not found:
        return Answer(screens.none_yet(tap.words, said=tap.said), tap.said or "", at=button)
    secret = next(filter(None, (one.secret(tap.organisation.calendar_key) for one in found)), None)
    address = f"{root}/calendar/{secret}.ics" if secret else None
    return Answer(screens.address(tap.words, address, found[0].at, said=tap.said), tap.said or "", at=button)


routes.also_typed("calendar", ShowCalendar())


@routes.button(OpenCalendar, writes=True)
async def open_it(tap: Tap, _: OpenCalendar) -> Answer | GoTo:
    """An address, where there can be one."""
    if tap.organisation.public_url:
        await open_calendar(tap.records, tap.me, tap.organisation.calendar_key, tap.moment)
    return GoTo(ShowCalendar())


@routes.button(AskRenewCalendar)
async def ask_renew(tap: Tap, button: AskRenewCalendar) -> Answer | GoTo:
    """What another address means, before the old one ends."""
    if not await tap.records.calendars.of(tap.me.id):
        return GoTo(ShowCalendar())
    return Answer(screens.ask_renew(tap.words), at=button)


@routes.button(RenewCalendar, writes=True)
async def renew(tap: Tap, _: RenewCalendar) -> Answer | GoTo:
    """Another address, and the old one ends."""
    if not tap.organisation.public_url:
        return GoTo(ShowCalendar())
    await renew_calendar(tap.records, tap.me, tap.organisation.calendar_key, tap.moment)
    return GoTo(ShowCalendar(), said=screens.renewed(tap.words))


@routes.button(AskCloseCalendar)
async def ask_close(tap: Tap, button: AskCloseCalendar) -> Answer | GoTo:
    """What switching it off means, before it is done."""
    if not await tap.records.calendars.of(tap.me.id):
        return GoTo(ShowCalendar())
    return Answer(screens.ask_close(tap.words), at=button)


@routes.button(CloseCalendar, writes=True)
async def close(tap: Tap, _: CloseCalendar) -> Answer | GoTo:
    """Nobody reads it any more."""
    await close_calendar(tap.records, tap.me)
    return GoTo(ShowCalendar(), said=screens.closed(tap.words))


@routes.button(AddToCalendar, makes_file=True)
async def add(tap: Tap, button: AddToCalendar) -> Answer:
    """One shift as a file, as it stands for the reader now: a calendar that has it already takes it for the same."""
    found = await event(tap.read, button.shift, tap.me.id)
    if found is None:
        return Answer(instead.gone(tap.words))
    house = tap.organisation
    file = screens.shift_file(tap.words, found, house.name, house.entrance)
    screen = screens.added(tap.words, found, has_addresses=bool(house.public_url))
    return Answer(screen, at=button, files=(file,))
