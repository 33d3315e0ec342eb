"""What screens of trainings read: a file, what is due, what is on, who falls short, and the totals of study."""

from datetime import date

import pytest

from storage.engine.pages import Page
from storage.views.reports.study import Study
from storage.views.reports.totals import breakdown, report
from storage.views.training.led import called, led_training
from storage.views.training.mine import my_training, study_file
from storage.views.training.on import trainings_on
from storage.views.training.short import who_falls_short
from tests.support.acting import NOW, ZONE, acting, appoint, at, hours_later, known, sign_up
from tests.support.city import City
from tests.support.qualified import kind_of
from tests.support.trained import presence, training
from volunteering.actions.doubles.making_one import merge
from volunteering.actions.qualifications.deciding import give
from volunteering.actions.training.results import settle
from volunteering.rules.ground.periods import Month
from volunteering.rules.qualifications import StudyRule
from volunteering.rules.reports import Span, Totals
from volunteering.rules.training import NewTraining, PassBy
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Actor, Person

TODAY = date(2026, 12, 8)
LATER = hours_later(24 * 7)


async def _asks_for_study(city: City, hours: int = 6, months: int = 12) -> None:
    kind = await kind_of(city, "first_aid")
    async with city.writing() as rows:
        rows.kinds.change(kind.model_copy(update={"study": StudyRule(minutes=hours * 60, months=months)}))


async def _gives(city: City, boss: Actor, person: Person, issued_on: date) -> None:
    kind = await kind_of(city, "first_aid")
    async with city.writing() as rows:
        await give(rows, boss, person.id, kind.id, 0, issued_on, at(NOW))


async def test_a_file_has_presence_marks_and_what_it_gave(city: City) -> None:
    li = await appoint(city, city.leader, city.top, Role.ADMIN)
    mei, hua = await city.people(2)
    kind = await kind_of(city, "first_aid")
    course = await training(city, NewTraining(kind=kind, pass_by=PassBy.MARK, pass_mark=60), 24, 48, 72)
    for session in course:
        await sign_up(city, session, mei, hua)
    await presence(city, li, course[0], {mei: True, hua: False})
    await presence(city, li, course[1], {mei: True, hua: True})
    async with city.writing() as rows:
        person = await known(rows, mei)
        await settle(rows, course[0].activity_id, person, mark=87, passed=True, by_id=li.id, moment=at(LATER))
    async with city.database.reading() as reader:
        [one] = (await study_file(reader, mei.id, Page(5))).trainings
        stands = await my_training(reader, hua.id, LATER, TODAY, Page(3))
        led = await led_training(reader, course[0].activity_id, LATER, Page(5))
        meant = await called(reader, course[0].activity_id, ["volunteer 1", "Volunteer", "Nobody"])
    assert (one.present, one.sessions, one.minutes, one.mark, one.passed) == (2, 3, 240, 87, True)
    assert one.gave == (kind, 0)
    assert (one.first_day, one.last_day) == (date(2026, 12, 2), date(2026, 12, 4))
    assert stands.minutes == 120
    assert led is not None
    assert [(each.name, each.present, each.mark) for each in led.people] == [
        ("Volunteer 1", 2, 87),
        ("Volunteer 2", 1, None),
    ]
    assert [len(meant[name]) for name in ("volunteer 1", "Volunteer", "Nobody")] == [1, 2, 0]


async def test_what_is_on_is_what_has_a_session_ahead(city: City) -> None:
    [first, *_] = await training(city, None, -48, 24, 48, title="Soon")
    await training(city, None, -48, title="Over")
    [later] = await training(city, None, 72, title="Later")
    [person] = await city.people(1)
    await sign_up(city, later, person)
    async with city.database.reading() as reader:
        found = await trainings_on(reader, person.id, NOW, Page(5))
    assert [(one.title, one.sessions, one.is_in) for one in found.trainings] == [("Soon", 2, False), ("Later", 1, True)]
    assert first.activity_id != later.activity_id


