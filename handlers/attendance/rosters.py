"""The roster of a shift: who is signed up; once it has begun, who came; confirming it, and correcting it."""

from markupsafe import Markup

from handlers.attendance.questions import Adjusting
from handlers.attendance.screens import confirming
from handlers.attendance.screens import rosters as screens
from handlers.buttons.attendance import (
    AdjustMinutes,
    AllCame,
    ConfirmRoster,
    ShowFound,
    ShowRoster,
    ShowSignedUp,
    TickPerson,
)
from handlers.buttons.leading import ManageShift
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.forms.problems import WrongAnswer
from handlers.leading.led import gone, not_yours
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from storage.process.drafts import Draft
from storage.views.attendance.rosters import RosterSheet, sheet_of
from storage.views.buddies import buddies_on_roster
from volunteering.actions.attendance.rosters import (
    Confirmed,
    DayIsFull,
    MinutesOutOfRange,
    NobodySignedUp,
    NoRoster,
    NotOnIt,
    NotYet,
    Roster,
    adjust,
    confirm_roster,
    led_roster,
    tick,
    tick_all,
)
from volunteering.rules.buddies import newcomers_in
from volunteering.rules.reminders import asked_last
from volunteering.rules.reports import NOT_COUNTED
from volunteering.rules.signing_up import Closed
from volunteering.rules.training import PassBy
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


@routes.button(ShowRoster, role=Role.LEADER)
async def show_roster(tap: Tap, button: ShowRoster) -> Answer:
    """Who is signed up; once the shift has begun, who came."""
    sheet = await find_sheet(tap, button.shift)
    shift = sheet.shift
    if not shift.has_begun(tap.now) or shift.called_off:
        return Answer(
            screens.signed_up(tap.words, sheet, button.page, tap.moment, await _buddies(tap, sheet)), at=button
        )
    return shown(tap, Roster(activity=sheet.activity, shift=shift, lines=sheet.lines), button.page)


def shown(tap: Tap, roster: Roster, page: int, *, said: Markup | None = None, toast: str = "") -> Answer:
    """The roster, below what was just done."""
    if not roster.lines:
        screen = screens.nobody(tap.words, roster.activity, roster.shift, said=said)
    else:
        screen = screens.roster(tap.words, roster, tap.me.id, page, said=said)
    return Answer(screen, toast or said or "", at=ShowRoster(shift=roster.shift.id, page=page))


@routes.button(ShowSignedUp, role=Role.LEADER)
async def show_signed_up(tap: Tap, button: ShowSignedUp) -> Answer:
    """Who is signed up, with phone numbers."""
    sheet = await find_sheet(tap, button.shift)
    return Answer(screens.signed_up(tap.words, sheet, button.page, tap.moment, await _buddies(tap, sheet)), at=button)


async def _buddies(tap: Tap, sheet: RosterSheet) -> tuple[Markup, ...]:
    """Who is whose buddy, and which newcomers have none, where the shift's unit wants that they have."""
    found = await buddies_on_roster(tap.read, sheet.shift.id)
    without: list[str] = []
    if found.wanted and not sheet.shift.is_over(tap.now):
        placed = await tap.records.buddies.sheet(sheet.shift.id)
        new = {one.person_id for one in newcomers_in(placed)} if placed else set()
        without = [
            signed.line.name for signed in sheet.confirmed if signed.line.person_id in new - found.buddies.keys()
        ]
    pairs = [
        (signed.line.name, found.buddies[signed.line.person_id])
        for signed in sheet.confirmed
        if signed.line.person_id in found.buddies
    ]
    return screens.buddies(tap.words, pairs, without)


async def find_sheet(tap: Tap, shift_id: int) -> RosterSheet:
    """The people of the shift, if this person leads it. Raises Instead."""
    sheet = await sheet_of(tap.read, shift_id, tap.now, asked=asked_last(tap.policy))
    if sheet is None:
        raise Instead(gone(tap))
    if not tap.rights.leads(sheet.activity.unit):
        raise Instead(not_yours(tap))
    return sheet


@routes.button(TickPerson, writes=True, role=Role.LEADER)
async def tick_person(tap: Tap, button: TickPerson) -> Answer | GoTo:
    """This person came, or the tick was a slip."""
    came = True if button.came else None
    outcome = await tick(tap.records, tap.actor, button.shift, button.person, tap.moment, came=came)
    return after(tap, button.shift, outcome, button.page)


