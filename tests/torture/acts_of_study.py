"""What people do about trainings, tests and exams, one act at a time."""

from typing import Any, Final

from storage.rows import Rows
from tests.torture.learners import ACTS, MOMENT, Act, Learners, act, actor, as_now
from volunteering.actions.attendance.putting_right import came_after_all, undo_no_show
from volunteering.actions.attendance.rosters import confirm_roster, tick
from volunteering.actions.exams import announcing, entering, numbering, registering
from volunteering.actions.hours.deciding import approve, reject
from volunteering.actions.quizzes import making, taking
from volunteering.actions.training import leading as leading_trainings
from volunteering.rules.activities import Shift
from volunteering.rules.exams.announced import ExamResult, Grade
from volunteering.rules.quizzes import QuizRules
from volunteering.rules.training import NewTraining


async def _confirms(town: Learners, rows: Rows, shift: Shift) -> Any:
    return await confirm_roster(rows, await actor(rows, town.li), shift.id, MOMENT)


@act
async def confirms_roster(town: Learners, rows: Rows) -> Any:
    """Of service."""
    return await _confirms(town, rows, town.over)


@act
async def confirms_session(town: Learners, rows: Rows) -> Any:
    """Of a training that is passed by presence."""
    return await _confirms(town, rows, town.sat)


async def _was_not_there(town: Learners, rows: Rows, shift: Shift) -> Any:
    await tick(rows, await actor(rows, town.li), shift.id, town.mei.id, MOMENT, came=False)
    return await _confirms(town, rows, shift)


@act
async def corrects_service(town: Learners, rows: Rows) -> Any:
    """Mei was not there."""
    return await _was_not_there(town, rows, town.served)


@act
async def corrects_session(town: Learners, rows: Rows) -> Any:
    """Mei was not there."""
    return await _was_not_there(town, rows, town.sat)


@act
async def puts_right(town: Learners, rows: Rows) -> Any:
    """Mei came after all."""
    return await came_after_all(rows, await actor(rows, town.li), town.served.id, town.mei.id, MOMENT)


@act
async def undoes_no_show(town: Learners, rows: Rows) -> Any:
    """Mei is not counted."""
    return await undo_no_show(rows, await actor(rows, town.li), town.served.id, town.mei.id, MOMENT)


@act
async def approves(town: Learners, rows: Rows) -> Any:
    """Mei's hours."""
    return await approve(rows, await actor(rows, town.an), town.claim, MOMENT)


@act
async def rejects(town: Learners, rows: Rows) -> Any:
    """Mei's hours."""
    return await reject(rows, await actor(rows, town.an), town.claim, "", MOMENT)


def _enters(training_of: str, who: str, **given: Any) -> Act:
    async def enters(town: Learners, rows: Rows) -> Any:
        activity, person = getattr(town, training_of).activity_id, getattr(town, who)
        by = await actor(rows, town.li)
        return await leading_trainings.enter_result(rows, by, activity, person.id, MOMENT, **given)

    return enters


ACTS["passes_mei_by_mark"] = _enters("marked", "mei", mark=90)
ACTS["fails_mei_by_mark"] = _enters("marked", "mei", mark=10)
ACTS["passes_twin_by_mark"] = _enters("marked", "twin", mark=80)
ACTS["passes_bo_by_mark"] = _enters("marked", "bo", mark=80)
ACTS["passes_mei_by_hand"] = _enters("tested", "mei", passed=True)
ACTS["fails_mei_by_hand"] = _enters("tested", "mei", passed=False)
ACTS["passes_mei_at_the_session"] = _enters("sat", "mei", passed=True)


@act
async def changes_training(town: Learners, rows: Rows) -> Any:
    """It grants nothing any more."""
    by = await actor(rows, town.li)
    return await leading_trainings.change_training(rows, by, town.marked.activity_id, NewTraining(), MOMENT)


