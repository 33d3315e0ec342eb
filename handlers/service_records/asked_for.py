"""Sending service records to an admin: those of a unit of theirs, and everything below it."""

from handlers.buttons.service_records import SendServiceRecords
from handlers.buttons.tree import ManageUnit
from handlers.service_records.screens import of_units as screens
from handlers.showing.record_laws import record_law
from handlers.tapping.screen import Answer
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import unit_of_mine
from storage.views.service_records.of_units import MOST_LINES, service_records
from volunteering.rules.record_laws import heads_by
from volunteering.rules.tree import Role

routes = Routes()


@routes.button(SendServiceRecords, role=Role.ADMIN, makes_file=True)
async def send(tap: Tap, button: SendServiceRecords) -> Answer:
    """The workbook and its schema."""
    unit = await unit_of_mine(tap, button.unit)
    found = await service_records(tap.read, (unit,), tap.zone, most=MOST_LINES)
    at = ManageUnit(unit=unit.id)
    if not found.is_whole:
        return Answer(screens.too_many(tap.words, unit), at=at)
    heads = heads_by(await record_law(tap.records, unit), tap.organisation.record_heads)
    files = screens.records_files(tap.words, unit, heads, found)
    return Answer(screens.sent(tap.words, unit, found), at=at, files=files)
