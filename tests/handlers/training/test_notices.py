"""What comes by itself about trainings: passed or not, and what a session's roster says."""

import pytest

from tests.support.city import NOW, ZONE
from tests.support.scene import DAY, Scene, Telling
from volunteering.actions.training.results import settle
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.policy import Policy
from volunteering.rules.hours import Entry, Kind
from volunteering.rules.notices.training import SessionsAdded, StudyRecorded, TrainingSettled
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.training import NewTraining, PassBy


async def _is_training(scene: Scene, what: NewTraining | None = None) -> None:
    city = scene.office.city
    async with city.writing() as rows:
        kinds = await rows.kinds.all_for(city.top)
        driver = next(kind for kind in kinds if kind.code == "driver")
        by_mark = NewTraining(kind=driver, pass_by=PassBy.MARK, pass_mark=60)
        rows.training.add(scene.activity.id, what or by_mark)


async def _settled(scene: Scene, mark: int, *, passed: bool) -> str:
    await _is_training(scene)
    city = scene.office.city
    async with city.writing() as rows:
        await settle(
            rows,
            scene.activity.id,
            scene.wang,
            mark=mark,
            passed=passed,
            by_id=city.leader.id,
            moment=Moment(now=NOW, zone=ZONE, policy=Policy()),
        )
    return await scene.tell(TrainingSettled(activity_id=scene.activity.id))


async def _passed(scene: Scene) -> str:
    return await _settled(scene, 87, passed=True)


async def _not_passed(scene: Scene) -> str:
    return await _settled(scene, 37, passed=False)


async def _line(scene: Scene, kind: Kind, minutes: int = 0, replaces: int | None = None) -> int:
    async with scene.office.city.writing() as rows:
        return await rows.training.append(
            Entry(
                person_id=scene.wang.id,
                unit_id=scene.office.city.jiaojiang.id,
                activity_id=scene.activity.id,
                shift_id=scene.shift.id,
                kind=kind,
                day=DAY,
                minutes=minutes,
                change=minutes,
                participations=0,
                no_shows=0,
                replaces_id=replaces,
                by_id=None,
                at=NOW,
            )
        )


async def _tells(scene: Scene, line: int) -> str:
    return await scene.tell(StudyRecorded(shift_id=scene.shift.id, line_id=line))


async def _absent(scene: Scene) -> str:
    return await _tells(scene, await _line(scene, Kind.NO_SHOW))


async def _excused(scene: Scene) -> str:
    return await _tells(scene, await _line(scene, Kind.EXCUSED))


async def _taken_back(scene: Scene) -> str:
    return await _tells(scene, await _line(scene, Kind.VOID))


async def _was_there(scene: Scene) -> str:
    return await _tells(scene, await _line(scene, Kind.ATTENDED, 120, await _line(scene, Kind.NO_SHOW)))


async def _marked(scene: Scene) -> str:
    """Where presence decides, a mark alone says nothing of passing."""
    await _is_training(scene, NewTraining(least_sessions=3))
    return await _enters(scene, 87)


async def _enters(scene: Scene, mark: int | None = None, *, passed: bool | None = None, by_hand: bool = False) -> str:
    """As the notice that is owed for it says."""
    city = scene.office.city
    async with city.writing() as rows:
        await settle(
            rows,
            scene.activity.id,
            scene.wang,
            mark=mark,
            passed=bool(passed),
            by_id=city.leader.id,
            moment=Moment(now=NOW, zone=ZONE, policy=Policy()),
            by_hand=by_hand,
        )
    [*_, row] = await city.table("SELECT facts FROM outbox WHERE kind = 'training_settled' ORDER BY id")
    return await scene.tell(TrainingSettled.model_validate_json(row["facts"]))


async def _more(scene: Scene, *, sessions: int = 1) -> str:
    """Wang is in the one that there was."""
    await _is_training(scene)
    for number in range(sessions):
        await scene.office.city.shift(100 + 24 * number, activity=scene.activity.id)
    return await scene.tell(SessionsAdded(activity_id=scene.activity.id))


