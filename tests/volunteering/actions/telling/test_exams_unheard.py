"""People of an exam whom messages do not reach: who holds it hears once of whom to call, and of what."""

from functools import partial

from tests.support.acting import appoint, at, known, owed
from tests.support.city import City, hours_later
from tests.support.examined import BEGINS, DAY, admin_of, announced, registers
from tests.volunteering.actions.telling.test_out_of_reach import passed_on, unheard
from volunteering.actions.exams.numbering import number_closed, remind, tell_numbers
from volunteering.actions.exams.registering import withdraw
from volunteering.actions.volunteers.registering import erase
from volunteering.rules.exams.announced import Exam
from volunteering.rules.notices.exams import ExamNumber, ExamReminder
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Person

CLOSED = 10 * DAY + 30


async def numbered(city: City, *people: Person) -> tuple[Exam, list[int]]:
    """An exam whose window has closed; its entries, by number. Whatever is owed is out of the way."""
    exam = await announced(city, await admin_of(city, city.jiaojiang))
    for person in people:
        await registers(city, person, exam)
    async with city.writing() as rows:
        await number_closed(rows, exam.id, at(hours_later(CLOSED)))
        await tell_numbers(rows, at(hours_later(CLOSED)))
    async with city.changing() as tx:
        await tx.execute("DELETE FROM outbox")
    return exam, [row["id"] for row in await city.table("SELECT id FROM exam_entries ORDER BY admission")]


async def calls(city: City) -> list[tuple[list[int], str]]:
    return [(facts["person_ids"], facts["unheard"]) for _, facts in await owed(city, "exam_unheard")]


async def test_of_several_it_is_one_message_and_of_the_reminder_of_that_start_none(city: City) -> None:
    wei, lin, mo = await city.people(3)
    exam, entries = await numbered(city, wei, lin, mo)
    for person, entry in ((wei, entries[0]), (lin, entries[1])):
        await unheard(city, person, ExamNumber(entry_id=entry, admission=1001 + entries.index(entry)))
    await passed_on(city, CLOSED)
    assert await calls(city) == [([wei.id, lin.id], "number")]
    for person, entry in zip((wei, lin, mo), entries, strict=True):
        await unheard(city, person, ExamReminder(entry_id=entry))
    await passed_on(city, BEGINS - 20)
    assert await calls(city) == [([wei.id, lin.id], "number"), ([mo.id], "reminder")], "Wei and Lin were called"
    assert exam.levels


async def test_of_whoever_withdrew_or_was_erased_or_what_has_begun_nobody_hears(city: City) -> None:
    wei, lin, mo = await city.people(3)
    exam, entries = await numbered(city, wei, lin, mo)
    async with city.writing() as rows:
        await withdraw(rows, await known(rows, wei), exam.id, at(hours_later(CLOSED)))
        await erase(rows, await known(rows, lin), at(hours_later(CLOSED)))
    for person, entry in ((wei, entries[0]), (lin, entries[1])):
        await unheard(city, person, ExamNumber(entry_id=entry, admission=1001))
    await passed_on(city, CLOSED)
    await unheard(city, mo, ExamNumber(entry_id=entries[2], admission=1003))
    await passed_on(city, BEGINS + 1)
    assert await calls(city) == []


async def test_where_its_holder_is_not_reached_those_above_are_told(city: City) -> None:
    chen = await appoint(city, await city.person("Chen"), city.top, Role.ADMIN)
    wei = await city.person("Wei")
    exam, [entry] = await numbered(city, wei)
    async with city.changing() as tx:
        await tx.execute("UPDATE people SET reachable = 0 WHERE id = :person", person=exam.by_id)
    await unheard(city, wei, ExamReminder(entry_id=entry))
    await passed_on(city, BEGINS - 20)
    assert [reader for reader, _ in await owed(city, "exam_unheard")] == [chen.id]


async def test_whoever_is_out_of_reach_is_owed_number_and_reminder_all_the_same(city: City) -> None:
    wei = await city.person("Wei")
    await numbered(city, wei)
    async with city.changing() as tx:
        await tx.execute("UPDATE people SET reachable = 0 WHERE id = :person", person=wei.id)
    due = partial(remind, moment=at(hours_later(BEGINS - 20)))
    async with city.writing() as rows:
        await due(rows)
    assert [reader for reader, _ in await owed(city, "exam_reminder")] == [wei.id]
