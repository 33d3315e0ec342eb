"""The card of honour that the record book leads to: three years, 300 hours, and no hour twice.

docs/rules.md: Stars and honours (志願服務法). Only where a unit keeps its records by that law.
"""

from volunteering.actions.honours.giving import HonourAdded, OwnHonour, awarding_units
from volunteering.actions.telling.telling import tell_one
from volunteering.records import Records
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.honours import CARD, CardStanding
from volunteering.rules.journal import Did
from volunteering.rules.notices.honours import HonourGiven
from volunteering.rules.notices.keys import key_of
from volunteering.rules.record_laws import RecordLaw, law_of
from volunteering.rules.tree import NotAllowed
from volunteering.rules.unit_settings import UnitSetting
from volunteering.rules.volunteers import Actor, Person


class NotQualified(Model):
    """So much is there, and it is not enough."""

    standing: CardStanding


async def has_record_book(records: Records, person: Person) -> bool:
    """Whether somebody's team keeps its records by the law that knows the card."""
    value = await records.unit_settings.value(person.unit, UnitSetting.RECORD_LAW)
    return law_of(value) is RecordLaw.TW_RECORD_BOOK


async def give_card(
    records: Records, actor: Actor, person_id: int, moment: Moment
) -> HonourAdded | NotQualified | OwnHonour | NotAllowed | None:
    """Note that somebody was given the card today; what it counts, no other does. None: no such person, or no card."""
    await records.people.hold(person_id)  # of two admins at once one finds that it is given
    person = await records.people.get(person_id)
    if person is None or not person.standing.is_with_us or not await has_record_book(records, person):
        return None
    if person.id == actor.id:
        return OwnHonour()
    units = await awarding_units(records, actor, person)
    if not units:
        return NotAllowed()
    standing = await records.honours.towards_card(person.id, moment.zone)
    if not standing.qualifies(moment.today):
        return NotQualified(standing=standing)
    number = await records.honours.add(
        person.id, units[0], name=CARD, day=moment.today, note="", by_id=actor.id, at=moment.now, counted=standing
    )
    notice = HonourGiven(honour_id=number)
    if person.standing.is_here:
        tell_one(records, person.id, notice, key_of(notice.about(), person.id), moment)
    records.journal.note(
        Did.HONOUR_GIVEN, by_id=actor.id, at=moment.now, person_id=person.id, unit_id=units[0].id, honour=number
    )
    return HonourAdded(honour_id=number, person=person)
