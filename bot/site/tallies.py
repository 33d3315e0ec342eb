"""Counters whose labels have the values that were declared, and each of them from the start.

`increase()` sees no rise in a series that is born at 1, so that an alarm on the first of something would never ring.
"""

from collections.abc import Iterable
from itertools import product
from typing import Final

import structlog
from prometheus_client import CollectorRegistry, Counter

UNDECLARED: Final = "a figure has no such series: its label's value isn't declared"

log = structlog.stdlib.get_logger(__name__)


class Tally:
    """A counter `name`, with a series at 0 for each combination of its `labels`' values."""

    def __init__(self, registry: CollectorRegistry, name: str, what: str, **labels: Iterable[str]) -> None:
        counter = Counter(name, what, tuple(labels), registry=registry)
        self._name = name
        self._series = {values: counter.labels(*values) if labels else counter for values in product(*labels.values())}

    def add(self, *values: str) -> None:
        """One more of these. What nobody has declared is a mistake of ours: it is told, and holds up nobody."""
        series = self._series.get(values)
        if series is None:
            log.error(UNDECLARED, figure=self._name, values=values)
            return
        series.inc()
