"""What comes by itself about the tests of trainings: that one may be taken, and what would come of a list."""

import pytest

from tests.support.acting import acting, at
from tests.support.city import NOW
from tests.support.question_lists import look_through, row
from tests.support.scene import DAY, NASTY, Scene, Telling
from volunteering.actions.quizzes.listed import MOST_TOLD, send_questions
from volunteering.actions.quizzes.making import LedQuiz
from volunteering.rules.hours import Entry, Kind
from volunteering.rules.importing.question_rows import QuestionFault, WrongCell
from volunteering.rules.importing.sending import ListEnd
from volunteering.rules.notices.quizzes import QuestionsOver, QuestionsTried, QuizReady
from volunteering.rules.quizzes import NewQuestion
from volunteering.rules.training import NewTraining, PassBy
from volunteering.rules.tree import Role

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


async def _tried(scene: Scene) -> str:
    city = scene.office.city
    async with city.writing() as rows:
        rows.training.add(scene.activity.id, NewTraining())
        await rows.people.set_role(scene.wang.id, city.top.id, Role.LEADER, by_id=None, at=NOW)
    actor = await acting(city, scene.wang)
    async with city.writing() as rows:
        found = await send_questions(
            rows, actor, scene.activity.id, file_id="f", name=NASTY[:100], moment=at(scene.office.clock.now())
        )
        assert isinstance(found, LedQuiz)
    lines = [row(f"{number} {'宽' * 280}", "a", "b") for number in range(50)]
    assert await look_through(city, lines, scene.office.clock.now()) == "tried"
    await scene.office.delivery.drain_once()
    return scene.office.messages(scene.wang)[-1].text


async def _over(scene: Scene, end: ListEnd = ListEnd.ALL_WRONG, left: int | None = None) -> str:
    faults = tuple(
        QuestionFault(row=number, column="right", wrong=wrong, said=NASTY[:40], other=3, sheet=NASTY[:31])
        for number, wrong in zip(range(MOST_TOLD), [*WrongCell, *WrongCell], strict=False)
    )
    notice = QuestionsOver(
        list_id=3, activity_id=scene.activity.id, name=NASTY[:100], end=end, faults=faults, more=40, left=left
    )
    return await scene.tell(notice)


SAYS: dict[Telling, str] = {
    _ready: "The test is ready",
    _tried: "Questions for",
    _over: "No question was taken over",
}


@pytest.mark.parametrize("end", ListEnd)
async def test_each_end_of_a_list_says_what_helps(scene: Scene, end: ListEnd) -> None:
    assert await _over(scene, end)


async def test_of_too_many_it_says_how_many_there_is_room_for(scene: Scene) -> None:
    assert "there is room for 4 more" in await _over(scene, ListEnd.TOO_LONG, 4)


async def test_what_would_come_of_a_list_is_told_to_nobody_who_leads_it_no_more(scene: Scene) -> None:
    await _tried(scene)
    async with scene.office.city.writing() as rows:
        await rows.people.set_role(scene.wang.id, scene.office.city.top.id, None, by_id=None, at=NOW)
    before = len(scene.office.messages(scene.wang))
    await scene.tell(QuestionsTried(list_id=1, at=0))
    assert len(scene.office.messages(scene.wang)) == before


async def test_whoever_was_not_there_is_not_told(scene: Scene) -> None:
    assert not await _ready(scene, present=False)
