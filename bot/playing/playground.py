"""The playground as `make run` opens it: a Telegram of our own, invented people, and the bot, in one process."""

import asyncio
from pathlib import Path

from pydantic import SecretStr

from bot.ground.clock import SystemClock
from bot.ground.errors import CommandError, each_in
from bot.ground.settings import Settings
from bot.playing.pages import pages_beside
from bot.playing.sample import ADMIN, LEADER, ORGANISATION, PHONES, found_sample
from bot.serving.application import serve
from bot.serving.signals import stop_on_signals
from bot.site.health import Health
from bot.site.ports import why_not_served
from playground.ground.errors import NotOpenedError
from playground.ground.people import Person
from playground.phones.acts import writes
from playground.serving.server import Playground
from playground.serving.table import AtStake
from storage.engine.connecting import connect
from storage.engine.migrating import migrate
from storage.process.holding import held
from storage.process.playing import is_marked, mark_if_empty, people_in, set_aside
from storage.rows.volunteers import names_by_telegram_id


async def open_playground(settings: Settings, port: int, file: Path) -> None:
    """Serve the playground's page and the bot until told to stop; *Start over* begins with a new `file`.

    Raises CommandError where the page can't be served, and DatabaseFault for a file that can't be used.
    """
    try:
        await _Play(settings, port, file).open()
    except* NotOpenedError as faults:
        [why] = [fault.why for fault in each_in(faults) if isinstance(fault, NotOpenedError)]
        raise CommandError(why_not_served(settings.http_host, port, why)) from why


class _Play:
    """The phones, the bot and the file that it plays with."""

    def __init__(self, settings: Settings, port: int, file: Path) -> None:
        self._settings = settings
        self._port = port
        self._file = file
        self._health: Health | None = None  # of the bot that is served
        self._stop, self._again = asyncio.Event(), asyncio.Event()
        self._file_door = asyncio.Lock()  # nobody looks into the file while it is put away and made anew

    async def open(self) -> None:
        """Until told to stop."""
        stop_on_signals(self._stop)
        playground = Playground(
            self._settings.http_host,
            self._port,
            people=PHONES,
            at_stake=self._at_stake,
            on_start_over=self._start_over,
        )
        playground.also(pages_beside(self._settings, playground, lambda: self._health))
        async with playground:
            settings = self._settings.model_copy(update=_for_trying(playground, self._file))
            async with self._file_door:
                await self._begin(settings, playground)
            print(f"\n  Yigong's playground: {playground.url}\n  Ctrl-C stops it.\n", flush=True)  # noqa: T201
            while not self._stop.is_set():
                await self._serve(settings)
                if self._again.is_set():
                    self._again.clear()  # whoever asks from now on, asks once more
                    async with self._file_door:
                        await self._put_away()
                        await self._begin(settings, playground)

    async def _at_stake(self) -> AtStake:
        async with self._file_door, connect(f"sqlite:///{self._file}") as database:
            return AtStake(str(self._file), await people_in(database), is_ours=await is_marked(database))

    async def _start_over(self) -> None:
        self._again.set()

    async def _begin(self, settings: Settings, playground: Playground) -> None:
        with held(settings.database_url):  # before anything is put into a file that somebody serves
            await mark_if_empty(self._file)
            people = await _prepare(settings)
        for person in people:
            playground.telegram.add(person).is_started = True
            if person in PHONES:  # so that their phones show where they are, not an empty chat
                writes(playground.telegram, person, "/start")

    async def _serve(self, settings: Settings) -> None:
        """Serve until told to stop or to start over."""
        enough = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            serving = group.create_task(serve(settings, enough, begins=self._is_served, pages=False))
            waiting = {group.create_task(self._stop.wait()), group.create_task(self._again.wait())}
            await asyncio.wait({serving, *waiting}, return_when=asyncio.FIRST_COMPLETED)
            enough.set()
            for task in waiting:
                task.cancel()
            await serving

    def _is_served(self, health: Health) -> None:
        self._health = health

    async def _put_away(self) -> None:
        with held(f"sqlite:///{self._file}"):  # in between, somebody else may have begun to serve it
            copy = await set_aside(self._file, SystemClock().now().astimezone(self._settings.timezone))
        print(f"  Started over. What was there is kept in {copy}", flush=True)  # noqa: T201


def _for_trying(playground: Playground, file: Path) -> dict[str, object]:
    return {
        "telegram_bot_token": SecretStr(playground.token),
        "telegram_api_url": playground.url,
        "clock_url": f"{playground.url}/playground/clock",
        "database_url": f"sqlite:///{file}",
        "admin_ids": (ADMIN,),
        "organisation": ORGANISATION,
        "webhook_url": None,
        "public_url": playground.url,  # which serves the bot's pages, too
    }


async def _prepare(settings: Settings) -> list[Person]:
    """See that the sample is there. Gives everybody who is registered: they have written to the bot before."""
    phones = {phone.id: phone for phone in PHONES}
    await migrate(settings.database_url)
    async with connect(settings.database_url) as database:
        await found_sample(database, settings, LEADER)
        async with database.reading() as reader:
            known = await names_by_telegram_id(reader)
    return [phones.get(telegram_id, Person(telegram_id, name)) for telegram_id, name in known.items()]
