"""Posting an activity: the form with its preview, one line of it all, or a copy of an old one."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from handlers.buttons.leading import BeginPosting, ChooseOld, CopyActivity, Manage, ManageActivity
from handlers.buttons.training import CopyTraining
from handlers.forms import engine, lines
from handlers.forms import screens as forms
from handlers.forms.endings import ends, leaves, previews
from handlers.leading.closing import closed_for
from handlers.leading.led import find_activity
from handlers.leading.lines import parts_of_activity
from handlers.leading.questions.activities import NO_LIMIT, Posting
from handlers.leading.screens import led
from handlers.leading.screens import posting as screens
from handlers.leading.screens.series import before_posting, just_posted
from handlers.showing import instead
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.engine.pages import Page
from storage.process.drafts import Draft
from storage.views.leading import LedActivity, ever_led, led_activity
from volunteering.actions.leading.posting import NotPosted, publish
from volunteering.rules.activities import Activity, NewActivity, State, new_shift, shifts_of
from volunteering.rules.capacity import places_of
from volunteering.rules.risk import Risk
from volunteering.rules.training import NewTraining
from volunteering.rules.tree import Role, Unit

routes = Routes()


@previews(Posting)
async def preview(tap: Tap, form: Posting, draft: Draft) -> Markup | None:
    """The activity as volunteers will see it."""
    unit = await unit_of(tap, form, draft)
    if unit is None:
        return None
    activity, series = as_posted(tap, form, unit), form.series(tap.zone)
    if series is None:
        return screens.preview(tap.words, activity, new_shift(form.when, form.places))
    plan = series.begun(tap.moment)
    first = next(iter(shifts_of(series, plan)), new_shift(form.when, form.places))
    return screens.preview(tap.words, activity, first, before_posting(tap.words, series, plan, tap.moment))


def as_posted(tap: Tap, form: Posting, unit: Unit, *, training: bool = False) -> Activity:
    """The activity that the form's answers make."""
    return Activity(
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
        risk=form.stated_risk,
        training=training,
    )


@ends(Posting)
async def post(tap: Tap, form: Posting, draft: Draft) -> Answer | GoTo:
    """Publish the activity with its first shift, or say why it cannot be then."""
    unit = await unit_of(tap, form, draft)
    if unit is None:
        return Answer(instead.gone(tap.words), at=Manage())
    new = to_post(tap, form, unit)
    outcome = await publish(tap.records, tap.actor, new, tap.moment)
    if isinstance(outcome, NotPosted):
        return await go_on(tap, draft) or Answer(screens.not_posted(tap.words, outcome), at=Manage())
    onward = await lines.then(tap, draft, _open, screens.posted_before(tap.words, form.called))
    return onward or await posted(tap, outcome.activity_id)


def to_post(tap: Tap, form: Posting, unit: Unit, training: NewTraining | None = None) -> NewActivity:
    """The same with its first shift, or with its series, to be posted."""
    return NewActivity(
        unit=unit,
        leader_id=tap.me.id,
        title=form.called,
        description=form.description,
        category=form.category,
        venue=form.place,
        details=form.details,
        risk=form.stated_risk,
        training=training,
        shifts=() if form.repeats else (new_shift(form.when, form.places),),
        series=form.series(tap.zone),
    )


@leaves(Posting)
async def go_on(tap: Tap, draft: Draft) -> Answer | GoTo | None:
    """The next line that was typed meanwhile."""
    return await lines.then(tap, draft, _open, forms.next_one(tap.words))


async def unit_of(tap: Tap, form: Posting, draft: Draft) -> Unit | None:
    """The unit that the form was begun for, or the one that was answered."""
    number = form.unit or draft.about.get("unit")
    return await tap.records.units.current(number) if isinstance(number, int) else None


