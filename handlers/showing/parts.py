"""Lines and rows that several screens share: the same thing always reads the same."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from markupsafe import Markup, escape

from handlers.buttons.activities import ShowShift
from handlers.buttons.button import Button
from handlers.buttons.calendars import AddToCalendar
from handlers.buttons.home import Home
from handlers.buttons.signing_up import LeaveShift
from handlers.buttons.volunteers import ShowPerson
from handlers.tapping.screen import Press, Row, Style
from storage.engine.pages import Extent
from volunteering.rules.activities import Activity, Category, NewShift, Shift
from volunteering.rules.ground.periods import Period
from volunteering.rules.hours import Rostered
from volunteering.rules.reports import Served
from volunteering.rules.volunteers import Language, Person
from words.words import Words, cut

S = TypeVar("S", bound=str)

Way = Callable[[], S]
"""Something that may be said, written when it is."""

LONGEST_LABEL = 40  # of a button, in characters
LONGEST_NAME = 30  # of something among other words on a button
LONGEST_TITLE = 40  # within a line


def when_and_how_long(words: Words, shift: Shift | NewShift) -> Markup:
    """📅 when it is, and how long."""
    return Markup("📅 %s") % words.period(shift.period)


def where(activity: Activity) -> Markup:
    """📍 the venue of an activity."""
    return Markup("📍 %s") % activity.venue


def category_and_unit(words: Words, activity: Activity) -> Markup:
    """🏷 the category and the unit."""
    return words.say("🏷 {category} · {unit}", category=category(words, activity.category), unit=activity.unit.name)


def served(words: Words, said: Served) -> Markup | None:
    """How many people were served, and how many things handed out, as far as somebody said."""
    people, things = said.people, said.things
    numbers = (
        None if people is None else words.many("{number} person served", "{number} people served", people),
        None if things is None else words.many("{number} thing handed out", "{number} things handed out", things),
    )
    return words.listed(number for number in numbers if number) or None


def details(words: Words, activity: Activity, shift: Shift) -> Markup | None:
    """What those with a place in a shift are told while it is ahead or goes on: the door code, whom to call."""
    return details_for_leaders(words, activity) if shift.opens_details(words.now) else None


def details_for_leaders(words: Words, activity: Activity) -> Markup | None:
    """The same, which those who lead can read at any time."""
    return words.say("Good to know: {details}", details=activity.details) if activity.details else None


def description(activity: Activity) -> Markup | None:
    """What it is about, as it was typed; folded to three lines until it is tapped."""
    if not activity.description:
        return None
    return Markup("<blockquote expandable>%s</blockquote>") % activity.description


def category(words: Words, kind: Category) -> Markup:
    """What a category is called."""
    names = {
        Category.COMMUNITY: words.say("Community service"),
        Category.SOCIAL: words.say("Social affairs"),
        Category.CULTURE: words.say("Culture and sport"),
        Category.CHARITY: words.say("Charity and relief"),
        Category.RIGHTS: words.say("Legal rights"),
        Category.OTHER: words.say("Other"),
    }
    return names[kind]


def and_more(words: Words, rest: int) -> Markup | None:
    """How many there are beside those that are shown, below a list that is cut."""
    return words.many("and {number} more", "and {number} more", rest) if rest > 0 else None


def told_apart(rows: Sequence[Sequence[Way[S]]]) -> list[S]:
    """What each row of a list says, of what it may say from short to long: the first that no other row says, too.

    Most rows need the first alone, so the longer ones are only written where they are asked for.
    """
    said = [ways[0]() for ways in rows]
    for longer in range(1, max(map(len, rows), default=0)):
        times = Counter(said)
        if len(times) == len(said):
            break
        said = [
            ways[min(longer, len(ways) - 1)]() if times[now] > 1 else now for ways, now in zip(rows, said, strict=True)
        ]
    return said


def label_of(words: Words, title: str, start: datetime, where: str, number: int) -> tuple[Way[str], ...]:
    """What a button to a shift or an activity may say, for `told_apart`. What tells it apart isn't what is cut off."""

    def day() -> Markup:
        return words.moment(start)

    return (
        lambda: cut(title, LONGEST_LABEL),
        lambda: cut(words.say("{start} {title}", start=day(), title=title), LONGEST_LABEL),
        lambda: cut(words.listed((day(), cut(where, LONGEST_NAME), title)), LONGEST_LABEL),
        lambda: cut(words.listed((words.say("no. {number}", number=number), day(), title)), LONGEST_LABEL),
    )


def dated(words: Words, shifts: Sequence[tuple[Shift, str]]) -> list[str]:
    """What buttons to an activity's shifts say: the start and how it stands; the end, where two begin together."""
    return told_apart([_dated(words, shift.period, state) for shift, state in shifts])


def _dated(words: Words, period: Period, state: str) -> tuple[Way[str], ...]:
    return (
        lambda: cut(words.listed((words.moment(period.start), state)), LONGEST_LABEL),
        lambda: cut(words.plain_period(period), LONGEST_LABEL),
    )


def shift_rows(words: Words, shifts: Sequence[tuple[str, Shift, str]]) -> tuple[Row, ...]:
    """Ways to cards, under lines that say the rest: titles; the start or the place where a title comes again."""
    labels = told_apart([label_of(words, title, shift.period.start, where, shift.id) for title, shift, where in shifts])
    return tuple(
        (Press(label, ShowShift(shift=shift.id)),) for label, (_, shift, _) in zip(labels, shifts, strict=True)
    )


