"""Buttons of honours. Pages count from 0."""

from handlers.buttons.button import Button, PageNumber


class ShowMyHonours(Button, code="hnm", is_list=True):
    """What the reader was honoured with, the latest first."""

    page: PageNumber = 0


class ShowHonoursOf(Button, code="hno", is_list=True):
    """What somebody was honoured with, for those who administer a team of theirs."""

    person: int
    page: PageNumber = 0


class GiveHonour(Button, code="hng"):
    """The form for one more, in the name of a team that holds them."""

    person: int


class ShowHonour(Button, code="hns"):
    """One of them in full, with its note and who entered it."""

    honour: int


class AskTakeBackHonour(Button, code="hna"):
    """What taking it back means; the second question."""

    honour: int


class TakeBackHonour(Button, code="hnt"):
    """Yes, it holds no more, and its person is told."""

    honour: int


class ListHonours(Button, code="hnl", is_list=True):
    """What a unit and everything below it has given."""

    unit: int
    page: PageNumber = 0


class HonoursFile(Button, code="hnf"):
    """All of that as a workbook, however many pages it has."""

    unit: int


class GiveCard(Button, code="hnc"):
    """Somebody was handed the card of honour today."""

    person: int


class ListCards(Button, code="hnq", is_list=True):
    """Who of a unit and everything below it qualifies for the card of honour."""

    unit: int
    page: PageNumber = 0
