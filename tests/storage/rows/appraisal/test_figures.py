"""The figures beside a sheet: of whom, of which year, and none that says who rated."""

from datetime import date

import pytest

from storage.engine.database import Database
from tests.support.acting import at
from tests.support.appraised_city import AppraisedCity
from tests.support.city import NOW, City
from tests.support.ledger import Ledger
from volunteering.actions.appraisal.people import add_person
from volunteering.rules.activities import Shift
from volunteering.rules.appraisal.sheets import AppraisalSheet, Beside
from volunteering.rules.quality import left_late_known
from volunteering.rules.thanks import Average
from volunteering.rules.training import NewTraining
from volunteering.rules.volunteers import Person

MAY = date(2026, 5, 10)


@pytest.fixture
async def office(database: Database) -> AppraisedCity:
    office = AppraisedCity(await City.founded(database))
    await office.people()
    await office.opened()
    return office


async def _beside(office: AppraisedCity, person: Person) -> Beside:
    sheet = await office.sheet_of(person)
    async with office.city.looking() as rows:
        return await rows.appraisals.beside(sheet, at(NOW))


async def _led_by(office: AppraisedCity, leader: Person, *shifts: Shift) -> None:
    async with office.city.changing() as tx:
        for shift in shifts:
            await tx.execute("UPDATE activities SET leader_id = :l WHERE id = :a", l=leader.id, a=shift.activity_id)


async def _rates(office: AppraisedCity, shift: Shift, raters: list[Person], stars: int) -> None:
    async with office.city.changing() as tx:
        for rater in raters:
            await tx.execute(
                "INSERT INTO ratings (shift_id, person_id, stars, at, shown, batch, batch_size) "
                "VALUES (:shift, :person, :stars, 0, :stars, 1, :size)",
                shift=shift.id,
                person=rater.id,
                stars=stars,
                size=len(raters),
            )


async def _leaves(office: AppraisedCity, shift: Shift, person: Person, *, late: bool | None) -> None:
    async with office.city.changing() as tx:
        await tx.execute(
            "INSERT INTO signups (shift_id, person_id, state, ticket, at, left_late) "
            "VALUES (:s, :p, 'left', 1, 0, :late)",
            s=shift.id,
            p=person.id,
            late=None if late is None else int(late),
        )


async def test_trainings_are_counted_apart_from_activities_led(office: AppraisedCity) -> None:
    ledger = Ledger(office.city)
    tea, course = await ledger.shift(MAY, unit=office.east), await ledger.shift(MAY, unit=office.east)
    await _led_by(office, office.li, tea, course)
    async with office.city.writing() as rows:
        rows.training.add(course.activity_id, NewTraining())
    found = await _beside(office, office.li)
    assert (found.led, found.trainings, found.rosters) == (1, 1, 2)


async def test_ratings_are_said_from_the_third_on_and_without_a_sum(office: AppraisedCity) -> None:
    ledger = Ledger(office.city)
    shift = await ledger.shift(MAY, unit=office.east)
    raters = [await ledger.newcomer(name, office.east, MAY) for name in ("A", "B", "C")]
    for rater in raters:
        await ledger.came(shift, rater)
    await _led_by(office, office.li, shift)
    await _rates(office, shift, raters[:2], 5)
    assert (await _beside(office, office.li)).rating is None
    async with office.city.changing() as tx:
        await tx.execute("DELETE FROM ratings")
    await _rates(office, shift, raters, 5)
    found = await _beside(office, office.li)
    assert (found.rating, found.rated_by, found.unit_rating) == (Average(halves=9), 3, Average(halves=9))
    assert "15" not in found.model_dump_json(), "all the best are said as 4.5 or more"
    assert not any(str(rater.id) in found.model_dump_json() for rater in raters)


