"""For whoever leads: the code, who is here as people come, and ticking them."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from markupsafe import Markup

from handlers.buttons import checking_in as buttons
from handlers.buttons.attendance import ShowRoster
from handlers.buttons.leading import ManageShift
from handlers.showing import parts
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.engine.pages import Page
from storage.views.checking_in import Attending, Comer
from volunteering.rules.activities import Activity, Shift
from words.words import Words

NEWEST: Final = 12
"""So many of those who came are named, the latest first."""

MISSING: Final = 12
"""And so many of those who have not."""

PAGE: Final = 10
LONGEST_NAME: Final = 24


def code(
    words: Words, activity: Activity, shift: Shift, digits: str, since: datetime, picture: Callable[[], bytes]
) -> Screen:
    """The code, to be held out to whoever comes."""
    text = page(
        words.say("Check in: {title}", title=activity.title),
        Markup("<code>%s</code>") % spaced(digits),
        words.say("Scan it, or send the six digits here from your own phone. Do it once more when you go."),
        words.say("The code of {time}. A new one comes by itself each minute.", time=words.time(since)),
    ).text
    tick = Press(words.say("Tick somebody"), buttons.ListToTick(shift=shift.id))
    return Screen(text=text, rows=((tick, _way_back(words, shift)),), picture=picture)


def code_over(words: Words, activity: Activity, shift: Shift) -> Screen:
    """The code is shown no more; the picture stays, and leads to saying so."""
    text = page(
        words.say("Check-in is over: {title}", title=activity.title),
        words.say("This code counts for whoever saw it while it was shown."),
    ).text
    return Screen(text=text, rows=((_roster(words, shift),),), is_below_picture=True)


def spaced(digits: str) -> str:
    """The six digits as they are read out."""
    return f"{digits[:3]} {digits[3:]}"


def arrivals(words: Words, found: Attending, *, is_over: bool = False) -> Screen:
    """Who is here, the latest first, and who is not here yet."""
    here, missing = found.here, found.missing
    places = len(found.people) - sum(one.walked_in for one in found.people)
    came = len(here) - sum(one.walked_in for one in here)
    rows: tuple[Row, ...] = (
        ((_roster(words, found.shift),),)
        if is_over
        else (
            (Press(words.say("Tick somebody"), buttons.LeaveArrivals(shift=found.shift.id)),),
            (Press(words.say("Show the code"), buttons.ShowCode(shift=found.shift.id)), _way_back(words, found.shift)),
        )
    )
    title = found.activity.title
    return page(
        words.say("Who was here: {title}", title=title) if is_over else words.say("Who is here: {title}", title=title),
        parts.when_and_how_long(words, found.shift),
        words.say("👥 {came} of {places} are here", came=words.number(came), places=words.number(places)),
        _without_place(words, found),
        *(_line(words, one) for one in here[:NEWEST]),
        parts.and_more(words, len(here) - NEWEST),
        _not_here(words, missing, is_over=is_over),
        _said_late(words, here),
        rows=rows,
    )


def _without_place(words: Words, found: Attending) -> Markup | None:
    number = sum(one.walked_in and one.came for one in found.people)
    return (
        words.many("{number} more came without a place", "{number} more came without a place", number)
        if number
        else None
    )


def _line(words: Words, one: Comer) -> Markup:
    name = parts.called(words, one.name, LONGEST_NAME)
    if one.check_in is None:
        return words.say("✅ {name}", name=name)
    times = _times(words, one)
    if one.check_in.is_late:
        return words.say("⚠️ {times} {name}", times=times, name=name)
    return words.say("✅ {times} {name}", times=times, name=name)


def _times(words: Words, one: Comer) -> Markup:
    assert one.check_in is not None  # noqa: S101 - asked by whoever calls
    begun = words.time(one.check_in.in_at)
    if one.check_in.out_at is None:
        return begun
    return Markup("%s–%s") % (begun, words.time(one.check_in.out_at))


def _not_here(words: Words, missing: tuple[Comer, ...], *, is_over: bool) -> Markup | None:
    if not missing:
        return None
    names = [parts.called(words, one.name, LONGEST_NAME) for one in missing[:MISSING]]
    rest = parts.and_more(words, len(missing) - MISSING)
    listed = words.listed((*names, *filter(None, (rest,))))
    if is_over:
        return words.say("Not checked in: {names}", names=listed)
    return words.say("⏳ Not here yet: {names}", names=listed)


def _said_late(words: Words, here: tuple[Comer, ...]) -> Markup | None:
    """What the leader may want to look at: a code goes from hand to hand (decision 78)."""
    if not any(one.check_in and one.check_in.is_late for one in here):
        return None
    return words.say("⚠️ The code was sent more than ten minutes after it was shown: did you see them?")


def to_tick(words: Words, found: Attending, page_number: int, *, said: Markup | None = None) -> Screen:
    """Everybody on the roster; who is not here yet comes first, since they are tapped next."""
    order = sorted(found.people, key=lambda one: one.came)
    shown, extent = Page(PAGE, page_number).of(order)
    shift = found.shift
    here = sum(one.came for one in found.people)
    return page(
        parts.of_so_many(words, words.say("Tick who is here: {title}", title=found.activity.title), extent),
        said,
        words.say("👥 {came} of {places} are here", came=words.number(here), places=words.number(len(order))),
        words.say("Tap whoever is here, also without a phone. A second tap takes it back.")
        if order
        else words.say("Nobody is signed up yet."),
        rows=(
            *(_tick_row(words, shift, one, extent.number) for one in shown),
            *parts.page_row(words, extent, lambda number: buttons.ListToTick(shift=shift.id, page=number)),
            (
                Press(words.say("Who is here"), buttons.ShowArrivals(shift=shift.id)),
                Press(words.say("Show the code"), buttons.ShowCode(shift=shift.id)),
            ),
            (_way_back(words, shift),),
        ),
    )


def _tick_row(words: Words, shift: Shift, one: Comer, page_number: int) -> Row:
    name = parts.called(words, one.name, LONGEST_NAME)
    button = buttons.TickHere(shift=shift.id, person=one.person_id, here=not one.came, page=page_number)
    return (Press(words.say("✅ {name}", name=name) if one.came else Markup.escape(name), button),)


def shown(words: Words, activity: Activity, shift: Shift, *, code: bool) -> Screen:
    """What was asked for comes by itself, as messages of their own."""
    said = (
        words.say("✅ See below who is here, and the code under it. Both keep up to date by themselves.")
        if code
        else words.say("✅ See below who is here. It keeps up to date by itself.")
    )
    return page(
        Markup.escape(activity.title),
        said,
        rows=((Press(words.say("Tick somebody"), buttons.ListToTick(shift=shift.id)), _way_back(words, shift)),),
    )


def too_early(words: Words, activity: Activity, shift: Shift, opens_at: datetime) -> Screen:
    """The code is not shown yet."""
    return page(
        words.say("Too early to check in: {title}", title=activity.title),
        parts.when_and_how_long(words, shift),
        words.say("The code can be shown from {time} on.", time=words.moment(opens_at)),
        rows=((_way_back(words, shift),),),
    )


def too_late(words: Words, activity: Activity, shift: Shift) -> Screen:
    """It is shown no more."""
    return page(
        words.say("Check-in is over: {title}", title=activity.title),
        parts.when_and_how_long(words, shift),
        words.say("Say on the roster who came."),
        rows=((_roster(words, shift),), (_way_back(words, shift),)),
    )


def called_off(words: Words, shift_id: int) -> Screen:
    """It does not take place, so that nobody comes."""
    back = WayBack(words.say("‹ Shift"), ManageShift(shift=shift_id))
    return page(words.say("It was cancelled"), words.say("Nobody checks in to it."), rows=((back,),))


def nobody_there(words: Words) -> Markup:
    """Who was to be ticked has no line any more."""
    return words.say("⚠️ That person is not on the roster.")


def _roster(words: Words, shift: Shift) -> Press:
    return Press(words.say("Roster"), ShowRoster(shift=shift.id))


def _way_back(words: Words, shift: Shift) -> Press:
    return WayBack(words.say("‹ Shift"), ManageShift(shift=shift.id))
