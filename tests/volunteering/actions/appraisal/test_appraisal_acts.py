"""The yearly appraisal on both databases: once each, whoever acts when, and nothing after it is closed."""

from datetime import timedelta

import pytest

from storage.engine.database import Database
from tests.support.acting import at
from tests.support.appraised_city import YEAR, AppraisedCity
from tests.support.city import NOW, City
from volunteering.actions.appraisal import telling
from volunteering.actions.appraisal.judging import (
    NotWhole,
    mark,
    say,
    take_back,
)
from volunteering.actions.appraisal.opening import (
    NotThatYear,
    OpenedAlready,
    RemindedToday,
    TooLateToReopen,
    close_appraisal,
    open_appraisal,
    remind,
    reopen_appraisal,
)
from volunteering.actions.appraisal.people import (
    ElsewhereAlready,
    NoLeader,
    OwnSheet,
    add_person,
    name_leader,
)
from volunteering.actions.appraisal.saying import comment, mark_oneself, read_it, say_of_oneself
from volunteering.actions.appraisal.seats import OverAlready
from volunteering.actions.appraisal.telling import tell_more
from volunteering.rules.appraisal.marks import Merit
from volunteering.rules.appraisal.sheets import Appraisal, AppraisalSheet
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.tree import NotAllowed, Role
from volunteering.rules.unit_settings import UnitSetting
from volunteering.rules.volunteers import Standing


@pytest.fixture
async def office(database: Database) -> AppraisedCity:
    office = AppraisedCity(await City.founded(database))
    await office.people()
    return office


async def test_in_it_is_whoever_has_a_role_with_their_greatest(office: AppraisedCity) -> None:
    await office.gives(office.bo, office.east, Role.LEADER)
    await office.opened()
    rows = await office.city.table("SELECT person_id, unit_id, role FROM appraisal_sheets ORDER BY person_id")
    assert [(row["person_id"], row["unit_id"], row["role"]) for row in rows] == [
        (office.an.id, office.city.top.id, "admin"),
        (office.bo.id, office.city.jiaojiang.id, "admin"),
        (office.li.id, office.east.id, "leader"),
    ]


async def test_once_a_unit_and_year_and_by_its_admins_only(office: AppraisedCity) -> None:
    await office.opened()
    an, li = await office.actor(office.an), await office.actor(office.li)
    async with office.city.writing() as rows:
        assert isinstance(await open_appraisal(rows, an, office.city.top, YEAR, at(NOW)), OpenedAlready)
        assert isinstance(await open_appraisal(rows, li, office.east, YEAR, at(NOW)), NotAllowed)
        assert isinstance(await open_appraisal(rows, an, office.city.top, 2024, at(NOW)), NotThatYear)
    assert await office.city.figure("SELECT COUNT(*) AS n FROM appraisals") == 1


async def test_nobody_is_in_two_of_a_year_whichever_was_opened_first(office: AppraisedCity) -> None:
    branch = await office.opened(office.city.jiaojiang, office.bo)
    await office.opened()
    rows = await office.city.table("SELECT person_id, appraisal_id FROM appraisal_sheets ORDER BY person_id")
    assert [row["person_id"] for row in rows] == [office.an.id, office.bo.id, office.li.id]
    assert [row["appraisal_id"] == branch.id for row in rows] == [False, True, True]
    await office.opened(year=2025)
    assert await office.city.figure("SELECT COUNT(*) AS n FROM appraisal_sheets WHERE year = 2025") == 3


async def test_everybody_is_told_once_however_the_pieces_fall(
    office: AppraisedCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "PIECE", 1)
    appraisal = await office.opened()
    assert sum((await office.told("appraisal_told")).values()) == 1, "the first at once"
    with pytest.raises(RuntimeError):
        async with office.city.writing() as rows:
            await tell_more(rows, appraisal.id, at(NOW))
            raise RuntimeError("the process dies")
    await office.all_told(appraisal)
    await office.all_told(appraisal)
    assert await office.told("appraisal_told") == {office.an.id: 1, office.bo.id: 1, office.li.id: 1}
    assert await office.told("appraisal_waits") == {office.an.id: 1, office.bo.id: 1}, "and each leader above"


async def test_weights_are_those_of_the_unit_when_it_was_opened(office: AppraisedCity) -> None:
    async with office.city.writing() as rows:
        rows.unit_settings.put(office.city.top.id, UnitSetting.APPRAISAL_WEIGHTS, "30,20,20,15,15")
    await office.opened()
    async with office.city.writing() as rows:
        rows.unit_settings.put(office.city.top.id, UnitSetting.APPRAISAL_WEIGHTS, "100,0,0,0,0")
    assert (await office.sheet_of(office.li)).appraisal.weights == (30, 20, 20, 15, 15)


