"""A list that was sent is seen to: looked through, imported as it was shown, or told why not; on both databases."""

from datetime import timedelta
from typing import Any, cast

import pytest
from telegram import Bot
from telegram.error import BadRequest, TimedOut

from bot.ground.errors import AskedToWait, CommandError
from bot.importing import sent as seeing
from bot.importing.doing import Importer
from bot.importing.fetching import NotFetched
from bot.importing.holding import NotInHand
from bot.importing.not_importable import NotImportable
from bot.importing.on_duty import ListKeeper
from bot.importing.sent import see_to
from scheduling.sweeps import settle_imports
from storage.engine.database import Database
from storage.process.sent_lists import next_to_see_to
from tests.bot.importing.office import EXPECTED, PEOPLE, SETTINGS, Files, Half, Office, forget_people, seen_to
from tests.bot.importing.test_importing import BrokenOff
from tests.handlers.importing.test_sending import TRIAL
from tests.support.acting import at
from tests.support.city import NOW, City
from tests.support.frozen import Frozen
from tests.support.list_files import Line
from volunteering.actions.importing.ending import end_list, keep_trial
from volunteering.rules.importing.sending import MOST_TRIES, ListEnd
from volunteering.rules.tree import Role


@pytest.fixture
async def office(city: City, monkeypatch: pytest.MonkeyPatch) -> Office:
    admin = await city.person("Chen", phone="+8613900000009")
    async with city.writing() as rows:
        await rows.people.set_role(admin.id, city.top.id, Role.ADMIN, by_id=None, at=NOW)
    place = Office(city, admin, Frozen(NOW), Files())

    async def fetch(_: Bot, __: str) -> bytes:
        return place.content if isinstance(place.content, bytes) else place.content()

    monkeypatch.setattr(seeing, "fetch", fetch)
    return place


async def test_it_is_looked_through_then_imported_when_it_is_wanted(office: Office) -> None:
    number = await office.sends(*PEOPLE)
    assert await office.keeper().see_to_next()
    assert (await office.state(), await office.owed()) == (["tried"], ["list_tried"])
    assert len(office.files.names) == 1, "the report, row by row"
    assert await office.city.figure(EXPECTED) == 0
    assert not await office.keeper().see_to_next(), "it waits for a word"
    await office.wants(number)
    assert await office.keeper().see_to_next()
    assert (await office.state(), await office.owed()) == ([], ["list_tried", ListEnd.IMPORTED])
    assert await office.city.figure(EXPECTED) == 3
    assert len(office.files.names) == 1


async def test_what_was_not_shown_is_not_imported(office: Office) -> None:
    number = await office.sends(*PEOPLE)
    await office.keeper().see_to_next()
    await office.wants(number)
    await office.city.person("Wei", phone="+8613900000001")
    office.clock.passes(seconds=5)
    await office.keeper().see_to_next()
    assert (await office.state(), await office.owed()) == (["tried"], ["list_tried", "list_tried"])
    assert await office.city.figure(EXPECTED) == 0
    assert len(office.files.names) == 2, "the report of what would come of it now"
    async with office.city.writing() as rows:
        found = await rows.sent_lists.get(number)
    assert found is not None
    assert found.trial is not None
    assert found.trial.is_anew
    await office.wants(number)
    await office.keeper().see_to_next()
    assert await office.city.figure(EXPECTED) == 2


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        (PEOPLE[:1], ListEnd.EMPTY),
        ([["题目", "内容"], ["甲", "乙"]], ListEnd.NO_HEADINGS),
        ([PEOPLE[0], ["王伟", "12", "", ""]], ListEnd.ALL_WRONG),
    ],
)
async def test_of_what_can_come_to_nothing_it_is_told_why(office: Office, lines: list[Line], end: ListEnd) -> None:
    await office.sends(*lines)
    await office.keeper().see_to_next()
    assert (await office.state(), await office.owed()) == ([], [end])


async def test_all_of_it_being_there_is_told_too(office: Office) -> None:
    for _ in range(2):
        number = await office.sends(*PEOPLE)
        await office.keeper().see_to_next()
        if await office.state():
            await office.wants(number)
            await office.keeper().see_to_next()
    assert await office.owed() == ["list_tried", ListEnd.IMPORTED, ListEnd.NOTHING_NEW]


@pytest.mark.parametrize("wanted", [False, True])
async def test_whoever_is_no_admin_by_then_imports_nothing(office: Office, *, wanted: bool) -> None:
    number = await office.sends(*PEOPLE)
    if wanted:
        await office.keeper().see_to_next()
        await office.wants(number)
    async with office.city.writing() as rows:
        await rows.people.set_role(office.admin.id, office.city.top.id, None, by_id=None, at=NOW)
    await office.keeper().see_to_next()
    assert (await office.state(), (await office.owed())[-1]) == ([], ListEnd.NOT_ALLOWED)
    assert await office.city.figure(EXPECTED) == 0


