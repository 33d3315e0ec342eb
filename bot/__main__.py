"""The command line: `python -m bot --help`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import uvloop

from bot import commands
from bot.ground.errors import CommandError, TokenRefused, each_in
from bot.ground.logs import Redactor
from bot.ground.settings import SettingsError, load
from storage.engine.connecting import is_postgres
from storage.engine.faults import DatabaseFault, Unavailable


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. Gives 0, or 1 after one clear sentence on what is wrong."""
    options = _parser().parse_args(arguments)
    try:
        uvloop.run(options.command(options))
    except KeyboardInterrupt:
        return 130
    except Exception as fault:
        sentences = [_sentence(one) for one in each_in(fault)]
        if None in sentences:
            raise
        print(*dict.fromkeys(sentences), sep="\n", file=sys.stderr)
        return 1
    return 0


def _sentence(fault: BaseException) -> str | None:
    """What is wrong, said to whoever started it; None where it is a fault of the program's own."""
    if isinstance(fault, SettingsError):
        return str(fault)
    if isinstance(fault, TokenRefused | CommandError | DatabaseFault):
        settings = load()
        said = str(fault)
        if isinstance(fault, Unavailable):
            said = f"The database can't be used: {said}"
        if type(fault) is Unavailable:  # its kinds say themselves what to do
            said = f"{said}. {_way_to_the_database(settings.database_url)}"
        # Others' words may be in it: a server that is not our own says what it likes.
        return Redactor(settings.secrets)(" ".join(said.split()))
    return None


def _way_to_the_database(url: str) -> str:
    return "Is its server running, and DATABASE_URL right?" if is_postgres(url) else "Is DATABASE_URL right?"


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) < 65536):
        raise argparse.ArgumentTypeError("must be a whole number from 0 to 65535; 0 takes a free one")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot",
        description="Yigong coordinates volunteers in Telegram. Without a command it serves Telegram if "
        "TELEGRAM_BOT_TOKEN is set, and opens the playground if not.",
        epilog="Settings are read from the environment or from .env; the README has the table.",
    )
    parser.set_defaults(command=commands.run_or_playground)
    of_them = parser.add_subparsers(title="commands", metavar="")

    run = of_them.add_parser("run", help="serve Telegram (needs TELEGRAM_BOT_TOKEN)")
    _may_begin_anew(run)
    run.set_defaults(command=commands.run)

    playground = of_them.add_parser("playground", help="try it without Telegram: phones side by side in a web page")
    playground.add_argument("--port", type=_port, help="port of the page (HTTP_PORT)")
    playground.add_argument(
        "--file",
        type=Path,
        help="its database, which is there: a seeded city, say (one of its own, playground.db)",
    )
    playground.set_defaults(command=commands.playground)

    migrate = of_them.add_parser("migrate", help="bring the database up to date, and stop")
    _may_begin_anew(migrate)
    migrate.set_defaults(command=commands.migrate_database)

    backup = of_them.add_parser("backup", help="write everything into one file, also while serving")
    backup.add_argument("file", type=Path, help="the backup, for example city.zip")
    backup.set_defaults(command=commands.backup)

    restore = of_them.add_parser("restore", help="replace everything by a backup, of SQLite or PostgreSQL")
    restore.add_argument("file", type=Path, help="the backup")
    restore.add_argument("--yes", action="store_true", help="also where there are people in the database already")
    restore.set_defaults(command=commands.restore)

    export = of_them.add_parser("export", help="write the organisation's data as a zip of CSV files, for people")
    export.add_argument("file", type=Path, help="the zip, for example city-data.zip")
    export.set_defaults(command=commands.export)

    seed = of_them.add_parser("seed-city", help="fill an empty database with a synthetic city, for trying its size")
    seed.add_argument("--year", type=int, default=2009, help="the first year of its activities (2009)")
    seed.add_argument("--years", type=int, default=1, help="how many years (1)")
    seed.add_argument(
        "--reachable", action="store_true", help="let its people be sent messages: only for a Telegram that is none"
    )
    _may_begin_anew(seed)
    seed.set_defaults(command=commands.seed)
    return parser


def _may_begin_anew(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--new-city",
        action="store_true",
        help="begin a new and empty city although BACKUP_DIR has backups of one; without it that is refused",
    )


if __name__ == "__main__":
    sys.exit(main())
