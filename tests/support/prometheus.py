"""Prometheus' own promtool, over rules that are shipped and figures that a bot has really shown."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pytest
from pydantic_core import to_json

from tests.support.town import ROOT

ALERTS: Final = ROOT / "deploy/prometheus/alerts.yml"
PROMTOOL: Final = shutil.which("promtool")

WITH_PROMTOOL: Final = pytest.mark.skipif(
    PROMTOOL is None and not os.environ.get("CI"), reason="no promtool on this machine (Debian: prometheus)"
)

Page = Mapping[str, float]
"""The figures of a page, by series: `yigong_on_duty`, `yigong_outbox_owed{urgency="bulk"}`."""

_SERIES: Final = re.compile(r"^([a-z_]+)(?:\{(.*)\})? (\S+)$", re.MULTILINE)
_INSTANTS: Final = re.compile(r"_timestamp_seconds$|_start_time_seconds$")


def promtool(*arguments: str | Path) -> str:
    """What it says; AssertionError with all of it where it isn't content."""
    assert PROMTOOL is not None, "no promtool on this machine"
    done = subprocess.run((PROMTOOL, *arguments), capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def read(page: str) -> Page:
    """The figures of a page as Prometheus reads it."""
    return {f"{name}{{{labels}}}" if labels else name: float(value) for name, labels, value in _SERIES.findall(page)}


class Recording:
    """Scrapes of one city, `every` so many minutes; None where nobody answered."""

    def __init__(self, city: str, *, instance: str = "one:8080", every: int = 1) -> None:
        self.every = every
        self._target = f'city="{city}",instance="{instance}",job="yigong"'
        self._scrapes: list[Page | None] = []
        self._began = 0.0

    def keeps(self, page: Page | None, at: float) -> None:
        """One more; `at` is the time of its clock, in seconds since 1970."""
        if not self._scrapes:
            self._began = at
        self._scrapes.append(page)

    @property
    def minute(self) -> int:
        """Of the scrape that was made last."""
        return self.every * (len(self._scrapes) - 1)

    @property
    def series(self) -> list[dict[str, str]]:
        """All of them, as promtool's tests take them: their time begins at 0."""
        names = sorted({name for page in self._scrapes if page is not None for name in page})
        shown = [{"series": self._series("up"), "values": " ".join("01"[page is not None] for page in self._scrapes)}]
        for name in names:
            values = [None if page is None else page.get(name) for page in self._scrapes]
            shown.append({"series": self._series(name), "values": " ".join(self._value(name, one) for one in values)})
        return shown

    def _series(self, name: str) -> str:
        name, _, labels = name.partition("{")
        return f"{name}{{{self._target}{',' + labels[:-1] if labels else ''}}}"

    def _value(self, name: str, value: float | None) -> str:
        if value is None:
            return "stale"  # as Prometheus notes it where a series isn't on the page any more
        return repr(value - self._began if _INSTANTS.search(name.partition("{")[0]) else value)


def ringing(folder: Path, recordings: Sequence[Recording], expected: Mapping[int, Sequence[Mapping[str, str]]]) -> None:
    """That of the shipped alarms just these ring at each of the minutes, each told by its labels. AssertionError.

    Where all recordings are seldom scraped, the alarms are as seldom looked at, or days would take long.
    """
    [interval] = {f"{recording.every}m" for recording in recordings}
    tests: list[dict[str, Any]] = [
        {
            "interval": interval,
            "input_series": [series for recording in recordings for series in recording.series],
            "promql_expr_test": [
                {
                    "expr": 'ALERTS{alertstate="firing"}',
                    "eval_time": f"{minute}m",
                    "exp_samples": [{"labels": _labels(alarm), "value": 1} for alarm in alarms],
                }
                for minute, alarms in expected.items()
            ],
        }
    ]
    file = folder / "ringing.yml"  # JSON is YAML
    file.write_bytes(to_json({"rule_files": [str(ALERTS)], "evaluation_interval": interval, "tests": tests}))
    promtool("test", "rules", file)


def _labels(alarm: Mapping[str, str]) -> str:
    labels = {"alertstate": "firing", **alarm}
    return "ALERTS{" + ",".join(f'{name}="{value}"' for name, value in labels.items()) + "}"
