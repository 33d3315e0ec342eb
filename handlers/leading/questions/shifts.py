"""The questions about a shift: a further one, another time, another number of places."""

from dataclasses import replace
from typing import Annotated, ClassVar

from typing_extensions import override

from handlers.buttons.button import Button
from handlers.buttons.leading import ManageShift
from handlers.forms.asking import Form, form
from handlers.forms.readings import PlacesOrRoles, When
from handlers.leading.lines import parts_of_shift
from handlers.leading.questions.activities import PLACES, WHEN, OfActivity
from handlers.leading.questions.moves import MoveForm
from storage.process.drafts import Draft
from words.words import sentence


@form
class FurtherShift(OfActivity):
    """One more shift of an activity."""

    name: ClassVar[str] = "add_shift"
    title: ClassVar[str] = sentence("Add a shift")
    finish: ClassVar[str] = sentence("Add it")

    when: Annotated[
        When,
        replace(
            WHEN,
            hint=sentence("For example: Saturday 9-12, or with another number of places: Saturday 9-12, 10"),
            parts=parts_of_shift,
        ),
    ]
    places: Annotated[PlacesOrRoles, PLACES]

    @classmethod
    @override
    def steps(cls, draft: Draft) -> tuple[str, ...]:
        """When; for how many is taken over from the shift before, unless it is typed."""
        return ("when",) if "places" in draft.answers else ("when", "places")

    @classmethod
    @override
    def extras(cls, draft: Draft) -> tuple[str, ...]:
        return ("places",)


class OfShift(Form):
    """A form about one shift."""

    names_its_subject: ClassVar[bool] = True

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ManageShift(shift=draft.number("shift"))


@form
class NewTime(MoveForm, OfShift):
    """Another time for a shift."""

    name: ClassVar[str] = "move_shift"
    title: ClassVar[str] = sentence("Change time")

    when: Annotated[
        When,
        replace(
            WHEN,
            question=sentence("When is it now, from when to when?"),
            hint=sentence("For example: 14:00-17:00 on the same day, or Saturday 9-12"),
        ),
    ]


@form
class NewPlaces(OfShift):
    """Another number of places."""

    name: ClassVar[str] = "change_places"
    title: ClassVar[str] = sentence("Change places")

    places: Annotated[PlacesOrRoles, PLACES]
