"""What else can be said of somebody on a roster than that they came: excused, or sent home before the end."""

from handlers.attendance.questions import SendingHome
from handlers.attendance.rosters import after, no_roster, too_long
from handlers.attendance.screens import lines as screens
from handlers.attendance.screens import rosters
from handlers.buttons.attendance import Excuse, SendHome, ShowLine, ShowLines
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from storage.process.drafts import Draft
from volunteering.actions.attendance.noting import NothingToExcuse, excuse, send_home
from volunteering.actions.attendance.rosters import DayIsFull, MinutesOutOfRange, Roster, led_roster
from volunteering.rules.attendance import RosterLine
from volunteering.rules.tree import Role

routes = Routes()


@routes.button(ShowLines, role=Role.LEADER)
async def show_lines(tap: Tap, button: ShowLines) -> Answer:
    """Whom shall something be said of?"""
    roster = await _roster(tap, button.shift)
    return Answer(screens.of_whom(tap.words, roster, tap.me.id, button.page), at=button)


@routes.button(ShowLine, role=Role.LEADER)
async def show_line(tap: Tap, button: ShowLine) -> Answer | GoTo:
    """What the roster says of this person."""
    roster, line = await _line(tap, button.shift, button.person)
    return Answer(screens.line(tap.words, roster, line), at=button)


@routes.button(Excuse, writes=True, role=Role.LEADER)
async def excuse_them(tap: Tap, button: Excuse) -> Answer | GoTo:
    """This person could not come, and it counts nowhere."""
    outcome = await excuse(tap.records, tap.actor, button.shift, button.person, tap.moment)
    if isinstance(outcome, NothingToExcuse):
        outcome = outcome.roster
    return after(tap, button.shift, outcome, _page(tap, outcome, button.person))


@routes.button(SendHome, writes=True, role=Role.LEADER)
async def ask_how_long(tap: Tap, button: SendHome) -> Answer | GoTo:
    """The question for how long this person was there."""
    await _line(tap, button.shift, button.person)
    return await engine.begin_form(tap, SendingHome, about=button.model_dump())


@ends(SendingHome)
async def send_them_home(tap: Tap, form: SendingHome, draft: Draft) -> Answer | GoTo:
    """Write it on the roster."""
    shift_id, person_id = draft.number("shift"), draft.number("person")
    outcome = await send_home(tap.records, tap.actor, shift_id, person_id, form.minutes, tap.moment)
    if isinstance(outcome, MinutesOutOfRange | DayIsFull):
        return await engine.begin_form(tap, SendingHome, about=draft.about, problem=too_long(outcome))
    return after(tap, shift_id, outcome, _page(tap, outcome, person_id))


async def _roster(tap: Tap, shift_id: int) -> Roster:
    """Who came, where this person leads the shift and it has begun. Raises Instead."""
    roster = await led_roster(tap.records, tap.actor, shift_id, tap.moment)
    if not isinstance(roster, Roster):
        raise Instead(no_roster(tap, shift_id, roster))
    return roster


async def _line(tap: Tap, shift_id: int, person_id: int) -> tuple[Roster, RosterLine]:
    """The line of somebody else. Raises Instead; the reader's own is for another leader."""
    roster = await _roster(tap, shift_id)
    line = None if person_id == tap.me.id else roster.line_of(person_id)
    if line is None:
        raise Instead(await _gone(tap, roster))
    return roster, line


async def _gone(tap: Tap, roster: Roster) -> Answer:
    screen = rosters.roster(tap.words, roster, tap.me.id, 0)
    return Answer(screen, rosters.not_on_it(tap.words), at=ShowLines(shift=roster.shift.id))


def _page(tap: Tap, outcome: object, person_id: int) -> int:
    """On which page of the roster they are."""
    if not isinstance(outcome, Roster) or person_id == tap.me.id or outcome.line_of(person_id) is None:
        return 0
    return rosters.page_with(outcome.lines, tap.me.id, person_id)
