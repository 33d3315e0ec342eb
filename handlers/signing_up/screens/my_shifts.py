"""What is mine: the shifts ahead, the sums of the hours, and the stars."""

from markupsafe import Markup

from handlers.buttons.activities import ListActivities
from handlers.buttons.enquiries import ListMyEnquiries
from handlers.buttons.home import Home
from handlers.buttons.hours import LogHours, MyHours
from handlers.buttons.signing_up import MyShifts
from handlers.showing.parts import LONGEST_TITLE, leave_row, of_so_many, page_row, shift_rows
from handlers.showing.series import every
from handlers.showing.stars import stars_line
from handlers.tapping.screen import Press, Row, Screen, page
from storage.views.signing_up import MyShift, Overview, Sums
from volunteering.rules.ground.policy import Policy
from volunteering.rules.series import Repeats
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.stars import ladder_of
from words.words import Words, cut

PAGE = 4
"""How many shifts a page shows, beside the sums."""


def my_shifts(words: Words, mine: Overview, policy: Policy, *, said: Markup | None = None) -> Screen:
    """The shifts ahead, my hours, and what is missing to the next star."""
    lines = (
        said,
        *(_ahead(words, shift) for shift in mine.shifts),
        None if mine.shifts else _nothing_ahead(words, mine.extent.number),
        _served(words, mine.sums),
        stars_line(words, mine.sums.in_all, ladder_of(mine.ladder, policy.stars)),
        words.say("⏳ {length} waiting for approval", length=words.length(mine.sums.pending))
        if mine.sums.pending
        else None,
    )
    rows = (
        *shift_rows(words, [(one.title, one.shift, one.venue) for one in mine.shifts]),
        *page_row(words, mine.extent, lambda number: MyShifts(page=number)),
        *(((Press(words.say("My questions"), ListMyEnquiries()),),) if mine.enquiries else ()),
        *_onward_from_shifts(words, has_shifts=bool(mine.shifts)),
        *_leave_the_only_one(words, mine),
    )
    return page(of_so_many(words, words.say("My shifts"), mine.extent), *lines, rows=rows)


def _ahead(words: Words, mine: MyShift) -> Markup:
    start, title = words.moment(mine.shift.period.start), cut(mine.title, LONGEST_TITLE)
    role = (mine.role,) if mine.role else ()
    if mine.state is SignUpState.WAITING:
        number = words.say("number {number} on the waiting list", number=words.number(mine.number))
        if mine.held_until is not None:
            held = words.say("a place is held for you until {when}", when=words.moment(mine.held_until))
            return Markup("⏳ %s") % words.listed((start, title, *role, number, held))
        return Markup("⏳ %s") % words.listed((start, title, *role, number))
    if mine.shift.has_begun(words.now):
        until = words.say("now, until {time}", time=words.time(mine.shift.period.end))
        return Markup("🙋 %s") % words.listed((until, title, *role))
    if mine.to_confirm:
        return Markup("⚠️ %s") % words.listed((start, title, *role, words.say("please confirm")))
    return Markup("📅 %s") % words.listed((start, title, *role, *_again(words, mine)))


def _again(words: Words, mine: MyShift) -> tuple[Markup, ...]:
    """How often it comes, where the person is in more of it, and in how many."""
    if not mine.later:
        return ()
    more = words.many("and {number} more time", "and {number} more times", mine.later)
    return every(words, Repeats.model_construct(rule=mine.rule)), more


def _nothing_ahead(words: Words, page_number: int) -> Markup:
    return words.say("That was all.") if page_number else words.say("No shift ahead. See what is coming up.")


def _served(words: Words, sums: Sums) -> Markup:
    if not sums.in_all:
        return words.say("🕒 No hours yet")
    return words.say(
        "🕒 {month} this month, {year} this year, {all} in all",
        month=words.length(sums.this_month),
        year=words.length(sums.this_year),
        all=words.length(sums.in_all),
    )


def _onward_from_shifts(words: Words, *, has_shifts: bool) -> tuple[Row, ...]:
    activities = Press(words.say("Activities"), ListActivities(), None if has_shifts else "success")
    hours = (Press(words.say("My hours"), MyHours()), Press(words.say("Log hours"), LogHours()))
    home = Press(words.say("‹ Home"), Home())
    return (hours, (activities, home)) if has_shifts else ((activities,), hours, (home,))


def _leave_the_only_one(words: Words, mine: Overview) -> tuple[Row, ...]:
    if len(mine.shifts) != 1 or not mine.extent.is_all or mine.shifts[0].shift.has_begun(words.now):
        return ()  # of several, each card has its own
    [only] = mine.shifts
    if only.later:
        return ()  # nor of a series: its card says which one is left, and how all are
    return (leave_row(words, only.shift.id, waits=only.state is SignUpState.WAITING),)
