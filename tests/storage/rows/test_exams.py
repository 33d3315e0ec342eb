"""Exams on both databases: the last place, who may register, merged records, merged units, and people who go."""

import asyncio
from functools import partial

import pytest

from storage.views.exams.held import everybody_in, held_exam
from tests.storage.engine.test_contention import until_done
from tests.support.acting import NOW, acting, appoint, at, known, told
from tests.support.city import City, hours_later
from tests.support.examined import BEGINS, CLOSES, DAY, WANTED, admin_of, announced, registers
from volunteering.actions.doubles.making_one import Merged, merge, undo_merge
from volunteering.actions.exams.announcing import (
    ExamAnnounced,
    ExamCalledOff,
    ExamHeld,
    cancel_exam,
    change_exam,
    change_level,
    remove_level,
)
from volunteering.actions.exams.entering import Graded, NotHeldYet, OwnGrade, enter
from volunteering.actions.exams.numbering import next_due, number_closed, number_now, remind, tell_numbers
from volunteering.actions.exams.registering import (
    Admitted,
    LevelToChoose,
    NotAdmitted,
    OutOfExam,
    TooLateToWithdraw,
    register_for,
    withdraw,
)
from volunteering.actions.tree import UnitMerges, merge_unit
from volunteering.actions.volunteers.registering import erase, leave
from volunteering.rules.exams.announced import Exam, ExamResult, FewerThanTaken, Grade, WindowTooLate
from volunteering.rules.exams.registering import (
    ExamElsewhere,
    HoldsLevel,
    InItAlready,
    LacksBelow,
    LevelFull,
    NotYetOpen,
    WindowClosed,
)
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.qualifications import QualificationState
from volunteering.rules.tree import NotAllowed, Role
from volunteering.rules.volunteers import Actor, Person


async def counted(city: City, exam: Exam) -> list[int]:
    async with city.looking() as rows:
        found = await rows.exams.get(exam.id)
    assert found is not None
    return [level.taken for level in found.levels]


def against(outcome: object) -> list[type]:
    assert isinstance(outcome, NotAdmitted)
    return [type(reason) for _, reasons in outcome.reasons for reason in reasons]


async def holds(city: City, person: Person, exam: Exam, level: int) -> None:
    async with city.writing() as rows:
        number = await rows.qualifications.add(
            person.id, exam.kind, level=level, number="", issued_on=CLOSES, evidence=None, at=NOW
        )
        rows.qualifications.decide(number, QualificationState.VERIFIED, by_id=city.leader.id, at=NOW)


async def test_of_many_who_want_the_last_places_as_many_have_one_as_there_are(city: City) -> None:
    exam = await announced(city, await admin_of(city, city.jiaojiang), 3)
    people = await city.people(12)

    async def takes(person: Person) -> object:
        return await until_done(city, lambda rows: register_for(rows, person, exam.id, at(hours_later(1))))

    outcomes = await asyncio.gather(*map(takes, people))
    assert sum(isinstance(outcome, Admitted) for outcome in outcomes) == 3
    assert all(LevelFull in against(one) for one in outcomes if isinstance(one, NotAdmitted))
    assert await counted(city, exam) == [3]
    seats = await city.table("SELECT seat FROM exam_entries WHERE state = 'registered' ORDER BY seat")
    assert [row["seat"] for row in seats] == [1, 2, 3]


async def test_nobody_is_in_it_twice_whatever_they_tap_at_once(city: City) -> None:
    exam, wei = await announced(city, await admin_of(city, city.jiaojiang), 5), await city.person("Wei")
    work = [until_done(city, lambda rows: register_for(rows, wei, exam.id, at(hours_later(1)))) for _ in range(6)]
    outcomes = await asyncio.gather(*work)
    assert sum(isinstance(outcome, Admitted) for outcome in outcomes) == 1
    assert await counted(city, exam) == [1]


