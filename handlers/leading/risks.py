"""Stating the bodily risk of an activity, changing it, and taking it away."""

from handlers.buttons.leading import ManageActivity, TakeRiskAway
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.forms.problems import WrongAnswer
from handlers.leading.led import closed, refused
from handlers.leading.questions.risks import ChangingRisk, OfRisk, StatingRisk
from handlers.leading.screens import changing
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.process.drafts import Draft
from volunteering.actions.leading.risks import NotCovered, RiskIsStated, state_risk
from volunteering.rules.activities import Activity
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.signing_up import Closed
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


async def ask(tap: Tap, found: Activity) -> Answer | GoTo:
    """What the risk is, and the insurance; of one that has a risk, what was said, to be changed."""
    about = {"activity": found.id}
    if found.risk is None:
        return await engine.begin_form(tap, StatingRisk, about=about)
    insurance = found.risk.insurance
    return await engine.begin_form(
        tap,
        ChangingRisk,
        about=about,
        notice=found.risk.notice,
        insurer=insurance.insurer,
        insured=(insurance.first, insurance.last),
    )


@ends(StatingRisk, ChangingRisk)
async def save(tap: Tap, form: OfRisk, draft: Draft) -> Answer | GoTo:
    """State it, or say which shift isn't insured: then the days are asked for once more."""
    number = draft.number("activity")
    outcome = await state_risk(tap.records, tap.actor, number, form.risk, tap.moment)
    if isinstance(outcome, NotCovered):
        first, last = form.insured
        problem = WrongAnswer("insured_not_then", {"period": outcome.shifts[0].period, "first": first, "last": last})
        return await engine.begin_form(
            tap, type(form), about={"activity": number}, problem=problem, notice=form.notice, insurer=form.insurer
        )
    return _after(tap, number, outcome)


@routes.button(TakeRiskAway, writes=True, role=Role.LEADER)
async def take_away(tap: Tap, button: TakeRiskAway) -> Answer | GoTo:
    """There is none any more; it can be undone like any change."""
    outcome = await state_risk(tap.records, tap.actor, button.activity, None, tap.moment)
    if isinstance(outcome, NotCovered):
        raise TypeError("without a risk nothing has to be insured")
    return _after(tap, button.activity, outcome)


def _after(tap: Tap, activity_id: int, outcome: RiskIsStated | Unchanged | Closed | NotAllowed | None) -> Answer | GoTo:
    here = ManageActivity(activity=activity_id)
    match outcome:
        case NotAllowed() | None:
            return refused(tap, outcome)
        case Closed():
            return closed(tap, here)
        case RiskIsStated(told=told):
            return GoTo(here, said=changing.saved(tap.words, told))
        case Unchanged():
            return GoTo(here)
