"""Which packages of others a room may import: these, and nothing else. An import counts wherever it stands.

A contract of import-linter can only name what is forbidden; here whatever isn't named is.
"""

import re
import sys
from collections.abc import Mapping
from typing import Final, NamedTuple

from tests.support.town import ROOT
from tests.test_imports import PROGRAM, ROOMS, Import, imports, imports_of

CONFINED: Final = frozenset({"sqlite3"})
"""Of the standard library: every room may import the rest of it."""


class Allowed(NamedTuple):
    """The rooms that may import it, whatever is in them, and why these, where that isn't plain."""

    rooms: frozenset[str]
    why: str


def _in(*rooms: str, why: str = "") -> Allowed:
    return Allowed(frozenset(rooms), why)


PACKAGES: Final[Mapping[str, Allowed]] = {
    "aiohttp": _in(
        "bot.calling",
        "bot.ground",
        "bot.playing",
        "bot.receiving",
        "bot.serving",
        "bot.site",
        "playground.serving",
        "playground.telegram",
        "web",
        why="the clock asks the playground's over HTTP, and the webhook is a page of the site",
    ),
    "aiohttp_sse": _in("playground.serving"),
    "aiosqlite": _in("storage.engine"),
    "alembic": _in(
        "storage.engine", "storage.keeping", why="keeping restores a backup under the tables it was made of"
    ),
    "apscheduler": _in("scheduling"),
    "asyncpg": _in(
        "storage.engine",
        "storage.keeping",
        "storage.process",
        why="the duty's lock has a session of its own, and a backup copies whole tables",
    ),
    "babel": _in(
        "words",
        "playground.phones",
        "bot.ground",
        why="a phone writes times in its reader's language, as Telegram's do; which country a time zone is in",
    ),
    "chinese_calendar": _in("volunteering.rules", why="China's holidays, as they were decided"),
    "dateutil": _in("volunteering.rules", why="which days a rule of RFC 5545 means"),
    "holidays": _in("volunteering.rules", why="those of other countries"),
    "markupsafe": _in(
        "words",
        "handlers",
        "web",
        "bot.serving",
        "bot.telegram",
        why="what people see is escaped wherever it is put together",
    ),
    "prometheus_client": _in("bot.site"),
    "cryptography": _in("storage.rows", why="certificates are signed where they are written down"),
    "icalendar": _in("words", why="a calendar is written in its reader's language"),
    "manimgx_fonts": _in("words", why="papers' fonts"),
    "noto_cjk_sans_jp_regular": _in("words"),
    "pydantic": _in(
        "volunteering", "storage", "handlers", "bot.ground", "bot.playing", "playground.serving", "playground.telegram"
    ),
    "pydantic_core": _in(
        "volunteering.rules.ground",
        "handlers.forms",
        "bot.calling",
        "bot.ground",
        why="pydantic's own: its errors, its reader of JSON, and what adds a schema to a type",
    ),
    "pydantic_settings": _in("bot.ground"),
    "pylopdf_fonts_zh_cn": _in("words"),
    "pylopdf_fonts_zh_tw": _in("words"),
    "pyrage": _in("storage.keeping"),
    "openpyxl": _in("bot.importing"),
    "phonenumbers": _in("bot.importing"),
    "segno": _in("words", why="codes on posters, written in no language"),
    "sentry_sdk": _in("bot.ground"),
    "sqlalchemy": _in("storage.engine", "storage.keeping", why="migrations and the tables' shapes; a tap goes past it"),
    "sqlite3": _in("storage", why="SQL lives there and nowhere else"),
    "structlog": _in("handlers.doors", "scheduling", "bot"),
    "telegram": _in(
        "bot.answering",
        "bot.calling",
        "bot.delivering",
        "bot.examining",
        "bot.ground",
        "bot.importing",
        "bot.receiving",
        "bot.serving",
        "bot.telegram",
    ),
    "tqdm": _in("bot.importing", "bot.keeping", "bot.seeding"),
    "typing_extensions": _in(
        "volunteering",
        "storage",
        "handlers",
        "bot",
        "playground",
        why="@override, which the standard library has from Python 3.12 on",
    ),
    "typst": _in("words"),
    "uvloop": _in("bot.__main__"),
    "xlsxwriter": _in("words"),
    "yarl": _in("bot.calling", "bot.receiving", why="aiohttp's addresses"),
}

CALLED: Final = {
    "telegram": "python_telegram_bot",
    "pydantic_core": "pydantic",
    "chinese_calendar": "chinesecalendar",
    "dateutil": "python_dateutil",
}
"""What a package is installed by, where that has another name."""

NOT_IMPORTED: Final = {
    "tzdata": "zoneinfo's zones, where a machine has none",
}
"""Dependencies that no line of ours names."""


def package_of(one: Import) -> str | None:
    """The package of others that an import is of; None for the standard library and rooms of ours."""
    package = one.what.partition(".")[0]
    is_free = package in sys.stdlib_module_names - CONFINED or package in ROOMS
    return None if is_free else package


def room_among(rooms: frozenset[str], module: str) -> str | None:
    """Which of these rooms a module stands in."""
    return next((room for room in rooms if module == room or module.startswith(f"{room}.")), None)


def used() -> set[tuple[str, str]]:
    """Each package with each module of the program that imports it."""
    return {
        (package, name)
        for name, found in imports().items()
        for one in found
        if name.partition(".")[0] in PROGRAM and (package := package_of(one)) is not None
    }


def test_a_room_imports_what_it_may_and_nothing_else() -> None:
    strange = [
        f"{name} imports {package}"
        for package, name in sorted(used())
        if package not in PACKAGES or room_among(PACKAGES[package].rooms, name) is None
    ]
    assert strange == [], "not on the list of packages: has it to stand there?"


def test_nothing_is_allowed_that_nobody_needs() -> None:
    needed = {(package, room_among(PACKAGES[package].rooms, name)) for package, name in used() if package in PACKAGES}
    allowed = {(package, room) for package, (rooms, _) in PACKAGES.items() for room in rooms}
    assert allowed - needed == set()


def test_the_rules_know_the_standard_library_and_pydantic() -> None:
    """With what pydantic itself is made of; and what knows the days of a rule, and those of a country (decision 77)."""
    known = {package for package, name in used() if name.startswith("volunteering.")}
    of_days = {"chinese_calendar", "dateutil", "holidays"}
    assert known == {"pydantic", "pydantic_core", "typing_extensions"} | of_days


def test_what_is_imported_is_a_dependency_and_the_other_way_round() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    [listed] = re.findall(r"^dependencies = \[\n(.*?)^\]", project, re.DOTALL | re.MULTILINE)
    depended_on = {name.replace("-", "_") for name in re.findall(r'^ *"([\w-]+)', listed, re.MULTILINE)}
    imported = {CALLED.get(package, package) for package in PACKAGES.keys() - CONFINED}
    assert depended_on == imported | NOT_IMPORTED.keys()


def test_a_package_is_seen_wherever_it_hides() -> None:
    [found] = imports_of("def f():\n    from telegram.error import Forbidden")
    assert package_of(found) == "telegram"
    [found] = imports_of("from xml.etree import ElementTree")
    assert package_of(found) is None
