"""What leaders do with trainings: say what one grants, and enter what came of it (docs/rules.md: Training)."""

from volunteering.actions.training.results import SettledResult, let_pass, settle
from volunteering.records import Records
from volunteering.rules.activities import Activity
from volunteering.rules.ground.model import Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.qualifications import KindElsewhere
from volunteering.rules.training import NewTraining, PassBy, Training, TrainingResult
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor


class OwnResult(Model):
    """Nobody enters what came of a training for themselves."""


class NoSessionYet(Model):
    """None of its sessions has begun: nothing can have come of it."""


class NotInIt(Model):
    """That person is in none of its sessions."""


class PresentPassed(Model):
    """So many have passed by what is asked for now, and are told."""

    number: int


class TrainingChanged(Model):
    """It is so from now on; what came of it before stays."""

    activity: Activity


async def led_training(
    records: Records, actor: Actor, activity_id: int
) -> tuple[Activity, Training] | NotAllowed | None:
    """A training that the actor leads, with what it grants. None: there is no such training."""
    training = await records.training.get(activity_id)
    activity = await records.activities.get(activity_id) if training else None
    if training is None or activity is None:
        return None
    return (activity, training) if actor.rights.leads(activity.unit) else NotAllowed()


async def enter_result(
    records: Records,
    actor: Actor,
    activity_id: int,
    person_id: int,
    moment: Moment,
    *,
    mark: int | None = None,
    passed: bool | None = None,
) -> SettledResult | Unchanged | OwnResult | NoSessionYet | NotInIt | NotAllowed | None:
    """Enter a mark, or that somebody passed or did not; what is not given follows from the mark, or stays.

    None: no such training or person.
    """
    found = await led_training(records, actor, activity_id)
    person = await records.people.get(person_id)
    if not isinstance(found, tuple) or person is None:
        return found if not isinstance(found, tuple) else None
    _, training = found
    if person_id == actor.id:
        return OwnResult()
    if not await records.training.sessions_held(activity_id, moment.now):
        return NoSessionYet()
    if not person.standing.is_known or not await records.training.is_in(activity_id, person_id):
        return NotInIt()
    before = await records.training.result(activity_id, person_id)
    is_judged = passed is not None or training.pass_by is PassBy.MARK
    by_hand = is_judged or (before is not None and before.by_hand)
    if passed is None:
        passed = await _passes(records, training, person_id, mark, before)
    if mark is None:
        mark = before.mark if before else None
    return await settle(
        records, activity_id, person, mark=mark, passed=passed, by_id=actor.id, moment=moment, by_hand=by_hand
    )


async def _passes(
    records: Records, training: Training, person_id: int, mark: int | None, before: TrainingResult | None
) -> bool:
    """Whether somebody passes with that mark; where marks don't decide, as it was said, or by their presence."""
    match training.pass_by:
        case PassBy.MARK:
            return mark is not None and training.passes_with(mark)
        case PassBy.PRESENCE:
            if before is not None and (before.by_hand or before.passed):
                return before.passed
            return await records.training.presences(training.activity_id, person_id) >= training.least_sessions
        case PassBy.TEST:
            return before is not None and before.passed


async def change_training(
    records: Records, actor: Actor, activity_id: int, wanted: NewTraining, moment: Moment
) -> TrainingChanged | KindElsewhere | NotAllowed | None:
    """Let a training grant something else, or be passed otherwise, from now on. None: no such training."""
    found = await led_training(records, actor, activity_id)
    if not isinstance(found, tuple):
        return found
    activity, before = found
    is_other = wanted.kind is not None and (before.kind is None or before.kind.id != wanted.kind.id)
    if wanted.kind and is_other and not wanted.kind.is_for(activity.unit):
        return KindElsewhere()
    if before.pass_by is PassBy.TEST:  # it has questions, and they go on deciding, whatever mark is asked for
        wanted = wanted.by_test()
    records.training.change(activity_id, wanted)
    records.journal.note(
        Did.TRAINING_CHANGED, by_id=actor.id, at=moment.now, unit_id=activity.unit.id, activity_id=activity_id
    )
    return TrainingChanged(activity=activity)


async def pass_the_present(
    records: Records, actor: Actor, activity_id: int, moment: Moment
) -> PresentPassed | NotAllowed | None:
    """Pass whoever was at enough sessions by what is asked for now: it took more, or something else, at their rosters.

    Nobody passes themselves. None: no such training.
    """
    found = await led_training(records, actor, activity_id)
    if not isinstance(found, tuple):
        return found
    return PresentPassed(number=await let_pass(records, activity_id, actor.id, moment))
