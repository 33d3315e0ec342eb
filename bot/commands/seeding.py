"""`seed-city`: a synthetic city, for trying its size."""

import argparse

from bot.commands.answering import answer
from bot.commands.bearings import take_bearings
from bot.ground.clock import SystemClock
from bot.keeping.beginning import keep_zone, refuse_if_lost
from storage.engine.connecting import connect
from storage.engine.migrating import migrate


async def seed(options: argparse.Namespace) -> None:
    """Fill an empty database with a synthetic city."""
    from bot.seeding import see_that_years_can_be, seed_city

    settings = take_bearings("seed-city", begins=True)
    see_that_years_can_be(options.year, options.years)
    if not options.new_city:
        await refuse_if_lost(settings)
    await migrate(settings.database_url)
    async with connect(settings.database_url) as database:
        async with database.transaction() as transaction:
            await keep_zone(transaction, settings, SystemClock().now())
        await seed_city(
            database,
            year=options.year,
            years=options.years,
            organisation=settings.organisation,
            zone=settings.timezone,
            reachable=options.reachable,
        )
    answer(f"The city is there. Send /stats {options.year} to see its year.")
