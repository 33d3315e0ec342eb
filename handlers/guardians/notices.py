"""Told about who answers for somebody under age: to the volunteer, and to the leaders of their places."""

from handlers.buttons.profiles import ShowThisOne
from handlers.guardians import screens
from handlers.noticing.parts import entry, roster_row
from handlers.noticing.ways_back import back_where_wanted
from handlers.noticing.writing import Notices, Reading
from handlers.showing.parts import called
from handlers.tapping.screen import Press, Screen, page
from volunteering.rules.guardians import ConsentState
from volunteering.rules.notices.guardians import ConsentGiven, ConsentWithdrawn, PlaceWithoutConsent
from volunteering.rules.signing_up import SignUpState

notices = Notices()


@notices.written(ConsentGiven)
async def consent_given(reading: Reading, notice: ConsentGiven) -> Screen | None:
    """Where it still holds."""
    known = await reading.records.guardians.get(notice.guardian_id)
    if known is None or known.state is not ConsentState.CONSENTED or known.guardian is None:
        return None
    back = await back_where_wanted(reading, known.wanted_for)
    return screens.agreed(reading.words, known.guardian.name, back)


@notices.written(ConsentWithdrawn)
async def consent_withdrawn(reading: Reading, _: ConsentWithdrawn) -> Screen | None:
    """Where nobody else has consented since."""
    known = await reading.records.guardians.of_ward(reading.owed.person_id)
    if known is not None and known.state is ConsentState.CONSENTED:
        return None
    return screens.agrees_no_more(reading.words)


@notices.written(PlaceWithoutConsent)
async def place_without_consent(reading: Reading, notice: PlaceWithoutConsent) -> Screen | None:
    """Where they still have the place, and nobody else has consented since."""
    words, records = reading.words, reading.records
    found = await records.activities.shift(notice.shift_id)
    person = await records.people.get(notice.person_id)
    mine = await records.sign_ups.mine(notice.shift_id, notice.person_id)
    known = await records.guardians.of_ward(notice.person_id)
    is_in = mine is not None and mine.state is SignUpState.CONFIRMED
    if found is None or person is None or not is_in or (known and known.state is ConsentState.CONSENTED):
        return None
    activity, shift = found
    if not shift.is_ahead(words.now):
        return None
    name = called(words, person.name)
    return page(
        words.say("{name}: consent withdrawn", name=name),
        entry(words, activity, shift),
        words.say(
            "{name} is under age, and has a place there. Please talk with them: the place is still theirs.", name=name
        ),
        words.say("Phone: {phone}", phone=person.phone) if person.phone else None,
        rows=(
            (Press(words.say("About {name}", name=name), ShowThisOne(shift=shift.id, person=person.id)),),
            roster_row(words, shift),
        ),
    )
