"""A sheet, and how whoever acts stands to it."""

from volunteering.records import Records
from volunteering.rules.appraisal.seats import Seat, appraisers_of, seat_at
from volunteering.rules.appraisal.sheets import AppraisalSheet
from volunteering.rules.ground.model import Model
from volunteering.rules.volunteers import Actor


class OverAlready(Model):
    """Nothing may be said of it any more, or not now: it is closed, taken out, handed over, or taken back."""

    sheet: AppraisalSheet


async def seated(records: Records, actor: Actor, sheet_id: int) -> tuple[AppraisalSheet, Seat] | None:
    """The sheet as the actor may read it, locked, and their seat at it.

    None where there is none, or it is no business of theirs.
    """
    sheet = await records.appraisals.sheet(sheet_id)
    if sheet is None:
        return None
    leaders = appraisers_of(sheet, await records.appraisals.admins_over((sheet.unit,)))
    seat = seat_at(sheet, actor.id, administers=actor.rights.administers(sheet.appraisal.unit), leaders=leaders)
    return (seat.seen(sheet), seat) if seat.sees_it else None
