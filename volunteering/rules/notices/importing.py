"""Messages to whoever sent a list: what would come of it, how far it is, and what became of it."""

from typing import Literal

from volunteering.rules.ground.model import Model
from volunteering.rules.importing.books import Book
from volunteering.rules.importing.sending import ListEnd, Trial
from volunteering.rules.notices.keys import Key


class ListTried(Model):
    """A list was looked through, at that second; what is to become of it?"""

    kind: Literal["list_tried"] = "list_tried"
    list_id: int
    at: int

    def key(self) -> Key:
        """Of the list and the look at it; it has one reader."""
        return Key(f"list_tried:{self.list_id}@{self.at}")


class ListProgress(Model):
    """How far a list is whose reader wanted it imported, at that second."""

    kind: Literal["list_progress"] = "list_progress"
    list_id: int
    at: int

    def key(self) -> Key:
        """Of the list and of its being wanted; it has one reader."""
        return Key(f"list_progress:{self.list_id}@{self.at}")


class ListOver(Model):
    """What became of a list, or why nothing did."""

    kind: Literal["list_over"] = "list_over"
    list_id: int
    name: str  # the file's
    end: ListEnd
    trial: Trial | None = None  # where it was looked through
    exam_id: int | None = None  # the exam whose results it has
    book: Book | None = None  # the workbook of ours that it is

    def key(self) -> Key:
        """Of the list; it has one reader."""
        return Key(f"list_over:{self.list_id}")
