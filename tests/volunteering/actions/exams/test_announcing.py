"""Levels of an exam, changed, added and left out."""

from tests.support.acting import NOW, at
from tests.support.city import City
from tests.support.examined import admin_of, announced
from volunteering.actions.exams.announcing import ExamAnnounced, add_level, change_level, remove_level
from volunteering.rules.exams.announced import OnlyLevel


async def test_what_a_change_of_levels_gives_back_is_the_exam_as_it_is_then(city: City) -> None:
    admin = await admin_of(city, city.jiaojiang)
    exam = await announced(city, admin, 5)
    [low] = exam.levels
    async with city.writing() as rows:
        assert isinstance(await remove_level(rows, admin, exam.id, low.id, at(NOW)), OnlyLevel)
        more = await change_level(rows, admin, exam.id, low.id, at(NOW), places=9)
        assert isinstance(more, ExamAnnounced)
        assert [one.places for one in more.exam.levels] == [9]
        two = await add_level(rows, admin, exam.id, 1, at(NOW))
        assert isinstance(two, ExamAnnounced)
        assert [one.level for one in two.exam.levels] == [0, 1]
        one = await remove_level(rows, admin, exam.id, low.id, at(NOW))
        assert isinstance(one, ExamAnnounced)
        assert [one.level for one in one.exam.levels] == [1]
