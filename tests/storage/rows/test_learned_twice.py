"""Somebody who learned under two names: it counts once, is taken back as one, and apart each has theirs."""

import pytest

from scheduling import sweeps
from storage.engine.database import Database
from tests.support.acting import at, known
from tests.support.city import NOW, City, hours_later
from tests.support.examined import admin_of, announced, registers
from tests.support.qualified import kind_of
from tests.support.trained import presence, result, training
from volunteering.actions.appraisal.opening import open_appraisal
from volunteering.actions.doubles.making_one import Merged, merge, undo_merge
from volunteering.actions.exams.entering import enter
from volunteering.actions.exams.numbering import number_now
from volunteering.actions.quizzes.making import add_questions
from volunteering.actions.quizzes.taking import AtQuiz, begin
from volunteering.actions.training.leading import enter_result
from volunteering.rules.activities import Shift
from volunteering.rules.exams.announced import Exam, ExamResult, Grade
from volunteering.rules.quizzes import NewQuestion
from volunteering.rules.training import NewTraining, PassBy
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Actor, Person

LATER = at(hours_later(500))
HELD = "SELECT COUNT(*) AS n FROM qualifications WHERE state = 'verified' AND person_id = :of"


class LearnedTwice:
    """Mei is known twice, and has been at a course and in an exam as both; An is admin."""

    def __init__(self, city: City) -> None:
        self.city = city

    async def are_there(self) -> None:
        self.mei, self.twin = await self.city.person("Mei"), await self.city.person("Mei")
        self.an = await admin_of(self.city, self.city.top)
        async with self.city.writing() as rows:
            await rows.people.set_role(self.city.leader.id, self.city.jiaojiang.id, Role.LEADER, by_id=None, at=NOW)
            self.li = Actor(person=self.city.leader, rights=await rows.people.rights(self.city.leader.id))

    async def course(self, pass_by: PassBy = PassBy.MARK) -> Shift:
        kind = await kind_of(self.city, "first_aid")
        mark = 60 if pass_by is PassBy.MARK else None
        [session] = await training(self.city, NewTraining(kind=kind, pass_by=pass_by, pass_mark=mark), -30)
        await self.city.put(session, self.mei, self.twin, at=-40)
        if pass_by is PassBy.TEST:
            question = NewQuestion(text="What first?", options=("Run", "Call 120"), right=frozenset({1}))
            async with self.city.writing() as rows:
                await add_questions(rows, self.li, session.activity_id, [question], at(NOW))
        await presence(self.city, self.li, session, {self.mei: True, self.twin: True})
        return session

    async def marks(self, session: Shift, person: Person, mark: int) -> None:
        async with self.city.writing() as rows:
            await enter_result(rows, self.li, session.activity_id, person.id, LATER, mark=mark)

    async def exam(self) -> Exam:
        exam = await announced(self.city, self.an, 0)
        for person in (self.mei, self.twin):
            await registers(self.city, person, exam)
        async with self.city.writing() as rows:
            await number_now(rows, self.an, exam.id, at(NOW))
        return exam

    async def grades(self, exam: Exam, person: Person, came_of_it: ExamResult) -> None:
        async with self.city.writing() as rows:
            facts = await rows.exams.facts(exam.id, person.id)
            assert facts is not None
            assert facts.mine is not None
            await enter(rows, self.an, facts.mine.id, Grade(result=came_of_it), LATER)

    async def become_one(self) -> int:
        async with self.city.writing() as rows:
            outcome = await merge(rows, self.an, self.mei.id, self.twin.id, LATER)
        assert isinstance(outcome, Merged)
        return outcome.merge_id

    async def are_two_again(self, number: int) -> None:
        async with self.city.writing() as rows:
            await undo_merge(rows, self.an, number, LATER)

    async def held(self) -> tuple[int, int]:
        """How many verified qualifications each has."""
        mei, twin = [await self.city.figure(HELD, of=person.id) for person in (self.mei, self.twin)]
        return mei, twin


@pytest.fixture
async def twice(database: Database) -> LearnedTwice:
    twice = LearnedTwice(await City.founded(database))
    await twice.are_there()
    return twice


async def test_a_training_passed_as_both_gives_once(twice: LearnedTwice) -> None:
    session = await twice.course()
    for person in (twice.mei, twice.twin):
        await twice.marks(session, person, 80)
    assert await twice.held() == (1, 1)
    merged = await twice.become_one()
    assert await twice.held() == (1, 0)
    await twice.are_two_again(merged)
    assert await twice.held() == (1, 1)
    await twice.become_one()
    await twice.marks(session, twice.mei, 20)
    assert await twice.held() == (0, 0), "nothing is left that came of it"


async def test_an_exam_passed_as_both_gives_once(twice: LearnedTwice) -> None:
    exam = await twice.exam()
    for person in (twice.mei, twice.twin):
        await twice.grades(exam, person, ExamResult.PASSED)
    merged = await twice.become_one()
    assert await twice.held() == (1, 0)
    await twice.grades(exam, twice.mei, ExamResult.NOT_PASSED)
    assert await twice.held() == (0, 0)
    await twice.are_two_again(merged)
    assert await twice.held() == (0, 1)


