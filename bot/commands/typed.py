"""What can be typed, and how it explains itself: `python -m bot --help`."""

import argparse
import platform
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from bot.commands import doctor, importing, keeping, parked, seeding, serving, signing
from bot.ground.version import version
from storage.engine.revisions import head
from volunteering.rules.volunteers import Language

Adds: TypeAlias = Callable[..., argparse.ArgumentParser]
"""argparse's own `add_parser`: one more command."""


def parser() -> argparse.ArgumentParser:
    """Everything that can be typed; `options.command(options)` does it."""
    whole = argparse.ArgumentParser(
        prog="python -m bot",
        description="Yigong coordinates volunteers in Telegram. Without a command it serves Telegram if "
        "TELEGRAM_BOT_TOKEN is set, and opens the playground if not.",
        epilog="Settings are read from the environment or from .env; the README has the table. On a city that is "
        "served by systemd, deploy/yigong-ctl COMMAND works as its service does.",
    )
    whole.add_argument("--version", action="version", version=_version())
    whole.set_defaults(command=serving.run_or_playground)
    adds = whole.add_subparsers(title="commands", metavar="").add_parser
    _that_serve(adds)
    _that_keep(adds)
    _that_try(adds)
    _that_put_right(adds)
    _that_sign(adds)
    return whole


def _that_serve(adds: Adds) -> None:
    run = adds("run", help="serve Telegram (needs TELEGRAM_BOT_TOKEN)")
    _may_begin_anew(run)
    run.set_defaults(command=serving.run)

    playground = adds("playground", help="try it without Telegram: phones side by side in a web page")
    playground.add_argument("--port", type=_port, help="port of the page (HTTP_PORT)")
    playground.add_argument(
        "--file",
        type=Path,
        help="its database, which is there: a seeded city, say (one of its own, playground.db)",
    )
    playground.set_defaults(command=serving.playground)


def _that_keep(adds: Adds) -> None:
    migrate = adds("migrate", help="bring the database up to date, and stop")
    _may_begin_anew(migrate)
    migrate.add_argument(
        "--another-bot",
        action="store_true",
        help="let the bot of the next start be this city's, though its people chat with another one",
    )
    migrate.set_defaults(command=keeping.migrate_database)

    backup = adds("backup", help="write everything into one file, also while serving; or try one")
    made_or_tried = backup.add_mutually_exclusive_group(required=True)
    made_or_tried.add_argument("file", type=Path, nargs="?", help="the backup, for example city.zip")
    made_or_tried.add_argument(
        "--verify",
        metavar="FILE",
        help="try one instead: restore it into a scratch database, and compare; 'newest' is that in BACKUP_DIR",
    )
    _may_be_sealed(backup)
    backup.set_defaults(command=keeping.backup)

    restore = adds("restore", help="replace everything by a backup, of SQLite or PostgreSQL")
    restore.add_argument("file", type=Path, help="the backup")
    restore.add_argument(
        "--yes",
        action="store_true",
        help="also where there are people in the database already, or where nobody said which database is meant",
    )
    _may_be_sealed(restore)
    restore.set_defaults(command=keeping.restore)

    _imports(adds)

    export = adds("export", help="write the organisation's data as a zip of CSV files, or its service records as XLSX")
    export.add_argument("file", type=Path, help="city-data.zip, or records.xlsx, which gets a JSON Schema beside it")
    export.set_defaults(command=keeping.export)


