"""What the leader above says of somebody, and handing it over to them (docs/rules.md: Appraisal)."""

from volunteering.actions.appraisal.seats import OverAlready, seated
from volunteering.actions.telling.telling import tell
from volunteering.records import Records
from volunteering.rules.appraisal import AppraisalSheet, Merit
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.notices.appraisal import AppraisalHanded
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor


class NotWhole(Model):
    """A field has no mark yet."""

    sheet: AppraisalSheet


async def _judged(records: Records, actor: Actor, sheet_id: int) -> AppraisalSheet | OverAlready | NotAllowed | None:
    """A sheet of which the actor may say something now, as the leader above."""
    found = await seated(records, actor, sheet_id)
    if found is None:
        return None
    sheet, seat = found
    if not seat.appraises:
        return NotAllowed()
    return sheet if seat.judges(sheet) else OverAlready(sheet=sheet)


async def mark(
    records: Records, actor: Actor, sheet_id: int, merit: Merit, given: int
) -> AppraisalSheet | OverAlready | NotAllowed | None:
    """Say of somebody how it was in a field. None: no such sheet, or none of the actor's business."""
    sheet = await _judged(records, actor, sheet_id)
    if isinstance(sheet, AppraisalSheet):
        records.appraisals.mark(sheet, merit, given)
        return sheet.model_copy(update={"led": sheet.led.giving(merit, given)})
    return sheet


async def say(
    records: Records, actor: Actor, sheet_id: int, text: str
) -> AppraisalSheet | OverAlready | NotAllowed | None:
    """Add words to the marks; empty takes them away."""
    sheet = await _judged(records, actor, sheet_id)
    if isinstance(sheet, AppraisalSheet):
        records.appraisals.say(sheet, text)
        return sheet.model_copy(update={"led_words": text})
    return sheet


async def hand_over(
    records: Records, actor: Actor, sheet_id: int, moment: Moment
) -> AppraisalSheet | NotWhole | OverAlready | NotAllowed | None:
    """Let its person read it, and tell them; the figures beside it stay as they are now."""
    sheet = await _judged(records, actor, sheet_id)
    if not isinstance(sheet, AppraisalSheet):
        return sheet
    if not sheet.led.are_whole:
        return NotWhole(sheet=sheet)
    beside = await records.appraisals.beside(sheet, moment)
    records.appraisals.hand(sheet, beside, by_id=actor.id, at=moment.now)
    _note(records, Did.APPRAISAL_HANDED, sheet, actor, moment)
    notice = AppraisalHanded(sheet_id=sheet.id, times=sheet.handed + 1)
    tell(records, [sheet.person_id], notice, notice.about(), moment)
    handed = {"led_by": actor.id, "handed_at": moment.now, "handed": sheet.handed + 1, "beside": beside}
    return sheet.model_copy(update=handed)


async def take_back(
    records: Records, actor: Actor, sheet_id: int, moment: Moment
) -> AppraisalSheet | OverAlready | NotAllowed | None:
    """Change what was handed over: its person reads it no more until it is handed over again, and is told then."""
    found = await seated(records, actor, sheet_id)
    if found is None:
        return None
    sheet, seat = found
    if not seat.appraises:
        return NotAllowed()
    if not seat.takes_back(sheet):
        return OverAlready(sheet=sheet)
    records.appraisals.take_back(sheet)
    _note(records, Did.APPRAISAL_TAKEN_BACK, sheet, actor, moment)
    return sheet.model_copy(update={"handed_at": None, "read_at": None})


def _note(records: Records, did: Did, sheet: AppraisalSheet, actor: Actor, moment: Moment) -> None:
    records.journal.note(did, by_id=actor.id, at=moment.now, person_id=sheet.person_id, unit_id=sheet.unit.id)