async def test_a_place_that_is_given_back_is_somebody_else_s(city: City) -> None:
    exam = await announced(city, await admin_of(city, city.jiaojiang), 1)
    wei, lin = await city.people(2)
    assert isinstance(await registers(city, wei, exam), Admitted)
    assert LevelFull in against(await registers(city, lin, exam))
    async with city.writing() as rows:
        outcome = await withdraw(rows, await known(rows, wei), exam.id, at(hours_later(2)))
    assert isinstance(outcome, OutOfExam)
    assert not outcome.is_late
    assert isinstance(await registers(city, lin, exam, hours=3), Admitted)
    assert LevelFull in against(await registers(city, wei, exam, hours=4))


async def test_a_level_takes_the_one_below_and_one_is_chosen_where_there_is_a_choice(city: City) -> None:
    exam = await announced(city, await admin_of(city, city.jiaojiang), 0, 0, 0)
    wei, lin, mo = await city.people(3)
    assert isinstance(await registers(city, wei, exam), Admitted), "of one that they may sit, that"
    assert LacksBelow in against(await registers(city, lin, exam, 1))
    await holds(city, lin, exam, 0)
    outcome = await registers(city, lin, exam)
    assert isinstance(outcome, Admitted)
    assert outcome.level.level == 1
    assert InItAlready in against(await registers(city, lin, exam, 2))
    free = await announced(city, await admin_of(city, city.jiaojiang), 0, 0, asks_below=False)
    chosen = await registers(city, mo, free)
    assert isinstance(chosen, LevelToChoose)
    assert [level.level for level in chosen.levels] == [0, 1]
    assert HoldsLevel in against(await registers(city, lin, free, 0))


async def test_only_in_its_window_and_only_people_of_the_unit(city: City) -> None:
    late = WANTED.model_copy(update={"opens_on": CLOSES})
    exam = await announced(city, await admin_of(city, city.jiaojiang), 0, wanted=late)
    wei, hu = await city.person("Wei"), await city.person("Hu", city.huangyan)
    assert against(await registers(city, wei, exam)) == [NotYetOpen]
    assert against(await registers(city, hu, exam, hours=9 * DAY)) == [ExamElsewhere]
    assert isinstance(await registers(city, wei, exam, hours=9 * DAY), Admitted)
    assert WindowClosed in against(await registers(city, wei, exam, hours=10 * DAY))


async def test_whoever_withdraws_late_is_told_of_and_after_the_start_nobody_does(city: City) -> None:
    admin = await admin_of(city, city.jiaojiang)
    exam, wei = await announced(city, admin, 0), await city.person("Wei")
    await registers(city, wei, exam)
    async with city.writing() as rows:
        late = await withdraw(rows, await known(rows, wei), exam.id, at(hours_later(BEGINS)))
    assert isinstance(late, TooLateToWithdraw)
    async with city.writing() as rows:
        outcome = await withdraw(rows, await known(rows, wei), exam.id, at(hours_later(12 * DAY)))
    assert isinstance(outcome, OutOfExam)
    assert outcome.is_late
    assert await told(city, "exam_left") == [admin.id]


async def test_who_is_registered_is_told_of_a_change_and_that_it_is_cancelled(city: City) -> None:
    admin = await admin_of(city, city.jiaojiang)
    exam, wei = await announced(city, admin, 0), await city.person("Wei")
    await registers(city, wei, exam)
    elsewhere = WANTED.model_copy(update={"venue": "Library"})
    async with city.writing() as rows:
        changed = await change_exam(rows, admin, exam.id, elsewhere, at(hours_later(2)))
    assert isinstance(changed, ExamAnnounced)
    assert await told(city, "exam_changed") == [wei.id]
    async with city.writing() as rows:
        wrong = elsewhere.model_copy(update={"closes_on": WANTED.period.start.date()})
        assert isinstance(await change_exam(rows, admin, exam.id, wrong, at(hours_later(3))), WindowTooLate)
        assert isinstance(
            await change_exam(rows, await acting(city, wei), exam.id, elsewhere, at(hours_later(3))), NotAllowed
        )
        assert isinstance(await change_exam(rows, admin, exam.id, WANTED, at(hours_later(BEGINS))), ExamHeld)
        assert isinstance(await cancel_exam(rows, admin, exam.id, "Flood", at(hours_later(4))), ExamCalledOff)
    assert await told(city, "exam_cancelled") == [wei.id]


