"""What one person is told where others read along: at once, or never there (docs/rules.md: In groups)."""

import asyncio
from typing import Final

import structlog

from handlers.tapping.messenger import Messenger
from handlers.tapping.replies import Reply

PATIENCE: Final = 2.0  # seconds

log = structlog.stdlib.get_logger(__name__)


async def is_whispered(messenger: Messenger, reply: Reply) -> bool:
    """Whether whoever tapped was told where they tapped. Else it is owed in their own chat, like any answer."""
    whisper = reply.answer.whisper
    if whisper is None or reply.query_id is None:
        return False
    try:
        async with asyncio.timeout(PATIENCE):
            await messenger.whisper(reply.query_id, whisper)
    except Exception as error:  # noqa: BLE001 - whatever it is
        log.info("what one person is to see in a group is told in private", error=type(error).__name__)
        return False
    return True
