"""The questions about units: which one, adding, renaming and moving them."""

from typing import Annotated, ClassVar

from typing_extensions import override

from handlers.buttons.button import Button
from handlers.buttons.tree import ManageUnit, ShowUnits
from handlers.forms.asking import Ask, Form, form
from handlers.forms.units import TeamNumber, administered_units, asks_team, other_units
from storage.process.drafts import Draft
from volunteering.rules.ground.texts import Name
from words.words import sentence


@form
class WhichUnit(Form):
    """A unit, looked for by name."""

    name: ClassVar[str] = "find_unit"
    title: ClassVar[str] = sentence("Search")
    leads_to: ClassVar[Button] = ShowUnits()

    unit: Annotated[
        TeamNumber,
        Ask(
            question=sentence("Which team?"),
            label=sentence("Team"),
            hint=sentence("Type a part of the name, or tap your way down."),
            choices=administered_units,
        ),
    ]


class UnitForm(Form):
    """A form about one unit."""

    names_its_subject: ClassVar[bool] = True

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ManageUnit(unit=draft.number("unit"))


@form
class NewUnit(UnitForm):
    """A unit below another."""

    name: ClassVar[str] = "new_unit"
    title: ClassVar[str] = sentence("Add a team")

    called: Annotated[
        Name,
        Ask(
            question=sentence("What is the new team called?"),
            label=sentence("Name"),
            hint=sentence("For example: East Gate community team"),
        ),
    ]


@form
class NewUnitName(UnitForm):
    """Another name for a unit."""

    name: ClassVar[str] = "unit_name"
    title: ClassVar[str] = sentence("Rename")

    called: Annotated[Name, Ask(question=sentence("What is it to be called?"), label=sentence("Name"))]


@form
class NewUnitAbove(UnitForm):
    """Another unit to hang under."""

    name: ClassVar[str] = "move_unit"
    title: ClassVar[str] = sentence("Move")
    finish: ClassVar[str] = sentence("Move")

    above: Annotated[
        TeamNumber,
        asks_team(sentence("Which team is it to be in?"), other_units),
    ]


@form
class MergeInto(UnitForm):
    """Another unit to be a part of."""

    name: ClassVar[str] = "merge_unit"
    title: ClassVar[str] = sentence("Merge")
    finish: ClassVar[str] = sentence("Merge")

    into: Annotated[
        TeamNumber,
        asks_team(sentence("Which team is it to be a part of?"), other_units),
    ]
