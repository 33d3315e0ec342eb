"""Posting an activity: the form with its preview, and the one line `/new Title | date and times | place | places`."""

from typing import Annotated, Any, ClassVar

from markupsafe import Markup
from typing_extensions import override

from handlers.buttons.posting import Manage, ManageActivity, NewActivity
from handlers.forms import activities as fields
from handlers.forms import engine
from handlers.forms.asking import Form, form
from handlers.forms.led import led_units, only_led
from handlers.forms.readings import Places, When
from handlers.forms.teams import TeamNumber, asks_team
from handlers.screen import Answer
from handlers.screens import posting as screens
from handlers.screens import ways
from handlers.tap import Routes, Tap
from handlers.words import sentence
from storage.drafts import Draft
from storage.managing import led_activity
from volunteering import activities
from volunteering.actions.posting import NotPosted, publish
from volunteering.activities import Category, NewShift, Shift, State
from volunteering.reading import NewLine, Piece, read_new_line
from volunteering.texts import Description, Details, Spot, Title
from volunteering.units import Role, Unit

routes = Routes()

_STEPS = {Piece.TITLE: "called", Piece.DAY: "when", Piece.TIMES: "when", Piece.PLACE: "place", Piece.PLACES: "places"}
"""Which question a piece of the line answers."""


@form
class Posting(Form):
    """A new activity with its first shift."""

    name: ClassVar[str] = "post"
    title: ClassVar[str] = sentence("New activity")
    finish: ClassVar[str] = sentence("Publish")

    called: Annotated[Title, fields.TITLE]
    category: Annotated[Category, fields.CATEGORY]
    place: Annotated[Spot, fields.PLACE]
    when: Annotated[When, fields.WHEN]
    places: Annotated[Places, fields.PLACES]
    description: Annotated[Description, fields.DESCRIPTION] = ""
    details: Annotated[Details, fields.DETAILS] = ""
    unit: Annotated[TeamNumber | None, asks_team(sentence("Which team is it for?"), led_units, columns=2)] = None

    @classmethod
    @override
    async def steps(cls, tap: Tap, draft: Draft) -> tuple[str, ...]:
        every = tuple(cls.model_fields)
        return every[:-1] if draft.about.get("unit") else every

    @override
    async def preview(self, tap: Tap, draft: Draft) -> Markup | None:
        unit = await self._unit(tap, draft)
        if unit is None:
            return None
        activity = activities.Activity(
            id=0,
            unit=unit,
            leader_id=tap.me.id,
            leader_name=tap.me.name,
            title=self.called,
            description=self.description,
            category=self.category,
            place=self.place,
            details=self.details,
            state=State.OPEN,
        )
        shift = Shift(id=0, activity_id=0, period=self.when, places=self.places, state=State.OPEN, moved_at=tap.now)
        return screens.preview(tap.words, activity, shift)

    @override
    async def done(self, tap: Tap, draft: Draft) -> Answer:
        unit = await self._unit(tap, draft)
        if unit is None:
            return Answer(ways.gone(tap.words), at=Manage())
        new = activities.NewActivity(
            unit=unit,
            leader_id=tap.me.id,
            title=self.called,
            description=self.description,
            category=self.category,
            place=self.place,
            details=self.details,
            shifts=(NewShift(period=self.when, places=self.places),),
        )
        outcome = await publish(tap.records, tap.actor, new, tap.now, tap.zone)
        if isinstance(outcome, NotPosted):
            return Answer(screens.not_posted(tap.words, outcome), at=Manage())
        return await _posted(tap, outcome.activity_id)

    async def _unit(self, tap: Tap, draft: Draft) -> Unit | None:
        number = self.unit or draft.about.get("unit")
        return await tap.records.units.get(number) if isinstance(number, int) else None


async def _posted(tap: Tap, activity_id: int) -> Answer:
    led = await led_activity(tap.read, activity_id, tap.me.id, tap.now)
    if led is None:
        return Answer(ways.gone(tap.words), at=Manage())
    screen, toast = screens.posted(tap.words, led, tap.organisation.bot_username)
    return Answer(screen, toast, at=ManageActivity(activity=activity_id))


@routes.button(NewActivity, writes=True, role=Role.LEADER)
async def new_activity(tap: Tap, _: NewActivity) -> Answer:
    """The form."""
    return await engine.open_form(tap, Posting, about=await _about(tap))


@routes.command("new", writes=True, role=Role.LEADER)
async def new_command(tap: Tap, line: str) -> Answer:
    """The form, or the whole activity in one line: what is missing or wrong in it is asked for."""
    if not line:
        return await new_activity(tap, NewActivity())
    read = read_new_line(line, tap.now, tap.zone)
    typed = {_STEPS[problem.piece]: problem.typed for problem in read.problems if problem.typed}
    return await engine.open_form(tap, Posting, about=await _about(tap), typed=typed, **_answers(read))


def _answers(read: NewLine) -> dict[str, Any]:
    """What the line says. The rest, which it has no room for, is changed from the preview."""
    said = {"called": read.title, "when": read.period, "place": read.place, "places": read.places}
    given = {step: value for step, value in said.items() if value is not None}
    return {**given, "category": Category.OTHER, "description": "", "details": ""}


async def _about(tap: Tap) -> dict[str, int]:
    """The unit, where there is only one that it can be."""
    unit = await only_led(tap)
    return {"unit": unit.id} if unit else {}
