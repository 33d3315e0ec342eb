"""The command line: `python -m bot --help`."""

import os
import sys
from collections.abc import Sequence
from typing import Final

import uvloop

from bot.commands.answering import have_streams, remark
from bot.commands.typed import parser
from bot.ground.errors import CommandError, TokenRefused, each_in
from bot.ground.logs import Redactor
from bot.ground.settings import SettingsError, load
from storage.engine.connecting import is_postgres
from storage.engine.faults import DatabaseFault, Unavailable

TOKEN_REFUSED: Final = os.EX_CONFIG
"""The exit code where Telegram refused the token at the start: the units say that trying again is of no use then."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. Gives 0, or 1 (`TOKEN_REFUSED` for that) after one clear sentence on what is wrong."""
    have_streams()
    options = parser().parse_args(arguments)
    try:
        uvloop.run(options.command(options))
    except KeyboardInterrupt:
        return 130
    except Exception as fault:
        sentences = [_sentence(one) for one in each_in(fault)]
        if None in sentences:
            raise
        remark("\n".join(dict.fromkeys(filter(None, sentences))))
        return TOKEN_REFUSED if isinstance(fault, TokenRefused) else 1
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


if __name__ == "__main__":
    sys.exit(main())
