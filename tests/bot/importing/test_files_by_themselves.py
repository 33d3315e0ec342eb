"""A file that comes by itself goes where it belongs, for whoever may; and nobody has to send it twice."""

from typing import cast

import pytest
from telegram import Bot

from bot.importing import sent as seeing
from handlers.importing.screens.known import PAGE
from storage.engine.pages import Page
from storage.views.importing import exams_of, trainings_of
from tests.bot.importing.office import PEOPLE, Files, Office
from tests.support.acting import acting, at
from tests.support.city import NOW, City, hours_later
from tests.support.examined import BEGINS, admin_of, announced
from tests.support.frozen import Frozen
from tests.support.list_files import Line, workbook_of
from tests.support.question_lists import HEAD, row
from tests.support.trained import training
from volunteering.actions.exams.entering import NotHeldYet
from volunteering.actions.importing.sending import (
    my_list,
    say_which_exam,
    say_which_training,
    say_whose,
    send_list,
    send_results,
    take_back,
    want_list,
)
from volunteering.actions.quizzes.listed import send_questions
from volunteering.actions.quizzes.making import LedQuiz
from volunteering.rules.activities import Activity
from volunteering.rules.importing.progress import Progress
from volunteering.rules.importing.sending import ListEnd, ListKind, SentList
from volunteering.rules.quizzes import NewQuestion
from volunteering.rules.tree import NotAllowed, Role, Unit
from volunteering.rules.volunteers import Actor, Person

QUESTIONS: list[Line] = [HEAD, row("What first?", "Run", "Call 120", right="B")]
RESULTS: list[Line] = [["准考证号", "姓名", "成绩", "结果"], ["1001", "王伟", "87", "合格"]]
ROSTER: list[Line] = [["#", "Name", "Phone", "Sign-up", "Came", "Hours"], [1, "Wei", "13900000001", "", "", ""]]
AFTER = BEGINS + 3  # hours after NOW


def marked(mark: str, lines: list[Line]) -> list[Line]:
    return [[f"Please keep this line: {mark}"], *lines]


class FileOffice(Office):
    """Whoever sends files here is told of each."""

    async def comes(self, actor: Actor, lines: list[Line]) -> int:
        self.content = workbook_of(lines)
        async with self.city.writing() as rows:
            found = await send_list(rows, actor, file_id="f", name="list.xlsx", moment=at(self.clock.now()))
        assert isinstance(found, SentList)
        assert found.kind is ListKind.UNKNOWN
        await self.keeper().see_to_next()
        return found.id

    async def stands(self, number: int) -> SentList | None:
        async with self.city.looking() as rows:
            return await rows.sent_lists.get(number)

    async def heard(self) -> list[str]:
        rows = await self.city.table("SELECT kind, facts FROM outbox ORDER BY id")
        return [next((end for end in ListEnd if f'"end":"{end}"' in one["facts"]), one["kind"]) for one in rows]


@pytest.fixture
async def office(city: City, monkeypatch: pytest.MonkeyPatch) -> FileOffice:
    chen = await city.person("Chen", city.top, phone="+8613900000009")
    place = FileOffice(city, chen, Frozen(NOW), Files())

    async def fetch(_: Bot, __: str) -> bytes:
        return cast("bytes", place.content)

    monkeypatch.setattr(seeing, "fetch", fetch)
    return place


async def becomes(city: City, person: Person, role: Role, *units: Unit) -> Actor:
    async with city.writing() as rows:
        for unit in units:
            await rows.people.set_role(person.id, unit.id, role, by_id=None, at=NOW)
    return await acting(city, person)


async def quiz_of(city: City, title: str = "First aid course") -> int:
    [session] = await training(city, title=title)
    return session.activity_id


async def test_people_are_looked_through_at_once_where_there_is_one_team(office: FileOffice, city: City) -> None:
    chen = await becomes(city, office.admin, Role.ADMIN, city.top)
    number = await office.comes(chen, PEOPLE)
    assert (await office.state(), await office.heard()) == (["tried"], ["list_tried"])
    assert len(office.files.names) == 1
    async with city.writing() as rows:
        await want_list(rows, chen, number, at(office.clock.now()))
    await office.keeper().see_to_next()
    assert (await office.heard())[-1] == ListEnd.IMPORTED


