"""Whoever is erased is in no column and in no byte of the database's files; and a backup doesn't bring them back."""

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.ground.errors import CommandError
from bot.keeping.backups import make_backup
from bot.keeping.forgetting import LIST, Forgetting, remembered
from bot.keeping.restoring import put_back
from handlers.buttons.attendance import AddWalkIn
from handlers.buttons.button import Button, Typed
from handlers.buttons.enquiries import AskLeader, SayMore
from handlers.buttons.signing_up import TakeShift
from handlers.buttons.volunteers import ChangeName, EraseMe, ListPeople
from storage.engine.connecting import connect
from storage.engine.database import Database
from storage.engine.sqlite.database import file_of
from storage.rows import parked
from storage.rows.erasing import Erased
from storage.rows.forgotten import GOES, STAYS
from tests.support.acting import appoint, at
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from tests.support.databases import Databases
from tests.support.some import some
from volunteering.actions.enquiries import say_more
from volunteering.actions.hours.deciding import reject
from volunteering.rules.enquiries import Matter
from volunteering.rules.hours import Decision
from volunteering.rules.journal import Did
from volunteering.rules.tree import Role

NAME, PHONE, WORDS, TELEGRAM = "朱咏名", "+8613912345678", "第三街坊的秘密", 7_123_456_789
MARKS = {NAME, PHONE.removeprefix("+"), WORDS, str(TELEGRAM)}
HARMLESS = {"span", "step", "checksum", "number", "before", "value", "shown"}
"""Texts of buttons that are words of ours: a month, a field's name, the digest of what was shown, a setting, a code."""


async def _columns(database: Database) -> dict[str, set[str]]:
    schema = (
        "SELECT t.name AS t, c.name AS c FROM sqlite_master t, pragma_table_info(t.name) c "
        "WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!'"
        if database.kind == "sqlite"
        else "SELECT table_name AS t, column_name AS c FROM information_schema.columns "
        "WHERE table_schema = current_schema()"
    )
    found: dict[str, set[str]] = {}
    async with database.reading() as reader:
        for row in await reader.all(schema):
            found.setdefault(row["t"], set()).add(row["c"])
    del found["alembic_version"]
    return found


async def test_of_every_column_it_is_decided_what_becomes_of_it(database: Database) -> None:
    for table, columns in some((await _columns(database)).items()):
        goes, stays = GOES.get(table, "").split(), STAYS.get(table, "").split()
        assert sorted(columns) == sorted((*goes, *stays)), (
            f"when somebody is erased, what becomes of {table}? Say it of each column in storage/rows/forgotten.py"
        )


def test_of_every_text_on_a_button_it_is_said_whether_somebody_typed_it() -> None:
    every = [(kind, *field) for kind in Button.__subclasses__() for field in kind.model_fields.items()]
    for kind, name, field in some(every):
        is_typed = any(isinstance(mark, Typed) for mark in field.metadata)
        assert is_typed or name in HARMLESS or "str" not in str(field.annotation), f"{kind.__name__}.{name}"


def test_what_is_kept_of_a_button_has_no_words_in_it() -> None:
    assert ListPeople(text=NAME, page=2).pack_without_words() == ListPeople(page=2).pack()
    forged = AddWalkIn(shift=1, person=2, digits="5678")
    assert forged.pack_without_words() == AddWalkIn(shift=1, person=2).pack()


@pytest.fixture
def url(databases: Databases) -> Iterator[str]:
    """The address of a file."""
    with databases.fresh("sqlite") as url:
        yield url


@pytest.fixture
async def city(url: str) -> AsyncIterator[City]:
    """A small organisation in it."""
    async with connect(url) as database:
        yield await City.founded(database)


