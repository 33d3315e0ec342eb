"""What happened by itself to shifts, as a message of its own. That it is still true was asked before."""

from collections.abc import Sequence
from datetime import timedelta

from markupsafe import Markup

from handlers.buttons.posting import HandOver, Manage, ManageActivity
from handlers.buttons.roster import ShowRoster
from handlers.buttons.shifts import ListActivities, MyShifts, SayComing, SayNotComing, ShowShift
from handlers.screen import Press, Row, Screen, page
from handlers.screens.parts import (
    called,
    details,
    details_for_leaders,
    leave_row,
    places,
    see,
    when_and_how_long,
    where,
)
from handlers.words import Words
from volunteering.activities import Activity, Shift
from volunteering.notices import Changed, Unheard, Why
from volunteering.people import Person
from volunteering.signups import Clash, Facts

Place = tuple[Activity, Shift]

SOON = timedelta(hours=6)
ASKED_ABOUT = 3  # shifts of one reminder that have buttons of their own; more are listed
LISTED = 5


# To volunteers, about their shifts.


def reminder(words: Words, ahead: Sequence[Place]) -> Screen:
    """Shifts that begin soon, the first of them first: is the reader coming?"""
    (activity, shift), *others = ahead
    title = _greeting(words, shift)
    if not others:
        return page(
            title,
            _entry(words, activity, shift),
            where(activity),
            details(words, activity, shift),
            rows=(_coming_row(words, shift),),
        )
    lines = [line for place in ahead[:LISTED] for line in (_entry(words, *place), where(place[0]))]
    rows = [row for place in ahead[:ASKED_ABOUT] for row in ((_see(words, *place),), _coming_row(words, place[1]))]
    return page(title, *lines, _more(words, len(ahead)), rows=(*rows, _my_shifts_row(words)))


def _greeting(words: Words, first: Shift) -> Markup:
    if first.period.start - words.now <= SOON:
        return words.say("See you soon")
    return words.say("See you {day}", day=words.day(first.day(words.zone)))


def _coming_row(words: Words, shift: Shift) -> Row:
    return (
        Press(words.say("I'm coming"), SayComing(shift=shift.id), "success"),
        Press(words.say("I can't make it"), SayNotComing(shift=shift.id), "danger"),
    )


def promoted(words: Words, activity: Activity, shift: Shift, why: Why) -> Screen:
    """A place is free and is the reader's, and how that came."""
    return page(
        words.say("You have a place: {title}", title=activity.title),
        _why(words, why),
        when_and_how_long(words, shift),
        where(activity),
        details(words, activity, shift),
        rows=((_see(words, activity, shift),), leave_row(words, shift.id)),
    )


def _why(words: Words, why: Why) -> Markup:
    match why:
        case Why.LEFT:
            return words.say("Somebody left, and you were next in line.")
        case Why.MORE_PLACES:
            return words.say("There are more places now, and you were next in line.")
        case Why.MOVED:
            return words.say("It is at another time now, with a place free for you.")
        case Why.FREE:
            return words.say("A place was free, and you can take it now.")


def changed(words: Words, activity: Activity, shift: Shift, before: Changed, clash: Clash | None) -> Screen:
    """Title, time or place are different; what they are now, what they were, and where else the reader is then."""
    moved = shift.period != before.period_before
    elsewhere = activity.place != before.place_before
    renamed = activity.title != before.title_before
    return page(
        words.say("Changed: {title}", title=activity.title),
        when_and_how_long(words, shift),
        words.say("It was {period}.", period=_was(words.period(before.period_before))) if moved else None,
        where(activity),
        words.say("It was {place}.", place=_was(before.place_before)) if elsewhere else None,
        words.say("It was called {title}.", title=_was(before.title_before)) if renamed else None,
        _also_at(words, clash) if moved and clash else None,
        rows=(
            (_see(words, activity, shift),),
            *(((see(words, clash.title, ShowShift(shift=clash.shift.id)),),) if moved and clash else ()),
            *(() if shift.has_begun(words.now) else (leave_row(words, shift.id),)),
        ),
    )


def _also_at(words: Words, clash: Clash) -> Markup:
    period = words.period(clash.shift.period)
    return words.say("⚠️ You are also signed up for {title} then: {period}.", title=clash.title, period=period)


def _was(value: str) -> Markup:
    return Markup("<s>{}</s>").format(value)


def cancelled(words: Words, gone: Sequence[Place]) -> Screen:
    """What the reader was signed up for does not take place."""
    activity = gone[0][0]
    return page(
        words.say("Cancelled: {title}", title=activity.title),
        *(when_and_how_long(words, shift) for _, shift in gone[:LISTED]),
        _more(words, len(gone)),
        words.say("Thank you for having offered your time."),
        None if all(shift.called_off for _, shift in gone) else words.say("If you were there, your hours still count."),
        rows=((Press(words.say("Other activities"), ListActivities()),), _my_shifts_row(words)),
    )


# To those in charge.


