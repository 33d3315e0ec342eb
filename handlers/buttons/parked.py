"""Buttons of the top unit's admins about updates that were parked. Pages count from 0."""

from handlers.buttons.button import Button, PageNumber


class ListParked(Button, code="pk", is_list=True):
    """What people did and could not be done."""

    page: PageNumber = 0


class ShowParked(Button, code="pks"):
    """One of them, and what can be done with it."""

    update: int


class ReplayParked(Button, code="pkr"):
    """Have it done after all."""

    update: int


class ReplayAllParked(Button, code="pka"):
    """Have all that lie there done after all."""


class AskDropParked(Button, code="pkq"):
    """The second question before it is dropped."""

    update: int


class DropParked(Button, code="pkx"):
    """It is never done."""

    update: int
