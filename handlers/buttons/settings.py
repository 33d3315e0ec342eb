"""Buttons of the profile: what a person changes about themselves."""

from handlers.buttons import Button


class ChangeName(Button, code="sm"):
    """The question for another name."""


class ChangePhone(Button, code="sp"):
    """The question for another phone number, or none."""


class ChooseTeam(Button, code="su"):
    """The choice of another home team."""


class SetHomeTeam(Button, code="sy"):
    """This unit is the home team from now on."""

    unit: int


class ShowTeams(Button, code="sf"):
    """The teams joined besides the home team; pages count from 0."""

    page: int = 0


class FindTeam(Button, code="sg"):
    """The choice of a further team to join."""


class JoinTeam(Button, code="sj"):
    """Join this unit besides the home team."""

    unit: int


class LeaveTeam(Button, code="sx"):
    """Leave this joined unit."""

    unit: int