def late_leave(words: Words, facts: Facts, name: str) -> Screen:
    """Somebody left shortly before the start."""
    return page(
        words.say("{name} can't make it", name=called(words, name)),
        _entry(words, facts.activity, facts.shift),
        _who_comes(words, facts),
        _nobody_moved_up(words) if facts.capacity.waiting and not facts.capacity.is_full else None,
        rows=(roster_row(words, facts.shift),),
    )


def gap(words: Words, facts: Facts) -> Screen:
    """A place came free so late that nobody was promoted."""
    return page(
        words.say("A place is free: {title}", title=facts.activity.title),
        when_and_how_long(words, facts.shift),
        _who_comes(words, facts),
        _nobody_moved_up(words),
        rows=(roster_row(words, facts.shift),),
    )


def out_of_reach(words: Words, activity: Activity, shift: Shift, people: Sequence[Person], unheard: Unheard) -> Screen:
    """People of a shift whom messages do not reach, what they have not heard, and their numbers."""
    return page(
        words.many("{number} person has to be called", "{number} people have to be called", len(people)),
        _entry(words, activity, shift),
        _unheard(words, unheard),
        *(_number_of(words, person) for person in people[:LISTED]),
        _more(words, len(people)),
        rows=(roster_row(words, shift),),
    )


def _unheard(words: Words, unheard: Unheard) -> Markup:
    match unheard:
        case Unheard.PASSED_OVER:
            return words.say("⚠️ Next in line for a free place, but messages do not arrive. They stay in line.")
        case Unheard.PROMOTED:
            return words.say("⚠️ Moved up from the waiting list, but messages do not arrive.")
        case Unheard.REMINDER:
            return words.say("⚠️ Not reminded: messages do not arrive.")
        case Unheard.CHANGED:
            return words.say("⚠️ Not told of the change: messages do not arrive.")
        case Unheard.CANCELLED:
            return words.say("⚠️ Not told that it is cancelled: messages do not arrive.")
        case Unheard.HANDED_OVER:
            return words.say("⚠️ Leads this now and was not told: messages do not arrive.")
        case Unheard.LETTER:
            return words.say("⚠️ Did not get what was written to everybody: messages do not arrive.")


def _number_of(words: Words, person: Person) -> Markup:
    name = called(words, person.name)
    if person.phone:
        return words.say("🙋 {name} {phone}", name=name, phone=person.phone)
    return words.say("🙋 {name}, no phone number", name=name)


def leader_missing(words: Words, ahead: Sequence[Place], name: str, *, is_suspended: bool) -> Screen:
    """Activities that somebody led who does so no more, the next one first; `name` is empty for who was forgotten."""
    why = words.say("{name}'s sign-ups are on hold.", name=name) if is_suspended else None
    alone = ahead[0][0] if len(ahead) == 1 else None
    hand_over = () if alone is None else ((Press(words.say("Hand over"), HandOver(activity=alone.id), "success"),),)
    shown = ahead[:LISTED]
    manage = tuple((see(words, activity.title, ManageActivity(activity=activity.id)),) for activity, _ in shown)
    return page(
        words.many("{number} activity needs a leader", "{number} activities need a leader", len(ahead)),
        why or (words.say("{name} does not lead there any more.", name=name) if name else None),
        *(_entry(words, *place) for place in shown),
        _more(words, len(ahead)) or words.say("Until it is handed over, whatever comes up goes to the team's leaders."),
        rows=(*hand_over, *manage, (Press(words.say("My activities"), Manage(all_units=True)),)),
    )


def handed_over(words: Words, activity: Activity, shift: Shift, name: str) -> Screen:
    """The reader leads an activity from now on."""
    return page(
        words.say("You lead {title} now", title=activity.title),
        words.say("{name} handed it over to you.", name=called(words, name)),
        when_and_how_long(words, shift),
        where(activity),
        details_for_leaders(words, activity),
        rows=((Press(words.say("Manage"), ManageActivity(activity=activity.id)),),),
    )


def _nobody_moved_up(words: Words) -> Markup:
    return words.say("It begins so soon that nobody was moved up unasked. Those waiting may still take the place.")


def _who_comes(words: Words, facts: Facts) -> Markup:
    return places(words, facts.capacity)


# What they share.


def _entry(words: Words, activity: Activity, shift: Shift) -> Markup:
    return words.say("📅 {period} {title}", period=words.period(shift.period), title=activity.title)


def _more(words: Words, count: int) -> Markup | None:
    rest = count - LISTED
    return words.many("and {number} more", "and {number} more", rest) if rest > 0 else None


def _see(words: Words, activity: Activity, shift: Shift) -> Press:
    return see(words, activity.title, ShowShift(shift=shift.id))


def _my_shifts_row(words: Words) -> Row:
    return (Press(words.say("My shifts"), MyShifts()),)


def roster_row(words: Words, shift: Shift) -> Row:
    """The way to who is in the shift."""
    return (Press(words.say("Roster"), ShowRoster(shift=shift.id)),)
