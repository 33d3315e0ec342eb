"""What can be counted about a running Yigong, for Prometheus (docs/operations.md says what each alarm means).

No label holds anything of a person's. What happens at every tap costs a few microseconds; what has to be asked of the
database is asked when somebody looks.
"""

import math
import platform
from collections.abc import Callable
from datetime import datetime
from typing import Final, Literal

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

from bot.ground.version import version
from bot.telegram.reading import WANTED
from storage.engine.database import Database
from storage.process import answers, inbox
from storage.rows import outbox

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"

_TAP_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_DATABASE_SECONDS: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0)


class Metrics:
    """The counters of one process; its methods are what the parts are told to tell."""

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        Info("yigong_build", "Which Yigong this is", registry=registry).info(
            {"version": version(), "python": platform.python_version()}
        )
        self._updates = Counter(
            "yigong_updates", "Updates by kind and what became of them", ("kind", "outcome"), registry=registry
        )
        self._taps = Histogram(
            "yigong_tap_seconds",
            "From an update's arrival to its answer",
            buckets=_TAP_SECONDS,
            registry=registry,
        )
        self._messages = Counter(
            "yigong_messages", "Messages owed by kind and what became of them", ("kind", "outcome"), registry=registry
        )
        seconds = Histogram(
            "yigong_database_seconds",
            "Waiting for the turn to write, within a transaction, reading",
            ("what",),
            buckets=_DATABASE_SECONDS,
            registry=registry,
        )
        self._database = {what: seconds.labels(what) for what in ("wait", "transaction", "reading")}
        self._answers = Counter(
            "yigong_answers", "Answers to updates by what became of them", ("outcome",), registry=registry
        )
        self._sweeps = Counter(
            "yigong_sweeps", "Sweeps by name and how they ended", ("sweep", "outcome"), registry=registry
        )
        self._backups = Counter("yigong_backups", "Nightly backups by how they ended", ("outcome",), registry=registry)
        self._found = _OnDemand(registry)

    def update(self, kind: str, outcome: str) -> None:
        """An update was done, parked, dropped or left with Telegram."""
        # A label has few values, whatever comes.
        self._updates.labels(kind if kind in WANTED else "other", outcome).inc()

    def tap(self, seconds: float) -> None:
        """An update was seen through in so many seconds."""
        self._taps.observe(seconds)

    def message(self, kind: str, outcome: str) -> None:
        """A message owed was sent, dropped, put off or given up."""
        self._messages.labels(kind, outcome).inc()

    def answer(self, outcome: str) -> None:
        """An answer was told, is late, or can't be told."""
        self._answers.labels(outcome).inc()

    def database(self, seconds: float, what: Literal["wait", "transaction", "reading"]) -> None:
        """Something took the database so many seconds."""
        self._database[what].observe(seconds)

    def sweep(self, name: str, outcome: str) -> None:
        """A sweep was done, has to wait, or failed."""
        self._sweeps.labels(name, outcome).inc()

    def backup(self, outcome: str) -> None:
        """A nightly backup was made, or failed."""
        self._backups.labels(outcome).inc()

    def duty(self, is_ours: Callable[[], bool]) -> None:
        """Whoever looks is told whether this process delivers and sweeps; before this, that it doesn't."""
        self._found.on_duty.set_function(is_ours)

    def newest_backup(self, at: Callable[[], float | None]) -> None:
        """Whoever looks is told when the newest nightly backup was made, in seconds since 1970; 0 if there is none."""
        self._found.backup.set_function(lambda: at() or 0.0)

    async def look(self, database: Database, now: datetime) -> None:
        """Ask the database what is owed and parked. Raises `Unavailable`."""
        self._found.forget()
        async with database.reading() as reader:
            owing = await outbox.owing(reader)
            parked = await inbox.parked(reader)
            untold = await answers.count_owed(reader)
        self._found.owed.labels("direct").set(owing.direct)
        self._found.owed.labels("bulk").set(owing.bulk)
        late = 0.0 if owing.next_due is None else max(0.0, (now - owing.next_due).total_seconds())
        self._found.late.set(late)
        self._found.parked.set(parked)
        self._found.untold.set(untold)

    def page(self) -> bytes:
        """Everything in the format that Prometheus reads."""
        return generate_latest(self.registry)


class _OnDemand:
    """What is known only when somebody looks; nothing is shown where it couldn't be found out."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.owed = Gauge("yigong_outbox_owed", "Messages owed, due or not", ("urgency",), registry=registry)
        self.late = Gauge(
            "yigong_outbox_late_seconds", "How long the longest-due message has been waiting", registry=registry
        )
        self.parked = Gauge("yigong_parked_updates", "Updates put aside because they failed", registry=registry)
        self.untold = Gauge("yigong_answers_owed", "Updates done whose people are still to be told", registry=registry)
        self.on_duty = Gauge("yigong_on_duty", "1 where this process delivers and sweeps", registry=registry)
        self.backup = Gauge(
            "yigong_backup_timestamp_seconds", "When the newest nightly backup was made", registry=registry
        )

    def forget(self) -> None:
        """What was found earlier is not to be taken for the present."""
        self.owed.clear()
        self.late.set(math.nan)
        self.parked.set(math.nan)
        self.untold.set(math.nan)
