"""The question who leads an activity from now on."""

from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from handlers.buttons.button import LARGEST
from handlers.forms.asking import Ask, Choice, form
from handlers.forms.numbers import numbered
from handlers.forms.turning import Sought, turns
from handlers.leading.questions.activities import Editing
from handlers.tapping.tap import Tap
from storage.process.drafts import Draft
from storage.views.leaders import LeadersPage, who_may_lead
from volunteering.rules.activities import Activity
from words.words import plain, sentence

LEADERS = 8


async def other_leaders(tap: Tap, activity: Activity, search: str = "") -> LeadersPage:
    """Who may lead it besides the one who does; all, or those whose name has what is sought; a page of them."""
    found = Sought.read(search)
    return await who_may_lead(tap.read, activity.unit, found.text, without=activity.leader_id, page=found.of(LEADERS))


async def _leaders(tap: Tap, draft: Draft, search: str) -> Sequence[Choice]:
    activity = await tap.records.activities.get(draft.number("activity"))
    if activity is None:
        return ()
    found = await other_leaders(tap, activity, search)
    named = [
        Choice(plain(tap.words.listed((leader.name, leader.unit))), f"p{leader.person_id}") for leader in found.leaders
    ]
    return [*named, *turns(tap.words, found.extent, Sought.read(search).turned)]


@form
class NewLeader(Editing):
    """Somebody else leads it from now on."""

    name: ClassVar[str] = "hand_over"
    title: ClassVar[str] = sentence("Hand over")
    edits: ClassVar[str] = "leader_id"

    leader: Annotated[
        int,
        numbered("p"),
        Field(ge=1, le=LARGEST),
        Ask(
            question=sentence("Who leads it from now on?"),
            label=sentence("Leader"),
            hint=sentence("Tap a name, or type a part of it."),
            choices=_leaders,
        ),
    ]
