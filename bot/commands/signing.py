"""`signing`: the keys that certificates are signed with, and another one from now on (docs/rotation.md)."""

import argparse

from bot.commands.answering import answer
from bot.commands.bearings import take_bearings
from bot.ground.clock import SystemClock
from bot.keeping.beginning import refuse_other_tables
from storage.engine.connecting import connect
from storage.engine.looking import looking
from storage.engine.migrating import revision_of
from storage.engine.retrying import written
from storage.rows.signing_keys import add_key
from storage.views.certificates import PublicKey, count_signed, public_keys


async def list_them(_: argparse.Namespace) -> None:
    """A line for each, the newest first."""
    settings = take_bearings("signing")
    async with looking(settings.database_url) as reader:
        refuse_other_tables(await revision_of(reader))
        keys, signed = await public_keys(reader), await count_signed(reader)
    for key in keys:
        many = signed.get(key.name, 0)
        began = f"{key.since.astimezone(settings.timezone):%Y-%m-%d %H:%M}"
        ended = f"{key.until.astimezone(settings.timezone):%Y-%m-%d %H:%M}" if key.until else "now"
        answer(f"{key.name}  {began} to {ended}  {many} certificate{'' if many == 1 else 's'}")
    if not keys:
        answer("No key was made yet: the first one is, with the first certificate")


async def sign_with_another(_: argparse.Namespace) -> None:
    """Make one that signs from now on, whoever serves; those before it check what they have signed."""
    settings = take_bearings("signing new")
    async with looking(settings.database_url) as reader:
        refuse_other_tables(await revision_of(reader))
        before: list[PublicKey] = await public_keys(reader)
    async with connect(settings.database_url) as database:
        name = await written(database, lambda transaction: add_key(transaction, SystemClock().now()))
    answer(f"Certificates are signed with key {name} from now on, by every replica")
    if before:
        answer(f"Key {before[0].name} signs no more: its private half is gone. What it has signed stays checkable")
