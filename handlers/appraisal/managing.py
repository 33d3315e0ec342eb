"""Opening an appraisal, how far it is, reminding whoever is missing, and closing it."""

from dataclasses import replace

from handlers.appraisal.screens import closing, files, lines
from handlers.appraisal.screens import managing as screens
from handlers.buttons.appraisal import (
    AppraisalFile,
    AskClose,
    AskReopen,
    BeginAppraisal,
    CloseAppraisal,
    ListSheets,
    OpenAppraisal,
    RemindMissing,
    ReopenAppraisal,
    ShowAppraisal,
    ShowAppraisalsOf,
)
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from handlers.tree.administered import if_mine, one_of_mine, refused, unit_of_mine
from storage.views.appraisal.lists import AppraisalProgress, appraisal_progress, appraisals_of, would_be_in
from storage.views.appraisal.sheets import appraisal_book
from volunteering.actions.appraisal.opening import (
    NotThatYear,
    OpenedAlready,
    RemindedToday,
    TooLateToReopen,
    close_appraisal,
    may_reopen,
    open_appraisal,
    remind,
    reopen_appraisal,
    weights_of,
)
from volunteering.rules.appraisal.sheets import years_to_open
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


@routes.button(ShowAppraisalsOf, role=Role.ADMIN)
async def show_appraisals_of(tap: Tap, button: ShowAppraisalsOf) -> Answer:
    """Those of a unit, and the years that can be opened."""
    unit_id = one_of_mine(tap, button.unit, lambda unit: ShowAppraisalsOf(unit=unit))
    unit = await unit_of_mine(tap, unit_id)
    there = await appraisals_of(tap.read, unit.id)
    opened = {one.year for one in there}
    years = [year for year in years_to_open(tap.moment.today) if year not in opened]
    return Answer(screens.of_unit(tap.words, unit, there, years), at=ShowAppraisalsOf(unit=unit.id))


@routes.button(BeginAppraisal, role=Role.ADMIN)
async def begin(tap: Tap, button: BeginAppraisal) -> Answer | GoTo:
    """Whether it is to be opened, and how many people are in it then."""
    unit = await unit_of_mine(tap, button.unit)
    if button.year not in years_to_open(tap.moment.today):
        return GoTo(ShowAppraisalsOf(unit=unit.id))
    there = await tap.records.appraisals.of_unit(unit, button.year)
    if there is not None:
        return GoTo(ShowAppraisal(appraisal=there.id), said=screens.opened_already(tap.words))
    found = await would_be_in(tap.read, unit, button.year)
    weights = lines.weights(tap.words, await weights_of(tap.records, unit))
    return Answer(screens.begin(tap.words, unit, button.year, found, weights), at=button)


@routes.button(OpenAppraisal, writes=True, role=Role.ADMIN)
async def open_it(tap: Tap, button: OpenAppraisal) -> Answer | GoTo:
    """Open it, and tell the first of them at once."""
    unit = await unit_of_mine(tap, button.unit)
    outcome = await open_appraisal(tap.records, tap.actor, unit, button.year, tap.moment)
    match outcome:
        case NotAllowed():
            return refused(tap, outcome)
        case NotThatYear():
            return GoTo(ShowAppraisalsOf(unit=unit.id), said=screens.not_that_year(tap.words))
        case OpenedAlready(appraisal=one):
            return GoTo(ShowAppraisal(appraisal=one.id), said=screens.opened_already(tap.words))
    return GoTo(ShowAppraisal(appraisal=outcome.id), said=screens.opened(tap.words))


async def _of_mine(tap: Tap, appraisal_id: int) -> AppraisalProgress:
    """One of the reader's units. Raises Instead."""
    return if_mine(tap, await appraisal_progress(tap.read, appraisal_id))


@routes.button(ShowAppraisal, role=Role.ADMIN)
async def show_appraisal(tap: Tap, button: ShowAppraisal) -> Answer:
    """How far it is."""
    return _progress(tap, await _of_mine(tap, button.appraisal))


