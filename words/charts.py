"""Pictures of figures: bars under their titles, two columns of them (decision 43)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from volunteering.rules.volunteers import Language
from words.typesetting import given_of, typeset

_SOURCE: Final = (Path(__file__).parent / "chart.typ").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Bar:
    """A number, and as it is said beside its bar. None is hidden: its bar says nothing."""

    name: str
    number: int | None
    said: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars that are compared with each other, and a note under them."""

    title: str
    bars: Sequence[Bar]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Charts:
    """A picture of several charts, with lines above and small ones below.

    `absent` has {codes}: characters that no font has, for which 〓 stands.
    """

    language: Language
    title: str
    lines: Sequence[str]
    charts: Sequence[Chart]
    foot: Sequence[str]
    absent: str
    at: datetime  # when it was drawn


def png(charts: Charts) -> bytes:
    """The picture, 210 mm wide and as long as it has to be."""
    return typeset(_SOURCE, charts.language, given_of(charts), charts.at, format_="png")