def cancelled(words: Words, because: str) -> Markup:
    """It was cancelled, and why, where its leader said so."""
    return words.say("It was cancelled: {reason}", reason=because) if because else words.say("It was cancelled.")


def see(words: Words, title: str, to: Button, style: Style | None = None) -> Press:
    """The way to a shift or an activity, by its title."""
    return Press(words.say("See {title}", title=cut(title, LONGEST_NAME)), to, style)


def in_quotes(words: Words, text: str) -> Markup:
    """What somebody wrote, between the marks of the reader's language."""
    return words.say("“{note}”", note=text)


def rostered(words: Words, found: Sequence[Rostered]) -> Markup | None:
    """What rosters count already for the day of logged hours: the same hours may have been meant."""
    if not found:
        return None
    first, *others = found
    more = (words.many("{number} more activity", "{number} more activities", len(others)),) if others else ()
    return words.say(
        "⚠️ Recorded for that day already: {what}",
        what=words.listed((cut(first.title, LONGEST_TITLE), words.length(first.minutes), *more)),
    )


def leave_row(words: Words, shift_id: int, *, waits: bool = False) -> Row:
    """Out of a shift, or of its waiting list."""
    label = words.say("Leave the list") if waits else words.say("Leave")
    return (Press(label, LeaveShift(shift=shift_id), "danger"),)


def calendar_row(words: Words, shift_id: int, *, is_on: bool = True) -> Row:
    """The shift as a file for their calendar; where it is cancelled, what takes it out of there."""
    label = words.say("Add to calendar") if is_on else words.say("Take it out of my calendar")
    return (Press(label, AddToCalendar(shift=shift_id)),)


def called(words: Words, name: str, most: int = 64) -> str:
    """What a person is called, in so many characters; somebody who had their data erased has no name any more."""
    return cut(name or words.say("Former volunteer"), most)


def leader(words: Words, activity: Activity) -> str:
    """Whom to turn to about an activity: its leader, or once that person has gone, whoever leads the team."""
    return called(words, activity.leader_name) if activity.leader_is_here else words.say("the team's leader")


def led_by(words: Words, activity: Activity) -> Markup:
    """Who leads an activity."""
    if not activity.leader_is_here:
        return words.say("Its leader is still to be named")
    return words.say("Led by {leader}", leader=leader(words, activity))


def line_to_call(words: Words, name: str, phone: str | None) -> Markup:
    """Somebody who has to be called, with the number."""
    name = called(words, name)
    if phone:
        return words.say("🙋 {name} {phone}", name=name, phone=phone)
    return words.say("🙋 {name}, no phone number", name=name)


def call_them(words: Words) -> Markup:
    """What ⚠️ in front of somebody's name means, under a list of people."""
    return words.say("⚠️ Messages do not arrive there: please call.")


def not_here_yet(words: Words) -> Markup:
    """Of somebody who was brought along by a list, and has not come to the bot."""
    return words.say("From a list, and not here yet. Whoever shares that number finds the hours.")


def not_leading(words: Words) -> Markup:
    """Why somebody who leads another team cannot do that."""
    return words.say("You do not lead that team. Its admin can give you the role.")


def page_row(words: Words, extent: Extent, to: Callable[[int], Button]) -> tuple[Row, ...]:
    """The ways to the page before and the page after, where there are such; pages count from 0 and are shown from 1."""
    page = extent.number
    before = (Press(words.say("‹ Page {number}", number=page), to(page - 1)),) if page else ()
    after = (Press(words.say("Page {number} ›", number=page + 2), to(page + 1)),) if extent.has_more else ()
    return ((*before, *after),) if before or after else ()


def of_so_many(words: Words, title: Markup | str, extent: Extent) -> Markup:
    """The title of a list, with which part of it is shown, of how many, where that isn't all."""
    if extent.is_all or not extent.total:
        return escape(title)
    first, last, total = (words.number(number) for number in (extent.first, extent.last, extent.total))
    if extent.first == extent.last:
        return words.say("{title} ({number} of {total})", title=title, number=first, total=total)
    return words.say("{title} ({first}–{last} of {total})", title=title, first=first, last=last, total=total)


def claimed_line(words: Words, number: int) -> Markup:
    """How many records wait for an admin to say whose they are."""
    return words.many("⚠️ {number} claimed record to decide", "⚠️ {number} claimed records to decide", number)


def language_name(language: Language) -> str:
    """A language, called what its readers call it."""
    names = {Language.ENGLISH: "English", Language.SIMPLIFIED: "简体中文", Language.TRADITIONAL: "繁體中文"}
    return names[language]


def still_expected(words: Words, expected: int) -> Markup:
    """How many a list brought along who have not come to the bot."""
    return words.many("{number} not here yet", "{number} not here yet", expected)


def saved(words: Words) -> Markup:
    """It is so from now on."""
    return words.say("✅ Saved.")


def to_person(words: Words, person: Person) -> Press:
    """Back to somebody's card, for those who see it."""
    return Press(words.say("‹ {name}", name=cut(person.name, LONGEST_NAME)), ShowPerson(person=person.id))


def somebody(words: Words, name: str, team: str) -> str:
    """What a button to one of several people says: who they are, and of which team."""
    return cut(words.say("{name} · {team}", name=name, team=team), LONGEST_LABEL)


def back_to_shift(words: Words, shift_id: int, style: Style | None = None) -> Row:
    """Back to the shift for which something was missing, in a row of its own."""
    return (Press(words.say("Back to the shift"), ShowShift(shift=shift_id), style),)


def home_row(words: Words) -> tuple[Row, ...]:
    """The button home, in a row of its own."""
    return ((Press(words.say("‹ Home"), Home()),),)
