"""`parked`: what people did and Yigong could not do, to be looked at, replayed or dropped (docs/parked.md)."""

import argparse
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.commands.answering import answer
from bot.commands.bearings import take_bearings
from bot.ground.clock import SystemClock
from bot.ground.errors import CommandError
from bot.ground.settings import Settings
from bot.keeping.beginning import refuse_other_tables
from bot.telegram.outline import outline
from scheduling.sweeps import PARKED_KEPT
from storage.engine.connecting import connect
from storage.engine.database import Reader, Transaction
from storage.engine.looking import looking
from storage.engine.migrating import revision_of
from storage.engine.pages import Page
from storage.engine.retrying import written
from storage.keeping.examining import is_served
from storage.rows import parked
from storage.views.parked import ParkedUpdate, parked_page, parked_update, payload_of

_MOST: Final = 1_000  # lines of a list


async def list_them(_: argparse.Namespace) -> None:
    """A line for each, the oldest first."""
    settings = take_bearings("parked")
    async with _looking(settings) as reader:
        found = await parked_page(reader, Page(_MOST))
    for update in found.updates:
        answer(_line(update, settings.timezone))
    if not found.updates:
        answer("No update is parked")
    if found.extent.has_more:
        answer(f"These are the first {_MOST} of {found.extent.total}")


def _line(update: ParkedUpdate, zone: ZoneInfo) -> str:
    whose = "of nobody" if update.telegram_id is None else f"of {update.telegram_id}"
    told = (str(update.update_id), _local(update.at, zone), update.kind or "unknown", whose, update.error)
    return "  ".join((*told, *(("to be replayed",) if update.is_asked_for else ())))


def _local(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


async def show(options: argparse.Namespace) -> None:
    """One, without what was typed, unless it is asked for whole. Raises CommandError where it isn't there."""
    settings = take_bearings("parked show")
    async with _looking(settings) as reader:
        update = await parked_update(reader, options.id)
        payload = await payload_of(reader, options.id)
    if update is None:
        raise _not_there(options.id)
    answer(_line(update, settings.timezone))
    answer(f"It is kept until {_local(update.at + PARKED_KEPT, settings.timezone)}")
    answer(payload if options.whole else outline(payload))


async def replay(options: argparse.Namespace) -> None:
    """Mark one, or all, for whoever is on duty. Raises CommandError where there is nothing to mark."""
    settings, now = take_bearings("parked replay"), SystemClock().now()
    many = await _changed(settings, options.id, lambda transaction: parked.ask_for(transaction, options.id, now))
    if not many and options.id is not None:
        answer(f"Update {options.id} is to be replayed already")
        return
    somebody_serves = await is_served(settings.database_url)
    when = "in a few seconds" if somebody_serves else "at the next start: nobody serves this city now"
    answer(f"{_counted(many)} to be replayed {when}; python -m bot parked shows what fails again")


async def drop(options: argparse.Namespace) -> None:
    """Forget one, or all. Raises CommandError where there is nothing to forget."""
    settings = take_bearings("parked drop")
    many = await _changed(settings, options.id, lambda transaction: parked.drop(transaction, options.id))
    answer(f"{_counted(many)} dropped: nobody is told, and what they did is not done")


def _counted(many: int) -> str:
    return "1 update is" if many == 1 else f"{many} updates are"


async def _changed(settings: Settings, update_id: int | None, work: Callable[[Transaction], Awaitable[int]]) -> int:
    async with _looking(settings) as reader:
        there = await parked.count(reader) if update_id is None else await parked_update(reader, update_id)
    if not there:
        raise _not_there(update_id)
    async with connect(settings.database_url) as database:
        return await written(database, work)


def _not_there(update_id: int | None) -> CommandError:
    if update_id is None:
        return CommandError("No update is parked")
    return CommandError(f"No update {update_id} is parked: python -m bot parked lists those that are")


@asynccontextmanager
async def _looking(settings: Settings) -> AsyncIterator[Reader]:
    async with looking(settings.database_url) as reader:
        refuse_other_tables(await revision_of(reader))
        yield reader
