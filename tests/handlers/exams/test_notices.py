"""What comes by itself about exams: changed, cancelled, and somebody who withdrew late."""

from tests.support.acting import NOW, appoint, at
from tests.support.city import hours_later
from tests.support.examined import BEGINS, CLOSES, OPENS
from tests.support.scene import NASTY, Scene, Telling
from volunteering.actions.exams.announcing import ExamAnnounced, ExamWanted, LevelWanted, announce
from volunteering.rules.exams.announced import EntryState, Exam, ExamResult, Grade
from volunteering.rules.ground.periods import Period
from volunteering.rules.notices.exams import (
    ExamCancelled,
    ExamChanged,
    ExamLeft,
    ExamNumber,
    ExamNumbered,
    ExamReminder,
    ExamResulted,
    ExamUnheard,
    UnheardOfExam,
)
from volunteering.rules.tree import Role


async def exam_of(scene: Scene) -> tuple[Exam, int]:
    """One that Wang is registered for, held by the leader; with the number of the entry."""
    city = scene.office.city
    admin = await appoint(city, city.leader, city.top, Role.ADMIN)
    wanted = ExamWanted(
        title=NASTY[:100],
        period=Period(start=hours_later(BEGINS), end=hours_later(BEGINS + 2)),
        venue=NASTY,
        opens_on=OPENS,
        closes_on=CLOSES,
    )
    async with city.writing() as rows:
        kind = next(one for one in await rows.kinds.all_for(city.top) if one.code == "social_work")
        outcome = await announce(rows, admin, city.top, kind.id, wanted, (LevelWanted(level=0),), at(NOW))
        assert isinstance(outcome, ExamAnnounced)
        await rows.exams.take(outcome.exam, outcome.exam.levels[0].id, scene.wang.id, NOW)
    return outcome.exam, await city.figure("SELECT id AS n FROM exam_entries")


async def _changed(scene: Scene) -> str:
    exam, _ = await exam_of(scene)
    before = Period(start=hours_later(99), end=hours_later(100))
    notice = ExamChanged(exam_id=exam.id, title_before="Another", place_before=NASTY, period_before=before)
    return await scene.tell(notice)


async def _cancelled(scene: Scene) -> str:
    exam, _ = await exam_of(scene)
    async with scene.office.city.writing() as rows:
        rows.exams.cancel(exam.id, NASTY)
    return await scene.tell(ExamCancelled(exam_id=exam.id))


async def _left(scene: Scene) -> str:
    _, entry_id = await exam_of(scene)
    async with scene.office.city.writing() as rows:
        rows.exams.set_state(entry_id, EntryState.WITHDRAWN, NOW)
    return await scene.tell(ExamLeft(entry_id=entry_id), to=scene.office.city.leader)


async def _numbered(scene: Scene) -> tuple[Exam, int]:
    exam, entry_id = await exam_of(scene)
    async with scene.office.city.writing() as rows:
        found = await rows.exams.get(exam.id)
        assert found is not None
        await rows.exam_entries.number(found, 3)
    return exam, entry_id


async def _number(scene: Scene) -> str:
    _, entry_id = await _numbered(scene)
    return await scene.tell(ExamNumber(entry_id=entry_id, admission=1001))


async def _reminded(scene: Scene) -> str:
    _, entry_id = await _numbered(scene)
    return await scene.tell(ExamReminder(entry_id=entry_id))


async def _everybody_has_one(scene: Scene) -> str:
    exam, _ = await _numbered(scene)
    return await scene.tell(ExamNumbered(exam_id=exam.id), to=scene.office.city.leader)


async def _unheard(scene: Scene, exam: Exam, unheard: UnheardOfExam) -> str:
    async with scene.office.city.writing() as rows:
        await rows.people.change(scene.wang.id, reachable=False)
    notice = ExamUnheard(exam_id=exam.id, person_ids=(scene.wang.id,), unheard=unheard)
    return await scene.tell(notice, to=scene.office.city.leader)


async def _number_unheard(scene: Scene) -> str:
    return await _unheard(scene, (await _numbered(scene))[0], UnheardOfExam.NUMBER)


async def _reminder_unheard(scene: Scene) -> str:
    return await _unheard(scene, (await _numbered(scene))[0], UnheardOfExam.REMINDER)


