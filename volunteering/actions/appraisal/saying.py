"""What somebody says of themselves, and of what the leader above said (docs/rules.md: Appraisal)."""

from volunteering.actions.appraisal.seats import OverAlready, seated
from volunteering.records import Records
from volunteering.rules.appraisal.marks import Merit
from volunteering.rules.appraisal.seats import Seat
from volunteering.rules.appraisal.sheets import AppraisalSheet
from volunteering.rules.ground.moment import Moment
from volunteering.rules.volunteers import Actor


async def _own(records: Records, actor: Actor, sheet_id: int) -> tuple[AppraisalSheet, Seat] | None:
    """A sheet that is about the actor. None: none of theirs."""
    found = await seated(records, actor, sheet_id)
    return found if found is not None and found[1].is_own else None


async def mark_oneself(
    records: Records, actor: Actor, sheet_id: int, merit: Merit, mark: int, moment: Moment
) -> AppraisalSheet | OverAlready | None:
    """Say of oneself how it was in a field; said anew it is that. None: no sheet of theirs."""
    found = await _own(records, actor, sheet_id)
    if found is None:
        return None
    sheet, seat = found
    if not seat.says_of_themselves(sheet):
        return OverAlready(sheet=sheet)
    records.appraisals.mark_own(sheet, merit, mark, moment.now)
    return sheet.model_copy(update={"own": sheet.own.giving(merit, mark)})


async def say_of_oneself(
    records: Records, actor: Actor, sheet_id: int, text: str
) -> AppraisalSheet | OverAlready | None:
    """Add words to one's own marks; empty takes them away."""
    found = await _own(records, actor, sheet_id)
    if found is None:
        return None
    sheet, seat = found
    if not seat.says_of_themselves(sheet):
        return OverAlready(sheet=sheet)
    records.appraisals.say_own(sheet, text)
    return sheet.model_copy(update={"own_words": text})


async def read_it(records: Records, actor: Actor, sheet_id: int, moment: Moment) -> AppraisalSheet | None:
    """Whoever it is about reads what the leader above said; the first time counts."""
    found = await _own(records, actor, sheet_id)
    if found is None:
        return None
    sheet, _ = found
    if sheet.is_handed and sheet.read_at is None:
        records.appraisals.read(sheet, moment.now)
        return sheet.model_copy(update={"read_at": moment.now})
    return sheet


async def comment(
    records: Records, actor: Actor, sheet_id: int, text: str, moment: Moment
) -> AppraisalSheet | OverAlready | None:
    """Answer what the leader above said; said anew it is that, and empty takes it away."""
    found = await _own(records, actor, sheet_id)
    if found is None:
        return None
    sheet, seat = found
    if not seat.comments(sheet):
        return OverAlready(sheet=sheet)
    records.appraisals.comment(sheet, text, moment.now)
    return sheet.model_copy(update={"comment": text, "commented_at": moment.now if text else None})
