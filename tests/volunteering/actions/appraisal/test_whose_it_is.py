"""Whose it is what is said in an appraisal: no other leader and no other appraisal gets it along with the sheet."""

import pytest

from storage.engine.database import Database
from storage.rows.erasing import erase
from tests.support.acting import at
from tests.support.appraised_city import AppraisedCity
from tests.support.city import NOW, City
from volunteering.actions.appraisal.judging import BegunByAnother, mark, say, take_back, take_over
from volunteering.actions.appraisal.people import ElsewhereAlready, add_person, name_leader, set_in
from volunteering.actions.appraisal.saying import comment, mark_oneself, read_it, say_of_oneself
from volunteering.actions.doubles.making_one import Merged, Parted, merge, undo_merge
from volunteering.rules.appraisal.marks import Merit
from volunteering.rules.appraisal.sheets import Appraisal, AppraisalSheet
from volunteering.rules.journal import Did
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Person


@pytest.fixture
async def office(database: Database) -> AppraisedCity:
    office = AppraisedCity(await City.founded(database))
    await office.people()
    return office


async def _adds(office: AppraisedCity, by: Person, appraisal: Appraisal, whom: Person, post: str) -> object:
    actor = await office.actor(by)
    async with office.city.writing() as rows:
        return await add_person(rows, actor, appraisal.id, whom.id, post, at(NOW))


async def _sets(office: AppraisedCity, by: Person, sheet: AppraisalSheet, *, is_in: bool) -> object:
    actor = await office.actor(by)
    async with office.city.writing() as rows:
        return await set_in(rows, actor, sheet.id, at(NOW), is_in=is_in)


async def _says_all(office: AppraisedCity, whom: Person, by: Person) -> None:
    """By themselves, by the leader above, and the answer to it."""
    sheet = await office.sheet_of(whom)
    me, leader = await office.actor(whom), await office.actor(by)
    async with office.city.writing() as rows:
        await mark_oneself(rows, me, sheet.id, Merit.RESULTS, 5, at(NOW))
        await say_of_oneself(rows, me, sheet.id, "mine")
        await say(rows, leader, sheet.id, "theirs")
    await office.marks_all(whom, by)
    await office.hands(whom, by)
    async with office.city.writing() as rows:
        await read_it(rows, me, sheet.id, at(NOW))
        await comment(rows, me, sheet.id, "thank you", at(NOW))


async def _noted(office: AppraisedCity, person: Person) -> list[str]:
    rows = await office.city.table("SELECT kind FROM journal WHERE person_id = :p ORDER BY id", p=person.id)
    return [row["kind"] for row in rows if row["kind"].startswith("appraisal")]


async def _moved(office: AppraisedCity) -> tuple[AppraisalSheet, AppraisalSheet]:
    """Mei's, out of the branch's appraisal in which all was said; and the one in the city's, to which she was added."""
    branch = await office.opened(office.city.jiaojiang, office.bo)
    city = await office.opened()
    await _adds(office, office.bo, branch, office.mei, "Treasurer")
    await _says_all(office, office.mei, office.bo)
    before = await office.sheet_of(office.mei)
    assert isinstance(await _adds(office, office.an, city, office.mei, "Treasurer"), ElsewhereAlready)
    await _sets(office, office.bo, before, is_in=False)
    added = await _adds(office, office.an, city, office.mei, "Trainer")
    assert isinstance(added, AppraisalSheet)
    return before, await office.sheet_of(office.mei)


async def test_taken_out_and_added_elsewhere_one_begins_with_an_empty_sheet(office: AppraisedCity) -> None:
    before, now = await _moved(office)
    assert before.id != now.id
    assert now.own.are_none
    assert now.led.are_none
    said = (now.own_words, now.led_words, now.comment, now.led_by, now.named_id, now.handed_at, now.handed, now.beside)
    assert said == ("", "", "", None, None, None, 0, None)
    assert (now.read_at, now.commented_at, now.post) == (None, None, "Trainer")
    assert (await office.told("appraisal_told"))[office.mei.id] == 2, "of either once"


