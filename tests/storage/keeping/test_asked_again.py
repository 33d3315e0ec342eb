"""Questions that were out when a backup was made: nobody was silent whose answer is gone, nor is asked too often."""

from pathlib import Path

import pytest

from scheduling.moves import see_to_moves
from scheduling.offering import see_to_offers
from scheduling.sweeps import move_up
from storage.engine.database import Database
from storage.keeping.backup import back_up, opened
from storage.keeping.restoring import restore
from tests.storage.keeping.test_backup import unseen
from tests.support.acting import appoint, at, hours_later, offers, places, sign_up
from tests.support.delivering import PostOffice
from tests.volunteering.actions.asking.test_helping import answer, ask, asked_for, taking
from volunteering.actions.leading.moving import Moved, move_shift
from volunteering.actions.signing_up.confirming import MoveConfirmed, confirm_move
from volunteering.actions.signing_up.offering import take_offer
from volunteering.actions.signing_up.places import leave_shift
from volunteering.rules.asking import AskPace, AskReply
from volunteering.rules.ground.periods import Period
from volunteering.rules.signing_up import SignUpState, Taken


@pytest.fixture
async def office(database: Database) -> PostOffice:
    """A post office."""
    return await PostOffice.opened(database)


async def backed_up(office: PostOffice, database_url: str, folder: Path) -> Path:
    file = folder / "city.zip"
    await back_up(database_url, file, now=office.clock.now(), progress=unseen)
    return file


async def put_back(office: PostOffice, database_url: str, file: Path) -> None:
    await office.city.database.close()
    with opened(file) as archive:
        await restore(database_url, archive, unseen, now=office.clock.now())
    await office.city.database.open()


async def swept(office: PostOffice, hours: float = 0) -> None:
    """What is due is done, and what is owed arrives, hour by hour."""
    for _ in range(max(1, round(hours))):
        office.clock.passes(hours=min(1, hours))
        for sweep in (see_to_offers, see_to_moves, move_up):
            await sweep(office.city.database, at(office.clock.now()))
        await office.passes(hours=0)


async def test_a_place_that_was_held_is_told_once_more_and_held_from_then_on(
    office: PostOffice, database_url: str, tmp_path: Path
) -> None:
    """Ana takes it after the backup; put back the next morning, she is asked anew, and not called silent."""
    city = office.city
    bo, ana, jun = [await office.reader(name) for name in ("Bo", "Ana", "Jun")]
    shift = await city.shift(96, places=1)
    await sign_up(city, shift, bo, ana, jun)
    async with city.writing() as rows:
        await leave_shift(rows, bo, shift.id, at(office.clock.now()))
    await swept(office)
    file = await backed_up(office, database_url, tmp_path)
    async with city.writing() as rows:
        assert isinstance(await take_offer(rows, ana, shift.id, at(office.clock.now())), Taken)
    office.clock.passes(hours=21)

    await put_back(office, database_url, file)
    assert await offers(city, shift) == [ana.id]
    await swept(office)
    assert office.texts(ana) == ["A place for you: River clean-up"] * 2
    await swept(office, 11)
    assert office.texts(ana) == ["A place for you: River clean-up"] * 2
    assert await offers(city, shift) == [ana.id], "the hours count from when she was told once more"
    assert office.texts(jun) == []
    async with city.writing() as rows:
        assert isinstance(await take_offer(rows, ana, shift.id, at(office.clock.now())), Taken)


async def test_whoever_confirmed_since_loses_no_place(office: PostOffice, database_url: str, tmp_path: Path) -> None:
    """Put back after the time to confirm was over, the place stays, and the next reminder asks about the move."""
    city = office.city
    leader = await appoint(city, city.leader, city.jiaojiang)
    bo = await office.reader("Bo")
    shift = await city.shift(70, places=1)
    await sign_up(city, shift, bo)
    async with city.writing() as rows:
        period = Period(start=hours_later(71), end=hours_later(74))
        assert isinstance(await move_shift(rows, leader, shift.id, period, at(office.clock.now())), Moved)
    await swept(office, 1)
    assert len(office.texts(bo)) == 1
    file = await backed_up(office, database_url, tmp_path)
    async with city.writing() as rows:
        assert isinstance(await confirm_move(rows, bo, shift.id, at(office.clock.now())), MoveConfirmed)
    office.clock.passes(hours=46.5)  # half an hour past the time to confirm

    await put_back(office, database_url, file)
    await swept(office)
    assert (await places(city, shift))[SignUpState.CONFIRMED] == [bo.id]
    await swept(office, 1)
    assert "I still come" in str(office.messages(bo)[-1]), "asked anew, and from then on the time counts"
    await swept(office, 4)
    assert (await places(city, shift))[SignUpState.CONFIRMED] == [bo.id]


async def test_who_was_asked_to_help_out_since_is_not_asked_more_often(
    office: PostOffice, database_url: str, tmp_path: Path
) -> None:
    """Of what was asked since of shifts that the backup knows, and of how often people want to be asked."""
    city = office.city
    bo, ana = [await office.reader(name) for name in ("Bo", "Ana")]
    first, second, third = [await taking(city, starts=starts) for starts in (60, 64, 68)]
    assert await ask(city, first) == 2
    file = await backed_up(office, database_url, tmp_path)
    await answer(city, bo, AskReply.LESS, hours=1)
    await answer(city, bo, AskReply.LESS, hours=1)
    await answer(city, bo, AskReply.LESS, hours=1)
    await answer(city, ana, AskReply.NO, hours=1)
    assert await ask(city, second, hours=2) == 1
    office.clock.passes(hours=21)

    await put_back(office, database_url, file)
    async with city.looking() as rows:
        assert (await rows.asks.choice(bo.id)).pace is AskPace.NEVER
    assert await ask(city, second, hours=22) == 0
    assert await ask(city, third, hours=22) == 0, "Ana was asked twice in these seven days"
    assert await asked_for(city, second) == [ana.id]


async def test_what_others_were_asked_elsewhere_is_nobody_s_here(
    office: PostOffice, database_url: str, tmp_path: Path
) -> None:
    """Another city's database is replaced: its people and shifts have the same numbers, and are others."""
    city = office.city
    await office.reader("Bo")
    shift = await taking(city)
    file = await backed_up(office, database_url, tmp_path)
    await ask(city, shift)
    async with city.changing() as tx:
        await tx.execute("UPDATE activities SET created_at = created_at - 1")
    office.clock.passes(hours=1)
    await put_back(office, database_url, file)
    assert await asked_for(city, shift) == []


async def test_put_back_as_it_was_made_it_is_the_same(office: PostOffice, database_url: str, tmp_path: Path) -> None:
    """Nothing can have been answered since."""
    city = office.city
    bo, ana = [await office.reader(name) for name in ("Bo", "Ana")]
    shift = await city.shift(96, places=1)
    await sign_up(city, shift, bo, ana)
    async with city.writing() as rows:
        await leave_shift(rows, bo, shift.id, at(office.clock.now()))
    await swept(office)
    file = await backed_up(office, database_url, tmp_path)
    await put_back(office, database_url, file)
    await swept(office)
    assert office.texts(ana) == ["A place for you: River clean-up"]
    assert await offers(city, shift) == [ana.id]