def _progress(tap: Tap, found: AppraisalProgress) -> Answer:
    reopens = may_reopen(found.appraisal, tap.actor, tap.moment)
    screen = screens.progress(tap.words, found, reopens=reopens, said=tap.said)
    return Answer(screen, tap.said or "", at=ShowAppraisal(appraisal=found.appraisal.id))


@routes.button(ListSheets, role=Role.ADMIN)
async def list_sheets(tap: Tap, button: ListSheets) -> Answer:
    """Its people, or those who are missing."""
    found = await _of_mine(tap, button.appraisal)
    return Answer(screens.people(tap.words, found, button.which, button.page), at=button)


@routes.button(RemindMissing, writes=True, role=Role.ADMIN)
async def remind_missing(tap: Tap, button: RemindMissing) -> Answer | GoTo:
    """Tell whoever is missing once more."""
    outcome = await remind(tap.records, tap.actor, button.appraisal, tap.moment)
    match outcome:
        case None | NotAllowed():
            return refused(tap, outcome)
        case Unchanged():
            said = lines.closed(tap.words)
        case RemindedToday():
            said = screens.reminded_today(tap.words)
        case _:
            said = screens.reminded(tap.words)
    return GoTo(ShowAppraisal(appraisal=button.appraisal), said=said)


@routes.button(AskClose, role=Role.ADMIN)
async def ask_close(tap: Tap, button: AskClose) -> Answer | GoTo:
    """What closing it means, and who is missing."""
    found = await _of_mine(tap, button.appraisal)
    if not found.appraisal.is_open:
        return GoTo(ShowAppraisal(appraisal=button.appraisal))
    return Answer(closing.ask_close(tap.words, found), at=button)


@routes.button(CloseAppraisal, writes=True, role=Role.ADMIN)
async def close(tap: Tap, button: CloseAppraisal) -> Answer | GoTo:
    """Nothing more may be said in it."""
    outcome = await close_appraisal(tap.records, tap.actor, button.appraisal, tap.moment)
    match outcome:
        case None | NotAllowed():
            return refused(tap, outcome)
        case Unchanged():
            return GoTo(ShowAppraisal(appraisal=button.appraisal))
    return GoTo(ShowAppraisal(appraisal=button.appraisal), said=screens.closed(tap.words))


@routes.button(AskReopen, role=Role.ADMIN)
async def ask_reopen(tap: Tap, button: AskReopen) -> Answer | GoTo:
    """What opening it again means, for who may."""
    found = await _of_mine(tap, button.appraisal)
    if not may_reopen(found.appraisal, tap.actor, tap.moment):
        return GoTo(ShowAppraisal(appraisal=button.appraisal))
    return Answer(closing.ask_reopen(tap.words, found.appraisal), at=button)


@routes.button(ReopenAppraisal, writes=True, role=Role.ADMIN)
async def reopen(tap: Tap, button: ReopenAppraisal) -> Answer | GoTo:
    """It goes on as it was."""
    outcome = await reopen_appraisal(tap.records, tap.actor, button.appraisal, tap.moment)
    match outcome:
        case None | NotAllowed():
            return refused(tap, outcome)
        case Unchanged():
            return GoTo(ShowAppraisal(appraisal=button.appraisal))
        case TooLateToReopen():
            said = screens.too_late_to_reopen(tap.words)
        case _:
            said = screens.reopened(tap.words)
    return GoTo(ShowAppraisal(appraisal=button.appraisal), said=said)


@routes.button(AppraisalFile, role=Role.ADMIN, makes_file=True)
async def as_file(tap: Tap, button: AppraisalFile) -> Answer:
    """All of it as a workbook, and how far it is once more below."""
    found = await _of_mine(tap, button.appraisal)
    book = if_mine(tap, await appraisal_book(tap.read, button.appraisal))
    return replace(_progress(tap, found), files=(files.appraisal_file(tap.words, book),))
