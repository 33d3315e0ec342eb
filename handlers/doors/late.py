"""What could not be done when it came, and is done after all: as safe as an old button, and explained to its person.

Their day has gone on. Words answer the question that was open when they were written, mean the days that they name as
of that day, and nobody's half-filled form is ended by what they sent before.
"""

from dataclasses import replace

from handlers.buttons.button import Button
from handlers.buttons.home import Home
from handlers.doors.routes import ALL
from handlers.showing import instead as screens
from handlers.tapping.arriving import Late
from handlers.tapping.replies import Reply
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Route, Tap
from storage.process.drafts import Draft, open_draft
from volunteering.rules.ground.periods import local_day
from words.words import Words


class Interrupts(Exception):  # noqa: N818  no fault: nothing is written, and its person is told instead
    """It would end the form that its person is in now."""


def guarded(late: Late, route: Route) -> Route:
    """The same route, as long as what is late still means what it meant. Raises Interrupts."""

    async def act(tap: Tap, argument: Button | str) -> Answer | GoTo:
        if _is_past(tap, late):
            return _said_instead(tap, late)
        answer = await route.handler(tap, argument)
        if tap.draft and tap.draft.question != late.question and await _is_ended(tap, tap.draft, answer):
            raise Interrupts
        return answer

    return replace(route, handler=act)


def put_off(late: Late, route: Route) -> Route:
    """What its person is told in place of it."""

    async def tell(tap: Tap, _: Button | str) -> Answer:
        return _said_instead(tap, late)

    return replace(route, handler=tell)


def explained(late: Late, reply: Reply, words: Words) -> Reply:
    """The reply, below what it is to."""
    screen = reply.answer.screen
    said = screens.taken_up_again(words, late.came_at)
    return replace(reply, answer=replace(reply.answer, screen=replace(screen, text=said + "\n\n" + screen.text)))


def _is_past(tap: Tap, late: Late) -> bool:
    """Whether words were written on another day, or to another question than is open now."""
    arrival = late.arrival
    if arrival.is_button or arrival.is_edit or (arrival.command and not arrival.arguments):
        return False
    is_todays = local_day(late.came_at, tap.zone) == local_day(tap.now, tap.zone)
    question = tap.draft.question if tap.draft else None
    return not is_todays or (arrival.command is None and question != late.question)


async def _is_ended(tap: Tap, draft: Draft, answer: Answer | GoTo) -> bool:
    """Whether the form is not open any more, or what the answer leads to may begin another."""
    if isinstance(answer, GoTo) and ALL.buttons[type(answer.to)].writes:
        return True
    return await open_draft(tap.read, tap.sender.telegram_id) != draft.id


def _said_instead(tap: Tap, late: Late) -> Answer:
    return Answer(screens.too_late(tap.words, late.arrival.text), at=Home())