def _imports(adds: Adds) -> None:
    brings = adds(
        "import",
        help="bring people, teams and hours of before from a list (XLSX or CSV), also while serving",
        description="Columns are found by their headings, in English or Chinese: name (姓名), phone (手机), team "
        "(团队), hours (时长), date (日期), activity (活动). All of the list is imported, or nothing. Done twice, it "
        "does nothing twice.",
    )
    brings.add_argument("file", type=Path, nargs="?", help="the list, for example volunteers.xlsx")
    brings.add_argument("--sent", help=argparse.SUPPRESS)  # a list that an admin sent, as it was taken up
    brings.add_argument("--dry-run", action="store_true", help="say what would come of it, and write nothing")
    brings.add_argument("--report", type=Path, metavar="FILE", help="the report, row by row (LIST-report.xlsx)")
    brings.add_argument(
        "--unit", metavar="TEAM", help="whose list it is: teams that aren't there are made below it (the top one)"
    )
    brings.add_argument(
        "--leave-out-wrong", action="store_true", help="import the rest where rows are wrong; else nothing is imported"
    )
    brings.add_argument(
        "--country", type=str.upper, metavar="XX", help="the country whose numbers have no + in front (COUNTRY)"
    )
    brings.add_argument("--language", type=Language, choices=tuple(Language), help="of the report (DEFAULT_LANGUAGE)")
    brings.add_argument("--by", type=_number, metavar="ID", help=argparse.SUPPRESS)  # the admin who sent the file
    brings.set_defaults(command=importing.import_list)


def _that_try(adds: Adds) -> None:
    examine = adds("doctor", help="look at everything a city needs, also while serving; changes nothing")
    examine.set_defaults(command=doctor.examine)

    seed = adds("seed-city", help="fill an empty database with a synthetic city, for trying its size")
    seed.add_argument("--year", type=int, default=2009, help="the first year of its activities (2009)")
    seed.add_argument("--years", type=int, default=1, help="how many years (1)")
    seed.add_argument(
        "--reachable", action="store_true", help="let its people be sent messages: only for a Telegram that is none"
    )
    _may_begin_anew(seed)
    seed.set_defaults(command=seeding.seed)


def _that_put_right(adds: Adds) -> None:
    aside = adds("parked", help="list what could not be done and was put aside; show, replay or drop it")
    aside.set_defaults(command=parked.list_them)
    acts: Adds = aside.add_subparsers(title="what to do with it", metavar="").add_parser

    show = acts("show", help="one, without names and what was typed")
    show.add_argument("id", type=_number, metavar="ID", help="its number in the list")
    show.add_argument("--whole", action="store_true", help="with names and what was typed: it is on your screen then")
    show.set_defaults(command=parked.show)

    for name, command, what in (
        ("replay", parked.replay, "have it done after all, by the Yigong that serves"),
        ("drop", parked.drop, "forget it: it is never done"),
    ):
        act = acts(name, help=what)
        act.add_argument("id", type=_number_or_all, metavar="ID|all", help="its number in the list, or all of them")
        act.set_defaults(command=command)


def _that_sign(adds: Adds) -> None:
    keys = adds("signing", help="list the keys that certificates are signed with; sign with another one from now on")
    keys.set_defaults(command=signing.list_them)
    acts: Adds = keys.add_subparsers(title="what to do about them", metavar="").add_parser
    another = acts("new", help="make another one; what was signed before stays checkable")
    another.set_defaults(command=signing.sign_with_another)


def _number_or_all(text: str) -> int | None:
    return None if text == "all" else _number(text)


def _number(text: str) -> int:
    """An update's, of those that a database can keep."""
    with suppress(ValueError):
        if -(2**63) <= (number := int(text)) < 2**63:
            return number
    raise argparse.ArgumentTypeError("must be a number from the list")


def _version() -> str:
    return f"Yigong {version()}, tables {head()}, Python {platform.python_version()}"


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) < 65536):
        raise argparse.ArgumentTypeError("must be a whole number from 0 to 65535; 0 takes a free one")
    return int(text)


def _may_be_sealed(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--identity", type=Path, metavar="FILE", help="the file with the secret key, where it is encrypted (BACKUP_KEY)"
    )


def _may_begin_anew(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--new-city",
        action="store_true",
        help="begin a new and empty city although BACKUP_DIR has backups of one; without it that is refused",
    )
