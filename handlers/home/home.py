"""The first screen and the help page."""

from handlers.buttons.home import Help, HelpTyping, Home
from handlers.home.screens import home as screens
from handlers.tapping.screen import Answer
from handlers.tapping.tap import Routes, Tap
from storage.views.home import ahead_of

routes = Routes()


@routes.button(Home)
async def show_home(tap: Tap, _: Home) -> Answer:
    """What is next for this person, and where to go."""
    ahead = await ahead_of(tap.read, tap.me, tap.rights, tap.now)
    return Answer(screens.home(tap.words, tap.me, tap.rights, ahead, has_draft=tap.draft is not None), at=Home())


routes.also_typed("home", Home())


@routes.button(Help, anyone=True)
async def show_help(tap: Tap, _: Help) -> Answer:
    """What can be done here."""
    return Answer(screens.help_page(tap.words, tap.rights, registered=tap.person is not None), at=Help())


routes.also_typed("help", Help())


@routes.button(HelpTyping)
async def show_typing(tap: Tap, button: HelpTyping) -> Answer:
    """What can be typed."""
    return Answer(screens.typing_page(tap.words, tap.rights), at=button)
