"""A village: the seeded city, a hundred times smaller, and what can be asked of it."""

import hashlib
from typing import Final
from zoneinfo import ZoneInfo

from bot.seeding import seed_city
from storage.engine.database import Database
from volunteering.rules.reports import Totals

ZONE = ZoneInfo("Asia/Shanghai")


TABLES = (
    "units",
    "people",
    "profiles",
    "roles",
    "activities",
    "shifts",
    "signups",
    "claims",
    "entries",
    "enquiries",
    "enquiry_lines",
    "qualifications",
    "trainings",
    "study_lines",
    "results",
    "ratings",
    "commendations",
    "buddies",
    "honours",
    "quizzes",
    "quiz_questions",
    "quiz_attempts",
    "quiz_answers",
    "unit_settings",
    "first_shifts",
)


ORDERED_BY = {
    "roles": "person_id, unit_id",
    "profiles": "person_id",
    "ratings": "shift_id, person_id",
    "trainings": "activity_id",
    "results": "activity_id, person_id",
    "quizzes": "activity_id",
    "quiz_answers": "attempt_id, place",
    "unit_settings": "unit_id, name",
    "first_shifts": "person_id",
}


SUMMED = set(Totals.model_fields) - {"people"}


VILLAGE: Final = {
    "bot.seeding.city.PEOPLE": 900,
    "bot.seeding.city.TOWNSHIPS": 12,
    "bot.seeding.city.TEAMS": 30,
    "bot.seeding.city.NEW_IN_FIRST_YEAR": 80,
    "bot.seeding.filling.NEW_IN_FIRST_YEAR": 80,
    "bot.seeding.filling.NEW_LATER": 40,
    "bot.seeding.year.ACTIVITIES": 360,
    "bot.seeding.year.PARTICIPATIONS": 3000,
    "bot.seeding.turnout.CLAIMS": 9,
    "bot.seeding.qualified.QUALIFICATIONS": 60,
    "bot.seeding.trained.TRAININGS": 20,
}


# The command, of a village.
SEEDS: Final = """
import sys
from importlib import import_module
for name, size in {sizes}.items():
    module, _, constant = name.rpartition(".")
    setattr(import_module(module), constant, size)
from bot.__main__ import main
sys.exit(main(["seed-city"]))
"""


async def seed(database: Database, *, year: int = 2009, years: int = 1, reachable: bool = False) -> None:
    await seed_city(database, year=year, years=years, organisation="Taizhou", zone=ZONE, reachable=reachable)


async def figure(database: Database, sql: str) -> int:
    async with database.reading() as reader:
        row = await reader.one(sql)
    assert row is not None
    return int(row["n"] or 0)


async def contents(database: Database) -> dict[str, str]:
    """Each table, in a word."""
    found = {}
    async with database.reading() as reader:
        for table in TABLES:
            order = ORDERED_BY.get(table, "id")
            rows = [sorted(dict(row).items()) for row in await reader.all(f"SELECT * FROM {table} ORDER BY {order}")]
            found[table] = hashlib.sha256(repr(rows).encode()).hexdigest()
    return found