async def _lives(city: City) -> PhoneInChat:
    """Somebody who leaves something of themselves wherever that can be, and of whom others write."""
    chat = Chat(city.database)
    zhu = chat.person(TELEGRAM, NAME)
    await zhu.sends("/start")
    await zhu.taps("English")
    await zhu.taps("I agree")
    await zhu.taps(NAME)
    await zhu.shares_contact(PHONE)
    await zhu.taps("Jiaojiang")
    person = await zhu.known()
    assert person is not None
    admin = await chat.volunteer("Admin", role=Role.ADMIN)
    shift = await city.shift()
    await zhu.taps_button(TakeShift(shift=shift.id))
    await zhu.sends(f"/hours 2 2026-11-20 {WORDS}")
    await zhu.taps("Confirm")
    await zhu.taps_button(AskLeader(matter=Matter.SHIFT, number=shift.id))
    await zhu.sends(f"{NAME}: {WORDS}")
    await admin.taps_button(SayMore(enquiry=await city.figure("SELECT MAX(id) AS n FROM enquiries")))
    await admin.sends(f"{NAME}: {WORDS}")
    await zhu.taps_button(ChangeName())
    await zhu.sends(f"{NAME}甲")
    await zhu.taps_button(ChangeName())  # and a form left open
    for search in (f"/people {NAME}", f"/people {PHONE[-4:]}", "/people", NAME, NAME):
        await admin.sends(search)
    await admin.sends("/cancel")
    async with city.changing() as tx:
        for number, text in ((901, f"/people {NAME}甲"), (902, f"who is {TELEGRAM}?")):
            parked.park(tx, update_id=number, telegram_id=admin.id, kind="text", error="", payload=text, now=NOW)
        parked.park(tx, update_id=903, telegram_id=zhu.id, kind="text", error="ValueError", payload=WORDS, now=NOW)
    async with city.writing() as rows:
        claim = await city.figure("SELECT MAX(id) AS n FROM claims")
        await rows.hours.decide(claim, Decision.REJECTED, by_id=city.leader.id, at=NOW, reason=f"{NAME}: {WORDS}")
        rows.journal.note(Did.ROLE_SET, by_id=city.leader.id, at=NOW, person_id=person.id, note=f"{NAME} {WORDS}")
    return zhu


async def _found(city: City) -> dict[str, set[str]]:
    """Which of the marks of that person the tables still have, and where."""
    found: dict[str, set[str]] = {}
    for table, columns in (await _columns(city.database)).items():
        for row in await city.table(f"SELECT {', '.join(columns)} FROM {table}"):
            for column, value in dict(row).items():
                for mark in MARKS:
                    if mark in str(value):
                        found.setdefault(mark, set()).add(f"{table}.{column}")
    return found


def _bytes_of(file: Path) -> bytes:
    """What is in the files, read by another process: this one would lose its locks on them (decision 21)."""
    read = "import sys; [sys.stdout.buffer.write(open(name, 'rb').read()) for name in sys.argv[1:]]"
    return subprocess.check_output([sys.executable, "-c", read, *file.parent.glob(f"{file.name}*")])  # noqa: S603


async def test_nothing_of_them_is_left(url: str, city: City) -> None:
    zhu = await _lives(city)
    assert set(await _found(city)) == MARKS, "what is looked for has been there"
    await zhu.taps_button(EraseMe())
    assert await _found(city) == {}
    await Forgetting(city.database, None).forget()
    kept = await asyncio.to_thread(_bytes_of, file_of(url))
    written = [*(mark.encode() for mark in MARKS), TELEGRAM.to_bytes(5, "big")]
    assert [mark for mark in written if mark in kept] == [], "it can still be read out of the file"


@pytest.mark.parametrize("instead_of", [Decision.PENDING, Decision.APPROVED])
async def test_what_a_leader_writes_of_them_later_is_not_kept(city: City, instead_of: Decision) -> None:
    zhu = await _lives(city)
    await zhu.taps_button(EraseMe())
    leader = await appoint(city, city.leader, city.top)
    claim = await city.figure("SELECT MAX(id) AS n FROM claims")
    async with city.writing() as rows:
        await rows.hours.decide(claim, instead_of, by_id=leader.id, at=NOW)
        await reject(rows, leader, claim, f"{NAME}: {WORDS}", at(NOW), instead_of=instead_of)
        enquiry = await city.figure("SELECT MAX(id) AS n FROM enquiries")
        assert await say_more(rows, leader, enquiry, f"{NAME}: {WORDS}", at(NOW)) is None
    assert await city.figure("SELECT COUNT(*) AS n FROM claims WHERE state = 'rejected'") == 1
    assert await _found(city) == {}


