"""Buttons of the yearly appraisal: one's own sheets, those to appraise, and all of one. Pages count from 0."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from handlers.buttons.button import Button, PageNumber, Sought
from volunteering.rules.appraisal.marks import Mark, Merit

Year = Annotated[int, Field(ge=1970, le=9998)]


class Which(StrEnum):
    """Of the people of an appraisal."""

    ALL = "a"
    UNSAID = "s"  # who have not said all of it of themselves
    UNJUDGED = "j"  # whom nobody has appraised yet
    ALONE = "l"  # of these, who have nobody above
    UNREAD = "r"  # who have not read what was said
    OUT = "o"  # whom an admin took out


class ShowAppraisals(Button, code="apa"):
    """What the appraisal is to the reader: their sheets, whom they appraise, what their units have opened."""


class ShowAppraisalsOf(Button, code="apb"):
    """Those of a unit, with the way to another; none given: the highest that the admin has."""

    unit: int | None = None


class BeginAppraisal(Button, code="apc"):
    """Whether one is to be opened, with whom."""

    unit: int
    year: Year


class OpenAppraisal(Button, code="apd"):
    """Yes, open it: everybody in it is told."""

    unit: int
    year: Year


class ShowAppraisal(Button, code="ape"):
    """How far one is."""

    appraisal: int


class ListSheets(Button, code="apf", is_list=True):
    """The people of one."""

    appraisal: int
    which: Which = Which.ALL
    page: PageNumber = 0


class RemindMissing(Button, code="apg"):
    """Remind whoever is missing."""

    appraisal: int


class AskClose(Button, code="aph"):
    """What closing it means, and who is missing; the second question."""

    appraisal: int


class CloseAppraisal(Button, code="api"):
    """Yes, close it: everybody in it is told."""

    appraisal: int


class AskReopen(Button, code="apj"):
    """What opening it again means."""

    appraisal: int


class ReopenAppraisal(Button, code="apk"):
    """Yes, open it again: everybody in it is told."""

    appraisal: int


class AppraisalFile(Button, code="apl"):
    """One as a workbook."""

    appraisal: int


class FindToAdd(Button, code="apm"):
    """Search for somebody to appraise, too."""

    appraisal: int


class ListToAdd(Button, code="apn", is_list=True):
    """Those whom a text finds."""

    appraisal: int
    text: Sought = ""
    page: PageNumber = 0


class NamePost(Button, code="apo"):
    """The question for what their post is called; they are in it then."""

    appraisal: int
    person: int


class TakeOut(Button, code="app"):
    """They are not appraised."""

    sheet: int


class PutBackIn(Button, code="apq"):
    """They are, after all."""

    sheet: int


class ShowSheet(Button, code="apr"):
    """What is said of one person, as far as the reader may see it."""

    sheet: int


class ReadSheet(Button, code="aps"):
    """The reader reads what the leader above said of them."""

    sheet: int


class AskMyself(Button, code="apt"):
    """How the reader's year was in a field; none given: the first that has no mark yet."""

    sheet: int
    merit: Merit | None = None


class MarkMyself(Button, code="apu"):
    """The reader says that it was so."""

    sheet: int
    merit: Merit
    mark: Mark


class SayOfMyself(Button, code="apv"):
    """The question for words of one's own."""

    sheet: int


class CommentOnSheet(Button, code="apw"):
    """The question for what the reader says to what was said of them."""

    sheet: int


class ListToAppraise(Button, code="apx", is_list=True):
    """Whom the reader appraises."""

    page: PageNumber = 0


class AskOfThem(Button, code="apy"):
    """How somebody's year was in a field; none given: the first that has no mark yet."""

    sheet: int
    merit: Merit | None = None


class MarkThem(Button, code="apz"):
    """The leader above says that it was so."""

    sheet: int
    merit: Merit
    mark: Mark


class SayOfThem(Button, code="aqa"):
    """The question for words about somebody."""

    sheet: int


class HandSheetOver(Button, code="aqb"):
    """Let them read it."""

    sheet: int


class TakeSheetBack(Button, code="aqc"):
    """Change it once more: they read it no more until it is handed over again."""

    sheet: int


class TakeSheetOver(Button, code="aqg"):
    """Appraise them in the place of another leader above who has begun: what that one wrote is dropped."""

    sheet: int


class FindLeaderAbove(Button, code="aqd"):
    """Search for somebody to be the leader above."""

    sheet: int


class ListLeadersAbove(Button, code="aqe", is_list=True):
    """Those whom a text finds."""

    sheet: int
    text: Sought = ""
    page: PageNumber = 0


class NameLeaderAbove(Button, code="aqf"):
    """Somebody appraises them, the reader perhaps; none given: whoever it is by the tree."""

    sheet: int
    person: int | None = None
