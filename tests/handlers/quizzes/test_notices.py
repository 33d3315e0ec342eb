"""What comes by itself about the tests of trainings: that one may be taken."""

from tests.support.city import NOW
from tests.support.scene import DAY, Scene, Telling
from volunteering.rules.hours import Entry, Kind
from volunteering.rules.notices.quizzes import QuizReady
from volunteering.rules.quizzes import NewQuestion
from volunteering.rules.training import NewTraining, PassBy

_QUESTION = NewQuestion(text="What first?", options=("Run", "Call 120"), right=frozenset({1}))


async def _ready(scene: Scene, *, present: bool = True) -> str:
    city = scene.office.city
    async with city.writing() as rows:
        rows.training.add(scene.activity.id, NewTraining(pass_by=PassBy.TEST))
        await rows.quizzes.add(scene.activity.id, _QUESTION)
        await rows.training.append(
            Entry(
                person_id=scene.wang.id,
                unit_id=city.jiaojiang.id,
                activity_id=scene.activity.id,
                shift_id=scene.shift.id,
                kind=Kind.ATTENDED if present else Kind.NO_SHOW,
                day=DAY,
                minutes=60 if present else 0,
                change=60 if present else 0,
                participations=int(present),
                no_shows=int(not present),
                by_id=None,
                at=NOW,
            )
        )
    scene.office.clock.passes(hours=52)
    return await scene.tell(QuizReady(activity_id=scene.activity.id))


SAYS: dict[Telling, str] = {_ready: "The test is ready"}


async def test_whoever_was_not_there_is_not_told(scene: Scene) -> None:
    assert not await _ready(scene, present=False)
