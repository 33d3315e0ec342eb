"""Told about rosters: to leaders that one is due, to volunteers what it says."""

from markupsafe import Markup

from handlers.buttons.activities import ListActivities
from handlers.buttons.enquiries import SayWasThere
from handlers.noticing.parts import my_hours_row, roster_row
from handlers.noticing.writing import Notices, Reading
from handlers.showing.asking import ask_the_leader
from handlers.showing.parts import called, leader, when_and_how_long
from handlers.showing.ratings import how_was_it, stars_row
from handlers.tapping.screen import Press, Row, Screen, page
from storage.views.hours.notices import ValidLine, line_that_holds
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.enquiries import Matter
from volunteering.rules.hours import CAME, Kind
from volunteering.rules.notices.attendance import HoursRecorded, NoShowForgiven, RosterDue
from volunteering.rules.thanks import may_rate_until
from words.words import Words

notices = Notices()


@notices.written(RosterDue)
async def roster_due(reading: Reading, notice: RosterDue) -> Screen | None:
    """Where the roster, or the line left over in it, is open still, and the reader leads there."""
    found = await reading.records.activities.shift(notice.shift_id)
    if found is None or found[1].called_off or not await reading.leads(found[0]):
        return None
    if notice.only is None:
        is_due = found[1].roster_at is None
        return _who_came(reading.words, *found, again=notice.again) if is_due else None
    if not await _own_line_is_unsaid(reading, found[1], notice.only):
        return None
    return _was_somebody_there(reading.words, *found, await reading.name_of(notice.only))


async def _own_line_is_unsaid(reading: Reading, shift: Shift, person_id: int) -> bool:
    roster = await reading.records.hours.roster(shift.id)
    return any(line.person_id == person_id and not line.holds(shift) for line in roster)


def _who_came(words: Words, activity: Activity, shift: Shift, *, again: bool) -> Screen:
    """The shift is over: who came?"""
    title = activity.title
    return page(
        words.say("Still open: who came to {title}?", title=title)
        if again
        else words.say("Who came to {title}?", title=title),
        when_and_how_long(words, shift),
        words.say("It counts as study for nobody before the roster is confirmed.")
        if activity.training
        else words.say("Nobody's hours count before the roster is confirmed."),
        rows=(roster_row(words, shift),),
    )


def _was_somebody_there(words: Words, activity: Activity, shift: Shift, name: str) -> Screen:
    """Whoever confirmed the roster was there, too, and cannot confirm that."""
    name = called(words, name)
    return page(
        words.say("Was {name} at {title}?", name=name, title=activity.title),
        when_and_how_long(words, shift),
        words.say(
            "{name} confirmed the roster. Nobody confirms their own hours, so please look at that line.", name=name
        ),
        rows=(roster_row(words, shift),),
    )


@notices.written(HoursRecorded)
async def hours_recorded(reading: Reading, notice: HoursRecorded) -> Screen | None:
    """Where nothing has replaced that line since."""
    line = await line_that_holds(reading.reader, notice.entry_id)
    found = await reading.records.activities.shift(notice.shift_id) if line else None
    if line is None or found is None:
        return None
    may_rate = line.kind in CAME and reading.words.now < may_rate_until(line.at)
    rates = may_rate and not await reading.leads(found[0])
    return _what_the_ledger_says(reading.words, *found, line, rates=rates)


@notices.written(NoShowForgiven)
async def no_show_forgiven(reading: Reading, notice: NoShowForgiven) -> Screen | None:
    """Where the roster has it still, and it stands like that."""
    missed = await reading.records.hours.missed(reading.owed.person_id)
    one = next((one for one in missed if one.shift_id == notice.shift_id), None)
    found = await reading.records.activities.shift(notice.shift_id)
    if one is None or found is None or one.is_forgiven is not notice.is_forgiven:
        return None
    return _how_it_counts(reading.words, *found, is_forgiven=one.is_forgiven)


def _how_it_counts(words: Words, activity: Activity, shift: Shift, *, is_forgiven: bool) -> Screen:
    """A no-show was forgiven, or counts again."""
    title = (
        words.say("Forgiven: {title}", title=activity.title)
        if is_forgiven
        else words.say("It counts again: {title}", title=activity.title)
    )
    said = (
        words.say("✅ You missed it, and it keeps you from nothing any more. We look forward to seeing you.")
        if is_forgiven
        else words.say("⚠️ You missed it. What was forgiven was taken back.")
    )
    onward = (
        (Press(words.say("Activities"), ListActivities()),)
        if is_forgiven
        else (ask_the_leader(words, Matter.SHIFT, shift.id),)
    )
    return page(title, when_and_how_long(words, shift), said, rows=(onward, my_hours_row(words)))


def _thanks(words: Words, activity: Activity, line: ValidLine) -> Markup:
    if line.before is None:
        return words.say("Thank you: {title}", title=activity.title)
    return words.say("Put right: {title}", title=activity.title)


def _what_the_ledger_says(
    words: Words, activity: Activity, shift: Shift, line: ValidLine, *, rates: bool = False
) -> Screen:
    """The roster was confirmed or corrected: what the ledger says now; whoever came is asked how it was."""
    length = words.length(line.minutes)
    match line.kind:
        case Kind.NO_SHOW:
            title = words.say("Missed: {title}", title=activity.title)
            said = words.say(
                "⚠️ The roster says that you did not come. If that is wrong, please speak to {leader}.",
                leader=leader(words, activity),
            )
        case Kind.VOID:
            title = words.say("Put right: {title}", title=activity.title)
            said = words.say("✅ What was recorded for you was taken back. It counts no more.")
        case Kind.EXCUSED:
            title = words.say("Excused: {title}", title=activity.title)
            said = words.say(
                "✅ The roster says that you were excused. It counts nowhere, and nothing is held against you."
            )
        case Kind.SENT_HOME:
            title = _thanks(words, activity, line)
            said = words.say("🕒 {length} recorded for you: you were sent home before the end", length=length)
        case _ if line.before:
            title = _thanks(words, activity, line)
            said = words.say("🕒 {length} instead of {before}", length=length, before=words.length(line.before))
        case _:
            title = _thanks(words, activity, line)
            said = words.say("🕒 {length} recorded for you", length=length)
    ask = ask_the_leader(words, Matter.SHIFT, shift.id)
    if line.kind is Kind.NO_SHOW:
        was_there = Press(words.say("I was there"), SayWasThere(shift=shift.id))
        rows: tuple[Row, ...] = ((was_there, ask), my_hours_row(words))
    else:
        rows = (*((stars_row(words, shift.id),) if rates else ()), my_hours_row(words), (ask,))
    return page(title, when_and_how_long(words, shift), said, how_was_it(words) if rates else None, rows=rows)
