"""Holding a training: the form of an activity with what passing it gives, and changing that later."""

from typing import Final

from markupsafe import Markup

from handlers.buttons.leading import Manage
from handlers.buttons.training import ChangeTraining, CopyTraining, HoldTraining, ShowLearners
from handlers.forms import engine, lines
from handlers.forms.endings import ends, previews
from handlers.leading.led import find_activity, gone, refused
from handlers.leading.posting import about_unit, as_posted, copied, copied_about, posted, to_post, unit_of
from handlers.leading.screens import posting as screens
from handlers.showing import instead
from handlers.showing.parts import saved
from handlers.showing.record_laws import record_law
from handlers.showing.training import about, granting
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from handlers.training.questions import RECORD_BOOK, ChangingTraining, HoldingTraining, grant_of, granted, training_of
from handlers.training.results import find_led
from handlers.training.screens import results as results_screens
from storage.process.drafts import Draft
from volunteering.actions.leading.posting import NotPosted, publish
from volunteering.actions.quizzes.making import copy_test
from volunteering.actions.training.leading import TrainingChanged, change_training
from volunteering.rules.activities import new_shift
from volunteering.rules.qualifications import KindElsewhere
from volunteering.rules.record_laws import RecordLaw
from volunteering.rules.training import NewTraining, PassBy
from volunteering.rules.tree import Role, Unit

routes = Routes()

TEST_OF: Final = "test_of"
"""In a draft's `about`: the training whose test decides, by its number."""


@routes.button(HoldTraining, writes=True, role=Role.LEADER)
async def hold(tap: Tap, _: HoldTraining) -> Answer | GoTo:
    """The form of a new training."""
    if open_one := await lines.first_this(tap, HoldingTraining):
        return open_one
    about = await about_unit(tap)
    return await engine.begin_form(tap, HoldingTraining, about=about | await _record_book(tap, *tap.rights.led))


async def _record_book(tap: Tap, *units: Unit) -> dict[str, bool]:
    """Whether any of these keeps the record book: nobody else is asked what is told apart there."""
    laws = [await record_law(tap.records, unit) for unit in units]
    return {RECORD_BOOK: True} if RecordLaw.TW_RECORD_BOOK in laws else {}


@routes.button(CopyTraining, writes=True, role=Role.LEADER)
async def copy(tap: Tap, button: CopyTraining) -> Answer | GoTo:
    """The same form, with all that the old one says but when; its test is taken over once it is posted."""
    if open_one := await lines.first_this(tap, HoldingTraining):
        return open_one
    found = await find_activity(tap, button.activity)
    old = await tap.records.training.get(button.activity)
    if old is None:
        return gone(tap)
    answers = copied(found)
    if old.kind is None or old.kind.is_for(found.activity.unit):
        answers["grants"] = grant_of(old.kind, old.level)
    return await engine.begin_form(
        tap,
        HoldingTraining,
        about={
            **await copied_about(tap, found),
            **await _record_book(tap, found.activity.unit),
            **({TEST_OF: found.activity.id} if old.pass_by is PassBy.TEST else {}),
        },
        **answers,
        stage=old.stage,
        sessions=old.least_sessions if old.least_sessions > 1 else None,
        mark=old.pass_mark,
    )


@previews(HoldingTraining)
async def preview(tap: Tap, form: HoldingTraining, draft: Draft) -> Markup | None:
    """The card as people will see it, with what the training gives."""
    unit = await unit_of(tap, form, draft)
    if unit is None:
        return None
    activity = as_posted(tap, form, unit, training=True)
    card = screens.preview(tap.words, activity, new_shift(form.when, form.places))
    training = await _training(tap, form, by_test=TEST_OF in draft.about)
    return Markup("\n").join((card, *(line for line in about(tap.words, training) if line)))


async def _training(tap: Tap, form: HoldingTraining | ChangingTraining, *, by_test: bool) -> NewTraining:
    """What the answers make of it; where there is a test that decides, by that."""
    training = training_of(*await granted(tap, form.grants), form.sessions, form.mark, form.stage)
    return training.by_test() if by_test else training


@ends(HoldingTraining)
async def post(tap: Tap, form: HoldingTraining, draft: Draft) -> Answer:
    """It is there for everybody, with its first session, or why it cannot be then."""
    unit = await unit_of(tap, form, draft)
    if unit is None:
        return Answer(instead.gone(tap.words), at=Manage())
    training = await _training(tap, form, by_test=False)  # questions make it one with a test
    outcome = await publish(tap.records, tap.actor, to_post(tap, form, unit, training), tap.moment)
    if isinstance(outcome, NotPosted):
        return Answer(screens.not_posted(tap.words, outcome), at=Manage())
    if TEST_OF in draft.about:
        await copy_test(tap.records, tap.actor, draft.number(TEST_OF), outcome.activity_id, tap.moment)
    return await posted(tap, outcome.activity_id)


@routes.button(ChangeTraining, writes=True, role=Role.LEADER)
async def change(tap: Tap, button: ChangeTraining) -> Answer | GoTo:
    """The form, as it stands."""
    led = await find_led(tap, button.activity)
    now = led.training
    return await engine.begin_form(
        tap,
        ChangingTraining,
        about={
            "activity": led.activity.id,
            "activity_unit": led.activity.unit.id,
            **await _record_book(tap, led.activity.unit),
            **({TEST_OF: led.activity.id} if now.pass_by is PassBy.TEST else {}),
        },
        grants=grant_of(now.kind, now.level),
        stage=now.stage,
        sessions=now.least_sessions,
        mark=now.pass_mark,
    )


@previews(ChangingTraining)
async def preview_change(tap: Tap, form: ChangingTraining, draft: Draft) -> Markup | None:
    """What it will say."""
    training = await _training(tap, form, by_test=TEST_OF in draft.about)
    return Markup("\n").join(line for line in granting(tap.words, training) if line)


@ends(ChangingTraining)
async def keep_change(tap: Tap, form: ChangingTraining, draft: Draft) -> Answer | GoTo:
    """It is so from now on; results of before stay."""
    number = draft.number("activity")
    wanted = await _training(tap, form, by_test=False)
    match await change_training(tap.records, tap.actor, number, wanted, tap.moment):
        case TrainingChanged():
            return GoTo(ShowLearners(activity=number), said=saved(tap.words))
        case KindElsewhere():
            return GoTo(ShowLearners(activity=number), said=results_screens.kind_elsewhere(tap.words))
        case None:
            return gone(tap)
        case not_allowed:
            return refused(tap, not_allowed)
