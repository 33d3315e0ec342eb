"""By which law a unit's records are written, and what a record of one person is called by it."""

from markupsafe import Markup

from volunteering.records import Records
from volunteering.rules.record_laws import RecordLaw, law_of
from volunteering.rules.tree import Unit
from volunteering.rules.unit_settings import UnitSetting
from words.words import Words


async def record_law(records: Records, unit: Unit) -> RecordLaw | None:
    """The law that holds in that unit; None where nobody has chosen one."""
    return law_of(await records.unit_settings.value(unit, UnitSetting.RECORD_LAW))


def record_name(words: Words, law: RecordLaw) -> Markup:
    """What the record of one person is called."""
    match law:
        case RecordLaw.TW_RECORD_BOOK:
            return words.say("Record book")
        case RecordLaw.CN_ORDER_67:
            return words.say("Service record")
