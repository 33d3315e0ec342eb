"""Buttons about people who are known twice. Pages count from 0."""

from handlers.buttons.button import Button, PageNumber, Sought


class FindDouble(Button, code="dbi", is_list=True):
    """Who else somebody is: those called alike, or whom a text finds."""

    person: int
    page: PageNumber = 0
    text: Sought = ""


class BeginMerge(Button, code="dbg"):
    """Who else somebody is: those called alike; where nobody is, the question for another name or number."""

    person: int


class AskDouble(Button, code="dbs"):
    """The question for another name or number."""

    person: int


class AskMerge(Button, code="dba"):
    """What would go over, and what both have; the second question."""

    kept: int
    gone: int


class MergePeople(Button, code="dbm"):
    """Yes, make them one: everything goes over."""

    kept: int
    gone: int


class UndoMerge(Button, code="dbu"):
    """Take them apart: each has what they had."""

    merge: int


class SayNotThem(Button, code="dbn"):
    """Whoever writes from the account that goes on no more: I am somebody else."""


class ListRecordClaims(Button, code="dbl", is_list=True):
    """The records that a second account claims."""

    page: PageNumber = 0


class ShowRecordClaim(Button, code="dbc"):
    """One of them, with what is known of both."""

    claim: int


class DecideRecordClaim(Button, code="dbd"):
    """Whether the record is theirs."""

    claim: int
    granted: bool
