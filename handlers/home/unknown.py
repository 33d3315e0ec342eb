"""Anything else that is typed or sent: what it may have meant, and where to go (never silence)."""

from difflib import get_close_matches

from handlers.buttons.activities import FindActivities
from handlers.buttons.button import sought
from handlers.buttons.forms import Resume
from handlers.buttons.home import Home
from handlers.home.screens import unknown as screens
from handlers.home.wanted import wanted
from handlers.showing import instead
from handlers.tapping import menus
from handlers.tapping.commands import split
from handlers.tapping.screen import Answer, GoTo, Screen
from handlers.tapping.tap import Routes, Tap
from storage.engine.pages import Page
from storage.views.activities.searching import upcoming_like
from volunteering.rules.ground.periods import local_day
from volunteering.rules.ground.texts import one_line
from volunteering.rules.reading import is_about_hours

LONGEST_SEARCH = 40
LONGEST_LINE = 300

routes = Routes()


def is_command(typed: str | None) -> bool:
    """Whether it is typed like a command; one that exists went its own way."""
    return typed is not None and split(typed) is not None


async def help_along(tap: Tap) -> Answer | GoTo:
    """A helpful answer to anything."""
    return await understood(tap) or lost(tap)


def lost(tap: Tap) -> Answer:
    """It is not understood, and here is a way on."""
    return Answer(screens.lost(tap.words), at=Home())


async def understood(tap: Tap) -> Answer | GoTo | None:
    """What it may have meant, or where it belongs; None: nobody knows."""
    command = split(tap.typed) if tap.typed else None
    if command:
        return Answer(_no_such_command(tap, command.name), at=Resume() if tap.draft else Home())
    if tap.typed and (there := await wanted(tap, tap.typed)):
        return there
    if tap.person is None and tap.typed is None and tap.contact is None:
        return Answer(screens.only_text_of_strangers(tap.words), at=Home())
    if not tap.is_here:
        return Answer(instead.register_first(tap.words, back=tap.person is not None), at=Home())
    if tap.typed is None:
        shown = screens.number_belongs_in_profile if tap.contact else screens.only_text
        return Answer(shown(tap.words), at=Home())
    return await meant(tap, tap.typed)


async def first_version_counted(tap: Tap, _: str) -> Answer:
    """Said once of a message that is edited: what was read is what it said at first."""
    has_draft = tap.draft is not None
    return Answer(screens.first_version_counted(tap.words, has_draft=has_draft), at=Resume() if has_draft else Home())


def _no_such_command(tap: Tap, typed: str) -> Screen:
    known = {offered.name: offered for offered in menus.offered_to(tap.rights, registered=tap.is_here)}
    nearest = next((known[name] for name in get_close_matches(typed, known, n=1)), None)
    return screens.no_such_command(tap.words, typed, nearest, has_draft=tap.draft is not None)


async def meant(tap: Tap, typed: str) -> Answer | GoTo | None:
    """What somebody registered may have meant who typed no command and no wish; None: nothing is found."""
    text = one_line(typed)
    if is_about_hours(text[:LONGEST_LINE], local_day(tap.now, tap.zone)):
        return Answer(screens.looks_like_hours(tap.words), at=Home())
    if len(text) <= LONGEST_SEARCH and (len(text) > 1 or text.isdigit()):
        found = await upcoming_like(tap.read, text, tap.now, page=Page(1))
        if found.extent.total:
            return GoTo(FindActivities(text=sought(text)))
    return None
