"""A move that is shown before it is done, also where nobody had a place yet as its form began."""

from handlers.forms import engine
from handlers.leading.questions.moves import ASKS, MoveForm
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Tap
from storage.process.drafts import Draft


def was_shown(draft: Draft) -> bool:
    """Whether its reader has read whom it concerns."""
    return bool(draft.about.get(ASKS))


async def show_first(tap: Tap, form: MoveForm, draft: Draft, people: int) -> Answer | GoTo:
    """The form once more, answered, with whom it concerns: so many signed up meanwhile."""
    answers = {step: getattr(form, step) for step in draft.answers}
    return await engine.begin_form(tap, type(form), about={**draft.about, ASKS: people}, **answers)