async def test_of_several_teams_they_say_whose_they_are(office: FileOffice, city: City) -> None:
    chen = await becomes(city, office.admin, Role.ADMIN, city.jiaojiang, city.huangyan)
    number = await office.comes(chen, PEOPLE)
    assert (await office.state(), await office.heard()) == (["sent"], ["list_tried"])
    async with city.writing() as rows:
        assert isinstance(await say_whose(rows, chen, number, city.top, at(NOW)), NotAllowed)
        await say_whose(rows, chen, number, city.huangyan, at(NOW))
    await office.keeper().see_to_next()
    found = await office.stands(number)
    assert found is not None
    assert (found.state, found.unit, found.kind) == (Progress.TRIED, city.huangyan, ListKind.PEOPLE)


@pytest.mark.parametrize("role", [Role.LEADER, Role.ADMIN])
async def test_questions_find_their_test_by_the_mark_and_by_a_code(office: FileOffice, city: City, role: Role) -> None:
    chen = await becomes(city, office.admin, role, city.top)
    activity = await quiz_of(city)
    await quiz_of(city, "Another")
    await office.comes(chen, marked(f"yigong:questions:{activity}", QUESTIONS))
    assert (await office.state(), await office.heard()) == (["tried"], ["questions_tried"])
    async with city.writing() as rows:
        [first] = await rows.sent_lists.of_quiz(chen.id, activity)
        code = await rows.quizzes.add(activity, NewQuestion(text="What?", options=("a", "b"), right=frozenset({0})))
    await office.comes(chen, [HEAD, row("What?", "a", "b", "c", code=code)])
    async with city.looking() as rows:
        [second] = await rows.sent_lists.of_quiz(chen.id, activity)
    assert second.id != first.id, "a newer list stands for the older one"


@pytest.mark.parametrize("mark", ["", "yigong:questions:404"])
async def test_of_questions_that_nothing_tells_apart_they_say_of_which_training(
    office: FileOffice, city: City, mark: str
) -> None:
    chen = await becomes(city, office.admin, Role.LEADER, city.jiaojiang)
    activity = await quiz_of(city)
    [elsewhere] = await training(city, unit=city.huangyan)
    number = await office.comes(chen, marked(mark, QUESTIONS))
    assert (await office.state(), await office.heard()) == (["sent"], ["list_tried"])
    assert not await office.keeper().see_to_next(), "it waits for a word"
    async with city.looking() as rows:
        some = await trainings_of(rows.people._tx, chen.rights, Page(PAGE))
    assert [one.id for one in some.some] == [activity]
    other = await acting(city, await city.person("Wu", city.top))
    async with city.writing() as rows:
        assert isinstance(await say_which_training(rows, other, number, activity, at(NOW)), NotAllowed)
        for forged in (elsewhere.activity_id, 404):
            found = await say_which_training(rows, chen, number, forged, at(NOW))
            assert found is None or isinstance(found, NotAllowed)
        assert isinstance(await say_which_exam(rows, chen, number, 1, at(NOW)), SentList)
        assert isinstance(await say_which_training(rows, chen, number, activity, at(NOW)), Activity)
    await office.keeper().see_to_next()
    assert (await office.heard())[-1] == "questions_tried"
    async with city.writing() as rows:
        assert isinstance(await say_which_training(rows, chen, number, activity, at(NOW)), NotAllowed), "it is said"


async def test_what_they_lead_no_more_is_not_theirs_to_say(office: FileOffice, city: City) -> None:
    chen = await becomes(city, office.admin, Role.LEADER, city.jiaojiang)
    activity = await quiz_of(city)
    number = await office.comes(chen, QUESTIONS)
    async with city.writing() as rows:
        await rows.people.set_role(chen.id, city.jiaojiang.id, None, by_id=None, at=NOW)
    now = await acting(city, chen.person)
    async with city.writing() as rows:
        assert isinstance(await say_which_training(rows, now, number, activity, at(NOW)), NotAllowed)
        assert isinstance(await take_back(rows, now, number), NotAllowed)
        assert isinstance(await my_list(rows, now, number), NotAllowed)


async def test_a_leaders_list_of_people_is_an_admins_to_send(office: FileOffice, city: City) -> None:
    chen = await becomes(city, office.admin, Role.LEADER, city.top)
    for lines, end in ((PEOPLE, ListEnd.ADMINS_ONLY), (RESULTS, ListEnd.OURS), (ROSTER, ListEnd.OURS)):
        await office.comes(chen, lines)
        assert (await office.state(), (await office.heard())[-1]) == ([], end)
    assert await city.figure("SELECT COUNT(*) AS n FROM people WHERE state = 'expected'") == 0


