"""A list that an admin sends to the bot: looked through first, and imported when they say so, as it was shown.

docs/rules.md: People brought along; decision 49.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from volunteering.rules.ground.model import Model
from volunteering.rules.importing.progress import Progress
from volunteering.rules.importing.question_rows import ListedQuestion
from volunteering.rules.tree import Unit

MOST_MEGABYTES: Final = 20
"""Of a file that the messenger hands to a bot."""

MOST_WAITING: Final = 5
"""Lists of one admin."""

MOST_TRIES: Final = 5
"""How often one is begun with, where whoever is at it breaks off, before whoever sent it is told."""

KEPT: Final = timedelta(days=1)
"""How long one waits for whoever sent it to say what is to become of it."""


class ListKind(StrEnum):
    """What a list that was sent is of."""

    PEOPLE = "people"
    QUESTIONS = "questions"  # of a training's test
    RESULTS = "results"  # of an exam
    UNKNOWN = "unknown"  # it came by itself, and nobody has looked into it yet


class ListEnd(StrEnum):
    """What became of a list that was sent, or why nothing did."""

    IMPORTED = "imported"
    NOTHING_NEW = "nothing_new"  # all of it is there already
    ALL_WRONG = "all_wrong"  # nothing is left without the rows that are wrong
    EMPTY = "empty"  # headings, and no row below them
    NO_HEADINGS = "no_headings"  # nothing in it says which column is what
    NO_LIST = "no_list"  # a picture, a document
    LOCKED = "locked"  # an old XLS file, or one with a password
    DAMAGED = "damaged"
    UNKNOWN_TEXT = "unknown_text"  # in no encoding that lists come in
    TOO_LONG = "too_long"  # more rows than a list has, or more than it looks
    TOO_LARGE = "too_large"  # more megabytes
    FILE_GONE = "file_gone"  # the messenger has it no more
    NOT_FETCHED = "not_fetched"  # the messenger didn't hand it over
    NOT_ALLOWED = "not_allowed"  # whoever sent it is no admin there any more
    GIVEN_UP = "given_up"  # it was begun with too often
    OURS = "ours"  # a workbook that Yigong gave out, of which nothing is imported
    NOT_PEOPLE = "not_people"  # of results, without the numbers of an exam
    ADMINS_ONLY = "admins_only"  # a list of people, by somebody who is no admin
    NOT_HELD = "not_held"  # results of an exam that has not begun, or was cancelled
    OTHER_EXAM = "other_exam"  # the list of another exam than the one whose results were asked for


class ResultCounts(Model):
    """Of a list of results: which exam they are of, and how many would be entered."""

    exam_id: int
    title: str  # the exam's
    passed: int
    not_passed: int
    absent: int


class Trial(Model):
    """What would come of a list, in numbers; and the checksum of all of it, which two that come to the same have."""

    rows: int
    new: int
    changed: int
    same: int
    wrong: int
    new_people: int
    new_units: int
    writes: int  # rows that are put down for it
    mark: str  # the checksum, as lists that wait have it
    is_anew: bool = False  # it was to be imported, and something else would have come of it by then
    is_reported: bool = True  # row by row, to whoever sent it
    results: ResultCounts | None = None  # of a list of an exam's results

    @property
    def end(self) -> ListEnd | None:
        """What has become of the list with this; None where there is something to decide."""
        if not self.rows:
            return ListEnd.EMPTY
        if self.writes:
            return None
        return ListEnd.ALL_WRONG if self.wrong else ListEnd.NOTHING_NEW


class SentList(Model):
    """A list that an admin has sent, until it is in the tables."""

    id: int
    by_id: int
    unit: Unit  # whose list it is
    state: Progress
    name: str  # the file's
    file_id: str  # the messenger's
    at: datetime  # of the last sign
    tries: int = 0
    trial: Trial | None = None
    done: int = 0  # rows that are in the tables, of `total`
    total: int = 0
    kind: ListKind = ListKind.PEOPLE
    activity_id: int | None = None  # the training whose questions they are; None: whoever sent it says which
    questions: tuple[ListedQuestion, ...] = ()  # as they were read: few enough to be kept until they are wanted
    exam_id: int | None = None  # the exam whose results it has; None: whoever sent it says which

    @property
    def is_asked_which(self) -> bool:
        """Whether its sender says of which training or exam it is."""
        return self.state is Progress.SENT and self.kind is not ListKind.PEOPLE

    @property
    def until(self) -> datetime:
        """When it is forgotten, where nobody says what is to become of it."""
        return self.at + KEPT


class SentFile(Model):
    """A file that may be a list, by what the messenger knows it by."""

    file_id: str
    name: str


class ListInHand(Model):
    """A list as somebody is at it: known by the last sign they gave, so that nobody else's word counts for theirs."""

    id: int
    state: Progress
    at: datetime


class ListSentBefore(Model):
    """What is known of a list that was sent, while its rows go into the tables."""

    list_id: int
    name: str
    trial: Trial
