"""What is done in groups themselves: commands there, and what happens to them."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from handlers.groups.binding import STARTED_BY, bind_here, unbind_here
from handlers.groups.screens import binding as screens
from handlers.tapping.arriving import Elsewhere, GroupChange, GroupMoved
from handlers.tapping.replies import Aside
from handlers.tapping.screen import Screen
from handlers.tapping.tap import Tap
from storage.engine.database import Database
from storage.rows import groups
from volunteering.rules.ground.clock import Clock
from words.words import Words

_HERE: Final[Mapping[str, Callable[[Tap, Elsewhere], Awaitable[Screen | None]]]] = {
    "bind": bind_here,
    "start": bind_here,
    "unbind": unbind_here,
}
"""The commands that are a group's own affair; every other is for the chat of one's own."""


def is_about_group(heard: Elsewhere) -> bool:
    """Whether it is the group's own affair; `/start` is, where Yigong was added by the link for that."""
    return heard.command in _HERE and (heard.command != "start" or heard.arguments == STARTED_BY)


async def answer_in_group(tap: Tap, heard: Elsewhere) -> Screen | None:
    """What is said there, if anything."""
    return await _HERE[heard.command](tap, heard)


async def see_to_change(database: Database, clock: Clock, change: GroupChange, words: Words) -> Aside | None:
    """What is owed to a group is tried at once where we may speak again; one that is bound to nothing is told how."""
    async with database.transaction() as transaction:
        is_bound = await groups.lets_speak(transaction, change.chat_id, clock.now(), is_here=change.is_here)
    return Aside(change.chat_id, screens.how_to_bind(words)) if change.is_new and not is_bound else None


async def see_to_move(database: Database, moved: GroupMoved) -> None:
    """The group stays bound, and its cards are owed there."""
    async with database.transaction() as transaction:
        await groups.has_moved(transaction, moved.chat_id, moved.to)