async def test_results_find_their_exam_by_its_mark_once_it_is_held(office: FileOffice, city: City) -> None:
    an = await admin_of(city, city.jiaojiang)
    exam = await announced(city, an, 0)
    lines = marked(f"yigong:exam:{exam.id}", RESULTS)
    await office.comes(an, lines)
    assert (await office.heard())[-1] == ListEnd.NOT_HELD
    office.clock.at = hours_later(AFTER)
    number = await office.comes(an, lines)
    found = await office.stands(number)
    assert found is None, "nobody in it has that number, which a report has said"
    assert (await office.heard())[-1] == ListEnd.ALL_WRONG
    stranger = await becomes(city, office.admin, Role.ADMIN, city.huangyan)
    await office.comes(stranger, lines)
    assert (await office.heard())[-1] == ListEnd.OURS, "its admins enter them"


async def test_of_results_without_a_mark_they_say_of_which_exam(office: FileOffice, city: City) -> None:
    an = await admin_of(city, city.jiaojiang)
    exam = await announced(city, an, 0)
    number = await office.comes(an, RESULTS)
    async with city.writing() as rows:
        assert isinstance(await say_which_exam(rows, an, number, exam.id, at(NOW)), NotHeldYet)
        assert isinstance(await say_which_exam(rows, an, number, 404, at(NOW)), NotAllowed)
        none, one = [await exams_of(rows.people._tx, an.rights, hours_later(hours), Page(PAGE)) for hours in (0, AFTER)]
        assert ([], [exam.id]) == ([it.id for it in none.some], [it.id for it in one.some])
        found = await say_which_exam(rows, an, number, exam.id, at(hours_later(AFTER)))
        assert isinstance(found, SentList)
        assert (found.state, found.exam_id) == (Progress.OFFERED, exam.id)


async def test_where_something_else_was_asked_for_it_goes_where_it_belongs(office: FileOffice, city: City) -> None:
    an = await admin_of(city, city.jiaojiang)
    exam, other = await announced(city, an, 0), await announced(city, an, 0)
    activity = await quiz_of(city)
    office.clock.at = hours_later(AFTER)
    moment = at(hours_later(AFTER))
    for lines, told in (
        (marked(f"yigong:questions:{activity}", QUESTIONS), "questions_tried"),
        (marked(f"yigong:exam:{other.id}", RESULTS), ListEnd.OTHER_EXAM),
        (ROSTER, ListEnd.OURS),
        (PEOPLE, ListEnd.NO_HEADINGS),
    ):
        office.content = workbook_of(lines)
        async with city.writing() as rows:
            sent = await send_results(rows, an, exam.id, file_id="f", name="x.xlsx", moment=moment)
        assert isinstance(sent, SentList)
        await office.keeper().see_to_next()
        assert (await office.heard())[-1] == told
    office.content = workbook_of(marked(f"yigong:exam:{exam.id}", RESULTS))
    async with city.writing() as rows:
        assert isinstance(await send_questions(rows, an, activity, file_id="f", name="x.xlsx", moment=moment), LedQuiz)
    await office.keeper().see_to_next()
    assert (await office.heard())[-1] == ListEnd.ALL_WRONG, "looked through as the exam's"


async def test_many_wrong_rows_come_as_their_own_list_with_what_is_wrong(office: FileOffice, city: City) -> None:
    chen = await becomes(city, office.admin, Role.LEADER, city.top)
    activity = await quiz_of(city)
    for many, files in ((5, 0), (6, 1)):
        wrong = [row(f"Question {number}?", "a", "b", right="F") for number in range(many)]
        await office.comes(chen, marked(f"yigong:questions:{activity}", [*QUESTIONS, *wrong]))
        assert (await office.heard())[-1] == ListEnd.ALL_WRONG
        assert len(office.files.names) == files
    [facts] = [one["facts"] for one in (await city.table("SELECT facts FROM outbox ORDER BY id"))[-1:]]
    assert '"is_reported":true' in facts
    assert facts.count('"wrong":') == 3
    report = office.files.contents[-1]
    office.content = report
    async with city.writing() as rows:
        await send_list(rows, chen, file_id="f", name="report.xlsx", moment=at(NOW))
    await office.keeper().see_to_next()
    assert (await office.heard())[-1] == ListEnd.ALL_WRONG, "sent back as it is, it is the same list"
    assert len(office.files.names) == 2


async def test_whoever_left_meanwhile_has_no_list(office: FileOffice, city: City) -> None:
    chen = await becomes(city, office.admin, Role.LEADER, city.jiaojiang)
    office.content = workbook_of(QUESTIONS)
    async with city.writing() as rows:
        await send_list(rows, chen, file_id="f", name="x.xlsx", moment=at(NOW))
        await rows.people.set_role(chen.id, city.jiaojiang.id, None, by_id=None, at=NOW)
    await office.keeper().see_to_next()
    assert (await office.state(), await office.heard()) == ([], [ListEnd.NOT_ALLOWED])
