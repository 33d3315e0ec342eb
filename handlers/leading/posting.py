"""Posting an activity: the form with its preview, and the one line `/new Title | date and times | venue | places`."""

from typing import Any

from markupsafe import Markup

from handlers.buttons.leading import BeginPosting, Manage, ManageActivity
from handlers.forms import engine
from handlers.forms.endings import ends, previews
from handlers.leading.questions.activities import Posting
from handlers.leading.screens import led
from handlers.leading.screens import posting as screens
from handlers.showing import instead
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.engine.pages import Page
from storage.process.drafts import Draft
from storage.views.leading import led_activity
from volunteering.actions.leading.posting import NotPosted, publish
from volunteering.rules.activities import Activity, Category, NewActivity, NewShift, Shift, State
from volunteering.rules.capacity import limit_of
from volunteering.rules.reading import NewLine, Piece, read_new_line
from volunteering.rules.tree import Role, Unit

routes = Routes()

_STEPS = {Piece.TITLE: "called", Piece.DAY: "when", Piece.TIMES: "when", Piece.VENUE: "place", Piece.PLACES: "places"}
"""Which question a piece of the line answers."""


@previews(Posting)
async def preview(tap: Tap, form: Posting, draft: Draft) -> Markup | None:
    """The activity as volunteers will see it."""
    unit = await _unit(tap, form, draft)
    if unit is None:
        return None
    activity = Activity(
        id=0,
        unit=unit,
        leader_id=tap.me.id,
        leader_name=tap.me.name,
        title=form.called,
        description=form.description,
        category=form.category,
        venue=form.place,
        details=form.details,
        state=State.OPEN,
    )
    limit = limit_of(form.places)
    shift = Shift(id=0, activity_id=0, period=form.when, limit=limit, state=State.OPEN, since=tap.now)
    return screens.preview(tap.words, activity, shift)


@ends(Posting)
async def post(tap: Tap, form: Posting, draft: Draft) -> Answer:
    """Publish the activity with its first shift, or say why it cannot be then."""
    unit = await _unit(tap, form, draft)
    if unit is None:
        return Answer(instead.gone(tap.words), at=Manage())
    new = NewActivity(
        unit=unit,
        leader_id=tap.me.id,
        title=form.called,
        description=form.description,
        category=form.category,
        venue=form.place,
        details=form.details,
        shifts=(NewShift(period=form.when, limit=limit_of(form.places)),),
    )
    outcome = await publish(tap.records, tap.actor, new, tap.moment)
    if isinstance(outcome, NotPosted):
        return Answer(screens.not_posted(tap.words, outcome), at=Manage())
    return await _posted(tap, outcome.activity_id)


async def _unit(tap: Tap, form: Posting, draft: Draft) -> Unit | None:
    number = form.unit or draft.about.get("unit")
    return await tap.records.units.get(number) if isinstance(number, int) else None


async def _posted(tap: Tap, activity_id: int) -> Answer:
    posted = await led_activity(tap.read, activity_id, tap.me.id, tap.now, page=Page(led.PAGE))
    if posted is None:
        return Answer(instead.gone(tap.words), at=Manage())
    screen, toast = screens.posted(tap.words, posted, tap.organisation.entrance)
    return Answer(screen, toast, at=ManageActivity(activity=activity_id))


@routes.button(BeginPosting, writes=True, role=Role.LEADER)
async def new_activity(tap: Tap, _: BeginPosting) -> Answer | GoTo:
    """The form of a new activity."""
    return await engine.begin_form(tap, Posting, about=await _about(tap))


@routes.command("new", writes=True, role=Role.LEADER)
async def new_command(tap: Tap, line: str) -> Answer | GoTo:
    """The form, or the whole activity in one line: what is missing or wrong in it is asked for."""
    if not line:
        return GoTo(BeginPosting())
    read = read_new_line(line, tap.now, tap.zone)
    typed = {_STEPS[problem.piece]: problem.typed for problem in read.problems if problem.typed}
    return await engine.begin_form(tap, Posting, about=await _about(tap), typed=typed, **_answers(read))


def _answers(read: NewLine) -> dict[str, Any]:
    """What the line says. The rest, which it has no room for, is changed from the preview."""
    said = {"called": read.title, "when": read.period, "place": read.venue, "places": read.places}
    given = {step: value for step, value in said.items() if value is not None}
    return {**given, "category": Category.OTHER, "description": "", "details": ""}


async def _about(tap: Tap) -> dict[str, int]:
    """The unit, where there is only one that it can be: the one this person leads, with nothing below it."""
    if len(tap.rights.led) != 1:
        return {}
    [unit] = tap.rights.led
    return {} if await tap.records.units.below(unit.id) else {"unit": unit.id}
