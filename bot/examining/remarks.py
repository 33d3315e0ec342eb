"""What is found when somebody looks at an installation: one line each, and within a time limit."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from telegram.error import TelegramError

from bot.ground.errors import CommandError
from storage.engine.faults import DatabaseFault

LIMIT: Final = 20.0
"""Seconds that one look may take; a look at every page of ten years of a large city takes a few."""


class Weight(StrEnum):
    """How what was found is to be taken."""

    OK = "ok"
    NOTE = "note"
    WRONG = "WRONG"


@dataclass(frozen=True, slots=True)
class Remark:
    """What was found, about what."""

    weight: Weight
    said: str


@dataclass(frozen=True, slots=True)
class Look:
    """A look at something: its name, and what finds what there is to say."""

    about: str
    at: Callable[[], Awaitable[Sequence[Remark]]]


def ok(said: str) -> Remark:
    """It is as it should be."""
    return Remark(Weight.OK, said)


def note(said: str) -> Remark:
    """It may be so."""
    return Remark(Weight.NOTE, said)


def wrong(said: str) -> Remark:
    """Somebody has to do something."""
    return Remark(Weight.WRONG, said)


async def found(looks: Sequence[Look], limit: float = LIMIT) -> AsyncIterator[tuple[str, Remark]]:
    """What is found, one look after the other; what can't be looked at, or takes too long (seconds), is wrong."""
    for look in looks:
        for remark in await _guarded(look, limit):
            yield look.about, remark


async def _guarded(look: Look, limit: float) -> Sequence[Remark]:
    try:
        async with asyncio.timeout(limit):
            return await look.at()
    except TimeoutError:
        return [wrong(f"no answer within {limit:g} s")]
    except (CommandError, DatabaseFault, TelegramError) as fault:
        return [wrong(" ".join(str(fault).split()))]
    except Exception as fault:  # noqa: BLE001 - the other looks are worth having, whatever is the matter with this one
        return [wrong(f"it can't be looked at: {type(fault).__name__}")]