async def test_a_level_has_never_fewer_places_than_people(city: City) -> None:
    admin = await admin_of(city, city.jiaojiang)
    exam = await announced(city, admin, 5, 5)
    for person in await city.people(3):
        await registers(city, person, exam)
    async with city.writing() as rows:
        low, high = (level.id for level in exam.levels)
        assert isinstance(await change_level(rows, admin, exam.id, low, at(NOW), places=2), FewerThanTaken)
        assert isinstance(await change_level(rows, admin, exam.id, low, at(NOW), places=3), ExamAnnounced)
        assert isinstance(await remove_level(rows, admin, exam.id, low, at(NOW)), FewerThanTaken)
        assert isinstance(await remove_level(rows, admin, exam.id, high, at(NOW)), ExamAnnounced)
    assert LevelFull in against(await registers(city, await city.person("Wei"), exam))


@pytest.mark.parametrize("goes", [leave, erase])
async def test_whoever_goes_gives_their_place_back(city: City, goes: object) -> None:
    exam, wei = await announced(city, await admin_of(city, city.jiaojiang), 1), await city.person("Wei")
    await registers(city, wei, exam)
    async with city.writing() as rows:
        await goes(rows, await known(rows, wei), at(hours_later(2)))  # type: ignore[operator]
    assert await counted(city, exam) == [0]
    [row] = await city.table("SELECT state, seat FROM exam_entries")
    assert (row["state"], row["seat"]) == ("withdrawn", None)


async def stands(city: City) -> list[tuple[int, str]]:
    rows = await city.table("SELECT person_id, state FROM exam_entries ORDER BY state")
    return [(row["person_id"], row["state"]) for row in rows]


async def test_of_two_records_that_become_one_the_better_entry_is_kept_and_comes_back(city: City) -> None:
    admin = await appoint(city, city.leader, city.top, Role.ADMIN)
    exam = await announced(city, await admin_of(city, city.jiaojiang), 0)
    wei, other = await city.person("Wei"), await city.person("Wei Wei")
    await registers(city, wei, exam)
    async with city.writing() as rows:
        await withdraw(rows, await known(rows, wei), exam.id, at(hours_later(2)))
    await registers(city, other, exam, hours=3)
    async with city.writing() as rows:
        merged = await merge(rows, admin, wei.id, other.id, at(hours_later(4)))
    assert isinstance(merged, Merged)
    assert await stands(city) == [(wei.id, "registered"), (other.id, "withdrawn")]
    async with city.writing() as rows:
        await undo_merge(rows, admin, merged.merge_id, at(hours_later(5)))
    assert await stands(city) == [(other.id, "registered"), (wei.id, "withdrawn")]


async def test_the_exams_of_a_unit_that_is_merged_are_the_other_one_s(city: City) -> None:
    admin = await appoint(city, city.leader, city.top, Role.ADMIN)
    exam = await announced(city, await admin_of(city, city.huangyan), 0, unit=city.huangyan)
    async with city.writing() as rows:
        assert isinstance(await merge_unit(rows, admin, city.huangyan.id, city.jiaojiang.id, at(NOW)), UnitMerges)
    assert isinstance(await registers(city, await city.person("Wei"), exam), Admitted)


