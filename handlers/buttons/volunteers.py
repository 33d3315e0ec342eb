"""Buttons about volunteers: registering, profile, privacy; and what admins do for them. Pages count from 0."""

from typing import Annotated

from pydantic import Field

from handlers.buttons.button import Button, PageNumber, Sought
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language


class FindPeople(Button, code="pe"):
    """Search by name or phone."""


class ListPeople(Button, code="ql", is_list=True):
    """Those of a unit (none given: of all the admin has), or of them those whom a text finds."""

    unit: int | None = None
    page: PageNumber = 0
    text: Sought = ""


class NarrowPeople(Button, code="qb"):
    """Of those of a unit (none given: of the one the admin has) whom a text finds: in which units they are."""

    unit: int | None = None
    page: PageNumber = 0
    text: Sought = ""


class ShowPerson(Button, code="qp"):
    """The card of a person, for admins."""

    person: int


class ShowRoles(Button, code="qr"):
    """The roles a person has, each to be ended."""

    person: int


class GiveRole(Button, code="qg"):
    """The choice of a unit to have this role in."""

    person: int
    role: Role


class AskTakeRole(Button, code="qta"):
    """What ending the role in a unit means; the second question."""

    person: int
    unit: int


class TakeRole(Button, code="qt"):
    """Yes, end the role in a unit."""

    person: int
    unit: int


class SuspendPerson(Button, code="qs"):
    """Put sign-ups on hold."""

    person: int


class RestorePerson(Button, code="qe"):
    """Let somebody sign up again whose sign-ups were on hold."""

    person: int


class ShowNoShows(Button, code="qn", is_list=True):
    """The no-shows that count against a person."""

    person: int
    page: PageNumber = 0


class ShowNoShow(Button, code="qo"):
    """One no-show of a person, and what can be done about it."""

    person: int
    shift: int


class Forgive(Button, code="qf"):
    """It counts no more, and stays what it was."""

    person: int
    shift: int


class CountAgain(Button, code="qv"):
    """It is forgiven no more."""

    person: int
    shift: int


class UndoNoShow(Button, code="qu"):
    """This one counts no more."""

    person: int
    shift: int


class AskUndoNoShows(Button, code="qaa"):
    """How many of them would count no more; the second question."""

    person: int


class UndoNoShows(Button, code="qa"):
    """Yes, none of them does."""

    person: int


class DownloadData(Button, code="vd"):
    """Everything about me, as a file."""


class AskLeave(Button, code="vl"):
    """What leaving for now means; the second question."""


class LeaveForNow(Button, code="vg"):
    """Yes, leave, and perhaps come back."""


class AskErase(Button, code="ve"):
    """What erasing means; the second question."""


class EraseMe(Button, code="vx"):
    """Yes, erase everything about me."""


TappedShift = Annotated[int, Field(ge=0, le=10**12 - 1)]
"""A shift by its number, which no button has room for at its longest beside two others."""


class Register(Button, code="rg"):
    """Begin: the choice of language, then consent."""

    unit: int | None = None  # preset by an invite link
    activity: int | None = None  # to be shown afterwards
    shift: TappedShift | None = None  # signed up for at the end


class AskConsent(Button, code="rl"):
    """This language; now, may we keep your data?"""

    language: Language
    unit: int | None = None
    activity: int | None = None
    shift: TappedShift | None = None  # signed up for at the end


class Agree(Button, code="ra"):
    """Yes, keep my data: the questions begin."""

    language: Language
    unit: int | None = None
    activity: int | None = None
    shift: TappedShift | None = None  # signed up for at the end


class Decline(Button, code="rd"):
    """No: nothing is kept."""

    language: Language


class ComeBack(Button, code="rb"):
    """Somebody who had left is here again."""

    activity: int | None = None  # to be shown afterwards
    unit: int | None = None  # of the invite link they came by


class ChangeName(Button, code="sm"):
    """The question for another name."""


class ChangePhone(Button, code="sp"):
    """The question for another phone number, or none."""


class ChooseTeam(Button, code="su"):
    """The choice of another home team."""


class SetHomeTeam(Button, code="sy"):
    """This unit is the home team from now on."""

    unit: int


class ShowTeams(Button, code="sf", is_list=True):
    """The teams joined besides the home team; pages count from 0."""

    page: PageNumber = 0


class FindTeam(Button, code="sg"):
    """The choice of a further team to join."""


class JoinTeam(Button, code="sj"):
    """Join this unit besides the home team."""

    unit: int


class LeaveTeam(Button, code="sx"):
    """Leave this joined unit."""

    unit: int


class ShowProfile(Button, code="me"):
    """Name, phone, units, language."""


class ChooseLanguage(Button, code="lang"):
    """The choice of languages."""


class SetLanguage(Button, code="setl"):
    """This language from now on."""

    language: Language


class SetAtOnce(Button, code="sao"):
    """When a place comes free that I wait for, put me in at once, or ask me first."""

    at_once: bool


class ShowPrivacy(Button, code="priv"):
    """What is kept, and what can be done about it."""
