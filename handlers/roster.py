"""The roster of a shift: who is signed up; once it has begun, who came; confirming it, and correcting it."""

from typing import Annotated, ClassVar

from markupsafe import Markup
from typing_extensions import override

from handlers.buttons import Button
from handlers.buttons.posting import Manage, ManageShift
from handlers.buttons.roster import AdjustMinutes, AllCame, ConfirmRoster, ShowRoster, ShowSignedUp, TickPerson
from handlers.forms import engine
from handlers.forms.asking import Ask, Form, form
from handlers.forms.problems import Problem
from handlers.forms.readings import Stay
from handlers.managing import gone, not_yours
from handlers.screen import Answer
from handlers.screens import roster as screens
from handlers.tap import Routes, Tap
from handlers.words import sentence
from storage.drafts import Draft
from storage.rosters import Sheet, sheet_of
from volunteering.actions.attendance import (
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
    open_roster,
    tick,
    tick_all,
)
from volunteering.signups import Closed
from volunteering.units import NotAllowed, Role

routes = Routes()


@routes.button(ShowRoster, role=Role.LEADER)
async def show_roster(tap: Tap, button: ShowRoster) -> Answer:
    """Who is signed up; once the shift has begun, who came."""
    sheet = await _sheet(tap, button.shift)
    if isinstance(sheet, Answer):
        return sheet
    shift = sheet.shift
    if not shift.has_begun(tap.now) or shift.called_off:
        return Answer(screens.signed_up(tap.words, sheet, button.page), at=button)
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
    sheet = await _sheet(tap, button.shift)
    return sheet if isinstance(sheet, Answer) else Answer(screens.signed_up(tap.words, sheet, button.page), at=button)


async def _sheet(tap: Tap, shift_id: int) -> Sheet | Answer:
    """The people of the shift, if this person leads it; otherwise what to say."""
    sheet = await sheet_of(tap.read, shift_id)
    if sheet is None:
        return gone(tap)
    return sheet if tap.rights.leads(sheet.activity.unit.path) else not_yours(tap)


@routes.button(TickPerson, writes=True, role=Role.LEADER)
async def tick_person(tap: Tap, button: TickPerson) -> Answer:
    """This person came, or the tick was a slip."""
    came = True if button.came else None
    outcome = await tick(tap.records, tap.actor, button.shift, button.person, tap.now, came=came)
    return _after(tap, button.shift, outcome, button.page)


@routes.button(AllCame, writes=True, role=Role.LEADER)
async def all_came(tap: Tap, button: AllCame) -> Answer:
    """Tick everybody."""
    return _after(tap, button.shift, await tick_all(tap.records, tap.actor, button.shift, tap.now), button.page)


def _after(tap: Tap, shift_id: int, outcome: Roster | NotOnIt | NoRoster | None, page: int) -> Answer:
    """The roster as it is now."""
    match outcome:
        case Roster():
            return shown(tap, outcome, page)
        case NotOnIt(roster=roster):
            return shown(tap, roster, page, toast=screens.not_on_it(tap.words))
        case _:
            return no_roster(tap, shift_id, outcome)


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
        roster = await open_roster(tap.records, tap.actor, button.shift, tap.now)
        doubt = screens.doubt(tap.words, roster, tap.me.id) if isinstance(roster, Roster) else None
        if doubt:
            return Answer(doubt, at=ShowRoster(shift=button.shift))
    outcome = await confirm_roster(tap.records, tap.actor, button.shift, tap.now, tap.zone)
    if isinstance(outcome, Confirmed):
        screen, toast = screens.confirmed(tap.words, outcome, tap.me.id)
        return Answer(screen, toast, at=ShowRoster(shift=button.shift))
    return no_roster(tap, button.shift, outcome)


# How long one person was there


@form
class Adjusting(Form):
    """The minutes of one person."""

    name: ClassVar[str] = "adjust"
    title: ClassVar[str] = sentence("How long")
    leads_to: ClassVar[Button] = Manage()

    minutes: Annotated[
        Stay | None,
        Ask(
            question=sentence("How long was this person there?"),
            label=sentence("Time"),
            hint=sentence("For example: 2.5, 2:30 or 45 min"),
            skip=sentence("The whole shift"),
        ),
    ] = None

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowRoster(shift=draft.number("shift"), page=draft.number("page"))

    @override
    async def done(self, tap: Tap, draft: Draft) -> Answer:
        shift_id, person_id = draft.number("shift"), draft.number("person")
        outcome = await adjust(tap.records, tap.actor, shift_id, person_id, self.minutes, tap.now, tap.zone)
        match outcome:
            case MinutesOutOfRange(most=most):
                problem = Problem("length_too_long_for_shift", {"most": most})
            case DayIsFull(already=already):
                problem = Problem("length_more_than_a_day", {"already": already})
            case _:
                return _after(tap, shift_id, outcome, draft.number("page"))
        return await engine.open_form(tap, Adjusting, about=draft.about, problem=problem)


@routes.button(AdjustMinutes, writes=True, role=Role.LEADER)
async def adjust_minutes(tap: Tap, button: AdjustMinutes) -> Answer:
    """The question for how long this person was there."""
    roster = await open_roster(tap.records, tap.actor, button.shift, tap.now)
    if not isinstance(roster, Roster):
        return no_roster(tap, button.shift, roster)
    if roster.line_of(button.person) is None:
        return _after(tap, button.shift, NotOnIt(roster=roster), button.page)
    return await engine.open_form(tap, Adjusting, about=button.model_dump())