async def test_who_has_held_it_long_enough_and_studied_too_little_falls_short(city: City) -> None:
    boss = await appoint(city, city.leader, city.top, Role.ADMIN)
    mei, hua, wei, fang = await city.people(4)
    await _asks_for_study(city, hours=2)
    for person, issued_on in ((mei, date(2025, 1, 1)), (hua, date(2025, 1, 1)), (wei, date(2026, 11, 1))):
        await _gives(city, boss, person, issued_on)
    [session] = await training(city, None, 24)
    await sign_up(city, session, hua)
    await presence(city, boss, session, {hua: True})
    async with city.database.reading() as reader:
        found = await who_falls_short(reader, boss.rights, TODAY, Page(5))
        elsewhere = await who_falls_short(
            reader, (await appoint(city, fang, city.huangyan, Role.ADMIN)).rights, TODAY, Page(5)
        )
        dues = {one.id: (await my_training(reader, one.id, NOW, TODAY, Page(1))).dues for one in (mei, hua, wei, fang)}
    assert [(one.person_id, one.studied, one.needed) for one in found.people] == [(mei.id, 0, 120)]
    assert not elsewhere.people
    assert [[due.is_done for due in dues[one.id]] for one in (mei, hua, wei, fang)] == [[False], [True], [False], []]
    assert dues[wei.id][0].by == date(2027, 11, 1), "whoever was qualified lately has time"


@pytest.mark.parametrize(
    ("issued_on", "months", "today", "falls"),
    [
        (date(2025, 8, 31), 6, date(2026, 2, 27), False),
        (date(2025, 8, 31), 6, date(2026, 2, 28), True),
        (date(2025, 8, 29), 6, date(2026, 2, 28), True),
        (date(2024, 2, 29), 12, date(2025, 2, 27), False),
        (date(2024, 2, 29), 12, date(2025, 2, 28), True),
        (date(2025, 2, 28), 12, date(2026, 2, 28), True),
    ],
)
async def test_admins_read_what_whoever_it_is_about_reads(
    city: City, issued_on: date, months: int, today: date, *, falls: bool
) -> None:
    boss = await appoint(city, city.leader, city.top, Role.ADMIN)
    [mei] = await city.people(1)
    await _asks_for_study(city, months=months)
    await _gives(city, boss, mei, issued_on)
    async with city.database.reading() as reader:
        short = await who_falls_short(reader, boss.rights, today, Page(5))
        [due] = (await my_training(reader, mei.id, NOW, today, Page(1))).dues
    assert [bool(short.people), due.by <= today and not due.is_done] == [falls, falls]


async def test_a_lower_level_that_came_later_gives_no_time(city: City) -> None:
    boss = await appoint(city, city.leader, city.top, Role.ADMIN)
    [mei] = await city.people(1)
    kind = await kind_of(city, "social_work")
    async with city.writing() as rows:
        rows.kinds.change(kind.model_copy(update={"study": StudyRule(minutes=60, months=12)}))
    for level, issued_on in ((2, date(2020, 1, 1)), (0, date(2026, 11, 1))):
        async with city.writing() as rows:
            await give(rows, boss, mei.id, kind.id, level, issued_on, at(NOW))
    async with city.database.reading() as reader:
        short = await who_falls_short(reader, boss.rights, TODAY, Page(5))
        [due] = (await my_training(reader, mei.id, NOW, TODAY, Page(1))).dues
    assert [one.level for one in short.people] == [2]
    assert (due.held.level, due.by) == (2, date(2021, 1, 1))


async def test_a_training_counts_towards_what_it_gives_and_one_that_gives_nothing_towards_all(city: City) -> None:
    boss = await appoint(city, city.leader, city.top, Role.ADMIN)
    mei, hua, wei = await city.people(3)
    await _asks_for_study(city, hours=2)
    for person in (mei, hua, wei):
        await _gives(city, boss, person, date(2025, 1, 1))
    for code, learner in (("first_aid", mei), ("driver", hua), (None, wei)):
        what = NewTraining(kind=await kind_of(city, code) if code else None, pass_by=PassBy.MARK, pass_mark=60)
        [session] = await training(city, what, 24)
        await sign_up(city, session, learner)
        await presence(city, boss, session, {learner: True})
    async with city.database.reading() as reader:
        short = await who_falls_short(reader, boss.rights, TODAY, Page(5))
        mine = [await my_training(reader, one.id, NOW, TODAY, Page(1)) for one in (mei, hua, wei)]
    assert [one.person_id for one in short.people] == [hua.id]
    assert [[due.studied for due in one.dues] for one in mine] == [[120], [0], [120]]
    assert [one.minutes for one in mine] == [120, 120, 120], "whatever it counts towards, it was studied"


