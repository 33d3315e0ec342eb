"""Buttons about lists that admins send."""

from handlers.buttons.button import Button, PageNumber


class ShowLists(Button, code="li"):
    """How a list is sent, and those of mine that are under way."""


class SendTemplate(Button, code="lit"):
    """An empty list to fill in."""


class ShowSentList(Button, code="lis"):
    """One of them as it stands: what would come of it, how far it is, or a page of what it may be of."""

    number: int
    page: PageNumber = 0


class SayWhoseList(Button, code="liw"):
    """It is the list of that unit."""

    number: int
    unit: int


class SayWhichTraining(Button, code="lik"):
    """They are questions of that training's test."""

    number: int
    activity: int


class SayWhichExam(Button, code="lie"):
    """They are results of that exam."""

    number: int
    exam: int


class ImportList(Button, code="lii"):
    """Have it imported, as it was shown."""

    number: int


class TakeListBack(Button, code="lix"):
    """Nothing is to become of it."""

    number: int
