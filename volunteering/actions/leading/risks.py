"""Stating the bodily risk of an activity, and how its people are insured (docs/rules.md: Risk)."""

from collections.abc import Sequence

from volunteering.actions.leading.led import lock_all_led
from volunteering.actions.telling.telling import remember, shifts_by_person, tell
from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.changes import SETTLES, stated
from volunteering.rules.ground.model import Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.notices.leading import RiskStated
from volunteering.rules.risk import NotInsured, Risk, not_insured
from volunteering.rules.signing_up import Closed
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor


class RiskIsStated(Model):
    """It says so from now on; so many people are told, and asked where the text is another."""

    told: int


class NotCovered(Model):
    """Nothing is done: of the shifts ahead, these are not insured on all their days."""

    shifts: tuple[NotInsured, ...]


async def state_risk(
    records: Records, actor: Actor, activity_id: int, risk: Risk | None, moment: Moment
) -> RiskIsStated | NotCovered | Unchanged | Closed | NotAllowed | None:
    """State the risk of an activity anew, or that there is none. None comes back where there is no such activity.

    Whoever signs up at this very moment agrees to what stands before or after it, and is told of the change, too.
    """
    found = await lock_all_led(records, actor, activity_id)
    if found is None or isinstance(found, NotAllowed):
        return found
    activity, shifts = found
    if not activity.is_on:
        return Closed()
    if risk == activity.risk:
        return Unchanged()
    ahead = [shift for shift in shifts if shift.is_ahead(moment.now)]
    uncovered = not_insured(risk, (shift.period for shift in ahead), moment.zone)
    if uncovered:
        return NotCovered(shifts=uncovered)
    await records.activities.state_risk(activity_id, risk)
    records.journal.note(Did.RISK_STATED, by_id=actor.id, at=moment.now, activity_id=activity_id)
    told = await tell_of_risk(records, activity, ahead, moment, without=actor.id)
    places = [sign_up for shift in ahead for sign_up in await records.sign_ups.confirmed(shift.id)]
    before = stated(activity, places=places).model_copy(update={"people": told})
    after = stated(activity.model_copy(update={"risk": risk}))
    remember(records, actor, before, after, moment, activity_id=activity_id)
    return RiskIsStated(told=len(told))


async def tell_of_risk(
    records: Records, before: Activity, shifts: Sequence[Shift], moment: Moment, *, without: int
) -> tuple[int, ...]:
    """Owe everybody in these shifts what the risk of their activity was before, once it has settled; who they are."""
    people = await shifts_by_person(records, shifts, without=without)
    notice = RiskStated.of(before)
    tell(records, people, notice, notice.about(), moment, again=True, after=SETTLES)
    return tuple(people)
