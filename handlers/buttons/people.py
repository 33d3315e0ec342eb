"""Buttons of admins about people. Pages count from 0."""

from typing import Annotated

from pydantic import StringConstraints

from handlers.buttons import Button, PageNumber, Typed
from volunteering.units import Role

BYTES_OF_SEARCH = 34
"""How much of a text a button has room for, besides its numbers."""


class FindPeople(Button, code="pe"):
    """Search by name or phone."""


class ListPeople(Button, code="ql"):
    """Those of a unit (none given: of all the admin has), or of them those whom a text finds."""

    unit: int | None = None
    page: PageNumber = 0
    text: Annotated[str, StringConstraints(max_length=BYTES_OF_SEARCH), Typed()] = ""


class ShowPerson(Button, code="qp"):
    """A person's card."""

    person: int


class ShowRoles(Button, code="qr"):
    """The roles a person has, each to be ended."""

    person: int


class GiveRole(Button, code="qg"):
    """The choice of a unit to have this role in."""

    person: int
    role: Role


class TakeRole(Button, code="qt"):
    """End the role in a unit."""

    person: int
    unit: int


class SuspendPerson(Button, code="qs"):
    """Put sign-ups on hold."""

    person: int


class RestorePerson(Button, code="qe"):
    """End that."""

    person: int


class ShowNoShows(Button, code="qn"):
    """The no-shows that count against a person."""

    person: int
    page: PageNumber = 0


class UndoNoShow(Button, code="qu"):
    """This one counts no more."""

    person: int
    shift: int


class UndoNoShows(Button, code="qa"):
    """None of them does."""

    person: int
