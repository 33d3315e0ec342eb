"""The playground as `make run` opens it: a Telegram of our own, invented people, and the bot, in one process."""

import asyncio
from contextlib import suppress
from pathlib import Path

from bot.application import serve, stop_on_signals
from bot.sample import ADMIN, LEADER, ORGANISATION, PHONES, found_sample
from bot.settings import Settings
from playground.acts import writes
from playground.people import Person
from playground.server import Playground
from storage.database import connect
from storage.migrating import migrate
from storage.people import names_by_telegram_id


async def open_playground(settings: Settings, port: int, file: Path) -> None:
    """Serve the playground's page and the bot until told to stop; *Start over* begins with a new `file`."""
    stop, again = asyncio.Event(), asyncio.Event()
    stop_on_signals(stop)

    async def start_over() -> None:
        again.set()

    async with Playground(settings.http_host, port, people=PHONES, on_start_over=start_over) as playground:
        settings = settings.model_copy(update=_for_trying(playground, file))
        print(f"\n  Yigong's playground: {playground.url}\n  Ctrl-C stops it.\n", flush=True)  # noqa: T201
        while not stop.is_set():
            again.clear()
            for person in await _prepare(settings):
                playground.telegram.add(person).is_started = True
                if person in PHONES:  # so that their phones show where they are, not an empty chat
                    writes(playground.telegram, person, "/start")
            await _serve_until(settings, stop, again)
            if again.is_set():
                _forget(file)


def _for_trying(playground: Playground, file: Path) -> dict[str, object]:
    from pydantic import SecretStr

    return {
        "telegram_bot_token": SecretStr(playground.token),
        "telegram_api_url": playground.url,
        "clock_url": f"{playground.url}/playground/clock",
        "database_url": f"sqlite:///{file}",
        "admin_ids": (ADMIN,),
        "organisation": ORGANISATION,
        "webhook_url": None,
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


async def _serve_until(settings: Settings, stop: asyncio.Event, again: asyncio.Event) -> None:
    """Serve until one of both is set."""
    enough = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        serving = group.create_task(serve(settings, enough, pages=False))
        waiting = {group.create_task(stop.wait()), group.create_task(again.wait())}
        await asyncio.wait({serving, *waiting}, return_when=asyncio.FIRST_COMPLETED)
        enough.set()
        for task in waiting:
            task.cancel()
        await serving


def _forget(file: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            file.with_name(file.name + ending).unlink()
