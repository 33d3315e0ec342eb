"""Buttons of enquiries: asking those who lead, answering, and the lists of what was asked. Pages count from 0."""

from handlers.buttons.button import Button, PageNumber
from volunteering.rules.enquiries import Matter


class AskLeader(Button, code="eq"):
    """The question to whoever leads: about a shift, a claim, … by its number."""

    matter: Matter
    number: int = 0


class AnswerLetter(Button, code="el"):
    """The answer to a letter, by the number of the message that it came as; of what activity, if it is of one."""

    message: int
    activity: int | None = None


class SayWasThere(Button, code="ew"):
    """I was there: the roster's no-show is wrong."""

    shift: int


class Appeal(Button, code="ev"):
    """Please look again at the no-shows that keep the reader from signing up."""


class ShowEnquiry(Button, code="es"):
    """One of them, with what was said."""

    enquiry: int


class SayMore(Button, code="em"):
    """The answer, or a further word; `again` where it is known that somebody has answered."""

    enquiry: int
    again: bool = False


class PutRight(Button, code="ep"):
    """Who asked was there: the shift's roster is put right."""

    enquiry: int
    shift: int


class ListAsked(Button, code="ea", is_list=True):
    """What is asked of the reader; pages count from 0."""

    page: PageNumber = 0


class ListAskedAbout(Button, code="eb", is_list=True):
    """What is asked about an activity; pages count from 0."""

    activity: int
    page: PageNumber = 0


class ListMyEnquiries(Button, code="ec", is_list=True):
    """What the reader asked; pages count from 0."""

    page: PageNumber = 0
