"""Buttons of what the roles of a shift ask of people, and of what keeps somebody from a place."""

from typing import Annotated

from pydantic import Field, StringConstraints

from handlers.buttons.attendance import MOST_DIGITS
from handlers.buttons.button import Button, PageNumber, Typed
from volunteering.rules.profiles import Spoken

Rank = Annotated[int, Field(ge=0, le=99)]
"""Of a level, from 0 for the lowest."""


class FindHindered(Button, code="wf"):
    """Why can't they: the question for whom."""

    shift: int


class ShowHindrances(Button, code="ww"):
    """What keeps this person from a place in each role; with the end of the phone number where that found them."""

    shift: int
    person: int
    digits: Annotated[str, StringConstraints(max_length=MOST_DIGITS, pattern=r"^[0-9]*$"), Typed()] = ""


class ChooseHindering(Button, code="wv", is_list=True):
    """Why can't they: of this person, the question for the shift."""

    person: int
    page: PageNumber = 0


class ShowNeeds(Button, code="wn"):
    """What does it take: what a role asks for. Without one, what the shift asks of everybody."""

    shift: int
    role: int | None = None


class ChooseRequired(Button, code="wk"):
    """The choice of a kind of qualification to ask for; pages count from 0."""

    shift: int
    role: int | None = None
    page: PageNumber = 0


class ChooseRequiredLevel(Button, code="wl"):
    """The choice of the level from which on it will do."""

    shift: int
    role: int | None = None
    kind: int


class RequireKind(Button, code="wr"):
    """Ask for this kind, from this level on."""

    shift: int
    role: int | None = None
    kind: int
    level: Rank = 0


class DropRequired(Button, code="wd"):
    """Ask for this kind no more."""

    shift: int
    role: int | None = None
    kind: int


class SetAnyOf(Button, code="wa"):
    """One of the kinds is enough, or all of them are needed."""

    shift: int
    role: int | None = None
    any_of: bool


class ChangeLeastAge(Button, code="wg"):
    """The question for the age from which on people may come."""

    shift: int
    role: int | None = None


class RequireInduction(Button, code="wi"):
    """Ask for the induction, or no more."""

    shift: int
    role: int | None = None
    asked: bool


class ChooseRequiredLanguages(Button, code="ws"):
    """The choice of languages that are to be spoken."""

    shift: int
    role: int | None = None


class RequireLanguage(Button, code="wt"):
    """Ask for this language, or no more."""

    shift: int
    role: int | None = None
    language: Spoken
    asked: bool
