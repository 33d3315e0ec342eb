"""A calendar as three programs read it that know nothing of each other: icalendar, vobject, and ical.js in Node."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import icalendar
import pytest
import vobject

from tests.support.town import ROOT

_ICAL_JS: Final = ROOT / ".ci/ical_js"
NODE: Final = shutil.which("node")

WITH_NODE: Final = pytest.mark.skipif(
    (NODE is None or not (_ICAL_JS / "node_modules").is_dir()) and not os.environ.get("CI"),
    reason="no ical.js on this machine (npm ci --prefix .ci/ical_js)",
)


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """An event, as a program understood it."""

    uid: str
    sequence: int
    status: str
    start: datetime
    end: datetime
    stamp: datetime
    summary: str
    location: str
    description: str
    url: str

    @property
    def is_on(self) -> bool:
        """Whether it isn't crossed out."""
        return self.status != "CANCELLED"

    @property
    def told(self) -> tuple[object, ...]:
        """What has a higher SEQUENCE where it is another."""
        return (self.start, self.end, self.summary, self.location, self.status)


def by_icalendar(text: bytes) -> list[ReadEvent]:
    """Python's icalendar."""
    return [_by_icalendar(entry) for entry in icalendar.Calendar.from_ical(text).walk("VEVENT")]


def _by_icalendar(entry: Any) -> ReadEvent:
    return ReadEvent(
        uid=str(entry["UID"]),
        sequence=int(entry["SEQUENCE"]),
        status=str(entry["STATUS"]),
        start=entry["DTSTART"].dt,
        end=entry["DTEND"].dt,
        stamp=entry["DTSTAMP"].dt,
        summary=str(entry["SUMMARY"]),
        location=str(entry["LOCATION"]),
        description=str(entry.get("DESCRIPTION", "")),
        url=str(entry.get("URL", "")),
    )


def by_vobject(text: bytes) -> list[ReadEvent]:
    """Python's vobject, which has a grammar of its own."""
    calendar = vobject.readOne(text.decode())
    return [_by_vobject(entry) for entry in calendar.contents.get("vevent", [])]


def _by_vobject(entry: Any) -> ReadEvent:
    said = {name: values[0].value for name, values in entry.contents.items()}
    return ReadEvent(
        uid=said["uid"],
        sequence=int(said["sequence"]),
        status=said["status"],
        start=said["dtstart"].astimezone(UTC),
        end=said["dtend"].astimezone(UTC),
        stamp=said["dtstamp"].astimezone(UTC),
        summary=said["summary"],
        location=said["location"],
        description=said.get("description", ""),
        url=said.get("url", ""),
    )


def by_ical_js(text: bytes) -> list[ReadEvent]:
    """ical.js, which is Thunderbird's."""
    assert NODE is not None, "no node on this machine"
    ran = subprocess.run([NODE, "read.mjs"], cwd=_ICAL_JS, input=text, capture_output=True, check=True)  # noqa: S603
    found: list[dict[str, Any]] = json.loads(ran.stdout)
    for one in found:
        one.update({name: _instant(one[name]) for name in ("start", "end", "stamp")})
    return [ReadEvent(**one) for one in found]


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


READERS: Final[Mapping[str, Callable[[bytes], list[ReadEvent]]]] = {"icalendar": by_icalendar, "vobject": by_vobject}
"""Those that are there wherever the tests are."""
