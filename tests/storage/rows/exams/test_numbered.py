"""Numbers of an exam: given once whoever gives them and when, and never again to somebody else."""

import asyncio
from datetime import timedelta

from tests.storage.engine.test_contention import until_done
from tests.support.acting import at, known, told
from tests.support.city import City, hours_later
from tests.support.examined import DAY, WANTED, admin_of, announced, registers
from volunteering.actions.exams.announcing import change_exam, remove_level
from volunteering.actions.exams.numbering import number_closed, number_now
from volunteering.actions.exams.registering import Admitted, OutOfExam, withdraw
from volunteering.rules.exams.announced import Exam, FewerThanTaken
from volunteering.rules.volunteers import Actor, Person


async def numbers(city: City) -> list[tuple[int, int]]:
    rows = await city.table("SELECT person_id, admission FROM exam_entries ORDER BY admission")
    return [(row["person_id"], row["admission"]) for row in rows]


async def test_numbers_are_given_once_without_a_gap_and_stay_whatever_happens(city: City) -> None:
    admin = await admin_of(city, city.jiaojiang)
    exam = await announced(city, admin, 0, 0, asks_below=False)
    wei, lin, mo, hu = await city.people(4)
    for person, level in ((wei, 1), (lin, 0), (mo, 0)):
        await registers(city, person, exam, level)
    async with city.writing() as rows:
        assert await number_now(rows, admin, exam.id, at(hours_later(2))) == 3
    await registers(city, hu, exam, 0, hours=3)
    closed = at(hours_later(11 * DAY))
    await asyncio.gather(*(until_done(city, lambda rows: number_closed(rows, exam.id, closed)) for _ in range(4)))
    assert await numbers(city) == [(lin.id, 1001), (mo.id, 1002), (hu.id, 1003), (wei.id, 2001)]
    async with city.writing() as rows:
        await withdraw(rows, await known(rows, mo), exam.id, closed)
    async with city.writing() as rows:
        assert await number_closed(rows, exam.id, closed) == 0
    assert await numbers(city) == [(lin.id, 1001), (mo.id, 1002), (hu.id, 1003), (wei.id, 2001)]
    assert await told(city, "exam_numbered") == [admin.id]


async def change_to(city: City, person: Person, exam: Exam, level: int, hours: float) -> None:
    """Withdraw, and register for that level instead."""
    async with city.writing() as rows:
        assert isinstance(await withdraw(rows, await known(rows, person), exam.id, at(hours_later(hours))), OutOfExam)
    assert isinstance(await registers(city, person, exam, level, hours=hours), Admitted)


async def numbered_by_two(city: City, admin: Actor, exam: Exam, hours: float) -> None:
    """Both replicas give numbers, and an admin does, all at the same moment."""
    by_hand = [until_done(city, lambda rows: number_now(rows, admin, exam.id, at(hours_later(hours))))]
    sweeps = [until_done(city, lambda rows: number_closed(rows, exam.id, at(hours_later(hours)))) for _ in range(2)]
    await asyncio.gather(*by_hand, *sweeps)


async def test_a_number_that_somebody_gave_up_for_another_level_is_nobody_s_again(city: City) -> None:
    admin = await admin_of(city, city.jiaojiang)
    exam = await announced(city, admin, 0, 0, asks_below=False)
    wei, lin, mo, hu = await city.people(4)
    for person in (wei, lin):
        await registers(city, person, exam, 0)
    await numbered_by_two(city, admin, exam, 2)
    await change_to(city, lin, exam, 1, 3)
    await registers(city, mo, exam, 0, hours=4)
    await numbered_by_two(city, admin, exam, 5)
    assert await numbers(city) == [(wei.id, 1001), (mo.id, 1003), (lin.id, 2001)], "1002 was on Lin's paper"
    await change_to(city, lin, exam, 0, 6)
    await registers(city, hu, exam, 1, hours=7)
    await numbered_by_two(city, admin, exam, 11 * DAY)
    assert await numbers(city) == [(wei.id, 1001), (mo.id, 1003), (lin.id, 1004), (hu.id, 2002)]


async def test_a_level_that_has_given_a_number_stays_though_nobody_is_in_it(city: City) -> None:
    admin = await admin_of(city, city.jiaojiang)
    exam, wei = await announced(city, admin, 0, 0, asks_below=False), await city.person("Wei")
    await registers(city, wei, exam, 0)
    await numbered_by_two(city, admin, exam, 2)
    await change_to(city, wei, exam, 1, 3)
    async with city.writing() as rows:
        outcome = await remove_level(rows, admin, exam.id, exam.levels[0].id, at(hours_later(4)))
    assert isinstance(outcome, FewerThanTaken), "added anew it would begin with 1001 once more"


async def test_numbers_given_early_stand_in_no_one_s_way_when_levels_change_places(city: City) -> None:
    admin = await admin_of(city, city.jiaojiang)
    exam = await announced(city, admin, 0, 0, asks_below=False)
    wei, lin, mo = await city.people(3)
    await registers(city, wei, exam, 0)
    async with city.writing() as rows:
        assert await number_now(rows, admin, exam.id, at(hours_later(2))) == 1
        rows.kinds.rerank(exam.kind.id, {0: 1, 1: 0, 2: 2})
    await registers(city, lin, exam, 1, hours=3)
    await registers(city, mo, exam, 0, hours=3)
    async with city.writing() as rows:
        assert await number_closed(rows, exam.id, at(hours_later(11 * DAY))) == 2
    assert await numbers(city) == [(wei.id, 1001), (mo.id, 1002), (lin.id, 3001)]


async def test_where_registration_is_opened_once_more_its_holder_hears_of_the_new_numbers_too(city: City) -> None:
    admin = await admin_of(city, city.jiaojiang)
    exam = await announced(city, admin)
    wei, lin = await city.people(2)
    await registers(city, wei, exam)
    async with city.writing() as rows:
        assert await number_closed(rows, exam.id, at(hours_later(11 * DAY))) == 1
    async with city.changing() as tx:
        await tx.execute("UPDATE outbox SET state = 'sent'")
    async with city.writing() as rows:
        longer = WANTED.model_copy(update={"closes_on": WANTED.closes_on + timedelta(days=4)})
        await change_exam(rows, admin, exam.id, longer, at(hours_later(12 * DAY)))
    assert isinstance(await registers(city, lin, exam, hours=12 * DAY), Admitted)
    async with city.writing() as rows:
        assert await number_closed(rows, exam.id, at(hours_later(15 * DAY))) == 1
    assert await numbers(city) == [(wei.id, 1001), (lin.id, 1002)]
    [row] = await city.table("SELECT state FROM outbox WHERE kind = 'exam_numbered'")
    assert row["state"] == "owed"