async def test_levels_of_a_kind_that_change_places_change_them_in_exams_too(city: City) -> None:
    exam = await announced(city, await admin_of(city, city.jiaojiang), 7, 8)
    async with city.writing() as rows:
        rows.kinds.rerank(exam.kind.id, {0: 1, 1: 0, 2: 2})
    async with city.looking() as rows:
        found = await rows.exams.get(exam.id)
        in_use = await rows.kinds.ranks_in_use(exam.kind.id)
    assert found is not None
    assert [(level.level, level.places) for level in found.levels] == [(0, 8), (1, 7)]
    assert in_use == {0, 1}, "a level that is sat is not to go"


async def test_of_merged_records_the_entry_that_stays_behind_takes_no_result(city: City) -> None:
    wei, other = await city.people(2)
    admin, _, [_, behind] = await sat(city, wei, other)
    top = await appoint(city, city.leader, city.top, Role.ADMIN)
    async with city.writing() as rows:
        merged = await merge(rows, top, wei.id, other.id, at(hours_later(BEGINS - 1)))
    assert isinstance(merged, Merged)
    assert await enters(city, admin, behind, ExamResult.PASSED) is None
    async with city.writing() as rows:
        await undo_merge(rows, top, merged.merge_id, at(hours_later(BEGINS + 1)))
    assert isinstance(await enters(city, admin, behind, ExamResult.PASSED, hours=2), Graded)
    assert await held(city, other) == [(0, "verified")], "they hold it, as it says"


async def test_each_is_told_their_number_once_and_reminded_once_whoever_sweeps(city: City) -> None:
    exam = await announced(city, await admin_of(city, city.jiaojiang), 0)
    wei, lin = await city.people(2)
    for person in (wei, lin):
        await registers(city, person, exam)
    closed = at(hours_later(11 * DAY))
    async with city.writing() as rows:
        await number_closed(rows, exam.id, closed)
    await asyncio.gather(*(until_done(city, lambda rows: tell_numbers(rows, closed)) for _ in range(3)))
    assert await told(city, "exam_number") == [wei.id, lin.id]
    for hours in (BEGINS - 25, BEGINS - 24, BEGINS - 23, BEGINS + 1):
        due = partial(remind, moment=at(hours_later(hours)))
        await asyncio.gather(*(until_done(city, due) for _ in range(3)))
    assert await told(city, "exam_reminder") == [wei.id, lin.id]


async def test_numbers_are_told_in_the_morning_unless_the_exam_is_the_day_after(city: City) -> None:
    exam, wei = await announced(city, await admin_of(city, city.jiaojiang), 0), await city.person("Wei")
    await registers(city, wei, exam)
    night = at(hours_later(10 * DAY + 13))  # one o'clock in the city
    async with city.writing() as rows:
        await number_closed(rows, exam.id, night)
        await tell_numbers(rows, night)
    assert await told(city, "exam_number") == []
    async with city.looking() as rows:
        assert await next_due(rows, night) == hours_later(10 * DAY + 21)
    async with city.writing() as rows:
        await tell_numbers(rows, at(hours_later(BEGINS - 11)))
        await remind(rows, at(hours_later(BEGINS - 11)))
    assert await told(city, "exam_number") == [wei.id]
    assert await told(city, "exam_reminder") == [], "the number was told a minute ago"


async def test_who_announced_it_and_withdraws_late_is_not_told_and_another_admin_is(city: City) -> None:
    wei = await city.person("Wei")
    admin = await appoint(city, wei, city.jiaojiang, Role.ADMIN)
    other = await admin_of(city, city.jiaojiang)
    exam = await announced(city, admin)
    await registers(city, wei, exam)
    async with city.writing() as rows:
        await withdraw(rows, await known(rows, wei), exam.id, at(hours_later(BEGINS - 1)))
    assert await told(city, "exam_left") == [other.id]


async def sat(city: City, *people: Person) -> tuple[Actor, Exam, list[int]]:
    """An exam with these people, all with a number."""
    admin = await admin_of(city, city.jiaojiang)
    exam = await announced(city, admin, 0, 0, asks_below=False)
    for person in people:
        await registers(city, person, exam, 0)
    async with city.writing() as rows:
        await number_now(rows, admin, exam.id, at(hours_later(2)))
    return admin, exam, [row["id"] for row in await city.table("SELECT id FROM exam_entries ORDER BY admission")]