async def test_one_says_of_oneself_until_it_is_closed(office: AppraisedCity) -> None:
    appraisal = await office.opened()
    sheet = await office.sheet_of(office.li)
    li, bo, an = [await office.actor(one) for one in (office.li, office.bo, office.an)]
    async with office.city.writing() as rows:
        await mark_oneself(rows, li, sheet.id, Merit.RESULTS, 2, at(NOW))
        await mark_oneself(rows, li, sheet.id, Merit.RESULTS, 5, at(NOW))
        await say_of_oneself(rows, li, sheet.id, "a good year")
        assert await mark_oneself(rows, bo, sheet.id, Merit.ABILITY, 1, at(NOW)) is None, "of others nobody says that"
    after = await office.sheet_of(office.li)
    assert (after.own.results, after.own.ability, after.own_words) == (5, None, "a good year")
    async with office.city.writing() as rows:
        await close_appraisal(rows, an, appraisal.id, at(NOW))
        assert isinstance(await mark_oneself(rows, li, sheet.id, Merit.ABILITY, 5, at(NOW)), OverAlready)
    assert (await office.sheet_of(office.li)).own == after.own


async def test_only_the_leader_above_appraises_and_nothing_is_read_before(office: AppraisedCity) -> None:
    await office.opened()
    sheet = await office.sheet_of(office.li)
    li, an = await office.actor(office.li), await office.actor(office.an)
    async with office.city.writing() as rows:
        assert isinstance(await mark(rows, an, sheet.id, Merit.RESULTS, 1), NotAllowed), "Bo is nearer"
        assert isinstance(await mark(rows, li, sheet.id, Merit.RESULTS, 5), NotAllowed)
    assert isinstance(await office.hands(office.li, office.bo), NotWhole)
    await office.marks_all(office.li, office.bo)
    async with office.city.writing() as rows:
        read = await read_it(rows, li, sheet.id, at(NOW))
        assert read is not None
        assert read.read_at is None
        assert isinstance(await comment(rows, li, sheet.id, "why?", at(NOW)), OverAlready)
    assert await office.told("appraisal_handed") == {}
    assert isinstance(await office.hands(office.li, office.bo), AppraisalSheet)
    assert isinstance(await office.hands(office.li, office.bo), OverAlready), "twice is once"
    assert await office.told("appraisal_handed") == {office.li.id: 1}
    async with office.city.writing() as rows:
        await read_it(rows, li, sheet.id, at(NOW))
        await comment(rows, li, sheet.id, "thank you", at(NOW))
    done = await office.sheet_of(office.li)
    assert (done.result, done.led_by, done.comment, done.read_at is not None) == (400, office.bo.id, "thank you", True)


async def test_taken_back_it_is_hidden_and_told_again(office: AppraisedCity) -> None:
    await office.opened()
    await office.marks_all(office.li, office.bo)
    await office.hands(office.li, office.bo)
    sheet, bo, li = await office.sheet_of(office.li), await office.actor(office.bo), await office.actor(office.li)
    async with office.city.writing() as rows:
        await read_it(rows, li, sheet.id, at(NOW))
        assert isinstance(await mark(rows, bo, sheet.id, Merit.RESULTS, 5), OverAlready), "it is taken back first"
        assert isinstance(await take_back(rows, bo, sheet.id, at(NOW)), AppraisalSheet)
    hidden = await office.sheet_of(office.li)
    assert (hidden.result, hidden.read_at) == (None, None)
    async with office.city.writing() as rows:
        await mark(rows, bo, sheet.id, Merit.RESULTS, 5)
        await say(rows, bo, sheet.id, "better than I thought")
    await office.hands(office.li, office.bo)
    assert (await office.told("appraisal_handed"))[office.li.id] == 2
    assert (await office.sheet_of(office.li)).result == 420


async def test_who_appraises_is_whoever_it_is_by_then(office: AppraisedCity) -> None:
    await office.opened()
    await office.gives(office.bo, office.city.jiaojiang, None)
    await office.marks_all(office.li, office.an)  # Bo's role ended: the next one above
    await office.gives(office.mei, office.east, Role.ADMIN)
    sheet = await office.sheet_of(office.li)
    async with office.city.writing() as rows:
        assert isinstance(await mark(rows, await office.actor(office.an), sheet.id, Merit.RESULTS, 1), NotAllowed)
    await office.marks_all(office.li, office.mei, 3)


async def test_an_admin_names_somebody_and_nobody_themselves(office: AppraisedCity) -> None:
    await office.opened()
    of_an, of_li = await office.sheet_of(office.an), await office.sheet_of(office.li)
    an, bo = await office.actor(office.an), await office.actor(office.bo)
    async with office.city.writing() as rows:
        assert isinstance(await name_leader(rows, an, of_an.id, office.bo.id, at(NOW)), OwnSheet)
        assert isinstance(await name_leader(rows, bo, of_li.id, office.bo.id, at(NOW)), NotAllowed), "it is the city's"
        assert isinstance(await name_leader(rows, an, of_li.id, office.mei.id, at(NOW)), NoLeader), "without a role"
        assert isinstance(await name_leader(rows, an, of_li.id, office.li.id, at(NOW)), NoLeader)
        assert isinstance(await name_leader(rows, an, of_li.id, office.an.id, at(NOW)), AppraisalSheet)
    await office.marks_all(office.li, office.an)
    async with office.city.writing() as rows:
        assert await mark(rows, bo, of_li.id, Merit.RESULTS, 1) is None, "no business of theirs any more"
        await rows.people.change(office.an.id, standing=Standing.LEFT)
    await office.marks_all(office.li, office.bo)  # whoever was named has left: as the teams stand