async def test_study_stands_beside_what_was_learned_before_and_by_unit(city: City) -> None:
    li = await appoint(city, city.leader, city.top, Role.ADMIN)
    mei, hua = await city.people(2)
    january, in_january = 24 * 33, hours_later(24 * 40)
    for start, unit, who in (
        (24, city.jiaojiang, (mei, hua)),
        (24 * 20, city.jiaojiang, (mei,)),
        (january, city.jiaojiang, (mei,)),
        (january + 2, city.top, (hua,)),
    ):
        [session] = await training(city, None, start, unit=unit)
        await sign_up(city, session, *who)
        await presence(city, li, session, dict.fromkeys(who, True))
    month = Span.of(Month(year=2027, number=1))
    async with city.database.reading() as reader:
        found = await report(reader, month, city.top.id, in_january, ZONE)
        parts = await breakdown(reader, month, city.top.id, in_january)
        year = await breakdown(reader, Span(year=2026), city.top.id, in_january)
    assert found is not None
    assert parts is not None
    assert year is not None
    assert (found.study, found.study_year_before) == (Study(2, 2, 240), Study())
    assert found.study_before == Study(1, 2, 240), "of a month that goes on the same days count of the one before"
    assert {(part.unit.id, part.is_own): part.study for part in parts.parts} == {
        (city.jiaojiang.id, False): Study(1, 1, 120),
        (city.huangyan.id, False): Study(),
        (city.top.id, True): Study(1, 1, 120),
    }
    assert {part.unit.id: part.study for part in year.parts}[city.jiaojiang.id] == Study(2, 2, 360), "each once"


async def test_study_is_a_figure_of_its_own(city: City) -> None:
    li = await appoint(city, city.leader, city.top, Role.ADMIN)
    mei, hua = await city.people(2)
    [session] = await training(city, None, 24)
    await sign_up(city, session, mei, hua)
    await presence(city, li, session, {mei: True, hua: False})
    month = Span.of(Month(year=2026, number=12))
    async with city.database.reading() as reader:
        found = await report(reader, month, city.top.id, LATER, ZONE)
        elsewhere = await report(reader, month, city.huangyan.id, LATER, ZONE)
    assert found is not None
    assert elsewhere is not None
    assert (found.study.trainings, found.study.people, found.study.minutes) == (1, 1, 120)
    assert found.now == Totals(new_people=3)
    assert elsewhere.study.trainings == 0


async def test_of_two_records_of_one_person_a_session_counts_once_and_the_better_result_holds(city: City) -> None:
    boss = await appoint(city, city.leader, city.top, Role.ADMIN)
    kept, gone = await city.people(2)
    sessions = await training(city, None, 24, 48)
    for session in sessions:
        await sign_up(city, session, kept, gone)
    await presence(city, boss, sessions[0], {kept: True, gone: True})
    await presence(city, boss, sessions[1], {kept: False, gone: True})
    for person, passed in ((kept, False), (gone, True)):
        async with city.writing() as rows:
            whom = await known(rows, person)
            await settle(rows, sessions[0].activity_id, whom, mark=None, passed=passed, by_id=boss.id, moment=at(LATER))
    async with city.writing() as rows:
        await merge(rows, await acting(city, city.leader), kept.id, gone.id, at(LATER))
    async with city.database.reading() as reader:
        [one] = (await study_file(reader, kept.id, Page(5))).trainings
    assert (one.present, one.minutes, one.passed) == (2, 240, True)
