"""Whom or what a form is about, which stands above each of its questions: people answer several in a row."""

from typing import Final

from markupsafe import Markup, escape

from handlers.showing.asking import about_what, leaders_of
from handlers.showing.parts import LONGEST_NAME, LONGEST_TITLE, called, in_quotes
from handlers.showing.qualifications import kind_name, named
from handlers.showing.roles import filled
from handlers.tapping.tap import Tap
from storage.process.drafts import Draft
from storage.views.enquiries import thread
from words.words import cut

LONGEST_QUOTE: Final = 500  # characters of what is answered


async def subject_of(tap: Tap, draft: Draft) -> Markup | None:
    """A line with what the draft's numbers stand for; None where it is about nothing that is still there."""
    said = [await say(tap, draft.number(of)) for of, say in _SAYS.items() if of in draft.about]
    return tap.words.listed(part for part in said if part) if any(said) else None


async def _person(tap: Tap, number: int) -> Markup | None:
    person = await tap.records.people.get(number)
    return Markup("🙋 %s") % called(tap.words, person.name, LONGEST_NAME) if person else None


async def _claim(tap: Tap, number: int) -> Markup | None:
    claim = await tap.records.hours.claim(number)
    if claim is None:
        return None
    words, whose = tap.words, await _person(tap, claim.person_id)
    parts = (whose, words.length(claim.minutes), words.day(claim.day), cut(claim.what, LONGEST_TITLE))
    return words.listed(part for part in parts if part)


async def _shift(tap: Tap, number: int) -> Markup | None:
    found = await tap.records.activities.shift(number)
    if found is None:
        return None
    activity, shift = found
    line = tap.words.listed((cut(activity.title, LONGEST_TITLE), tap.words.moment(shift.period.start)))
    rooms = [room for room in await tap.records.roles.of(number) if room.role.name] if shift.roles else []
    return Markup("%s\n👥 %s") % (line, filled(tap.words, rooms)) if rooms else line


async def _activity(tap: Tap, number: int) -> Markup | None:
    activity = await tap.records.activities.get(number)
    return escape(cut(activity.title, LONGEST_TITLE)) if activity else None


async def _unit(tap: Tap, number: int) -> Markup | None:
    unit = await tap.records.units.get(number)
    return Markup("🏷 %s") % cut(unit.name, LONGEST_NAME) if unit else None


async def _leaders(tap: Tap, number: int) -> Markup | None:
    unit = await tap.records.units.get(number)
    return Markup("🙋 %s") % leaders_of(tap.words, unit) if unit else None


async def _enquiry(tap: Tap, number: int) -> Markup | None:
    """Who asked, about what, and what: it was in the message in place of which the question stands."""
    found = await thread(tap.read, number)
    if found is None:
        return None
    words, said = tap.words, found.said
    topic = said.enquiry.topic
    whose = Markup("🙋 %s") % called(words, said.name, LONGEST_NAME)
    line = words.listed((whose, about_what(words, topic.matter, topic.unit, said.title, said.start)))
    return Markup("%s\n%s") % (line, in_quotes(words, cut(said.text, LONGEST_QUOTE))) if said.text else line


async def _letter(tap: Tap, message_id: int) -> Markup | None:
    """What is answered: it was in the message in place of which the question stands."""
    letter = await tap.records.enquiries.letter_to(tap.me.id, message_id)
    return in_quotes(tap.words, cut(letter.text, LONGEST_QUOTE)) if letter else None


async def _kind(tap: Tap, number: int) -> Markup | None:
    kind = await tap.records.kinds.get(number)
    return kind_name(tap.words, kind) if kind else None


async def _qualification(tap: Tap, number: int) -> Markup | None:
    found = await tap.records.qualifications.get(number)
    if found is None:
        return None
    whose = await _person(tap, found.person_id)
    return tap.words.listed(part for part in (whose, named(tap.words, found.kind, found.level)) if part)


async def _exam(tap: Tap, number: int) -> Markup | None:
    exam = await tap.records.exams.get(number)
    if exam is None:
        return None
    return tap.words.listed((cut(exam.title, LONGEST_TITLE), tap.words.moment(exam.period.start)))


async def _sheet(tap: Tap, number: int) -> Markup | None:
    sheet = await tap.records.appraisals.sheet(number)
    whose = await _person(tap, sheet.person_id) if sheet else None
    return tap.words.listed((whose, str(sheet.appraisal.year))) if sheet and whose else None


async def _appraisal(tap: Tap, number: int) -> Markup | None:
    found = await tap.records.appraisals.get(number)
    return tap.words.listed((f"🏷 {cut(found.unit.name, LONGEST_NAME)}", str(found.year))) if found else None


async def _entry(tap: Tap, number: int) -> Markup | None:
    found = await tap.records.exams.entry(number)
    return await _person(tap, found[1].person_id) if found else None


_SAYS: Final = {
    "sheet": _sheet,
    "appraisal": _appraisal,
    "kind": _kind,
    "qualification": _qualification,
    "person": _person,
    "ward": _person,
    "leaders": _leaders,
    "enquiry": _enquiry,
    "claim": _claim,
    "activity": _activity,
    "shift": _shift,
    "exam": _exam,
    "entry": _entry,
    "unit": _unit,
    "letter": _letter,
}
