"""What needs a leader for a day: their shifts of it, and what waits for them already."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from markupsafe import Markup

from handlers.buttons.enquiries import ListAsked
from handlers.buttons.home import Home
from handlers.buttons.leading import Manage, ManageShift, ShowDay
from handlers.showing import answers, parts
from handlers.showing.roles import missing, taken_in_roles
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.rows.digests import DayOfLeader, ShiftOfDay
from volunteering.rules.activities import Activity
from volunteering.rules.ground.moment import Moment
from words.words import Words, cut

PAGE: Final = 5
"""How many shifts a page shows."""

LONGEST_TITLE: Final = 60  # in a line, in characters


def day(words: Words, found: DayOfLeader, day: date, moment: Moment) -> Screen:
    """A page of the shifts, each leading to where it is done; then the rosters and questions that wait."""
    title = words.say("What needs you: {day}", day=words.day(day))
    lines = [line for one in found.shifts for line in _lines(words, one, moment)]
    shifts = tuple(
        (Press(_label(words, one), ManageShift(shift=one.shift.id), "success" if one.silent else None),)
        for one in found.shifts
    )
    rows = (
        *shifts,
        *parts.page_row(words, found.extent, lambda number: ShowDay(day=day.toordinal(), page=number)),
        *_waiting(words, found),
        (WayBack(words.say("‹ Home"), Home()),),
    )
    nothing = words.say("Nothing needs you then any more.") if found.is_nothing else None
    waits = (row[0].label for row in _waiting(words, found))
    return page(parts.of_so_many(words, title, found.extent), nothing, *lines, *map(Markup.escape, waits), rows=rows)


def _lines(words: Words, one: ShiftOfDay, moment: Moment) -> Iterator[Markup | None]:
    title = cut(one.activity.title, LONGEST_TITLE)
    yield words.say("📅 {period} {title}", period=words.period(one.shift.period), title=title)
    if one.stands_in:
        yield _in_place_of(words, one.activity)
    yield from answers.heads_or_room(
        words, one.activity, one.shift, one.capacity, (), one.answers, silent=one.silent > 0
    )
    if named := [room for room in one.roles if room.role.name]:
        yield Markup("👥 %s") % taken_in_roles(words, named)
    yield answers.expected(words, one.shift, one.answers.values(), one.past, moment)
    yield missing(words, one.shift, one.capacity)
    if one.silent:
        yield words.say("⚠️ To be called: {number}", number=words.number(one.silent))


def _in_place_of(words: Words, activity: Activity) -> Markup:
    """Why it is the reader's, who does not lead it."""
    if not activity.leader_is_here:
        return parts.led_by(words, activity)
    name = parts.called(words, activity.leader_name)
    return words.say("🙋 In place of {name}, who can't be reached or leads there no more", name=name)


def _label(words: Words, one: ShiftOfDay) -> str:
    said = words.listed((words.moment(one.shift.period.start), one.activity.title))
    return cut(said, parts.LONGEST_LABEL)


def _waiting(words: Words, found: DayOfLeader) -> Iterator[Row]:
    if found.rosters:
        label = words.many("⚠️ {number} roster to confirm", "⚠️ {number} rosters to confirm", found.rosters)
        yield (Press(label, Manage(all_units=found.of_others > 0)),)
    if found.questions:
        label = words.many("⚠️ {number} question to answer", "⚠️ {number} questions to answer", found.questions)
        yield (Press(label, ListAsked()),)