@routes.button(AllCame, writes=True, role=Role.LEADER)
async def all_came(tap: Tap, button: AllCame) -> Answer | GoTo:
    """Tick everybody who is not ticked yet; nothing counts before the roster is confirmed."""
    outcome = await tick_all(tap.records, tap.actor, button.shift, tap.moment)
    return after(tap, button.shift, outcome, button.page)


def after(tap: Tap, shift_id: int, outcome: Roster | NotOnIt | NoRoster | None, page: int) -> Answer | GoTo:
    """The roster as it is now, or of it those who were searched for."""
    found = tap.trail.last(ShowFound)
    match outcome:
        case Roster() if found and found.shift == shift_id:
            return GoTo(found)
        case Roster():
            return shown(tap, outcome, page)
        case NotOnIt(roster=roster):
            return shown(tap, roster, page, toast=screens.not_on_it(tap.words))
        case _:
            return no_roster(tap, shift_id, outcome)


def too_long(outcome: MinutesOutOfRange | DayIsFull) -> WrongAnswer:
    """Why somebody can't have been there for so long."""
    match outcome:
        case MinutesOutOfRange(most=most):
            return WrongAnswer("length_too_long_for_shift", {"most": most})
        case DayIsFull(already=already):
            return WrongAnswer("length_more_than_a_day", {"already": already})


def no_roster(tap: Tap, shift_id: int, outcome: NoRoster | None) -> Answer:
    """Why there is nothing to tick."""
    match outcome:
        case None:
            return gone(tap)
        case NotAllowed():
            return not_yours(tap)
        case NotYet(activity=activity, shift=shift):
            return Answer(screens.not_yet(tap.words, activity, shift), at=ManageShift(shift=shift_id))
        case NobodySignedUp(activity=activity, shift=shift):
            return Answer(screens.nobody(tap.words, activity, shift), at=ManageShift(shift=shift_id))
        case Closed():
            return Answer(screens.called_off(tap.words, shift_id), at=ManageShift(shift=shift_id))


@routes.button(ConfirmRoster, writes=True, role=Role.LEADER)
async def confirm(tap: Tap, button: ConfirmRoster) -> Answer:
    """Write it into the ledger; asked twice where nobody is ticked, or not the one who had confirmed the rest."""
    if not button.sure:
        roster = await led_roster(tap.records, tap.actor, button.shift, tap.moment)
        doubt = confirming.doubt(tap.words, roster, tap.me.id) if isinstance(roster, Roster) else None
        if doubt:
            return Answer(doubt, at=ShowRoster(shift=button.shift))
    outcome = await confirm_roster(tap.records, tap.actor, button.shift, tap.moment)
    if isinstance(outcome, Confirmed):
        sheet = await find_sheet(tap, button.shift)
        asks = bool(outcome.came) and sheet.served == NOT_COUNTED and not sheet.activity.training
        study = await _study(tap, sheet.activity.id) if sheet.activity.training else None
        screen, toast = confirming.confirmed(tap.words, outcome, tap.me.id, asks=asks, study=study)
        return Answer(screen, toast, at=ShowRoster(shift=button.shift))
    return no_roster(tap, button.shift, outcome)


async def _study(tap: Tap, activity_id: int) -> confirming.StudySoFar | None:
    training = await tap.records.training.get(activity_id)
    if training is None:
        return None
    if training.pass_by is PassBy.TEST:
        return confirming.StudySoFar(training, len(await tap.records.quizzes.takers(activity_id)))
    return confirming.StudySoFar(training, await tap.records.training.passed(activity_id))


# How long one person was there


@ends(Adjusting)
async def adjust_it(tap: Tap, form: Adjusting, draft: Draft) -> Answer | GoTo:
    """Write it on the roster."""
    shift_id, person_id = draft.number("shift"), draft.number("person")
    outcome = await adjust(tap.records, tap.actor, shift_id, person_id, form.minutes, tap.moment)
    if isinstance(outcome, MinutesOutOfRange | DayIsFull):
        return await engine.begin_form(tap, Adjusting, about=draft.about, problem=too_long(outcome))
    return after(tap, shift_id, outcome, draft.number("page"))


@routes.button(AdjustMinutes, writes=True, role=Role.LEADER)
async def adjust_minutes(tap: Tap, button: AdjustMinutes) -> Answer | GoTo:
    """The question for how long this person was there."""
    roster = await led_roster(tap.records, tap.actor, button.shift, tap.moment)
    if not isinstance(roster, Roster):
        return no_roster(tap, button.shift, roster)
    if roster.line_of(button.person) is None:
        return after(tap, button.shift, NotOnIt(roster=roster), button.page)
    return await engine.begin_form(tap, Adjusting, about=button.model_dump())
