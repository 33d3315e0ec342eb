"""A sheet, how whoever acts stands to it, and what the journal has of that."""

from volunteering.records import Records
from volunteering.rules.appraisal.seats import Seat, appraisers_of, seat_at
from volunteering.rules.appraisal.sheets import AppraisalSheet
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
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


def note(records: Records, did: Did, sheet: AppraisalSheet, actor: Actor, moment: Moment) -> None:
    """The journal has it that something was done, of whom, and no mark or word."""
    records.journal.note(did, by_id=actor.id, at=moment.now, person_id=sheet.person_id, unit_id=sheet.unit.id)
