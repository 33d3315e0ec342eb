"""Buttons of leaders about their activities."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field as Limits

from handlers.buttons.button import Button, PageNumber, Start
from volunteering.rules.capacity import MOST_PLACES


class BeginPosting(Button, code="pn"):
    """The form of a new activity."""


class ChooseOld(Button, code="kl"):
    """The choice of an activity to copy, among those this person leads or led; pages count from 0."""

    page: PageNumber = 0


class CopyActivity(Button, code="ky"):
    """The form of a new activity that is like another one but for its time."""

    activity: int


class Manage(Button, code="pm", is_list=True):
    """The activities this person leads, or all of the units they lead; pages count from 0."""

    page: PageNumber = 0
    all_units: bool = False
    past: bool = False


class ManageActivity(Button, code="ka", is_list=True):
    """An activity as its leader sees it, with its shifts; pages count from 0."""

    activity: int
    page: PageNumber = 0


class ShowDay(Button, code="kd", is_list=True):
    """What needs the reader on a day, by its number in the calendar; pages of shifts count from 0."""

    day: Annotated[int, Limits(ge=date(2000, 1, 1).toordinal(), le=date(9000, 1, 1).toordinal())]
    page: PageNumber = 0

    @property
    def on(self) -> date:
        """The day of that number in the calendar."""
        return date.fromordinal(self.day)


class ManageShift(Button, code="ks"):
    """A shift as its leader sees it."""

    shift: int


class Field(StrEnum):
    """What can be edited of an activity."""

    TITLE = "t"
    DESCRIPTION = "d"
    CATEGORY = "c"
    VENUE = "p"
    DETAILS = "x"
    RISK = "r"


class ChooseEdit(Button, code="kc"):
    """The choice of what to edit."""

    activity: int


class EditActivity(Button, code="ke"):
    """The question for another title, venue and so on."""

    activity: int
    field: Field


class TakeRiskAway(Button, code="kr0"):
    """The activity puts nobody's body at risk."""

    activity: int


class SetPlaces(Button, code="kpx"):
    """Yes, so many places, whoever gets one at once; and how many it takes, where that was said with it."""

    shift: int
    places: int
    minimum: Annotated[int | None, Limits(ge=0, le=MOST_PLACES)] = None
    start: Start = None


class AddShift(Button, code="kn"):
    """The form of a further shift."""

    activity: int


class MoveShift(Button, code="kv"):
    """The question for another time."""

    shift: int


class ChangePlaces(Button, code="kp"):
    """The question for another number of places."""

    shift: int


class UndoChange(Button, code="ku"):
    """Take back this change of an activity, while nobody is told. Of a shift's time: of messages from before."""

    change: int
    activity: int
    shift: int | None = None


class UndoMove(Button, code="kum"):
    """Undo this move of a shift, or of an activity with all its shifts, for an hour."""

    move: int
    activity: int
    shift: int | None = None


class AskCancelShift(Button, code="kq"):
    """What cancelling the shift means; the second question."""

    shift: int


class CancelShift(Button, code="kx"):
    """Yes, cancel the shift; a reason is asked for."""

    shift: int
    start: Start = None


class AskCancelActivity(Button, code="kr"):
    """What cancelling the activity means; the second question."""

    activity: int


class CancelActivity(Button, code="kz"):
    """Yes, cancel the activity; a reason is asked for."""

    activity: int


class HandOver(Button, code="kh"):
    """The choice of another leader."""

    activity: int


class AskEndSeries(Button, code="kse"):
    """The question whether nothing more of a series is posted."""

    series: int


class EndSeries(Button, code="ksz"):
    """Nothing more of it is posted."""

    series: int
