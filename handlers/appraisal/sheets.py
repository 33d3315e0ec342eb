"""A sheet as its reader may see it; whoever may not is shown that it is not there."""

from dataclasses import replace

from handlers.appraisal.screens import judging as screens
from handlers.appraisal.screens import lines, managing
from handlers.appraisal.screens import mine as own_screens
from handlers.buttons.appraisal import AskOfThem, ListSheets, ListToAppraise, ShowAppraisals, ShowSheet
from handlers.showing import instead
from handlers.tapping.screen import Answer, GoTo, Instead, Press
from handlers.tapping.tap import Routes, Tap
from storage.views.appraisal.sheets import SheetSeen, sheet_seen
from volunteering.actions.appraisal.judging import BegunByAnother, NotJudged
from volunteering.actions.appraisal.seats import OverAlready
from volunteering.rules.appraisal.marks import Merit, MeritMarks
from volunteering.rules.appraisal.seats import Seat, seat_at
from volunteering.rules.appraisal.sheets import AppraisalSheet
from volunteering.rules.tree import NotAllowed

routes = Routes()


async def seen_by(tap: Tap, sheet_id: int) -> tuple[SheetSeen, Seat]:
    """A sheet as its reader may read it, and how they stand to it. Raises Instead where that is in no way."""
    seen = await sheet_seen(tap.read, sheet_id, tap.moment)
    if seen is not None:
        administers = tap.rights.administers(seen.sheet.appraisal.unit)
        seat = seat_at(seen.sheet, tap.me.id, administers=administers, leaders=tuple(seen.leaders))
        if seat.sees_it:
            return replace(seen, sheet=seat.seen(seen.sheet)), seat
    raise Instead(Answer(instead.gone(tap.words), at=ShowAppraisals()))


@routes.button(ShowSheet)
async def show_sheet(tap: Tap, button: ShowSheet) -> Answer:
    """One's own, one that waits for the reader, or one of an appraisal of theirs."""
    seen, seat = await seen_by(tap, button.sheet)
    if seat.is_own:
        return Answer(own_screens.own_sheet(tap.words, seen, said=tap.said), tap.said or "", at=button)
    screen = screens.sheet(tap.words, seen, seat, tap.me.id, back=_back(tap, seen, seat), said=tap.said)
    return Answer(screen, tap.said or "", at=button)


def _back(tap: Tap, seen: SheetSeen, seat: Seat) -> Press:
    """The list that the reader came from, on the page where they were."""
    left = tap.trail.last(ListToAppraise, ListSheets)
    if isinstance(left, ListToAppraise | ListSheets):
        return screens.back_to_list(tap.words, left)
    if seat.appraises:
        return screens.back_to_list(tap.words, ListToAppraise())
    if seat.administers:
        return managing.to_progress(tap.words, seen.sheet.appraisal.id)
    return lines.to_appraisals(tap.words)


def after(tap: Tap, outcome: AppraisalSheet | NotJudged | None) -> Answer | GoTo | AppraisalSheet:
    """The sheet as it is now; where nothing was done, why."""
    match outcome:
        case None:
            return Answer(instead.gone(tap.words), at=ShowAppraisals())
        case NotAllowed():
            return Answer(screens.not_theirs(tap.words), at=ShowAppraisals())
        case BegunByAnother(sheet=sheet):
            return GoTo(AskOfThem(sheet=sheet.id))
        case OverAlready(sheet=sheet):
            return GoTo(own_screens.back_to(sheet), said=own_screens.over(tap.words, sheet))
    return outcome


def next_missing(marks: MeritMarks, marked: Merit) -> Merit | None:
    """Which field is asked for after that one: those behind it first."""
    every = list(Merit)
    later = [merit for merit in marks.missing if every.index(merit) > every.index(marked)]
    return next(iter((*later, *marks.missing)), None)
