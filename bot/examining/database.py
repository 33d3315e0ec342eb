"""The database: whether it is whole, is this version's and this city's, who serves it, and what lies in it undone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.examining.remarks import Remark, note, ok, wrong
from bot.ground.counting import counted
from bot.ground.other_clocks import OFF, Difference, Whose
from bot.ground.settings import Settings
from storage.engine.connecting import spoken
from storage.engine.looking import damaged_pages, looking
from storage.engine.migrating import revision_of
from storage.engine.revisions import head
from storage.keeping.examining import is_served, missing_indexes, servers_time
from storage.process import answers, city
from storage.rows import outbox
from storage.rows import parked as parked_rows

LATE: Final = 300
"""Seconds that a message may be owed past its time, as the alarm has it."""

_LISTED: Final = "python -m bot parked lists them"


async def integrity(settings: Settings) -> Sequence[Remark]:
    """Every page, and the indexes that questions go by."""
    url = settings.database_url
    pages = await damaged_pages(url)
    if pages:
        return [wrong(f"the server has found {pages} damaged pages")]
    async with looking(url) as reader:
        missing = await missing_indexes(reader, url) if await revision_of(reader) == head() else []
    if missing:
        return [wrong(f"indexes are missing, so that everything is slow: {', '.join(missing)}")]
    return [ok(f"{spoken(url)} is whole")]


async def tables(settings: Settings) -> Sequence[Remark]:
    """Of which version they are, and in which zone the city's days were made."""
    async with looking(settings.database_url) as reader:
        revision = await revision_of(reader)
        if revision is None:
            return [wrong("there are none: python -m bot migrate makes them, restore brings a city back")]
        if revision > head():
            return [wrong(f"they are a newer Yigong's: at {revision}, and this one knows {head()}")]
        if revision < head():
            return [note(f"they are at {revision}: the next start brings them to {head()}")]
        zone = await city.zone_of(reader)
    given = settings.timezone.key
    if zone is not None and zone != given:
        return [wrong(f"its days and months were made in {zone}, and TIMEZONE is {given}: set TIMEZONE={zone}")]
    return [ok(f"they are at {revision}, in {given}")]


async def served(settings: Settings) -> Sequence[Remark]:
    """Whether somebody serves it."""
    return [ok("a Yigong serves it") if await is_served(settings.database_url) else note("nobody serves it now")]


async def undone(settings: Settings, now: datetime) -> Sequence[Remark]:
    """What is owed, and what was put aside."""
    somebody_serves = await is_served(settings.database_url)
    async with looking(settings.database_url) as reader:
        if await revision_of(reader) != head():
            return [note("not asked of other tables")]
        direct, bulk = await outbox.owing(reader, bulk=False), await outbox.owing(reader, bulk=True)
        untold, parked = await answers.count_owed(reader), await parked_rows.count(reader)
    late = 0 if direct.due_since is None else max(0, round((now - direct.due_since).total_seconds()))
    messages, untold_ones = counted(direct.messages, "message", "messages"), counted(untold, "answer", "answers")
    owed = f"{messages}, {bulk.messages} of letters to units and {untold_ones} are owed"
    if late > LATE:
        said = f"{owed}; the first has been due for {late // 60} min"
        first = wrong(said) if somebody_serves else note(f"{said}, and nobody serves")
    else:
        first = ok(owed)
    aside = (
        note(f"{counted(parked, 'update is', 'updates are')} parked: {_LISTED}")
        if parked
        else ok("no update is parked")
    )
    return [first, aside]


async def clock(settings: Settings, now: datetime) -> Sequence[Remark]:
    """Whether a server goes by the same time as this machine."""
    async with looking(settings.database_url) as reader:
        theirs = await servers_time(reader, settings.database_url)
    return [] if theirs is None else [compared("PostgreSQL", theirs, now)]


def compared(whose: Whose, theirs: datetime, ours: datetime) -> Remark:
    """What is to be said of two clocks that were looked at in the same moment."""
    difference = Difference(whose, ours - theirs)
    if not difference.is_too_large:
        return ok(f"within {OFF.total_seconds() / 60:.0f} min of {whose}'s")
    seconds = round(difference.ahead.total_seconds())
    side = "ahead of" if seconds > 0 else "behind"
    return wrong(f"this machine's is {abs(seconds)} s {side} {whose}'s: set it right (timedatectl set-ntp true)")
