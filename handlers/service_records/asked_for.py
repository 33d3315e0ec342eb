"""Sending service records to an admin: those of a unit of theirs, and everything below it."""

from handlers.buttons.service_records import SendServiceRecords
from handlers.buttons.tree import ManageUnit
from handlers.service_records import screens
from handlers.tapping.screen import Answer
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import unit_of_mine
from storage.views.service_records import MOST_LINES, service_records
from volunteering.rules.record_laws import heads_by, law_of
from volunteering.rules.tree import Role
from volunteering.rules.unit_settings import UnitSetting

routes = Routes()


@routes.button(SendServiceRecords, role=Role.ADMIN, makes_file=True)
async def send(tap: Tap, button: SendServiceRecords) -> Answer:
    """The workbook and its schema."""
    unit = await unit_of_mine(tap, button.unit)
    found = await service_records(tap.read, (unit,), tap.zone, most=MOST_LINES)
    at = ManageUnit(unit=unit.id)
    if not found.is_whole:
        return Answer(screens.too_many(tap.words, unit), at=at)
    law = law_of(await tap.records.unit_settings.value(unit, UnitSetting.RECORD_LAW))
    heads = heads_by(law, tap.organisation.record_heads)
    files = screens.records_files(tap.words, unit, heads, found)
    return Answer(screens.sent(tap.words, unit, found), at=at, files=files)
