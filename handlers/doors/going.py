"""What a route answers, or what it leads to: with the ways back, and what is said where its files can't be sent."""

from dataclasses import replace

from handlers.buttons.button import Button
from handlers.buttons.home import Home
from handlers.doors.gate import let_in
from handlers.doors.routes import ALL
from handlers.showing import instead as screens
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Route, Tap


async def answer_of(tap: Tap, route: Route, argument: Button | str) -> Answer:
    """What the handler answers, or what it leads to."""
    try:
        answer = await let_in(tap, route, argument)
    except Instead as instead:
        answer = instead.answer
    return await _go(tap, answer) if isinstance(answer, GoTo) else _whole(tap, route, argument, answer)


def _whole(tap: Tap, route: Route, argument: Button | str, answer: Answer) -> Answer:
    """With the lists that its reader came through, and what is said in place of a file."""
    here = answer.at or (None if route.writes or isinstance(argument, str) else argument)
    if answer.files:
        again = argument if route.makes_file and isinstance(argument, Button) else here or Home()
        answer = replace(answer, without_files=screens.file_missing(tap.words, again))
    trail = tap.trail.beyond(here)
    return replace(answer, screen=replace(answer.screen, trail=trail)) if trail.lists else answer


async def _go(tap: Tap, there: GoTo) -> Answer:
    shown = await answer_of(replace(tap, said=there.said), ALL.buttons[type(there.to)], there.to)
    return replace(
        shown,
        toast=there.toast or shown.toast,
        puts_keyboard_away=there.puts_keyboard_away or shown.puts_keyboard_away,
        changes_menu=there.changes_menu or shown.changes_menu,
    )