async def test_while_somebody_reads_it_is_done_later(url: str, city: City) -> None:
    zhu = await _lives(city)
    await zhu.taps_button(EraseMe())
    forgetting = Forgetting(city.database, None)
    with closing(sqlite3.connect(file_of(url), isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT COUNT(*) FROM people").fetchone()
        await forgetting.forget()
    log = file_of(url).with_name("yigong.db-wal")
    assert log.stat().st_size, "the other one still needed it"
    await forgetting.forget()
    assert not log.stat().st_size


async def test_they_are_written_down_beside_the_backups_without_a_name(tmp_path: Path, city: City) -> None:
    zhu = await _lives(city)
    forgetting = Forgetting(city.database, tmp_path)
    await forgetting.forget()
    assert not (tmp_path / LIST).exists(), "nobody was erased yet"
    (tmp_path / LIST).write_text("[[77, 1700000000]]")  # of a database that was lost
    person = await zhu.known()
    assert person is not None
    await zhu.taps_button(EraseMe())
    await forgetting.forget()
    assert remembered(tmp_path) == {Erased(77, 1700000000), Erased(person.id, int(NOW.timestamp()))}
    assert (tmp_path / LIST).stat().st_mode & 0o777 == 0o600
    for broken in ("", "{", "[1]", '[["a", "b"]]', "null"):
        (tmp_path / LIST).write_text(broken)
        with pytest.raises(CommandError, match=r"erased\.json can't be read"):
            remembered(tmp_path)
        await Forgetting(city.database, tmp_path).forget()
        assert remembered(tmp_path) == {Erased(person.id, int(NOW.timestamp()))}, "a broken list stops no erasing"
        assert (tmp_path / f"{LIST}.broken").read_text() == broken, "somebody may still read it"


@pytest.fixture(params=["sqlite", "postgresql"])
def other_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """Another database, with nothing in it, once of each kind."""
    with databases.fresh(request.param, migrated=False) as url:
        yield url


@pytest.mark.parametrize("knows", ["the list beside the backup", "the list of BACKUP_DIR", "the database itself"])
async def test_a_backup_does_not_bring_them_back(url: str, other_url: str, tmp_path: Path, knows: str) -> None:
    file, elsewhere = tmp_path / "backups" / "city.zip", tmp_path / "elsewhere"
    async with connect(url) as database:
        city = await City.founded(database)
        zhu = await _lives(city)
        wang = await city.person("Wang")
        await make_backup(url, file, NOW)
        await zhu.taps_button(EraseMe())
        listed = {"the list beside the backup": file.parent, "the list of BACKUP_DIR": elsewhere}.get(knows)
        await Forgetting(database, listed).forget()
    into = url if knows == "the database itself" else other_url
    told = await put_back(into, file, NOW, even_over_people=True, folder=elsewhere)
    assert "; 1 who had asked to be forgotten since is erased again" in told
    async with connect(into) as database:
        restored = City(database)
        assert await _found(restored) == {}
        assert await restored.figure("SELECT COUNT(*) AS n FROM signups WHERE state = 'confirmed'") == 0
        async with restored.looking() as rows:
            assert (await rows.people.get(wang.id)) == wang, "everybody else is as they were"


async def test_a_number_that_has_become_another_persons_is_not_erased(url: str, tmp_path: Path) -> None:
    async with connect(url) as database:
        city = await City.founded(database)
        wang = await city.person("Wang")
        await make_backup(url, tmp_path / "city.zip", NOW)
    (tmp_path / LIST).write_text(f"[[{wang.id}, 1]]")  # a person of a time that was given up
    told = await put_back(url, tmp_path / "city.zip", NOW, even_over_people=True)
    assert "erased" not in told


async def test_nothing_is_restored_beside_a_list_that_cannot_be_read(url: str, tmp_path: Path) -> None:
    async with connect(url) as database:
        await City.founded(database)
        await make_backup(url, tmp_path / "city.zip", NOW)
    (tmp_path / LIST).write_text("half a li")
    with pytest.raises(CommandError, match=r"erased\.json can't be read"):
        await put_back(url, tmp_path / "city.zip", NOW, even_over_people=True)
