"""Buttons of a census: its report, the asking, and the answer."""

from typing import Annotated

from pydantic import Field

from handlers.buttons.button import Button, PageNumber
from volunteering.rules.census.subjects import Chapter


class OpenCensus(Button, code="czw"):
    """The report of a unit, drawn up first where none ever was; none given: the highest that the admin has."""

    unit: int | None = None


class ShowCensus(Button, code="cz"):
    """The report of a unit; none given: the highest that the admin has."""

    unit: int | None = None


class ShowCensusSubject(Button, code="czs"):
    """A chapter of a unit's report."""

    unit: int
    subject: Chapter


class CensusUnits(Button, code="czu", is_list=True):
    """How people are distributed over the units right below."""

    unit: int
    page: PageNumber = 0


class CensusHow(Button, code="czh"):
    """How figures are counted, and why some aren't shown."""

    unit: int


class CensusPicture(Button, code="czp"):
    """A unit's report as a picture."""

    unit: int


class CensusFile(Button, code="czf"):
    """A unit's report as a workbook."""

    unit: int


class BeginCensus(Button, code="czb"):
    """Whether everybody of a unit is to be asked."""

    unit: int


class StartCensus(Button, code="czg"):
    """Ask everybody of a unit."""

    unit: int


class CensusProgressOf(Button, code="czo"):
    """How far a census is."""

    census: int


class StopCensus(Button, code="czx"):
    """Ask and remind nobody else."""

    census: int


class AnswerCensus(Button, code="cza"):
    """The form of what is missing of the person."""

    census: Annotated[int, Field(ge=0)] = 0
