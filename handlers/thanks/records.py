"""Somebody's record, for those who lead them, and one's own as they see it."""

from handlers.buttons.profiles import ShowThem
from handlers.buttons.thanks import ShowMyRecord, ShowRecordOf
from handlers.leading.led import gone, not_yours
from handlers.showing.parts import to_person
from handlers.tapping.screen import Answer
from handlers.tapping.tap import Routes, Tap
from handlers.thanks.screens import records as screens
from storage.views.thanks import PersonRecord, record_of
from volunteering.rules.stars import Stars, ladder_of, stars_for
from volunteering.rules.thanks import TOLD_AFTER
from volunteering.rules.tree import Role
from volunteering.rules.unit_settings import UnitSetting
from volunteering.rules.volunteers import Person

routes = Routes()


async def _record(tap: Tap, person: Person) -> tuple[PersonRecord, Stars]:
    """The same for everybody who may see it."""
    told_by = tap.now - TOLD_AFTER
    found = await record_of(tap.read, person.id, told_by=told_by, today=tap.moment.today, last=screens.LAST)
    decided = await tap.records.unit_settings.value(person.unit, UnitSetting.STARS)
    return found, stars_for(found.minutes, ladder_of(decided, tap.policy.stars))


@routes.button(ShowMyRecord)
async def show_my_record(tap: Tap, button: ShowMyRecord) -> Answer:
    """The reader's own, as whoever leads them sees it."""
    found, stars = await _record(tap, tap.me)
    return Answer(screens.mine(tap.words, found, stars), at=button)


@routes.button(ShowRecordOf, role=Role.LEADER)
async def show_record_of(tap: Tap, button: ShowRecordOf) -> Answer:
    """Somebody's whose team the reader leads."""
    person = await tap.records.people.get(button.person)
    if person is None or not person.standing.is_with_us:
        return gone(tap)
    if not tap.rights.leads(person.unit):
        return not_yours(tap)
    found, stars = await _record(tap, person)
    them = tap.trail.last(ShowThem)
    sees_card = tap.rights.administers(person.unit) and them is None
    back = screens.to_them(tap.words, them) if them else to_person(tap.words, person) if sees_card else None
    return Answer(screens.of(tap.words, person, found, stars, back), at=button)
