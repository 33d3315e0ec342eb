"""Buttons of admins about units. Pages count from 0."""

from handlers.buttons.button import Button, PageNumber


class ShowUnits(Button, code="un", is_list=True, nests_by="unit"):
    """A unit with those below it; none given: the highest the admin has."""

    unit: int | None = None
    page: PageNumber = 0


class FindUnit(Button, code="uf"):
    """Search for a unit by name."""


class ManageUnit(Button, code="um"):
    """What can be done with a unit."""

    unit: int


class AddUnit(Button, code="ua"):
    """The question for the name of a new unit below this one."""

    above: int


class RenameUnit(Button, code="ur"):
    """The question for another name."""

    unit: int


class MoveUnit(Button, code="uv"):
    """The choice of another unit to hang under."""

    unit: int


class InviteCode(Button, code="uq"):
    """The address that registers people in a unit, as a picture for a poster."""

    unit: int


class AskRemove(Button, code="ux"):
    """Whether to take a unit away; of one that isn't empty, why not."""

    unit: int


class RemoveUnit(Button, code="uy"):
    """Yes, take the unit away."""

    unit: int


class MergeUnit(Button, code="ug"):
    """The choice of another unit to be a part of."""

    unit: int


class InviteTo(Button, code="ui"):
    """The address that registers people in this unit."""

    unit: int


class ShowPosts(Button, code="up", is_list=True):
    """Who leads and administers a unit."""

    unit: int
    page: PageNumber = 0