@pytest.mark.parametrize("other", [ExamResult.ABSENT, ExamResult.NOT_PASSED])
async def test_of_two_results_of_an_exam_the_better_is_kept(twice: LearnedTwice, other: ExamResult) -> None:
    """Whoever registered twice came once."""
    exam = await twice.exam()
    await twice.grades(exam, twice.mei, other)
    await twice.grades(exam, twice.twin, ExamResult.PASSED)
    merged = await twice.become_one()
    async with twice.city.looking() as rows:
        facts = await rows.exams.facts(exam.id, twice.mei.id)
    assert facts is not None
    assert facts.mine is not None
    assert facts.mine.result is ExamResult.PASSED
    assert await twice.held() == (1, 0)
    await twice.grades(exam, twice.mei, ExamResult.NOT_PASSED)
    assert await twice.held() == (0, 0)
    await twice.grades(exam, twice.mei, ExamResult.PASSED)
    await twice.are_two_again(merged)
    assert await twice.held() == (0, 1)


async def test_nobody_is_at_a_test_twice(twice: LearnedTwice) -> None:
    session = await twice.course(PassBy.TEST)
    for person in (twice.mei, twice.twin):
        async with twice.city.writing() as rows:
            outcome = await begin(rows, await known(rows, person), session.activity_id, LATER)
        assert isinstance(outcome, AtQuiz)
    at_it = "SELECT COUNT(*) AS n FROM quiz_attempts WHERE ended_at IS NULL"
    merged = await twice.become_one()
    assert await twice.city.figure(at_it) == 1
    await twice.are_two_again(merged)
    assert await twice.city.figure(at_it) == 2


async def test_what_came_at_that_very_moment_follows_in_the_night_and_goes_back(twice: LearnedTwice) -> None:
    """Whoever adds somebody to an appraisal, or honours them, has just read that there are two."""
    async with twice.city.writing() as rows:
        appraisal = await open_appraisal(rows, twice.an, twice.city.top, 2026, at(NOW))
    merged = await twice.become_one()
    async with twice.city.writing() as rows:
        await rows.appraisals.add(appraisal, twice.twin.id, twice.city.jiaojiang, None, "Treasurer")  # type: ignore[arg-type]
        await rows.honours.add(
            twice.twin.id, twice.city.top, name="Best", day=LATER.today, note="", by_id=twice.an.id, at=LATER.now
        )
    whose = """
        SELECT (SELECT MAX(person_id) FROM appraisal_sheets WHERE post = 'Treasurer') AS s, person_id AS h FROM honours
    """
    for night, owner in ((LATER, twice.mei), (LATER, twice.mei)):
        await sweeps.tidy(twice.city.database, night)
        [row] = await twice.city.table(whose)
        assert (row["s"], row["h"]) == (owner.id, owner.id)
    await twice.are_two_again(merged)
    [row] = await twice.city.table(whose)
    assert (row["s"], row["h"]) == (twice.twin.id, twice.twin.id)


async def test_what_was_withdrawn_since_is_not_registered_again_in_the_night(twice: LearnedTwice) -> None:
    exam = await twice.exam()
    await twice.become_one()
    async with twice.city.writing() as rows:
        facts = await rows.exams.facts(exam.id, twice.mei.id)
        assert facts is not None
        assert facts.mine is not None
        rows.exams.set_state(facts.mine.id, type(facts.mine.state).WITHDRAWN, LATER.now)
    await sweeps.tidy(twice.city.database, LATER)
    async with twice.city.looking() as rows:
        facts = await rows.exams.facts(exam.id, twice.mei.id)
    assert facts is not None
    assert facts.mine is not None
    assert not facts.mine.is_in


async def test_the_result_of_a_training_is_of_whom_it_is_by_then(twice: LearnedTwice) -> None:
    """Nothing is entered for a record that has become another's."""
    session = await twice.course()
    await twice.become_one()
    await twice.marks(session, twice.twin, 80)
    assert await result(twice.city, session, twice.twin) is None
    assert await twice.held() == (0, 0)


async def test_what_came_of_their_own_session_meanwhile_goes_back_with_it(twice: LearnedTwice) -> None:
    """Entered while the two were one: the training, and what it gives, is the other one's."""
    session = await twice.course()
    async with twice.city.changing() as tx:
        await tx.execute("DELETE FROM study_lines WHERE person_id = :mei", mei=twice.mei.id)
        await tx.execute("DELETE FROM signups WHERE person_id = :mei", mei=twice.mei.id)
    merged = await twice.become_one()
    await twice.marks(session, twice.mei, 80)
    assert await twice.held() == (1, 0)
    await twice.are_two_again(merged)
    assert await twice.held() == (0, 1)
    assert await result(twice.city, session, twice.mei) is None
    assert await result(twice.city, session, twice.twin) is not None