async def test_a_volunteer_with_a_post_is_added_once_and_taken_out(office: AppraisedCity) -> None:
    branch = await office.opened(office.city.jiaojiang, office.bo)
    bo = await office.actor(office.bo)
    async with office.city.writing() as rows:
        added = await add_person(rows, bo, branch.id, office.mei.id, "Treasurer", at(NOW))
        again = await add_person(rows, bo, branch.id, office.mei.id, "Secretary", at(NOW))
        stranger = await add_person(rows, bo, branch.id, office.an.id, "Boss", at(NOW))
        oneself = await add_person(rows, bo, branch.id, office.bo.id, "Boss", at(NOW))
    assert isinstance(added, AppraisalSheet)
    assert isinstance(again, AppraisalSheet)
    assert (added.id, again.post, again.role) == (again.id, "Secretary", None)
    assert isinstance(stranger, NotAllowed), "of another unit"
    assert isinstance(oneself, OwnSheet)
    assert (await office.told("appraisal_told"))[office.mei.id] == 1
    city = await office.opened()
    an = await office.actor(office.an)
    async with office.city.writing() as rows:
        there = await add_person(rows, an, city.id, office.mei.id, "Treasurer", at(NOW))
        assert isinstance(there, ElsewhereAlready)


async def test_who_is_missing_is_reminded_once_a_day(office: AppraisedCity) -> None:
    appraisal = await office.opened()
    li, an = await office.actor(office.li), await office.actor(office.an)
    sheet = await office.sheet_of(office.li)
    async with office.city.writing() as rows:
        for merit in Merit:
            await mark_oneself(rows, li, sheet.id, merit, 4, at(NOW))
        assert isinstance(await remind(rows, an, appraisal.id, at(NOW)), Appraisal)
        assert isinstance(await remind(rows, an, appraisal.id, at(NOW)), RemindedToday)
    await office.all_told(appraisal)
    assert await office.told("appraisal_told") == {office.an.id: 2, office.bo.id: 2, office.li.id: 1}
    assert await office.told("appraisal_waits") == {office.an.id: 2, office.bo.id: 2}
    async with office.city.writing() as rows:
        assert isinstance(await remind(rows, an, appraisal.id, at(NOW + timedelta(days=1))), Appraisal)


async def test_closed_is_closed_and_opened_again_for_a_week(office: AppraisedCity) -> None:
    appraisal = await office.opened(office.city.jiaojiang, office.bo)
    await office.marks_all(office.li, office.bo)
    an, bo, li = [await office.actor(one) for one in (office.an, office.bo, office.li)]
    async with office.city.writing() as rows:
        assert isinstance(await close_appraisal(rows, li, appraisal.id, at(NOW)), NotAllowed)
        assert isinstance(await close_appraisal(rows, bo, appraisal.id, at(NOW)), Appraisal)
        assert isinstance(await close_appraisal(rows, bo, appraisal.id, at(NOW)), Unchanged)
        assert isinstance(await remind(rows, bo, appraisal.id, at(NOW)), Unchanged)
        assert isinstance(await add_person(rows, bo, appraisal.id, office.mei.id, "Post", at(NOW)), Unchanged)
    assert isinstance(await office.hands(office.li, office.bo), OverAlready)
    week = at(NOW + timedelta(days=7))
    async with office.city.writing() as rows:
        assert isinstance(await reopen_appraisal(rows, bo, appraisal.id, week), TooLateToReopen)
        assert isinstance(await reopen_appraisal(rows, an, appraisal.id, week), Appraisal), "an admin of a unit above"
        assert isinstance(await close_appraisal(rows, bo, appraisal.id, at(NOW)), Appraisal)
        assert isinstance(await reopen_appraisal(rows, bo, appraisal.id, at(NOW)), Appraisal)
    assert isinstance(await office.hands(office.li, office.bo), AppraisalSheet), "what was said is still there"


async def test_the_figures_stay_as_they_were_when_it_was_handed_over(office: AppraisedCity) -> None:
    await office.opened()
    await office.marks_all(office.li, office.bo)
    await office.hands(office.li, office.bo)
    before = (await office.sheet_of(office.li)).beside
    async with office.city.changing() as tx:
        await tx.execute("UPDATE activities SET leader_id = :li", li=office.li.id)
    shift = await office.city.shift(-50)
    async with office.city.changing() as tx:
        await tx.execute("UPDATE activities SET leader_id = :li WHERE id = :a", li=office.li.id, a=shift.activity_id)
    assert before is not None
    assert (await office.sheet_of(office.li)).beside == before
    async with office.city.looking() as rows:
        now = await rows.appraisals.beside(await office.sheet_of(office.li), at(NOW))
    assert (now.led, now.rosters, now.in_time) == (1, 1, 0)