async def test_what_was_said_stays_where_it_was_for_when_they_are_put_back(office: AppraisedCity) -> None:
    before, now = await _moved(office)
    assert isinstance(await _sets(office, office.bo, before, is_in=True), ElsewhereAlready)
    await _sets(office, office.an, now, is_in=False)
    back = await _sets(office, office.bo, before, is_in=True)
    assert isinstance(back, AppraisalSheet)
    assert back.is_in, "what is given back is as it is now"
    assert await office.sheet_of(office.mei) == before, "nothing of it was lost"
    assert await _noted(office, office.mei) == [
        Did.APPRAISAL_ADDED, Did.APPRAISAL_HANDED, Did.APPRAISAL_TAKEN_OUT, Did.APPRAISAL_ADDED,
        Did.APPRAISAL_TAKEN_OUT, Did.APPRAISAL_PUT_BACK,
    ]  # fmt: skip


async def test_another_name_for_a_post_is_told_to_nobody_and_noted_as_what_it_is(office: AppraisedCity) -> None:
    branch = await office.opened(office.city.jiaojiang, office.bo)
    await _says_all(office, office.li, office.bo)
    before, told = await office.sheet_of(office.li), await office.told("appraisal_told")
    await _adds(office, office.bo, branch, office.li, "Head")
    after = await office.sheet_of(office.li)
    assert after == before.model_copy(update={"post": "Head"})
    assert await office.told("appraisal_told") == told
    assert (await _noted(office, office.li))[-1] == Did.APPRAISAL_POST_NAMED


async def test_a_unit_that_opens_its_own_takes_in_whoever_another_took_out(office: AppraisedCity) -> None:
    await office.opened(office.city.jiaojiang, office.bo)
    await _sets(office, office.bo, await office.sheet_of(office.li), is_in=False)
    city = await office.opened()
    assert (await office.sheet_of(office.li)).appraisal.id == city.id


async def _begins(office: AppraisedCity, whom: Person, by: Person, words: str = "between us: no") -> None:
    sheet, actor = await office.sheet_of(whom), await office.actor(by)
    async with office.city.writing() as rows:
        assert isinstance(await mark(rows, actor, sheet.id, Merit.RESULTS, 1), AppraisalSheet)
        assert isinstance(await say(rows, actor, sheet.id, words), AppraisalSheet)


async def _reads(office: AppraisedCity, reader: Person, whom: Person) -> tuple[int | None, str]:
    seen = await office.seen_by(reader, whom)
    assert seen is not None
    return seen[0].led.results, seen[0].led_words


async def test_whoever_becomes_leader_above_reads_nothing_that_another_has_begun(office: AppraisedCity) -> None:
    await office.opened()
    await _begins(office, office.li, office.bo)
    assert await _reads(office, office.bo, office.li) == (1, "between us: no")
    assert await _reads(office, office.an, office.li) == (None, ""), "an admin of the appraisal, either"
    await office.gives(office.bo, office.city.jiaojiang, None)
    assert await _reads(office, office.an, office.li) == (None, ""), "An is the leader above now"
    assert await office.seen_by(office.bo, office.li) is None
    sheet, an = await office.sheet_of(office.li), await office.actor(office.an)
    async with office.city.writing() as rows:
        given = await mark(rows, an, sheet.id, Merit.ABILITY, 4)
    assert isinstance(given, AppraisalSheet)
    now = await office.sheet_of(office.li)
    assert (given.led, given.led_words) == (now.led, now.led_words)
    assert (now.led.results, now.led.ability, now.led_words, now.led_by) == (None, 4, "", office.an.id)


async def test_nobody_reads_what_another_began_by_having_themselves_named(office: AppraisedCity) -> None:
    await office.opened()
    await _begins(office, office.li, office.bo)
    of_li, an = await office.sheet_of(office.li), await office.actor(office.an)
    for whom in (office.an.id, None):
        async with office.city.writing() as rows:
            named = await name_leader(rows, an, of_li.id, whom, at(NOW))
        assert isinstance(named, AppraisalSheet)
        assert named.led.are_none
        assert await _reads(office, office.an, office.li) == (None, "")
    assert await _reads(office, office.bo, office.li) == (1, "between us: no"), "they are it once more, and go on"