SAYS: dict[Telling, str] = {
    _passed: "✅ You hold: Driver",
    _not_passed: "Mark: 37",
    _marked: "A mark for you:",
    _more: "You have not signed up for this yet.",
    _absent: "⚠️ The roster says that you were not at this session.",
    _excused: "✅ The roster says that you were excused from this session.",
    _taken_back: "It counts no more",
    _was_there: "✅ You were at this session: 2 h of study",
}


async def test_a_line_that_was_put_right_is_not_told(scene: Scene) -> None:
    absent = await _line(scene, Kind.NO_SHOW)
    await _line(scene, Kind.ATTENDED, 120, absent)
    assert not await _tells(scene, absent)


async def test_what_they_were_told_before_is_not_told_again(scene: Scene) -> None:
    assert await _passed(scene)
    told = TrainingSettled(activity_id=scene.activity.id, before=True, mark_before=87)
    await scene.office.passes(minutes=1)
    before = len(scene.office.messages(scene.wang))
    for mark, more in ((87, 0), (86, 1)):
        await scene.tell(told.model_copy(update={"mark_before": mark}))
        assert len(scene.office.messages(scene.wang)) == before + more


async def test_nothing_is_told_of_a_result_that_is_gone(scene: Scene) -> None:
    assert not await scene.tell(TrainingSettled(activity_id=scene.activity.id))


async def test_a_mark_alone_is_not_said_to_be_a_failure_and_what_is_said_after_it_is_told(scene: Scene) -> None:
    said = await _marked(scene)
    assert "Mark: 87" in said
    assert "assed" not in said
    assert "A mark for you:" in await _enters(scene, 88), "another one"
    assert "Not passed:" in await _enters(scene, 88, passed=False, by_hand=True), "said by hand, with the same mark"


async def test_what_a_roster_gave_and_took_is_told(scene: Scene) -> None:
    await _is_training(scene, NewTraining())
    assert "Passed:" in await _enters(scene, passed=True)
    assert "Not passed:" in await _enters(scene, passed=False)


async def test_whoever_was_told_that_they_passed_is_told_that_what_it_gave_is_gone(scene: Scene) -> None:
    await _is_training(scene)
    await _enters(scene, 87, passed=True, by_hand=True)
    said = await _enters(scene, 37, passed=False, by_hand=True)
    assert "Not passed:" in said
    assert "what passing had given you is taken back" in said


async def test_whoever_never_passed_has_nothing_taken_back(scene: Scene) -> None:
    assert "put right" not in await _not_passed(scene)


@pytest.mark.parametrize(("code", "leads"), [("induction", True), ("driver", False)])
async def test_after_the_induction_the_activities_come_next(scene: Scene, code: str, *, leads: bool) -> None:
    async with scene.office.city.looking() as rows:
        kind = next(one for one in await rows.kinds.all_for(scene.office.city.top) if one.code == code)
    await _is_training(scene, NewTraining(kind=kind))
    await _enters(scene, passed=True)
    [message] = scene.office.messages(scene.wang)[-1:]
    assert ("Activities" in message.labels) is leads


@pytest.mark.parametrize(("left", "named"), [((), 2), ((2,), 1), ((1, 2), 0), ((0,), 0)])
async def test_of_more_sessions_those_are_named_that_one_has_said_nothing_to(
    scene: Scene, left: tuple[int, ...], named: int
) -> None:
    """Not those that were given back; and none, where one is in the training no more."""
    await _is_training(scene)
    city = scene.office.city
    sessions = [scene.shift, *[await city.shift(100 + 24 * more, activity=scene.activity.id) for more in range(2)]]
    await city.put(scene.shift, scene.wang)
    for number in left:
        await city.put(sessions[number], scene.wang, state=SignUpState.LEFT)
    assert (await scene.tell(SessionsAdded(activity_id=scene.activity.id))).count("📅") == named