async def _change_unheard(scene: Scene) -> str:
    return await _unheard(scene, (await exam_of(scene))[0], UnheardOfExam.CHANGED)


async def _result_unheard(scene: Scene) -> str:
    entry_id = await _graded(scene, passed=True)
    async with scene.office.city.looking() as rows:
        found = await rows.exams.entry(entry_id)
    assert found is not None
    return await _unheard(scene, found[0], UnheardOfExam.RESULT)


async def _end_unheard(scene: Scene) -> str:
    exam, _ = await exam_of(scene)
    async with scene.office.city.writing() as rows:
        rows.exams.cancel(exam.id, NASTY)
    return await _unheard(scene, exam, UnheardOfExam.CANCELLED)


async def _graded(scene: Scene, *, passed: bool) -> int:
    _, entry_id = await _numbered(scene)
    result = ExamResult.PASSED if passed else ExamResult.NOT_PASSED
    async with scene.office.city.writing() as rows:
        grade = Grade(result=result, mark=865)
        rows.exam_entries.grade(entry_id, grade, qualification_id=7 if passed else None, by_id=scene.zhao.id, at=NOW)
    return entry_id


async def _passed(scene: Scene) -> str:
    return await scene.tell(ExamResulted(entry_id=await _graded(scene, passed=True), before=None))


async def _corrected(scene: Scene) -> str:
    entry_id = await _graded(scene, passed=False)
    return await scene.tell(ExamResulted(entry_id=entry_id, before=ExamResult.PASSED))


SAYS: dict[Telling, str] = {
    _number: "1001",
    _reminded: "1001",
    _everybody_has_one: "1 registered",
    _number_unheard: "Not told their number",
    _reminder_unheard: "Not reminded of the exam",
    _change_unheard: "Not told that the exam has changed",
    _end_unheard: "Not told that the exam is cancelled",
    _result_unheard: "Not told their result",
    _passed: "86.5",
    _corrected: "You have not passed this time.",
    _changed: "It was called",
    _cancelled: "The exam does not take place.",
    _left: "has withdrawn",
}


async def test_what_is_not_so_any_more_is_not_told(scene: Scene) -> None:
    exam, entry_id = await exam_of(scene)
    assert not await scene.tell(ExamCancelled(exam_id=exam.id)), "it takes place"
    assert not await scene.tell(ExamChanged.of(exam)), "it is as it was"
    assert not await scene.tell(ExamLeft(entry_id=entry_id), to=scene.office.city.leader), "they are in it"
    assert not await scene.tell(ExamNumber(entry_id=entry_id, admission=1001)), "it is not theirs"
    assert not await scene.tell(ExamResulted(entry_id=entry_id, before=None)), "there is none"
    calls = [ExamUnheard(exam_id=exam.id, person_ids=(scene.wang.id,), unheard=what) for what in UnheardOfExam]
    for call in calls:
        assert not await scene.tell(call, to=scene.office.city.leader), "messages reach them"
    async with scene.office.city.writing() as rows:
        rows.exams.set_state(entry_id, EntryState.WITHDRAWN, NOW)
        rows.exams.cancel(exam.id, "")
    assert not await scene.tell(ExamCancelled(exam_id=exam.id)), "they were in it no more"


async def test_what_is_over_is_not_told(scene: Scene) -> None:
    """A message may have waited long: its reader was out of reach, or an older backup was put back."""
    exam, entry_id = await _numbered(scene)
    scene.office.clock.passes(hours=BEGINS)
    assert not await scene.tell(ExamNumbered(exam_id=exam.id), to=scene.office.city.leader)
    async with scene.office.city.writing() as rows:
        rows.exams.cancel(exam.id, NASTY)
    assert await scene.tell(ExamCancelled(exam_id=exam.id)), "they may be on their way there"
    async with scene.office.city.writing() as rows:
        rows.exams.set_state(entry_id, EntryState.WITHDRAWN, NOW)
    assert not await scene.tell(ExamLeft(entry_id=entry_id), to=scene.office.city.leader)


async def test_of_what_would_be_over_it_is_not_told_that_it_does_not_take_place(scene: Scene) -> None:
    exam, _ = await exam_of(scene)
    async with scene.office.city.writing() as rows:
        rows.exams.cancel(exam.id, NASTY)
    scene.office.clock.passes(hours=BEGINS + 2)
    assert not await scene.tell(ExamCancelled(exam_id=exam.id))