async def test_of_their_own_study_and_what_they_left_late(office: AppraisedCity) -> None:
    ledger = Ledger(office.city)
    tea, course = await ledger.shift(MAY, unit=office.east), await ledger.shift(MAY, unit=office.east)
    async with office.city.writing() as rows:
        rows.training.add(course.activity_id, NewTraining())
    await _leaves(office, tea, office.li, late=True)
    await _leaves(office, course, office.li, late=True)
    async with office.city.changing() as tx:
        for month, minutes in (("2026-05", 90), ("2025-05", 60)):
            await tx.execute(
                "INSERT INTO study_lines (person_id, activity_id, shift_id, kind, day, month, minutes, change, "
                "sessions, absences, at) VALUES (:p, :a, :s, 'attended', :day, :month, :m, :m, 1, 0, 0)",
                p=office.li.id,
                a=course.activity_id,
                s=course.id if month == "2026-05" else tea.id,
                day=f"{month}-10",
                month=month,
                m=minutes,
            )
    found = await _beside(office, office.li)
    assert (found.study_minutes, found.left_late) == (90, 1), "of this year; study is no service"
    assert (found.minutes, found.unit_left_late) == (0, 1)
    assert (found.left_unknown, found.unit_left_unknown) == (0, 0)


async def test_of_what_was_left_before_it_was_noted_nobody_says_that_it_was_in_time(office: AppraisedCity) -> None:
    tea = await Ledger(office.city).shift(MAY, unit=office.east)
    await _leaves(office, tea, office.li, late=None)
    found = await _beside(office, office.li)
    assert left_late_known(found.left_late, found.left_unknown) is None
    assert left_late_known(found.unit_left_late, found.unit_left_unknown) is None


async def test_newcomers_of_the_team_who_came_again(office: AppraisedCity) -> None:
    ledger = Ledger(office.city)
    first, again = await ledger.shift(MAY, unit=office.east), await ledger.shift(date(2026, 5, 20), unit=office.east)
    stays, goes = [await ledger.newcomer(name, office.east, MAY) for name in ("Stays", "Goes")]
    for shift, person in ((first, stays), (again, stays), (first, goes)):
        await ledger.came(shift, person)
    found = await _beside(office, office.li)
    assert (found.unit_newcomers, found.unit_returned, found.unit_participations) == (2, 1, 3)
    of_city = await _beside(office, office.an)
    assert (of_city.unit_newcomers, of_city.unit_participations) == (2, 3), "and of all above"


async def test_called_off_shortly_before_the_start(office: AppraisedCity) -> None:
    ledger = Ledger(office.city)
    late, early = await ledger.shift(MAY, unit=office.east), await ledger.shift(MAY, unit=office.east)
    await _led_by(office, office.li, late, early)
    async with office.city.changing() as tx:
        for shift, before in ((late, 3600), (early, 48 * 3600)):
            await tx.execute(
                "UPDATE shifts SET state = 'cancelled', moved_at = starts_at - :before WHERE id = :s",
                before=before,
                s=shift.id,
            )
    found = await _beside(office, office.li)
    assert (found.led, found.called_off_late) == (0, 1)


async def test_a_volunteer_with_a_post_is_not_judged_by_how_it_went_in_the_team(office: AppraisedCity) -> None:
    ledger = Ledger(office.city)
    shift = await ledger.shift(MAY, unit=office.east)
    raters = [await ledger.newcomer(name, office.east, MAY) for name in ("A", "B", "C")]
    for rater in raters:
        await ledger.came(shift, rater)
    await _rates(office, shift, raters, 2)
    an, of_li = await office.actor(office.an), await office.sheet_of(office.li)
    async with office.city.writing() as rows:
        added = await add_person(rows, an, of_li.appraisal.id, office.mei.id, "Treasurer", at(NOW))
    assert isinstance(added, AppraisalSheet)
    found = await _beside(office, office.mei)
    assert (found.unit_participations, found.unit_rating, found.unit_newcomers) == (3, None, 0)
    assert (await _beside(office, office.li)).unit_rating == Average(halves=4)


async def test_what_was_kept_before_there_were_more_figures_is_read(office: AppraisedCity) -> None:
    kept = '{"led":2,"rosters":3,"in_time":1,"participations":4,"minutes":600,"no_shows":0,"unit_minutes":900}'
    async with office.city.changing() as tx:
        await tx.execute("UPDATE appraisal_sheets SET beside = :b, handed_at = 1", b=kept)
    found = (await office.sheet_of(office.li)).beside
    assert found is not None
    assert (found.led, found.unit_minutes, found.rating, found.trainings) == (2, 900, None, 0)
