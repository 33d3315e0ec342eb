"""The card of honour that the record book leads to: three years, 300 hours, and no hour twice.

docs/rules.md: Stars and honours (志願服務法). Only where a unit keeps its records by that law.
"""

from volunteering.actions.honours.giving import HonourAdded, OwnHonour, add_honour, awarding_units
from volunteering.records import Records
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.honours import CARD, CardStanding
from volunteering.rules.record_laws import RecordLaw, law_of
from volunteering.rules.tree import NotAllowed, Unit
from volunteering.rules.unit_settings import UnitSetting
from volunteering.rules.volunteers import Actor


class NotQualified(Model):
    """So much is there, and it is not enough."""

    standing: CardStanding


async def has_record_book(records: Records, unit: Unit) -> bool:
    """Whether a unit keeps its records by the law that knows the card."""
    value = await records.unit_settings.value(unit, UnitSetting.RECORD_LAW)
    return law_of(value) is RecordLaw.TW_RECORD_BOOK


async def give_card(
    records: Records, actor: Actor, person_id: int, moment: Moment
) -> HonourAdded | NotQualified | OwnHonour | NotAllowed | None:
    """Note that somebody was given the card today; what it counts, no other does. None: no such person, or no card."""
    await records.people.hold(person_id)  # of two admins at once one finds that it is given
    person = await records.people.get(person_id)
    if person is None or not person.standing.is_with_us or not await has_record_book(records, person.unit):
        return None
    if person.id == actor.id:
        return OwnHonour()
    units = await awarding_units(records, actor, person)
    if not units:
        return NotAllowed()
    standing = await records.honours.towards_card(person.id, moment.zone)
    if not standing.qualifies(moment.today):
        return NotQualified(standing=standing)
    return await add_honour(records, actor, person, units[0], CARD, moment.today, moment, counted=standing)
