"""Starting over in the playground names what it takes, keeps a copy, and leaves alone what no playground made."""

import asyncio
import os
import re
import shutil
import signal
import sqlite3
from collections.abc import Callable, Coroutine
from contextlib import closing
from pathlib import Path
from typing import Any, Self

import aiohttp
import pytest
from typing_extensions import override

from bot.ground.settings import Settings
from bot.keeping.backups import make_backup
from bot.keeping.restoring import put_back
from bot.playing.playground import _for_trying, open_playground
from playground.ground.people import Person
from playground.serving.server import Playground
from storage.engine.connecting import connect
from storage.engine.migrating import migrate
from storage.process.holding import FileHeld, held
from storage.process.playing import is_marked, mark_if_empty, people_in, set_aside
from tests.browser.newcomer import playground_in
from tests.support.city import NOW, ZONE, City

SAMPLE = 6  # invented people who are there from the beginning


async def asked(method: str, url: str) -> tuple[int, Any]:
    """The status and the answer."""
    async with aiohttp.ClientSession() as session, session.request(method, url) as response:
        text = await response.text()
        return response.status, await response.json() if response.content_type == "application/json" else text


def people(file: Path) -> list[str]:
    """Whose names are in a file."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM people ORDER BY id")]


def files(folder: Path) -> list[str]:
    """Databases, whole."""
    return sorted(path.name for path in folder.iterdir() if path.suffix == ".db")


@pytest.fixture
async def city(tmp_path: Path) -> Path:
    """A file that was made for a city, with one person in it."""
    file = tmp_path / "city.db"
    await migrate(f"sqlite:///{file}")
    async with connect(f"sqlite:///{file}") as database:
        await City.founded(database)
    return file


async def test_its_own_file_is_named_kept_and_begun_anew(tmp_path: Path) -> None:
    async with playground_in(tmp_path) as url:
        stake = await asked("GET", f"{url}/playground/start-over")
        assert stake == (200, {"file": "playground.db", "people": SAMPLE, "is_ours": True})
        with closing(sqlite3.connect(tmp_path / "playground.db", timeout=30)) as connection:
            connection.execute("UPDATE people SET name = 'Somebody' WHERE telegram_id = 1011")
            connection.commit()
        before = people(tmp_path / "playground.db")
        assert await asked("POST", f"{url}/playground/start-over") == (204, "")
        await _until_there_are(tmp_path, 2)
        stake = await asked("GET", f"{url}/playground/start-over")
        assert stake == (200, {"file": "playground.db", "people": SAMPLE, "is_ours": True})
    copy, file = files(tmp_path)
    assert re.fullmatch(r"playground-\d{4}-\d\d-\d\d-\d{6}\.db", copy)
    assert people(tmp_path / copy) == before, "the copy has not everything"
    assert "Somebody" not in people(tmp_path / file)


async def test_it_may_be_asked_for_again_and_again(tmp_path: Path) -> None:
    async with playground_in(tmp_path) as url:
        for _ in range(4):
            assert await asked("POST", f"{url}/playground/start-over") == (204, "")
            status, stake = await asked("GET", f"{url}/playground/start-over")
            assert (status, stake["is_ours"]) == (200, True)
        await _until_there_are(tmp_path, 2)


async def test_a_file_that_somebody_serves_is_left_as_it_is(city: Path) -> None:
    settings = Settings(timezone=ZONE, _env_file=None)
    with held(f"sqlite:///{city}"):
        with pytest.RaisesGroup(pytest.RaisesExc(FileHeld, match=r"Another Yigong is running on .*city\.db")):
            await open_playground(settings, 0, city)
        assert people(city) == ["Teacher Li"]


async def _until_there_are(folder: Path, number: int) -> None:
    async with asyncio.timeout(30):
        while len(files(folder)) < number or not await asyncio.to_thread(_is_filled, folder / "playground.db"):
            continue


def _is_filled(file: Path) -> bool:
    try:
        return len(people(file)) == SAMPLE
    except sqlite3.OperationalError:  # not made yet
        return False


async def test_a_file_that_no_playground_made_stays_as_it_is(city: Path) -> None:
    async with playground_in(city.parent, "--file", "city.db") as url:
        status, stake = await asked("GET", f"{url}/playground/start-over")
        assert (status, stake["file"], stake["is_ours"]) == (200, "city.db", False)
        assert stake["people"] == len(people(city))
        status, said = await asked("POST", f"{url}/playground/start-over")
        assert (status, said) == (409, "city.db was not made by a playground: it stays as it is")
    assert files(city.parent) == ["city.db"]
    assert "Teacher Li" in people(city)


async def test_a_playground_s_file_is_known_wherever_it_is(tmp_path: Path, city: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    async with playground_in(elsewhere):
        pass
    moved = shutil.move(elsewhere / "playground.db", tmp_path / "moved.db")
    for file, ours in ((moved, True), (city, False)):
        async with connect(f"sqlite:///{file}") as database:
            assert await is_marked(database) == ours, file


async def test_only_what_is_empty_is_marked(tmp_path: Path, city: Path) -> None:
    (tmp_path / "empty.db").touch()
    for file, ours in ((tmp_path / "new.db", True), (tmp_path / "empty.db", True), (city, False)):
        await mark_if_empty(file)
        await migrate(f"sqlite:///{file}")
        async with connect(f"sqlite:///{file}") as database:
            assert await is_marked(database) == ours, file


async def test_what_is_set_aside_is_whole_while_somebody_looks_at_it(city: Path) -> None:
    with closing(sqlite3.connect(city)) as looking:
        looking.execute("INSERT INTO parked (update_id, at, error, payload) VALUES (1, 0, 'x', '{}')")
        looking.commit()
        copy = await set_aside(city, NOW)
        assert files(city.parent) == [copy.name]
        async with connect(f"sqlite:///{copy}") as database:
            assert await people_in(database) == 1
            async with database.reading() as reader:
                assert await reader.one("SELECT 1 FROM parked")


async def test_no_copy_takes_the_place_of_another(tmp_path: Path) -> None:
    file = tmp_path / "playground.db"
    for number in range(3):
        with closing(sqlite3.connect(file)) as connection:
            connection.execute(f"CREATE TABLE kept_{number} (one)")
        copy = await set_aside(file, NOW)
        assert re.fullmatch(r"playground-[\d-]+\.db", copy.name)
    assert len(files(tmp_path)) == 3


async def test_starting_over_again_while_it_begins_is_not_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pressed: list[Callable[[], Coroutine[Any, Any, None]]] = []
    pressing: list[asyncio.Task[None]] = []
    begun = served = 0

    async def begins(settings: Settings) -> list[Person]:
        nonlocal begun
        begun += 1
        await migrate(settings.database_url)
        if begun == 2:  # before the bot is there again
            pressing.append(asyncio.ensure_future(pressed[0]()))
            await asyncio.sleep(0)
        return []

    async def serves(_: Settings, stop: asyncio.Event, **__: object) -> None:
        nonlocal served
        served += 1
        if served == 1:
            await pressed[0]()
        elif begun == 3:
            os.kill(os.getpid(), signal.SIGINT)
        await stop.wait()

    class Pressed(Playground):
        @override
        async def __aenter__(self) -> Self:
            pressed.append(self.start_over)
            return await super().__aenter__()

    for name, what in {"_prepare": begins, "serve": serves, "Playground": Pressed}.items():
        monkeypatch.setattr(f"bot.playing.playground.{name}", what)
    async with asyncio.timeout(10):
        await open_playground(Settings(timezone=ZONE, _env_file=None), 0, tmp_path / "playground.db")
    assert begun == 3, "the phones are empty, and nobody is told"


async def test_what_was_restored_into_a_playground_s_file_is_not_a_playground_s(tmp_path: Path, city: Path) -> None:
    file = tmp_path / "playground.db"
    await mark_if_empty(file)
    await migrate(f"sqlite:///{file}")
    await make_backup(f"sqlite:///{city}", tmp_path / "city.zip", NOW)
    await put_back(f"sqlite:///{file}", tmp_path / "city.zip", NOW, even_over_people=False)
    async with connect(f"sqlite:///{file}") as database:
        assert not await is_marked(database)
        assert await people_in(database) == 1


async def test_what_the_bot_has_on_the_web_the_playground_serves_and_no_city_does(tmp_path: Path) -> None:
    """Its certificates and calendars are in no city's file."""
    city = Settings(_env_file=None, public_url="https://volunteers.example")
    async with Playground("127.0.0.1", 0, people=(), at_stake=None, on_start_over=None) as playground:
        tried = city.model_copy(update=_for_trying(playground, tmp_path / "playground.db"))
        assert tried.public_url == playground.url


async def test_a_calendar_is_read_at_the_playground_s_own_address(tmp_path: Path) -> None:
    async with playground_in(tmp_path) as url:
        async with asyncio.timeout(20):
            while True:
                status, _ = await asked("GET", f"{url}/calendar/{'a' * 40}.ics")
                if status != 503:  # the file is open
                    break
                await asyncio.sleep(0.05)
        assert status == 404
        assert (await asked("GET", f"{url}/verify"))[0] == 200
