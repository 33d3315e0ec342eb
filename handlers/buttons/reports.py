"""Buttons of the totals. A span is a month (`2026-11`) or a year (`2026`); pages count from 0."""

from typing import Annotated

from pydantic import BaseModel, Field

from handlers.buttons.button import Button, PageNumber

SpanText = Annotated[str, Field(max_length=7)]


class OfSpan(BaseModel):
    """A span, and a unit with everything below it."""

    span: SpanText
    unit: int


class ShowTotals(Button, code="to"):
    """The totals of a month or a year; none given: this month. No unit given: the highest the admin has."""

    span: SpanText | None = None
    unit: int | None = None


class CompareTotals(OfSpan, Button, code="tc"):
    """Every figure beside the span before and the same a year ago."""


class TotalsByUnit(OfSpan, Button, code="tu", is_list=True):
    """The totals by unit, one level down."""

    page: PageNumber = 0


class TotalsByMonth(OfSpan, Button, code="tm", is_list=True):
    """The months of a year, half a year a page."""

    page: PageNumber = 0


class TotalsFile(OfSpan, Button, code="tf"):
    """The totals as a table for a spreadsheet."""


class ShowReturning(OfSpan, Button, code="tr"):
    """Who came for the first time, and how many of them again; with a buddy, and without."""


class ListHeld(OfSpan, Button, code="ta", is_list=True):
    """The activities held that make a month's figures; `own`: without those of the units below."""

    own: bool = False
    page: PageNumber = 0


class ShowHeld(Button, code="th", is_list=True):
    """Who came to an activity in a month, and who did not; `unit` is the one whose list led there."""

    span: SpanText
    activity: int
    unit: int
    page: PageNumber = 0


class ListLines(OfSpan, Button, code="tl", is_list=True):
    """The lines of the ledger that make a month's hours; `own`: without those of the units below."""

    own: bool = False
    page: PageNumber = 0


class ListServed(OfSpan, Button, code="tv", is_list=True):
    """The shifts whose leaders counted the people served, or what was handed out; of a month or a year."""

    page: PageNumber = 0


class ListNew(OfSpan, Button, code="tn", is_list=True):
    """Who registered in a month."""

    page: PageNumber = 0


class ShowQuality(OfSpan, Button, code="tqa"):
    """How it went in a month or a year: who came again, no-shows, who left or was called off late, ratings."""


class QualityByUnit(OfSpan, Button, code="tqb", is_list=True):
    """The same by unit, one level down."""

    page: PageNumber = 0


class ShowHeldExams(OfSpan, Button, code="te", is_list=True):
    """The exams of a month or a year: registered, came and passed, by level."""

    page: PageNumber = 0


class ExamsByUnit(OfSpan, Button, code="teu", is_list=True):
    """The same by unit, one level down."""

    page: PageNumber = 0
