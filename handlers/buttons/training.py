"""Buttons of trainings: what one has learned, what is on, what leaders and admins do with it. Pages count from 0."""

from enum import StrEnum

from handlers.buttons.button import Button, PageNumber
from handlers.buttons.needs import Rank


class ShowTraining(Button, code="tnn"):
    """How the reader stands, and what is on."""


class ListTrainings(Button, code="tnl", is_list=True):
    """The trainings that are on."""

    page: PageNumber = 0


class ShowStudyFile(Button, code="tnf", is_list=True):
    """The trainings that the reader took part in."""

    page: PageNumber = 0


class StudyFileKind(StrEnum):
    """How somebody's training file is written."""

    PAPER = "p"
    WORKBOOK = "w"


class SendStudyFile(Button, code="tnx"):
    """The reader's training file, as one."""

    kind: StudyFileKind


class ShowStudyFileOf(Button, code="tna", is_list=True):
    """The trainings that somebody took part in, for an admin of their team."""

    person: int
    page: PageNumber = 0


class SendStudyFileOf(Button, code="tnb"):
    """Somebody's training file, as one, for an admin of their team."""

    person: int
    kind: StudyFileKind


class TakeTraining(Button, code="tnt"):
    """Sign up for all sessions ahead, or join their waiting lists."""

    activity: int


class LeaveTraining(Button, code="tnv"):
    """Leave all sessions ahead."""

    activity: int


class LeaveTrainingSurely(Button, code="tnw"):
    """Yes, leave them, whoever gets the places."""

    activity: int


class NextInduction(Button, code="tni"):
    """The next session at which one gets the induction that a shift's unit asks for."""

    shift: int


class WaysToEarn(Button, code="tng"):
    """The trainings and exams that give this kind, from that level on, to whoever lacks it for a shift."""

    kind: int
    level: Rank
    shift: int


class HoldTraining(Button, code="tnh"):
    """The form of a new training."""


class CopyTraining(Button, code="tny"):
    """The same form, with all that an old one says but when."""

    activity: int


class ShowLearners(Button, code="tnm", is_list=True):
    """A training's people with what came of it, for those who lead it."""

    activity: int
    page: PageNumber = 0


class ChangeTraining(Button, code="tnc"):
    """The form for what a training grants, and how one passes."""

    activity: int


class ShowResult(Button, code="tnr"):
    """One of its people, to say what came of it."""

    activity: int
    person: int


class SetPassed(Button, code="tnp"):
    """They passed, or they did not."""

    activity: int
    person: int
    passed: bool


class EnterMark(Button, code="tnk"):
    """The question for their mark."""

    activity: int
    person: int


class TypeResults(Button, code="tne"):
    """The question for the results of several."""

    activity: int


class PassPresent(Button, code="tnq"):
    """Pass whoever was at enough sessions by what is asked for now."""

    activity: int


class ListShort(Button, code="tns", is_list=True):
    """Who falls short of what they are to study."""

    page: PageNumber = 0


class SendShort(Button, code="tnz"):
    """The same as a workbook."""
