"""What the leader above says of somebody, and handing it over to them (docs/rules.md: Appraisal)."""

from volunteering.actions.appraisal.seats import OverAlready, note, seated
from volunteering.actions.telling.telling import tell
from volunteering.records import Records
from volunteering.rules.appraisal.marks import Merit, MeritMarks
from volunteering.rules.appraisal.seats import Seat
from volunteering.rules.appraisal.sheets import AppraisalSheet
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.notices.appraisal import AppraisalHanded
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor


class NotWhole(Model):
    """A field has no mark yet."""

    sheet: AppraisalSheet


class BegunByAnother(Model):
    """Another leader above, who still is one, has begun: only `take_over` sets that aside."""

    sheet: AppraisalSheet


NotJudged = BegunByAnother | OverAlready | NotAllowed


async def _to_judge(records: Records, actor: Actor, sheet_id: int) -> tuple[AppraisalSheet, Seat] | NotAllowed | None:
    """A sheet whose leader above the actor is."""
    found = await seated(records, actor, sheet_id)
    return NotAllowed() if found and not found[1].appraises else found


async def _judged(records: Records, actor: Actor, sheet_id: int) -> AppraisalSheet | NotJudged | None:
    """A sheet of which the actor may say something now, as the leader above."""
    found = await _to_judge(records, actor, sheet_id)
    if not isinstance(found, tuple):
        return found
    sheet, seat = found
    if seat.takes_over(sheet):
        return BegunByAnother(sheet=sheet)
    return sheet if seat.judges(sheet) else OverAlready(sheet=sheet)


async def _written(records: Records, actor: Actor, sheet_id: int) -> AppraisalSheet | NotJudged | None:
    """The same, and what is said of it from now on is the actor's.

    What somebody has begun who is no leader above any more is read by nobody, and goes.
    """
    sheet = await _judged(records, actor, sheet_id)
    if not isinstance(sheet, AppraisalSheet) or sheet.led_by == actor.id:
        return sheet
    return _begun_anew(records, actor, sheet)


def _begun_anew(records: Records, actor: Actor, sheet: AppraisalSheet) -> AppraisalSheet:
    records.appraisals.begin_anew(sheet, by_id=actor.id)
    return sheet.model_copy(update={"led": MeritMarks(), "led_words": "", "led_by": actor.id})


async def mark(
    records: Records, actor: Actor, sheet_id: int, merit: Merit, given: int
) -> AppraisalSheet | NotJudged | None:
    """Say of somebody how it was in a field. None: no such sheet, or none of the actor's business."""
    sheet = await _written(records, actor, sheet_id)
    if isinstance(sheet, AppraisalSheet):
        records.appraisals.mark(sheet, merit, given)
        return sheet.model_copy(update={"led": sheet.led.giving(merit, given)})
    return sheet


async def say(records: Records, actor: Actor, sheet_id: int, text: str) -> AppraisalSheet | NotJudged | None:
    """Add words to the marks; empty takes them away."""
    sheet = await _written(records, actor, sheet_id)
    if isinstance(sheet, AppraisalSheet):
        records.appraisals.say(sheet, text)
        return sheet.model_copy(update={"led_words": text})
    return sheet


async def take_over(
    records: Records, actor: Actor, sheet_id: int, moment: Moment
) -> AppraisalSheet | OverAlready | NotAllowed | None:
    """Do it in the place of another leader above: what that one wrote and did not hand over is dropped, unread."""
    found = await _to_judge(records, actor, sheet_id)
    if not isinstance(found, tuple):
        return found
    sheet, seat = found
    if not seat.takes_over(sheet):
        return sheet if seat.judges(sheet) else OverAlready(sheet=sheet)
    note(records, Did.APPRAISAL_TAKEN_OVER, sheet, actor, moment)
    return _begun_anew(records, actor, sheet)


async def hand_over(
    records: Records, actor: Actor, sheet_id: int, moment: Moment
) -> AppraisalSheet | NotWhole | NotJudged | None:
    """Let its person read it, and tell them; the figures beside it stay as they are now."""
    sheet = await _judged(records, actor, sheet_id)
    if not isinstance(sheet, AppraisalSheet):
        return sheet
    if not sheet.led.are_whole:
        return NotWhole(sheet=sheet)
    beside = await records.appraisals.beside(sheet, moment)
    records.appraisals.hand(sheet, beside, by_id=actor.id, at=moment.now)
    note(records, Did.APPRAISAL_HANDED, sheet, actor, moment)
    notice = AppraisalHanded(sheet_id=sheet.id, times=sheet.handed + 1)
    tell(records, [sheet.person_id], notice, notice.about(), moment)
    handed = {"led_by": actor.id, "handed_at": moment.now, "handed": sheet.handed + 1, "beside": beside}
    return sheet.model_copy(update=handed)


async def take_back(
    records: Records, actor: Actor, sheet_id: int, moment: Moment
) -> AppraisalSheet | OverAlready | NotAllowed | None:
    """Change what was handed over: nobody else reads it until it is handed over again, and that is told."""
    found = await _to_judge(records, actor, sheet_id)
    if not isinstance(found, tuple):
        return found
    sheet, seat = found
    if not seat.takes_back(sheet):
        return OverAlready(sheet=sheet)
    records.appraisals.take_back(sheet, by_id=actor.id)
    note(records, Did.APPRAISAL_TAKEN_BACK, sheet, actor, moment)
    return sheet.model_copy(update={"led_by": actor.id, "handed_at": None, "read_at": None})
