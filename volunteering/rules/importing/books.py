"""The workbooks that Yigong gives out: each says what it is, so that it is known when it comes back.

docs/rules.md: Files that come back.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from volunteering.rules.ground.model import Model


class BookKind(StrEnum):
    """What a workbook is, whoever made it. One that comes back in some way has its own handler; the others say so."""

    PEOPLE = "people"  # the empty list of volunteers
    RECORDS = "records"  # of service, by law
    QUESTIONS = "questions"  # of a training's test; with what is wrong in each row, too
    EXAM = "exam"  # who is in an exam, with their results
    EXAM_REPORT = "exam_report"  # what would be entered
    PEOPLE_REPORT = "people_report"  # what would be imported
    ROSTER = "roster"
    STUDY = "study"  # somebody's training file
    SHORT = "short"  # who falls short of continuing education
    APPRAISAL = "appraisal"
    HONOURS = "honours"
    TOTALS = "totals"
    CENSUS = "census"


class Book(Model):
    """What a workbook is, and of what: the training, the exam, the shift."""

    kind: BookKind
    about: int | None = None

    @property
    def tag(self) -> str:
        """As it stands in the file: once where nobody sees it, and in a line of those that are to come back."""
        return f"yigong:{self.kind}" + (f":{self.about}" if self.about is not None else "")


_TAG: Final = re.compile(r"yigong:([a-z_]{1,40})(?::(\d{1,15}))?")


def book_tagged(texts: Iterable[str]) -> Book | None:
    """The first tag in these, of a kind that there is."""
    for text in texts:
        for found in _TAG.finditer(text):
            if found[1] in frozenset(BookKind):
                return Book(kind=BookKind(found[1]), about=int(found[2]) if found[2] else None)
    return None


class FoundBook(Model):
    """What a file was found to be, by its headings; `about` by its tag, and of questions their codes."""

    kind: BookKind | None = None  # None: nothing of ours; somebody's list of people, perhaps
    about: int | None = None
    codes: tuple[int, ...] = ()
    has_results: bool = False  # of a training, by its headings: a name and what came of it, and no number