async def enters(city: City, admin: Actor, entry: int, result: ExamResult | None, *, hours: float = 0) -> object:
    moment = at(hours_later(BEGINS + hours))
    return await until_done(city, lambda rows: enter(rows, admin, entry, Grade(result=result), moment))


async def held(city: City, person: Person) -> list[tuple[int, str]]:
    rows = await city.table(
        "SELECT level, state FROM qualifications WHERE person_id = :person ORDER BY id", person=person.id
    )
    return [(row["level"], row["state"]) for row in rows]


async def test_passing_gives_the_level_as_of_that_day_and_a_correction_takes_it_back(city: City) -> None:
    wei = await city.person("Wei")
    admin, _, [entry] = await sat(city, wei)
    assert isinstance(await enters(city, admin, entry, ExamResult.PASSED, hours=-1), NotHeldYet)
    assert isinstance(await enters(city, admin, entry, ExamResult.PASSED), Graded)
    assert isinstance(await enters(city, admin, entry, ExamResult.PASSED, hours=1), Unchanged)
    assert await held(city, wei) == [(0, "verified")]
    [row] = await city.table("SELECT issued_on FROM qualifications")
    assert row["issued_on"] == "2026-12-21"
    assert isinstance(await enters(city, admin, entry, ExamResult.ABSENT, hours=2), Graded)
    assert await held(city, wei) == [(0, "rejected")]
    assert isinstance(await enters(city, admin, entry, ExamResult.PASSED, hours=3), Graded)
    assert (0, "verified") in await held(city, wei)
    assert await told(city, "exam_resulted") == [wei.id]
    assert await told(city, "qualification_decided") == [], "one message says both"


async def test_nobody_enters_their_own_or_elsewhere(city: City) -> None:
    wei, lin = await city.people(2)
    admin, _, [entry, other] = await sat(city, wei, lin)
    boss = await appoint(city, wei, city.jiaojiang, Role.ADMIN)
    assert isinstance(await enters(city, boss, entry, ExamResult.PASSED), OwnGrade)
    assert isinstance(await enters(city, boss, other, ExamResult.PASSED), Graded)
    foreign = await appoint(city, await city.person("Hu", city.huangyan), city.huangyan, Role.ADMIN)
    assert isinstance(await enters(city, foreign, other, ExamResult.ABSENT), NotAllowed)
    assert isinstance(await enters(city, admin, entry, ExamResult.NOT_PASSED), Graded)


async def test_of_two_who_enter_it_at_once_the_last_holds_and_one_qualification_is_given(city: City) -> None:
    wei = await city.person("Wei")
    admin, _, [entry] = await sat(city, wei)
    await asyncio.gather(*(enters(city, admin, entry, ExamResult.PASSED) for _ in range(4)))
    assert await held(city, wei) == [(0, "verified")]


async def test_a_former_volunteer_s_entry_is_counted_without_a_name(city: City) -> None:
    wei, lin = await city.people(2)
    admin, exam, [entry, _] = await sat(city, wei, lin)
    await enters(city, admin, entry, ExamResult.PASSED)
    async with city.writing() as rows:
        await erase(rows, await known(rows, wei), at(hours_later(BEGINS + 3)))
    async with city.database.reading() as reader:
        found, listed = await held_exam(reader, exam.id), await everybody_in(reader, exam.id)
    assert found is not None
    assert [(one.registered, one.came, one.passed) for one in found.totals] == [(2, 1, 1), (0, 0, 0)]
    assert [one.name for one in listed] == ["", "Volunteer 2"]
    assert isinstance(await enters(city, admin, entry, ExamResult.ABSENT, hours=4), Graded)
