"""Buttons of examinations: what is on, one of them, and what its admins do with it. Pages count from 0."""

from enum import StrEnum

from handlers.buttons.button import Button, PageNumber
from volunteering.rules.exams.announced import ExamResult, WhichEntries


class ListExams(Button, code="xl", is_list=True):
    """What is on, and what the reader is in for."""

    page: PageNumber = 0


class ListPastExams(Button, code="xp", is_list=True):
    """What is over, of what the reader was in or holds."""

    page: PageNumber = 0


class ShowExam(Button, code="xe"):
    """One exam, for its people."""

    exam: int


class RegisterForExam(Button, code="xr"):
    """Register for it; `level`: for which level, where there is a choice."""

    exam: int
    level: int | None = None


class ChooseExamLevel(Button, code="xv"):
    """The choice of a level."""

    exam: int


class WithdrawFromExam(Button, code="xw"):
    """Give one's place back; asked once more where there is no way back."""

    exam: int


class ReallyWithdraw(Button, code="xq"):
    """Yes, although the window has closed."""

    exam: int


class AnnounceExam(Button, code="xa"):
    """The form for a new one."""


class ManageExam(Button, code="xm"):
    """One exam, for its admins."""

    exam: int


class ChangeExam(Button, code="xc"):
    """The form, as it stands."""

    exam: int


class ShowExamLevel(Button, code="xf"):
    """One level of it: places and condition."""

    exam: int
    level: int


class ChangeLevelPlaces(Button, code="xg"):
    """The question how many places a level has."""

    exam: int
    level: int


class SetLevelCondition(Button, code="xh"):
    """Whether a level takes the one below."""

    exam: int
    level: int
    asks: bool


class AddExamLevel(Button, code="xj"):
    """A further level of the kind, by its rank, 0 for the lowest."""

    exam: int
    level: int


class RemoveExamLevel(Button, code="xk"):
    """One level less, where nobody has registered for it."""

    exam: int
    level: int


class AskCancelExam(Button, code="xz"):
    """What cancelling means; the second question."""

    exam: int


class CancelExam(Button, code="xy"):
    """Yes; why is asked."""

    exam: int


class ListEntries(Button, code="xb", is_list=True):
    """Who is in an exam: everybody, those without a result, or whom messages do not reach."""

    exam: int
    which: WhichEntries = WhichEntries.ALL
    page: PageNumber = 0


class ShowEntry(Button, code="xd"):
    """Somebody in an exam, with their number and result."""

    entry: int


class GiveNumbers(Button, code="xn"):
    """Give the numbers now, before the window has closed."""

    exam: int


class PaperKind(StrEnum):
    """What a list of an exam comes as."""

    PAPER = "paper"
    BOOK = "book"


class ExamFile(Button, code="xi"):
    """The list as a file: for the door, or to work with."""

    exam: int
    kind: PaperKind


class EnterResults(Button, code="xo"):
    """The first who has no result yet."""

    exam: int


class EnterResult(Button, code="xt"):
    """Let somebody's result be that, instead of whatever it was."""

    entry: int
    result: ExamResult


class ClearResult(Button, code="xu"):
    """As if nobody had said anything."""

    entry: int


class TypeMark(Button, code="x1"):
    """The question for a mark."""

    entry: int


class SendResults(Button, code="x2"):
    """The question for the list, sent back with results."""

    exam: int