async def test_of_two_leaders_above_the_second_is_asked_first(office: AppraisedCity) -> None:
    await office.gives(office.mei, office.city.jiaojiang, Role.ADMIN)
    await office.opened()
    await _begins(office, office.li, office.bo)
    sheet, mei, bo = await office.sheet_of(office.li), await office.actor(office.mei), await office.actor(office.bo)
    assert await _reads(office, office.mei, office.li) == (None, "")
    async with office.city.writing() as rows:
        assert isinstance(await mark(rows, mei, sheet.id, Merit.RESULTS, 5), BegunByAnother)
        assert isinstance(await say(rows, mei, sheet.id, "mine"), BegunByAnother)
    assert isinstance(await office.hands(office.li, office.mei), BegunByAnother)
    assert await office.sheet_of(office.li) == sheet, "nothing was changed by that"
    async with office.city.writing() as rows:
        assert isinstance(await take_over(rows, mei, sheet.id, at(NOW)), AppraisalSheet)
        assert isinstance(await mark(rows, bo, sheet.id, Merit.RESULTS, 1), BegunByAnother)
    assert await _reads(office, office.mei, office.li) == (None, "")
    assert (await _noted(office, office.li))[-1] == Did.APPRAISAL_TAKEN_OVER
    await office.marks_all(office.li, office.mei)
    assert isinstance(await office.hands(office.li, office.mei), AppraisalSheet)


async def test_what_is_taken_back_only_whoever_took_it_back_reads(office: AppraisedCity) -> None:
    await office.gives(office.mei, office.city.jiaojiang, Role.ADMIN)
    await office.opened()
    await _says_all(office, office.li, office.bo)
    sheet, mei = await office.sheet_of(office.li), await office.actor(office.mei)
    async with office.city.writing() as rows:
        assert isinstance(await take_back(rows, mei, sheet.id, at(NOW)), AppraisalSheet)
    assert await _reads(office, office.mei, office.li) == (4, "theirs")
    assert await _reads(office, office.bo, office.li) == (None, "")
    assert await _reads(office, office.li, office.li) == (None, "")
    seen = await office.seen_by(office.bo, office.li)
    assert seen is not None
    assert not seen[0].comment, "the answer is to what they read no more"


async def test_what_somebody_had_begun_goes_with_them_and_what_they_handed_over_stays(office: AppraisedCity) -> None:
    await office.gives(office.mei, office.east, Role.LEADER)
    await office.opened()
    await _begins(office, office.li, office.bo)
    await office.marks_all(office.mei, office.bo)
    await office.hands(office.mei, office.bo)
    async with office.city.changing() as tx:
        await erase(tx, office.bo.id)
    begun, handed = await office.sheet_of(office.li), await office.sheet_of(office.mei)
    assert (begun.led.are_none, begun.led_words, begun.led_by) == (True, "", None)
    assert handed.result == 400


@pytest.mark.parametrize("is_in", [True, False])
async def test_two_records_of_one_person_are_one_sheet_and_two_again(office: AppraisedCity, is_in: bool) -> None:
    """The one of who stays holds where both are in it; where only the other is, that one."""
    await office.gives(office.mei, office.east, Role.LEADER)
    await office.opened()
    await _says_all(office, office.li, office.bo)
    kept, gone = await office.sheet_of(office.mei), await office.sheet_of(office.li)
    if not is_in:
        await _sets(office, office.an, kept, is_in=False)
    before = [await office.sheet_of(office.mei), gone]
    an = await office.actor(office.an)
    async with office.city.writing() as rows:
        merged = await merge(rows, an, office.mei.id, office.li.id, at(NOW))
    assert isinstance(merged, Merged)
    now = await office.sheet_of(office.mei)
    assert now.is_in
    assert now.own_words == ("" if is_in else "mine")
    async with office.city.writing() as rows:
        assert isinstance(await undo_merge(rows, an, merged.merge_id, at(NOW)), Parted)
    assert [await office.sheet_of(office.mei), await office.sheet_of(office.li)] == before
