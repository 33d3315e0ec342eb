"""What can be counted about a running Yigong, for Prometheus (docs/alarms.md says what each alarm means).

No label holds anything of a person's. What happens at every tap costs a few microseconds; what has to be asked is asked
when somebody looks (`bot/site/looking.py`).
"""

import asyncio
import platform
from collections.abc import Collection
from datetime import datetime
from typing import Final, Literal, get_args

from prometheus_client import (
    CollectorRegistry,
    Histogram,
    Info,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

from bot.ground.outcomes import AnswerOutcome, BackupOutcome, CallTrouble, MessageOutcome, UpdateOutcome
from bot.ground.version import version
from bot.site.looking import Looking
from bot.site.tallies import Tally
from bot.telegram.reading import WANTED
from handlers.doors.notices import KINDS
from handlers.operating.screens import Trouble
from scheduling.timetable import SweepName, SweepOutcome
from storage.engine.database import Database
from web.house import Outcome, Reading

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"

_OTHER: Final = "other"  # a label has few values, whatever Telegram tells one day
_TAP_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_DATABASE_SECONDS: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0)


def _database_seconds(registry: CollectorRegistry) -> dict[str, Histogram]:
    seconds = Histogram(
        "yigong_database_seconds",
        "Waiting for the turn to write, within a transaction, reading",
        ("what",),
        buckets=_DATABASE_SECONDS,
        registry=registry,
    )
    return {what: seconds.labels(what) for what in ("wait", "transaction", "reading")}


class Metrics:
    """The counters of one process; its methods are what the parts are told to tell."""

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.looking = Looking()
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        Info("yigong_build", "Which Yigong this is", registry=registry).info(
            {"version": version(), "python": platform.python_version()}
        )
        self._updates = Tally(
            registry,
            "yigong_updates",
            "Updates by kind and what became of them",
            kind=(*WANTED, _OTHER),
            outcome=get_args(UpdateOutcome),
        )
        self._taps = Histogram(
            "yigong_tap_seconds", "From an update's arrival to its answer", buckets=_TAP_SECONDS, registry=registry
        )
        self._messages = Tally(
            registry,
            "yigong_messages",
            "Messages owed by kind and what became of them",
            kind=KINDS,
            outcome=get_args(MessageOutcome),
        )
        self._database = _database_seconds(registry)
        self._answers = Tally(
            registry, "yigong_answers", "Answers to updates by what became of them", outcome=get_args(AnswerOutcome)
        )
        self._sweeps = Tally(
            registry,
            "yigong_sweeps",
            "Sweeps by name and how they ended",
            sweep=get_args(SweepName),
            outcome=get_args(SweepOutcome),
        )
        self._backups = Tally(
            registry, "yigong_backups", "Nightly backups by how they ended", outcome=get_args(BackupOutcome)
        )
        self._troubles = Tally(
            registry, "yigong_telegram_errors", "Calls to Telegram that went wrong, by how", kind=get_args(CallTrouble)
        )
        self._strangers = Tally(
            registry, "yigong_webhook_refused", "Posts to the webhook of somebody who isn't Telegram: they got a 403"
        )
        self._verified = Tally(
            registry,
            "yigong_certificates_checked",
            "Certificates looked up on the public page by what came of it",
            outcome=get_args(Outcome),
        )

        self._calendars = Tally(
            registry,
            "yigong_calendars_read",
            "Calendars asked for at their addresses by what came of it",
            outcome=get_args(Reading),
        )

    def calendar_read(self, outcome: Reading) -> None:
        """Somebody's calendar was asked for."""
        self._calendars.add(outcome)

    def verified(self, outcome: Outcome) -> None:
        """Somebody has asked about a certificate."""
        self._verified.add(outcome)

    def update(self, kind: str, outcome: UpdateOutcome) -> None:
        """An update was done, parked, dropped or left with Telegram."""
        self._updates.add(kind if kind in WANTED else _OTHER, outcome)

    def tap(self, seconds: float) -> None:
        """An update was seen through in so many seconds."""
        self._taps.observe(seconds)

    def message(self, kind: str, outcome: MessageOutcome) -> None:
        """A message owed was sent, dropped, put off or given up."""
        self._messages.add(kind, outcome)

    def answer(self, outcome: AnswerOutcome) -> None:
        """An answer was told, is late, or can't be told."""
        self._answers.add(outcome)

    def database(self, seconds: float, what: Literal["wait", "transaction", "reading"]) -> None:
        """Something took the database so many seconds."""
        self._database[what].observe(seconds)

    def sweep(self, name: SweepName, outcome: SweepOutcome) -> None:
        """A sweep was done, has to wait, or failed."""
        self._sweeps.add(name, outcome)

    def backup(self, outcome: BackupOutcome) -> None:
        """A nightly backup was made, or failed."""
        self._backups.add(outcome)

    def call_failed(self, trouble: CallTrouble) -> None:
        """A call to Telegram went wrong."""
        self._troubles.add(trouble)

    def stranger(self) -> None:
        """Somebody posted to the webhook without its secret."""
        self._strangers.add()

    async def page(self, database: Database | None, troubles: Collection[Trouble], now: datetime) -> bytes:
        """Everything in the format that Prometheus reads; without a database, nothing that only it knows.

        Raises `DatabaseFault`.
        """
        sight = await self.looking.look(database, troubles, now)

        def written() -> bytes:
            self.looking.look_at_the_disks(sight)
            looked_at = CollectorRegistry()
            looked_at.register(sight)
            return generate_latest(self._registry) + generate_latest(looked_at)

        return await asyncio.to_thread(written)
