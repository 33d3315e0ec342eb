"""Buttons about people who are known twice. Pages count from 0."""

from handlers.buttons.button import Button, PageNumber, Sought


class FindDouble(Button, code="zi", is_list=True):
    """Who else somebody is: those called alike, or whom a text finds."""

    person: int
    page: PageNumber = 0
    text: Sought = ""


class AskDouble(Button, code="zs"):
    """The question for another name or number."""

    person: int


class AskMerge(Button, code="za"):
    """What would go over, and what both have; the second question."""

    kept: int
    gone: int


class MergePeople(Button, code="zm"):
    """Yes, make them one: everything goes over."""

    kept: int
    gone: int


class UndoMerge(Button, code="zu"):
    """Take them apart: each has what they had."""

    merge: int


class SayNotThem(Button, code="zn"):
    """Whoever writes from the account that goes on no more: I am somebody else."""


class ListRecordClaims(Button, code="zl", is_list=True):
    """The records that a second account claims."""

    page: PageNumber = 0


class ShowRecordClaim(Button, code="zc"):
    """One of them, with what is known of both."""

    claim: int


class DecideRecordClaim(Button, code="zd"):
    """Whether the record is theirs."""

    claim: int
    granted: bool