async def test_a_branchs_admin_brings_people_into_that_branch(office: Office) -> None:
    branch = await office.city.unit("Haimen")
    other = await office.city.unit("Linhai")
    await office.city.person("Wei", unit=other, phone="+8613900000001")
    async with office.city.writing() as rows:
        await rows.people.set_role(office.admin.id, office.city.top.id, None, by_id=None, at=NOW)
        await rows.people.set_role(office.admin.id, branch.id, Role.ADMIN, by_id=None, at=NOW)
    number = await office.sends(*PEOPLE, unit_id=branch.id)
    await office.keeper().see_to_next()
    async with office.city.writing() as rows:
        found = await rows.sent_lists.get(number)
    assert found is not None
    assert found.trial is not None
    assert found.trial.wrong == 1, "Wei is somebody else's"
    await office.wants(number)
    await office.keeper().see_to_next()
    homes = await office.city.table(
        "SELECT u.path FROM people p JOIN units u ON u.id = p.home_unit_id WHERE p.state = 'expected'"
    )
    assert len(homes) == 2
    assert all(row["path"].startswith(branch.path) for row in homes)


async def test_taken_back_while_somebody_is_at_it_nothing_of_it_is_there(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = await office.sends(*PEOPLE)
    await office.keeper().see_to_next()
    await office.wants(number)
    content = office.content
    assert isinstance(content, bytes)

    async def take_back() -> None:
        async with office.city.writing() as rows:
            assert await rows.sent_lists.take_back(number)

    async def slowly(_: Bot, __: str) -> bytes:
        await take_back()
        return content

    monkeypatch.setattr(seeing, "fetch", slowly)
    await office.keeper().see_to_next()
    assert (await office.state(), await office.city.figure(EXPECTED)) == ([], 0)
    assert await office.owed() == ["list_tried"]


async def test_a_file_that_is_not_handed_over_is_asked_for_again_and_told_of_in_the_end(office: Office) -> None:
    await office.sends(*PEOPLE)

    def refuses() -> bytes:
        raise NotFetched

    office.content = refuses
    for _ in range(MOST_TRIES):
        assert await office.owed() == []
        await office.keeper().see_to_next()
    assert (await office.state(), await office.owed()) == ([], [ListEnd.NOT_FETCHED])


async def test_one_that_is_handed_back_lets_others_go_first(office: Office) -> None:
    await office.sends(*PEOPLE)
    office.clock.passes(seconds=1)
    second = await office.sends(*PEOPLE)
    office.clock.passes(seconds=1)

    def refuses() -> bytes:
        raise NotFetched

    office.content = refuses
    await office.keeper().see_to_next()
    async with office.city.writing() as rows:
        following = await next_to_see_to(rows.people._tx, office.clock.now())
    assert following is not None
    assert following.id == second


async def test_one_that_always_takes_too_long_is_not_begun_with_for_ever(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.sends(*PEOPLE)
    monkeypatch.setattr(seeing, "LONGEST", 0.0)
    for _ in range(MOST_TRIES):
        assert await office.owed() == []
        await office.keeper().see_to_next()
    await office.keeper().see_to_next()
    assert (await office.state(), await office.owed()) == ([], [ListEnd.GIVEN_UP])


async def test_a_list_that_takes_all_memory_is_too_long(office: Office) -> None:
    await office.sends(*PEOPLE)

    def unpacks() -> bytes:
        raise MemoryError

    office.content = unpacks
    await office.keeper().see_to_next()
    assert (await office.state(), await office.owed()) == ([], [ListEnd.TOO_LONG])


async def test_a_team_that_others_administer_by_then_is_left_as_it_is(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    north, south = [await office.city.unit(name) for name in ("North", "South")]
    team = await office.city.unit("Haimen", north)
    async with office.city.writing() as rows:
        await rows.people.set_role(office.admin.id, office.city.top.id, None, by_id=None, at=NOW)
        await rows.people.set_role(office.admin.id, north.id, Role.ADMIN, by_id=None, at=NOW)
    number = await office.sends(*PEOPLE, unit_id=team.id)
    await office.keeper().see_to_next()
    await office.wants(number)
    decide = Importer.decide

    async def moved_first(importer: Importer, *decided: Any) -> None:
        async with office.city.writing() as rows:
            assert await rows.units.move(team, south)
        await decide(importer, *decided)

    monkeypatch.setattr(Importer, "decide", moved_first)
    await office.keeper().see_to_next()
    assert (await office.state(), (await office.owed())[-1]) == ([], ListEnd.NOT_ALLOWED)
    assert await office.city.figure(EXPECTED) == 0


@pytest.mark.parametrize("is_asked", [False, True])
async def test_whoever_became_a_part_of_another_record_meanwhile_is_told_there(
    office: Office, *, is_asked: bool
) -> None:
    other = await office.city.person("Chen Mei", phone="+8613900000008")
    await office.sends(*PEOPLE)
    held = await office.keeper()._taken_up()
    assert held is not None
    async with office.city.writing() as rows:
        read = await rows.sent_lists.get(held.id)
        assert read is not None
        await rows.people._tx.execute("UPDATE imports SET by_id = :other", other=other.id)
    async with office.city.writing() as rows:
        if is_asked:
            assert await keep_trial(rows, held, read, TRIAL, at(NOW))
        else:
            assert await end_list(rows, held, read, ListEnd.EMPTY, at(NOW))
    [owed] = await office.city.table("SELECT person_id FROM outbox WHERE kind LIKE 'list_%'")
    assert owed["person_id"] == other.id


async def test_a_report_that_is_not_taken_at_once_is_sent_again(office: Office) -> None:
    await office.sends(*PEOPLE)
    office.files.refusals = [TimedOut(), AskedToWait(3)]
    await office.keeper().see_to_next()
    assert (len(office.files.names), await office.owed()) == (1, ["list_tried"])


async def test_a_report_that_is_not_taken_at_all_is_not_spoken_of(office: Office) -> None:
    await office.sends(*PEOPLE)
    office.files.refusals = [BadRequest("no")]
    await office.keeper().see_to_next()
    assert (office.files.names, await office.owed()) == ([], ["list_tried"])
    async with office.city.writing() as rows:
        [sent] = await rows.sent_lists.of(office.admin.id)
    assert sent.trial is not None
    assert not sent.trial.is_reported


async def test_an_unreadable_file_is_told_of(office: Office) -> None:
    await office.sends(*PEOPLE)

    def broken() -> bytes:
        raise NotImportable(ListEnd.FILE_GONE, "gone")

    office.content = broken
    await office.keeper().see_to_next()
    assert await office.owed() == [ListEnd.FILE_GONE]


async def test_who_always_breaks_off_is_not_followed_for_ever(office: Office) -> None:
    await office.sends(*PEOPLE)

    async def dies(*_: str) -> str:
        raise CommandError("it was killed")

    for _ in range(MOST_TRIES):
        keeper = ListKeeper(office.city.database, SETTINGS, office.clock, dies)
        assert await keeper.see_to_next()
        assert not await keeper.see_to_next(), "others may still be at it"
        office.clock.passes(minutes=1)
    await office.keeper().see_to_next()
    assert (await office.state(), await office.owed()) == ([], [ListEnd.GIVEN_UP])


async def test_two_on_duty_see_to_it_once(office: Office) -> None:
    await office.sends(*PEOPLE)
    one, two = office.keeper(), office.keeper()
    held = await one._taken_up()
    assert held is not None
    assert await two._taken_up() is None
    office.clock.passes(minutes=1)
    again = await two._taken_up()
    assert again is not None, "nobody has been at it for a while"
    with pytest.raises(NotInHand):
        await see_to(office.desk(office.city.database), held)


async def test_wherever_it_breaks_off_it_is_imported_once_and_told_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("volunteering.actions.importing.bringing.AT_ONCE", 2)
    monkeypatch.setattr("bot.importing.doing._PUT_DOWN", 2)
    breaks = 0
    for after in range(40):
        number = await office.sends(*PEOPLE)
        await seen_to(office, after)
        if (await office.state()) == ["tried"]:
            await office.wants(number)
        try:
            await office.keeper(cast("Database", Half(office.city.database, after))).see_to_next()
        except BrokenOff:
            breaks += 1
            assert await office.city.figure(EXPECTED) in {0, 2, 3}
        await seen_to(office, 1000)
        assert (await office.state(), await office.city.figure(EXPECTED)) == ([], 3)
        if breaks <= after:
            break
        await forget_people(office.city)
    assert breaks > 3
    assert (await office.owed()).count(ListEnd.IMPORTED) == 1


async def test_what_nobody_says_a_word_of_is_forgotten_after_a_day(office: Office) -> None:
    await office.sends(*PEOPLE)
    await office.keeper().see_to_next()
    await settle_imports(office.city.database, at(NOW + timedelta(hours=23)))
    assert await office.state() == ["tried"]
    await settle_imports(office.city.database, at(NOW + timedelta(hours=25)))
    assert await office.state() == []
