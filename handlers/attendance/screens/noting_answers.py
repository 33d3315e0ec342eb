"""Of somebody who was called about a shift ahead: what they said, to be noted."""

from markupsafe import Markup

from handlers.attendance.screens.rosters import PAGE, back_row
from handlers.buttons.attendance import ListAnswers, NoteComing, NoteNotComing, ShowAnswer, ShowRoster
from handlers.showing import parts
from handlers.showing.answers import call_rows, tap_a_name
from handlers.showing.as_shown import start_of
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.engine.pages import Page
from storage.rows.answers import ToCall
from storage.views.attendance.rosters import RosterSheet
from volunteering.actions.attendance.noting_answers import Called
from volunteering.rules.answers import ReminderAnswer
from volunteering.rules.volunteers import Person
from words.words import Words


def of_whom(words: Words, sheet: RosterSheet, me_id: int, page_number: int) -> Screen:
    """Everybody else with a place: whoever calls themselves, or calls again and comes after all, is found here."""
    shift = sheet.shift
    others = [signed for signed in sheet.confirmed if signed.line.person_id != me_id]
    shown, extent = Page(PAGE, page_number).of(others)
    people = [ToCall(one.line.person_id, one.line.name, one.phone, one.reachable) for one in shown]
    return page(
        parts.of_so_many(words, words.say("Note an answer"), extent),
        words.listed((sheet.activity.title, words.moment(shift.period.start))),
        tap_a_name(words) if others else words.say("There is nobody else on it."),
        rows=(
            *call_rows(words, shift.id, people, most=PAGE),
            *parts.page_row(words, extent, lambda number: ListAnswers(shift=shift.id, page=number)),
            (WayBack(words.say("‹ Roster"), ShowRoster(shift=shift.id)), *back_row(words, shift)[0]),
        ),
    )


def what_did_they_say(words: Words, called: Called, person: Person, *, said: Markup | None = None) -> Screen:
    """Whom to call at which number, what is known so far, and what they may say."""
    shift = called.shift
    return page(
        words.say("What did {name} say?", name=parts.called(words, person.name)),
        said,
        words.listed((called.activity.title, words.moment(shift.period.start))),
        parts.line_to_call(words, person.name, person.phone),
        _so_far(words, called),
        rows=(
            *_answers(words, called),
            (WayBack(words.say("‹ Roster"), ShowRoster(shift=shift.id)), *back_row(words, shift)[0]),
        ),
    )


def _so_far(words: Words, called: Called) -> Markup:
    """What they have said themselves, or what was noted."""
    if called.sign_up.to_confirm is not None:
        return words.say("It was moved, and they have not confirmed it. That they do themselves.")
    match called.sign_up.answer:
        case ReminderAnswer.COMING:
            return words.say("✅ Comes")
        case ReminderAnswer.LATE:
            return words.say("✅ Comes late")
        case ReminderAnswer.SILENT:
            return words.say("No answer yet.")


def _answers(words: Words, called: Called) -> tuple[Row, ...]:
    """All that is not said yet; of a shift that was moved, only that they can't."""
    shift, person, seen = called.shift.id, called.sign_up.person_id, called.seen
    start = start_of(called.shift)
    known = {"shift": shift, "person": person, "ticket": seen.ticket, "seen": seen.answer, "start": start}
    comes = Press(words.say("Comes"), NoteComing(**known), "success")
    late = Press(words.say("Comes late"), NoteComing(**known, late=True))
    can_not = Press(words.say("Can't come"), NoteNotComing(**known), "danger")
    coming = (
        *((comes,) if seen.answer is not ReminderAnswer.COMING else ()),
        *((late,) if seen.answer is not ReminderAnswer.LATE else ()),
    )
    return (*((coming,) if called.sign_up.to_confirm is None else ()), (can_not,))


def ask_whether_so(words: Words, called: Called, person: Person) -> Screen:
    """The second question before somebody's place goes on."""
    seen, name = called.seen, parts.called(words, person.name)
    known = {"shift": called.shift.id, "person": person.id, "ticket": seen.ticket, "seen": seen.answer}
    surely = NoteNotComing(**known, sure=True, start=start_of(called.shift))
    back = ShowAnswer(shift=called.shift.id, person=person.id)
    return page(
        words.say("{name} can't come?", name=name),
        words.listed((called.activity.title, words.moment(called.shift.period.start))),
        words.say("Their place is free for others at once, as if they had said so themselves, and they are told."),
        rows=((Press(words.say("‹ Back"), back),), (Press(words.say("Yes, can't come"), surely, "danger"),)),
    )


def noted(words: Words, person: Person, *, late: bool) -> Markup:
    """They come, or come late."""
    name = parts.called(words, person.name)
    return (
        words.say("✅ Noted: {name} comes late.", name=name)
        if late
        else words.say("✅ Noted: {name} comes.", name=name)
    )


def given_up(words: Words, person: Person, *, given_on: bool) -> Markup:
    """They can't come, and what becomes of their place."""
    name = parts.called(words, person.name)
    if given_on:
        return words.say("✅ Noted: {name} can't come. The place goes to somebody who waits.", name=name)
    return words.say("✅ Noted: {name} can't come. The place is free.", name=name)


def no_place(words: Words) -> Markup:
    """They gave it up, or never had one."""
    return words.say("⚠️ That person has no place in it any more.")


def your_own(words: Words) -> Markup:
    """Nobody notes anything for themselves."""
    return words.say("🙋 This is your own place: say it here.")
