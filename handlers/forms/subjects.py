"""Whom or what a form is about, which stands above each of its questions: people answer several in a row."""

from typing import Final

from markupsafe import Markup, escape

from handlers.showing.parts import LONGEST_NAME, LONGEST_TITLE, called
from handlers.tapping.tap import Tap
from storage.process.drafts import Draft
from words.words import cut


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
    return tap.words.listed((cut(activity.title, LONGEST_TITLE), tap.words.moment(shift.period.start)))


async def _activity(tap: Tap, number: int) -> Markup | None:
    activity = await tap.records.activities.get(number)
    return escape(cut(activity.title, LONGEST_TITLE)) if activity else None


async def _unit(tap: Tap, number: int) -> Markup | None:
    unit = await tap.records.units.get(number)
    return Markup("🏷 %s") % cut(unit.name, LONGEST_NAME) if unit else None


_SAYS: Final = {"person": _person, "claim": _claim, "activity": _activity, "shift": _shift, "unit": _unit}
