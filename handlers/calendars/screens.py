"""The address of somebody's calendar and how it is used, and one shift as a file."""

from datetime import datetime
from functools import partial

from markupsafe import Markup

from handlers.buttons.calendars import (
    AskCloseCalendar,
    AskRenewCalendar,
    CloseCalendar,
    OpenCalendar,
    RenewCalendar,
    ShowCalendar,
)
from handlers.buttons.home import Home
from handlers.buttons.signing_up import MyShifts
from handlers.showing.files import file_name
from handlers.showing.parts import LONGEST_TITLE, back_to_shift
from handlers.tapping.messenger import Entrance
from handlers.tapping.screen import File, Press, Row, Screen, page
from volunteering.rules.calendars import Event
from volunteering.rules.ground.periods import local_day
from words.calendars import calendar_of
from words.words import Words, cut


def files_only(words: Words) -> Screen:
    """Nobody here can have an address."""
    return page(
        words.say("My calendar"),
        words.say("Your calendar can't be kept up to date by itself here: whoever runs this bot has set up no pages."),
        words.say("You can add each of your shifts: open it, and tap “Add to calendar”."),
        rows=_onward(words),
    )


def none_yet(words: Words, *, said: Markup | None = None) -> Screen:
    """What an address is for."""
    return page(
        words.say("My calendar"),
        said,
        words.say(
            "Your phone's calendar can show your shifts, and keep itself up to date: what is new, moved or cancelled."
        ),
        words.say("For that you get an address of your own, which you give to the calendar once."),
        words.say("⚠️ Whoever knows the address can read your shifts. Keep it to yourself."),
        rows=((Press(words.say("Get my address"), OpenCalendar(), "success"),), *_onward(words)),
    )


def address(words: Words, there: str | None, since: datetime, *, said: Markup | None = None) -> Screen:
    """The address, and where it is to be put; None: it can't be said any more."""
    day = words.long_day(local_day(since, words.zone))
    return page(
        words.say("My calendar"),
        said,
        *(_how(words, there) if there else (_no_more(words),)),
        words.say("⚠️ Whoever knows the address can read your shifts. Keep it to yourself."),
        words.say("You have had it since {day}.", day=day),
        rows=(
            (
                Press(words.say("New address"), AskRenewCalendar()),
                Press(words.say("Switch off"), AskCloseCalendar(), "danger"),
            ),
            *_onward(words),
        ),
    )


def _how(words: Words, there: str) -> tuple[Markup, ...]:
    return (
        words.say("The address of your calendar. Tap it to copy it:"),
        Markup("<code>%s</code>") % there,
        words.say("iPhone: in Calendar tap Calendars, Add Calendar, Add Subscription Calendar, and paste it there."),
        words.say(
            "Android: on a computer open calendar.google.com, tap + at Other calendars, From URL, and paste it there. "
            "Your phone shows it, too."
        ),
        words.say("Other calendars call it “subscribe” or “from the internet”. Changes may take some hours."),
    )


def _no_more(words: Words) -> Markup:
    return words.say(
        "Your address works as before, but I can't show it any more. "
        "If you need it once again, take a new one: the old one ends then."
    )


def ask_renew(words: Words) -> Screen:
    """The second question before the old address ends."""
    return page(
        words.say("Another address?"),
        words.say(
            "The old one ends at once. "
            "Put the new one into each calendar that has the old one: it shows nothing new otherwise."
        ),
        rows=(
            (Press(words.say("‹ Keep it"), ShowCalendar()),),
            (Press(words.say("Yes, a new one"), RenewCalendar(), "danger"),),
        ),
    )


def renewed(words: Words) -> Markup:
    """There is another one."""
    return words.say("✅ This is your new address. The old one leads nowhere any more.")


def ask_close(words: Words) -> Screen:
    """The second question before it is switched off."""
    return page(
        words.say("Switch your calendar's address off?"),
        words.say("It ends at once, and nobody can read your shifts by it. You can get another one at any time."),
        rows=(
            (Press(words.say("‹ Keep it"), ShowCalendar()),),
            (Press(words.say("Yes, switch off"), CloseCalendar(), "danger"),),
        ),
    )


def closed(words: Words) -> Markup:
    """Nobody reads it any more."""
    return words.say("✅ Switched off. Take the calendar out of your phone, too: it stays there as it was.")


def _onward(words: Words) -> tuple[Row, ...]:
    return ((Press(words.say("My shifts"), MyShifts()), Press(words.say("‹ Home"), Home())),)


def shift_file(words: Words, event: Event, organisation: str, entrance: Entrance) -> File:
    """One shift, for whatever calendar opens it."""
    write = partial(calendar_of, words.lasting(), organisation, (event,), entrance)
    name = file_name(event.title, ending="ics")
    return File(name, write, words.say("Tap the file, and your phone's calendar takes the shift."))


def added(words: Words, event: Event, *, has_addresses: bool) -> Screen:
    """What to do with the file; where it is off, that the calendar takes it out."""
    if event.standing(words.now).is_on:
        lines = (
            words.say("The file is below. Tap it: your phone asks whether to put the shift into its calendar."),
            words.say(
                "If time or place changes, come here once more: your calendar is put right, and has it only once."
            ),
        )
    else:
        lines = (
            words.say("The file is below. Tap it: your phone's calendar marks the shift as cancelled."),
            words.say("If it still stands there as before, please take it out by hand."),
        )
    itself = words.say("It can also keep itself up to date:") if has_addresses else None
    ways = ((Press(words.say("My calendar"), ShowCalendar()),),) if has_addresses else ()
    title = words.say("Calendar: {title}", title=cut(event.title, LONGEST_TITLE))
    return page(title, *lines, itself, rows=(*ways, back_to_shift(words, event.shift.id)))
