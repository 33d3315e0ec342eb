"""What came of a training for a person: settled once, corrected later, and what it grants (docs/rules.md: Training)."""

from collections.abc import Sequence

from volunteering.actions.qualifications.granting import grant, take_back
from volunteering.actions.telling.telling import tell
from volunteering.records import Records
from volunteering.rules.activities import Activity
from volunteering.rules.changes import AT_ONCE, SETTLES
from volunteering.rules.ground.model import Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.notices.training import TrainingSettled
from volunteering.rules.qualifications import Qualification
from volunteering.rules.training import PassBy, Training, TrainingResult, issued_on
from volunteering.rules.volunteers import Person


class SettledResult(Model):
    """It holds, and its person is told."""

    activity: Activity
    result: TrainingResult
    corrects: bool = False  # another result before
    given: Qualification | None = None  # held since now
    taken_back: Qualification | None = None  # held no more


async def settle(
    records: Records,
    activity_id: int,
    person: Person,
    *,
    mark: int | None,
    passed: bool,
    by_id: int | None,
    moment: Moment,
    by_hand: bool = True,
) -> SettledResult | Unchanged | None:
    """Have a result hold for somebody, in place of any before, and tell them.

    None: the activity is no training, or the person was forgotten, or became a part of another record.

    What somebody entered is told once it has settled (decision 46), what a test or a roster says at once.

    Passing gives at once what the training grants, from the day of its last session on; not having passed after all
    takes it back. Whether `by_id` may say so is asked before. `by_hand`: it holds whatever becomes of the rosters.
    """
    training = await records.training.get(activity_id)
    activity = await records.activities.get(activity_id) if training else None
    await records.people.hold(person.id)  # so that nobody makes them a part of another record meanwhile
    now = await records.people.get(person.id)
    if training is None or activity is None or now is None or not now.standing.is_known:
        return None
    before = await records.training.result(activity_id, person.id)
    if before and (before.mark, before.passed, before.by_hand) == (mark, passed, by_hand):
        return Unchanged()
    result = TrainingResult(
        activity_id=activity_id,
        person_id=person.id,
        mark=mark,
        passed=passed,
        by_hand=by_hand,
        by_id=by_id,
        at=moment.now,
        qualification_id=before.qualification_id if before and before.passed and passed else None,
    )
    given, taken_back = await _follow(records, activity, training, person, before, result, moment)
    if given is not None:
        result = result.model_copy(update={"qualification_id": given.id})
    await records.training.put(result)
    if before is None or (before.mark, before.said) != (mark, result.said):
        _note_and_tell(records, activity, before, result, moment)
    return SettledResult(
        activity=activity, result=result, corrects=before is not None, given=given, taken_back=taken_back
    )


async def _follow(
    records: Records,
    activity: Activity,
    training: Training,
    person: Person,
    before: TrainingResult | None,
    result: TrainingResult,
    moment: Moment,
) -> tuple[Qualification | None, Qualification | None]:
    """Give what passing gives, or take it back; which of the two it was, and what. A roster is nobody's word."""
    had_passed = before is not None and before.passed
    by_id = result.by_id if result.by_hand else None
    if result.passed and not had_passed:
        return await _granted(records, training, person, by_id, moment), None
    if had_passed and not result.passed and before is not None and before.qualification_id is not None:
        return None, await take_back(records, before.qualification_id, by_id, activity.title, moment, tells=False)
    return None, None


def _note_and_tell(
    records: Records, activity: Activity, before: TrainingResult | None, result: TrainingResult, moment: Moment
) -> None:
    records.journal.note(
        Did.RESULT_SETTLED,
        by_id=result.by_id,
        at=moment.now,
        person_id=result.person_id,
        unit_id=activity.unit.id,
        activity_id=activity.id,
    )
    told = {"before": before.said, "mark_before": before.mark} if before else {}
    notice = TrainingSettled(activity_id=activity.id, **told)
    after = SETTLES if result.by_hand and result.by_id is not None else AT_ONCE
    tell(records, [result.person_id], notice, notice.about(), moment, again=True, after=after)


async def _granted(
    records: Records, training: Training, person: Person, by_id: int | None, moment: Moment
) -> Qualification | None:
    if training.kind is None:
        return None
    held = await records.training.sessions_held(training.activity_id, moment.now)
    level = min(training.level, training.kind.highest)
    day = issued_on(held, moment.today)
    return await grant(records, person, training.kind, level, day, by_id, moment, tells=False)


async def judge_presence(
    records: Records, activity: Activity, person_id: int, by_id: int | None, moment: Moment, *, sessions: int
) -> None:
    """After a roster said that somebody was at so many `sessions` more, or fewer: pass them, or no more.

    What somebody entered by hand stays as it is; and whoever has passed does, though more is asked for meanwhile, until
    a roster takes a session from them.
    """
    training = await records.training.get(activity.id)
    if training is None or training.pass_by is not PassBy.PRESENCE:
        return
    before = await records.training.result(activity.id, person_id)
    passed = await records.training.presences(activity.id, person_id) >= training.least_sessions
    person = await records.people.get(person_id)
    if person is None or (before.by_hand if before else not passed):
        return
    if before and before.passed and sessions >= 0:
        return
    await _settle_presence(records, before, activity.id, person, by_id, moment, passed=passed)


async def _settle_presence(
    records: Records,
    before: TrainingResult | None,
    activity_id: int,
    person: Person,
    by_id: int | None,
    moment: Moment,
    *,
    passed: bool,
) -> SettledResult | Unchanged | None:
    """It follows from the rosters, and will go on doing so."""
    mark = before.mark if before else None
    return await settle(
        records, activity_id, person, mark=mark, passed=passed, by_id=by_id, moment=moment, by_hand=False
    )


async def let_pass(records: Records, activity_id: int, by_id: int, moment: Moment) -> int:
    """Pass whoever was at enough sessions as it stands now, but for whoever says so; gives how many did."""
    passed = 0
    for number in await records.training.enough(activity_id):
        person = await records.people.get(number)
        if number == by_id or person is None:
            continue
        before = await records.training.result(activity_id, number)
        outcome = await _settle_presence(records, before, activity_id, person, by_id, moment, passed=True)
        passed += isinstance(outcome, SettledResult)
    return passed


async def judge_anew(
    records: Records, people: Sequence[int], by_id: int | None, moment: Moment, *, sessions: int
) -> None:
    """Judge these people in every training passed by presence: lines are theirs that were not, or no more."""
    for activity_id in await records.training.passed_by_presence(people):
        activity = await records.activities.get(activity_id)
        if activity is not None:
            for person_id in people:
                await judge_presence(records, activity, person_id, by_id, moment, sessions=sessions)
