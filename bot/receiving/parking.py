"""The last resort: an update that can't be done is put aside, and its person is told once that it wasn't."""

import json
from collections.abc import Callable
from typing import Final

import structlog

from bot.receiving.intake import End
from bot.telegram.reading import RawUpdate, own_chat_of, person_of, query_of, read
from handlers.doors.kinds import kind_of
from handlers.showing import instead as screens
from handlers.tapping.arriving import Arrival
from handlers.tapping.replies import Reply
from handlers.tapping.screen import Answer, Screen
from handlers.tapping.tap import Organisation
from storage.engine.database import Database
from storage.engine.faults import DatabaseFault
from storage.process import inbox
from storage.rows import parked
from volunteering.rules.ground.clock import Clock
from words.words import Words

_BITS: Final = 2**63

log = structlog.stdlib.get_logger(__name__)


class Parking:
    """Puts updates aside, and words what is said about them. Only people in their own chat are told anything."""

    def __init__(self, database: Database, organisation: Organisation, clock: Clock, username: str) -> None:
        self._database = database
        self._username = username
        self._organisation = organisation
        self._clock = clock

    async def park(self, raw: RawUpdate, error: Exception) -> End:
        """Put an update aside, whatever is in it, unless it was done after all: then its answer is owed as any other.

        Raises DatabaseFault.
        """
        now = self._clock.now()
        telegram_id = person_of(raw)
        async with self._database.transaction() as transaction:
            known = await inbox.recognise(transaction, telegram_id=0, update_id=raw["update_id"], now=now)
            if known.first:
                parked.park(
                    transaction,
                    update_id=raw["update_id"],
                    telegram_id=telegram_id if -_BITS <= telegram_id < _BITS else None,
                    kind=self._kind(raw),
                    error=type(error).__name__,
                    payload=_as_text(raw),
                    now=now,
                )
        return End("parked", await self._about(raw, screens.went_wrong)) if known.first else End("done")

    def _kind(self, raw: RawUpdate) -> str:
        try:
            return kind_of(read(raw, self._username))
        except Exception:  # noqa: BLE001 - whatever is in it, it can be put aside
            return "other"

    async def slow_down(self, raw: RawUpdate) -> Reply | None:
        """What somebody is told who sends too much. Raises nothing."""
        return await self._about(raw, screens.slow_down)

    async def comes_soon(self, arrival: Arrival) -> str:
        """What somebody reads who taps again for a file that is being made. Raises nothing."""
        return screens.comes_soon_toast(await self._words(arrival.sender.telegram_id))

    async def _about(self, raw: RawUpdate, screen: Callable[[Words], Screen]) -> Reply | None:
        chat_id = own_chat_of(raw)
        if chat_id is None:
            return None
        words = await self._words(chat_id)
        return Reply(raw["update_id"], chat_id, Answer(screen(words)), None, query_id=query_of(raw))

    async def _words(self, telegram_id: int) -> Words:
        now = self._clock.now()
        known = None
        try:
            async with self._database.reading() as reader:
                known = await inbox.recognise(reader, telegram_id=telegram_id, update_id=None, now=now)
        except DatabaseFault as fault:
            log.info("a person's language isn't known", error=str(fault))
        person = known.person if known else None
        return Words(person.language if person else self._organisation.default_language, self._organisation.zone, now)


def _as_text(raw: RawUpdate) -> str:
    """As JSON in plain ASCII: neither a NUL nor half a surrogate pair is left in it."""
    try:
        return json.dumps(raw)[: parked.LARGEST]
    except (TypeError, ValueError, RecursionError):  # a number of ten thousand digits
        return json.dumps(sorted(str(name) for name in raw))[: parked.LARGEST]
