"""Logging hours given outside shifts: the form, and the one line `/hours 2.5 2026-11-20 Library help`."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from handlers.buttons.hours import LogHours, MyHours, ShowMyClaim
from handlers.forms import engine, lines
from handlers.forms import screens as forms
from handlers.forms.endings import ends, leaves, previews
from handlers.forms.problems import WrongAnswer
from handlers.hours.questions import INSTEAD_OF, SEVERAL_TEAMS, Logging
from handlers.hours.screens import logging as screens
from handlers.showing import instead
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.process.drafts import Draft
from volunteering.actions.hours.logging import Logged, NotLogged, log_hours
from volunteering.actions.hours.withdrawing import DecidedMeanwhile
from volunteering.rules.ground.periods import local_day
from volunteering.rules.hours import Claim, Decision, MoreThanADay
from volunteering.rules.reading import Piece, read_hours_line
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Standing

routes = Routes()

_STEPS = {Piece.LENGTH: "minutes", Piece.DAY: "day", Piece.WHAT: "what"}
"""Which question a piece of the line answers."""


@previews(Logging)
async def preview(tap: Tap, form: Logging, _: Draft) -> Markup | None:
    """The line as it will be asked for."""
    unit = await _unit(tap, form)
    return screens.to_be_logged(tap.words, form.minutes, form.day, form.what, unit or tap.me.unit)


async def _unit(tap: Tap, form: Logging) -> Unit | None:
    return await tap.records.units.current(form.unit) if form.unit else None


@ends(Logging)
async def log(tap: Tap, form: Logging, draft: Draft) -> Answer | GoTo:
    """Ask the leaders for it."""
    unit = await _unit(tap, form)
    earlier = draft.number(INSTEAD_OF) if INSTEAD_OF in draft.about else None
    outcome = await log_hours(
        tap.records, tap.me, form.day, form.minutes, form.what, tap.moment, unit=unit, instead_of=earlier
    )
    said = forms.next_one(tap.words)
    answer: Answer | GoTo = Answer(instead.gone(tap.words), at=MyHours())
    match outcome:
        case NotLogged(reasons=[MoreThanADay(already=already)]):
            return await _ask_length_again(tap, form, draft, already)
        case NotLogged():
            answer = Answer(screens.not_logged(tap.words, outcome), at=MyHours())
        case DecidedMeanwhile(claim=claim):
            answer = GoTo(ShowMyClaim(claim=claim.id))
        case Logged():
            screen, toast = screens.logged(tap.words, outcome)
            said, answer = screens.sent(tap.words, outcome), Answer(screen, toast, at=MyHours())
    return await lines.then(tap, draft, _open, said) or answer


async def _ask_length_again(tap: Tap, form: Logging, draft: Draft, already: int) -> Answer | GoTo:
    """The day has no room for so much: everything else stays as it was answered."""
    given: dict[str, Any] = {"day": form.day, "what": form.what, **({"unit": form.unit} if form.unit else {})}
    problem = WrongAnswer("length_more_than_a_day", {"already": already})
    return await engine.begin_form(tap, Logging, about=draft.about, problem=problem, **given)


@leaves(Logging)
async def go_on(tap: Tap, draft: Draft) -> Answer | GoTo | None:
    """The next line that was typed meanwhile."""
    return await lines.then(tap, draft, _open, forms.next_one(tap.words))


async def log_anew(tap: Tap, claim: Claim, unit: Unit) -> Answer | GoTo:
    """The form as a claim has answered it; while that waits, what is sent takes its place."""
    if open_one := await lines.first_this(tap, Logging):
        return open_one
    several = bool(await tap.records.people.joined(tap.me.id))
    about = {SEVERAL_TEAMS: several, **({INSTEAD_OF: claim.id} if claim.state is Decision.PENDING else {})}
    given: dict[str, Any] = {"minutes": claim.minutes, "day": claim.day, "what": claim.what}
    if several:
        given["unit"] = unit.id
    return await engine.begin_form(tap, Logging, about=about, **given)


@routes.button(LogHours, writes=True)
async def start_logging(tap: Tap, _: LogHours) -> Answer | GoTo:
    """The form for hours given outside shifts, from its first question on."""
    return await lines.first_this(tap, Logging) or await _open(tap, "")


@routes.command("hours", writes=True)
async def hours_command(tap: Tap, line: str) -> Answer | GoTo:
    """The form, or all of it in one line: what is missing or wrong in it is asked for."""
    return await lines.first_this(tap, Logging, line) or await _open(tap, line)


async def _open(tap: Tap, line: str, behind: Sequence[str] = ()) -> Answer | GoTo:
    """The form as a line has answered it; those `behind` it wait until it is done."""
    if tap.me.standing is Standing.SUSPENDED:
        return Answer(instead.on_hold(tap.words), at=MyHours())
    about = {SEVERAL_TEAMS: bool(await tap.records.people.joined(tap.me.id)), **lines.opened_with(line, behind)}
    if not line:
        return await engine.begin_form(tap, Logging, about=about)
    read = read_hours_line(line, local_day(tap.now, tap.zone))
    typed = {_STEPS[problem.piece]: problem.typed for problem in read.problems if problem.typed}
    if read.day:  # it may be yet to come
        typed["day"] = read.day.isoformat()
    said = {"minutes": read.minutes, "what": read.what}
    given: dict[str, Any] = {step: value for step, value in said.items() if value is not None}
    return await engine.begin_form(tap, Logging, about=about, typed=typed, **given)
