"""Finding what is coming up by what somebody types."""

from handlers.activities.screens import searching as screens
from handlers.buttons.activities import FindActivities, ShowActivity
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.engine.pages import Page
from storage.views.activities.searching import upcoming_like

routes = Routes()


@routes.button(FindActivities)
async def find_activities(tap: Tap, button: FindActivities) -> Answer | GoTo:
    """Those whose title has the text in it; the only one's card."""
    found = await upcoming_like(tap.read, button.text, tap.now, page=Page(screens.PAGE, button.page))
    if found.extent.total == 1:
        return GoTo(ShowActivity(activity=found.found[0].activity_id))
    return Answer(screens.found(tap.words, found, button), at=button)
