"""`doctor`: looks at everything a city needs, and changes nothing."""

import argparse
from functools import partial

from bot.commands.answering import answer
from bot.commands.bearings import say_where_by_settings, settings_read
from bot.examining import database, files, messenger, public
from bot.examining.remarks import Look, Remark, Weight, found
from bot.ground.clock import SystemClock
from bot.ground.counting import counted
from bot.ground.errors import CommandError
from bot.ground.logs import Redactor
from bot.ground.settings import Settings


async def examine(_: argparse.Namespace) -> None:
    """A line for each remark; raises CommandError where something is wrong, with how much."""
    settings = settings_read()
    say_where_by_settings(settings)
    redact = Redactor(settings.secrets)
    bad = 0
    async for about, remark in found(_looks(settings)):
        bad += remark.weight is Weight.WRONG
        answer(redact(_line(about, remark)))
    if bad:
        raise CommandError(f"{counted(bad, 'thing is', 'things are')} wrong")


def _looks(settings: Settings) -> list[Look]:
    now = SystemClock().now
    return [
        Look("settings", partial(files.settings_given, settings)),
        Look("rights", partial(files.rights, settings)),
        Look("database", partial(database.integrity, settings)),
        Look("tables", partial(database.tables, settings)),
        Look("served", partial(database.served, settings)),
        Look("undone", lambda: database.undone(settings, now())),
        Look("backups", lambda: files.backups(settings, now())),
        Look("drill", lambda: files.drill(settings, now())),
        Look("disk", partial(files.room, settings)),
        Look("clock", lambda: database.clock(settings, now())),
        Look("Telegram", lambda: messenger.telegram(settings, now())),
        Look("clock", lambda: messenger.clock(settings, now())),
        Look("public pages", partial(public.public_pages, settings)),
    ]


def _line(about: str, remark: Remark) -> str:
    return f"{remark.weight:<5}  {about}: {remark.said}"
