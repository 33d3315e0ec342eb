"""Holding a training: the form of an activity with what passing it gives, and changing that later."""

from markupsafe import Markup

from handlers.buttons.leading import Manage
from handlers.buttons.training import ChangeTraining, HoldTraining, ShowLearners
from handlers.forms import engine, lines
from handlers.forms.endings import ends, previews
from handlers.leading.led import gone, refused
from handlers.leading.posting import about_unit, as_posted, posted, to_post, unit_of
from handlers.leading.screens import posting as screens
from handlers.showing import instead
from handlers.showing.parts import saved
from handlers.showing.training import about, granting
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from handlers.training.questions import ChangingTraining, HoldingTraining, grant_of, granted, training_of
from handlers.training.results import find_led
from handlers.training.screens import results as results_screens
from storage.process.drafts import Draft
from volunteering.actions.leading.posting import NotPosted, publish
from volunteering.actions.training.leading import TrainingChanged, change_training
from volunteering.rules.activities import new_shift
from volunteering.rules.qualifications import KindElsewhere
from volunteering.rules.training import NewTraining
from volunteering.rules.tree import Role

routes = Routes()


@routes.button(HoldTraining, writes=True, role=Role.LEADER)
async def hold(tap: Tap, _: HoldTraining) -> Answer | GoTo:
    """The form of a new training."""
    if open_one := await lines.first_this(tap, HoldingTraining):
        return open_one
    return await engine.begin_form(tap, HoldingTraining, about=await about_unit(tap))


@previews(HoldingTraining)
async def preview(tap: Tap, form: HoldingTraining, draft: Draft) -> Markup | None:
    """The card as people will see it, with what the training gives."""
    unit = await unit_of(tap, form, draft)
    if unit is None:
        return None
    activity = as_posted(tap, form, unit, training=True)
    card = screens.preview(tap.words, activity, new_shift(form.when, form.places))
    return Markup("\n").join((card, *(line for line in about(tap.words, await _training(tap, form)) if line)))


async def _training(tap: Tap, form: HoldingTraining | ChangingTraining) -> NewTraining:
    return training_of(*await granted(tap, form.grants), form.sessions, form.mark)


@ends(HoldingTraining)
async def post(tap: Tap, form: HoldingTraining, draft: Draft) -> Answer:
    """It is there for everybody, with its first session, or why it cannot be then."""
    unit = await unit_of(tap, form, draft)
    if unit is None:
        return Answer(instead.gone(tap.words), at=Manage())
    outcome = await publish(tap.records, tap.actor, to_post(tap, form, unit, await _training(tap, form)), tap.moment)
    if isinstance(outcome, NotPosted):
        return Answer(screens.not_posted(tap.words, outcome), at=Manage())
    return await posted(tap, outcome.activity_id)


@routes.button(ChangeTraining, writes=True, role=Role.LEADER)
async def change(tap: Tap, button: ChangeTraining) -> Answer | GoTo:
    """The form, as it stands."""
    led = await find_led(tap, button.activity)
    now = led.training
    return await engine.begin_form(
        tap,
        ChangingTraining,
        about={"activity": led.activity.id, "activity_unit": led.activity.unit.id},
        grants=grant_of(now.kind, now.level),
        sessions=now.least_sessions,
        mark=now.pass_mark,
    )


@previews(ChangingTraining)
async def preview_change(tap: Tap, form: ChangingTraining, _: Draft) -> Markup | None:
    """What it will say."""
    return Markup("\n").join(line for line in granting(tap.words, await _training(tap, form)) if line)


@ends(ChangingTraining)
async def keep_change(tap: Tap, form: ChangingTraining, draft: Draft) -> Answer | GoTo:
    """It is so from now on; results of before stay."""
    number = draft.number("activity")
    match await change_training(tap.records, tap.actor, number, await _training(tap, form), tap.moment):
        case TrainingChanged():
            return GoTo(ShowLearners(activity=number), said=saved(tap.words))
        case KindElsewhere():
            return GoTo(ShowLearners(activity=number), said=results_screens.kind_elsewhere(tap.words))
        case None:
            return gone(tap)
        case not_allowed:
            return refused(tap, not_allowed)
