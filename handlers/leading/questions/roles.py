"""The questions about the roles of a posted shift: all of them anew, and where the people of those go that are gone."""

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

from pydantic import Field
from typing_extensions import override

from handlers.forms.asking import Ask, Choice, form, known_answers
from handlers.forms.numbers import numbered
from handlers.forms.readings import PlacesOrRoles
from handlers.leading.questions.activities import shown_places
from handlers.leading.questions.shifts import OfShift
from handlers.tapping.tap import Tap
from storage.process.drafts import Draft
from volunteering.rules.capacity import Capacity, limit_of, places_of
from volunteering.rules.roles import AtLeast, Rewriting, RoleRoom, ShiftRole, places_in, rewriting
from words.words import Words, plain, sentence

ROOMS = "rooms"
"""In a draft's `about`: the roles as they were when the form was begun, with how full each was."""


def snapshot(rooms: Sequence[RoleRoom]) -> list[list[Any]]:
    """Roles as a draft keeps them; for whom a place is held is among those who have one."""
    return [
        [
            room.role.id,
            room.role.name,
            places_of(room.role.limit),
            room.capacity.spoken_for,
            room.capacity.waiting - room.capacity.held,
        ]
        for room in rooms
    ]


def rooms_in(draft: Draft) -> tuple[RoleRoom, ...]:
    """The roles that a draft was begun with."""
    kept = draft.about.get(ROOMS)
    return tuple(_room_in(*room) for room in kept if isinstance(room, list)) if isinstance(kept, list) else ()


def _room_in(number: Any, name: Any, places: Any, taken: Any, waiting: Any) -> RoleRoom:
    limit = limit_of(places)
    return RoleRoom(
        role=ShiftRole(id=number, name=name, limit=limit),
        capacity=Capacity(limit=limit, taken=taken, waiting=waiting),
    )


def plan_in(draft: Draft) -> Rewriting | None:
    """What becomes of the roles by what was answered; None where nothing is yet, or where all of them go."""
    wanted = known_answers(NewRoles, draft).get("roles")
    wanted = places_in(wanted) if isinstance(wanted, AtLeast) else wanted
    return rewriting(rooms_in(draft), wanted) if isinstance(wanted, tuple) else None


async def _one_more(tap: Tap, draft: Draft, _: str) -> Sequence[Choice]:
    """Of each role one place more, which is what is changed most often."""
    rooms = [room for room in rooms_in(draft) if room.role.name]
    return [
        Choice(_label(tap.words, room), str(at), says=_typed(rooms, at))
        for at, room in enumerate(rooms)
        if room.role.limit
    ]


def _label(words: Words, room: RoleRoom) -> str:
    more = words.number((room.role.limit or 0) + 1)
    return plain(words.say("{role} {number}", role=room.role.name, number=more))


def _typed(rooms: Sequence[RoleRoom], larger: int) -> str:
    """The roles as somebody would write them who wants one place more for one of them."""
    said = (
        f"{room.role.limit + (at == larger)} {room.role.name}" if room.role.limit else f"不限 {room.role.name}"
        for at, room in enumerate(rooms)
    )
    return ", ".join(said)


async def _roles_with_room(_: Tap, draft: Draft, __: str) -> Sequence[Choice]:
    plan = plan_in(draft)
    return [Choice(plan.roles[at].role.name, f"r{at}") for at in plan.options] if plan else ()


@form
class NewRoles(OfShift):
    """Other roles, or other numbers of places for them."""

    name: ClassVar[str] = "change_roles"
    title: ClassVar[str] = sentence("Change places")
    finish: ClassVar[str] = sentence("Make the change")

    roles: Annotated[
        PlacesOrRoles,
        Ask(
            question=sentence("How many people for each role?"),
            label=sentence("Places"),
            hint=sentence(
                "Write all of them: 8 helpers, 2 first aid. What is left out is taken away; "
                "a number alone takes all roles away."
            ),
            choices=_one_more,
            suggests=True,
            shows=shown_places,
        ),
    ]
    into: Annotated[
        int | None,
        numbered("r"),
        Field(ge=0, le=99),
        Ask(
            question=sentence("People are in a role that is left out. Which one do they go on in?"),
            label=sentence("They go on in"),
            choices=_roles_with_room,
            follows="roles",
        ),
    ] = None

    @classmethod
    @override
    def steps(cls, draft: Draft) -> tuple[str, ...]:
        """All of them; and where people go whose role is gone, as far as there is room for them."""
        plan = plan_in(draft)
        return ("roles", "into") if plan and plan.homeless and plan.options else ("roles",)