def _answers(picked: int) -> Act:
    async def answers(town: Learners, rows: Rows) -> Any:
        attempt = await rows.quizzes.under_way(town.tested.activity_id, town.mei.id)
        if attempt is not None:
            mei = await as_now(rows, town.mei)
            return await taking.answer(rows, mei, attempt.id, 0, frozenset({picked}), MOMENT)
        return None

    return answers


ACTS["answers_right"] = _answers(1)
ACTS["answers_wrong"] = _answers(0)


def _begins(who: str) -> Act:
    async def begins(town: Learners, rows: Rows) -> Any:
        return await taking.begin(rows, await as_now(rows, getattr(town, who)), town.tested.activity_id, MOMENT)

    return begins


ACTS["begins_quiz"] = _begins("mei")
ACTS["twin_begins_quiz"] = _begins("twin")


@act
async def changes_quiz(town: Learners, rows: Rows) -> Any:
    """Once only."""
    by = await actor(rows, town.li)
    return await making.put_rules(rows, by, town.tested.activity_id, QuizRules(attempts=1), MOMENT)


def _registers(who: str, exam: str, level: int) -> Act:
    async def registers(town: Learners, rows: Rows) -> Any:
        number = getattr(town, exam)
        found = await rows.exams.get(number)
        assert found is not None
        person = await as_now(rows, getattr(town, who))
        level_id = next((one.id for one in found.levels if one.level == level), 0)
        return await registering.register_for(rows, person, number, MOMENT, level_id=level_id)

    return registers


ACTS["bo_registers"] = _registers("bo", "window", 0)
ACTS["wu_registers"] = _registers("wu", "window", 0)
ACTS["mei_registers_above"] = _registers("mei", "window", 1)
ACTS["twin_registers"] = _registers("twin", "window", 1)


def _withdraws(who: str, exam: str) -> Act:
    async def withdraws(town: Learners, rows: Rows) -> Any:
        return await registering.withdraw(rows, await as_now(rows, getattr(town, who)), getattr(town, exam), MOMENT)

    return withdraws


ACTS["mei_withdraws"] = _withdraws("mei", "window")
ACTS["mei_withdraws_late"] = _withdraws("mei", "closed")


def _grades(who: str, result: ExamResult, mark: int | None = None) -> Act:
    async def grades(town: Learners, rows: Rows) -> Any:
        entry = await town.entry(rows, town.held, getattr(town, who))
        grade = Grade(result=result, mark=mark)
        return await entering.enter(rows, await actor(rows, town.an), entry, grade, MOMENT)

    return grades


ACTS["mei_passes_exam"] = _grades("mei", ExamResult.PASSED, 800)
ACTS["mei_fails_exam"] = _grades("mei", ExamResult.NOT_PASSED)
ACTS["twin_passes_exam"] = _grades("twin", ExamResult.PASSED)


@act
async def numbers_window(town: Learners, rows: Rows) -> Any:
    """Before it has closed."""
    return await numbering.number_now(rows, await actor(rows, town.an), town.window, MOMENT)


@act
async def fewer_places(town: Learners, rows: Rows) -> Any:
    """One."""
    found = await rows.exams.get(town.window)
    assert found is not None
    by = await actor(rows, town.an)
    return await announcing.change_level(rows, by, town.window, found.levels[0].id, MOMENT, places=1)


@act
async def removes_level(town: Learners, rows: Rows) -> Any:
    """The one that nobody is registered for."""
    found = await rows.exams.get(town.window)
    assert found is not None
    return await announcing.remove_level(rows, await actor(rows, town.an), town.window, found.levels[-1].id, MOMENT)


def _cancels(exam: str) -> Act:
    async def cancels(town: Learners, rows: Rows) -> Any:
        return await announcing.cancel_exam(rows, await actor(rows, town.an), getattr(town, exam), "rain", MOMENT)

    return cancels


ACTS["cancels_window"] = _cancels("window")
ACTS["cancels_closed"] = _cancels("closed")

OF_STUDY: Final = tuple(ACTS)
"""These acts, by name."""