async def posted(tap: Tap, activity_id: int) -> Answer:
    """It is there for everybody, and what comes next."""
    posted = await led_activity(tap.read, activity_id, tap.me.id, tap.now, page=Page(led.PAGE))
    if posted is None:
        return Answer(instead.gone(tap.words), at=Manage())
    training = await tap.records.training.get(activity_id) if posted.activity.training else None
    over = await closed_for(tap, posted.activity.unit, [manned.shift for manned in posted.shifts])
    series = await tap.records.series.of_activity(activity_id)
    again = just_posted(tap.words, series, posted.ahead, tap.moment)
    screen, toast = screens.posted(tap.words, posted, tap.organisation.entrance, training, over, again)
    return Answer(screen, toast, at=ManageActivity(activity=activity_id))


@routes.button(BeginPosting, writes=True, role=Role.LEADER)
async def new_activity(tap: Tap, _: BeginPosting) -> Answer | GoTo:
    """The form of a new activity."""
    if open_one := await lines.first_this(tap, Posting):
        return open_one
    return await engine.begin_form(tap, Posting, about=await about_unit(tap))


@routes.command("new", writes=True, role=Role.LEADER)
async def new_command(tap: Tap, line: str) -> Answer | GoTo:
    """The form, or the whole activity in one line: what is missing or wrong in it is asked for."""
    if not line:
        return GoTo(BeginPosting())
    return await lines.first_this(tap, Posting, line) or await _open(tap, line)


async def _open(tap: Tap, line: str, behind: Sequence[str] = ()) -> Answer | GoTo:
    """The form as a line has answered it; those `behind` it wait until it is done."""
    parts = parts_of_activity(line, tap.now, tap.zone)
    typed = {"places": NO_LIMIT, **parts} if parts else {"called": line}
    about = {**await about_unit(tap), **lines.opened_with(line, behind)}
    return await engine.begin_form(tap, Posting, about=about, typed=typed)


async def about_unit(tap: Tap) -> dict[str, int | bool]:
    """The unit it is for as a rule: the one they lead, or their own of several; and whether another may be meant."""
    led = tap.rights.led
    own = next((unit for unit in led if unit.id == tap.me.unit.id), None)
    unit = led[0] if len(led) == 1 else own
    if unit is None:
        return {}
    return {"unit": unit.id, "choice": len(led) > 1 or bool(await tap.records.units.below(unit.id))}


@routes.button(ChooseOld, role=Role.LEADER)
async def choose_old(tap: Tap, button: ChooseOld) -> Answer:
    """The activities that this person leads or led, to be copied."""
    found = await ever_led(tap.read, tap.me.id, page=Page(screens.PAGE, button.page))
    return Answer(screens.choose_old(tap.words, found, button), at=button)


@routes.button(CopyActivity, writes=True, role=Role.LEADER)
async def copy_activity(tap: Tap, button: CopyActivity) -> Answer | GoTo:
    """The form, with all that the other one says but when. A copy of a training is one: what it records stays study."""
    found = await find_activity(tap, button.activity)
    if found.activity.training:
        return GoTo(CopyTraining(activity=button.activity))
    if open_one := await lines.first_this(tap, Posting):
        return open_one
    return await engine.begin_form(tap, Posting, about=await copied_about(tap, found), **copied(found))


async def copied_about(tap: Tap, old: LedActivity) -> dict[str, int | bool]:
    """The unit that a copy is for."""
    return {**await about_unit(tap), "unit": old.activity.unit.id}


def copied(found: LedActivity) -> dict[str, Any]:
    """The answers of a form that copies an activity: all that it says but when."""
    old = found.activity
    return {
        "called": old.title,
        "place": old.venue,
        "places": found.shifts[0].wanted if found.shifts else places_of(None),
        "description": old.description,
        "category": old.category,
        "details": old.details,
        **_risk_of(old.risk),
    }


def _risk_of(risk: Risk | None) -> dict[str, Any]:
    """The answers that state it again; that the insurance covers the new time is checked with the others."""
    if risk is None:
        return {}
    insurance = risk.insurance
    return {"risk": risk.notice, "insurer": insurance.insurer, "insured": (insurance.first, insurance.last)}
