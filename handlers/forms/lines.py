"""Lines that open a form with its answers (`/hours 2.5 …`), typed while that form is open: they wait until it is done.

They are kept in its draft, so that nothing that was typed takes the place of what is being confirmed.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Final

from markupsafe import Markup
from pydantic import JsonValue

from handlers.forms import engine, screens
from handlers.forms.asking import Form
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Tap
from storage.process import drafts
from storage.process.drafts import Draft

WAITS: Final = "waits"
"""In a draft's `about`: the lines that wait, the first of them first."""

LINE: Final = "line"
"""In a draft's `about`: the line that opened it."""

MOST: Final = 5


def opened_with(line: str, behind: Sequence[str]) -> dict[str, JsonValue]:
    """What a draft keeps of lines: the one that opened it, and those behind it."""
    return {**({LINE: line} if line else {}), **({WAITS: list(behind)} if behind else {})}


Opens = Callable[[Tap, str, Sequence[str]], Awaitable[Answer | GoTo]]
"""Opens the form with a line, and those that wait behind it."""


async def first_this(tap: Tap, kind: type[Form], line: str = "") -> Answer | None:
    """Where this form is open with something in it: that, and that the line comes after it. None: nothing is lost."""
    draft = tap.draft
    if draft is None or draft.form != kind.name or not any(value is not None for value in draft.answers.values()):
        return None
    opened = draft.about.get(LINE)
    if line and line == opened:  # sent twice, as people do
        return await engine.show(tap, kind, draft)
    if line and opened and draft.step != engine.REVIEW and not waiting(draft):
        return None  # something is wrong with the first, and this is how it is put right
    lines = waiting(draft)
    if line and line not in lines and len(lines) < MOST:
        lines = (*lines, line)
        draft = replace(draft, about={**draft.about, WAITS: list(lines)})
        drafts.save(tap.transaction, draft)
    shown = await engine.show(tap, kind, draft)
    return below(screens.first_this(tap.words, line, is_kept=not line or line in lines), shown)


def waiting(draft: Draft) -> tuple[str, ...]:
    """The lines that wait for this form to be done."""
    lines = draft.about.get(WAITS)
    return tuple(map(str, lines)) if isinstance(lines, list) else ()


async def then(tap: Tap, draft: Draft, opens: Opens, said: Markup) -> Answer | GoTo | None:
    """What comes after a form: the first line that waits, below what was just done. None: there is none."""
    lines = waiting(draft)
    if not lines:
        return None
    answer = await opens(tap, lines[0], lines[1:])
    return below(said, answer) if isinstance(answer, Answer) else replace(answer, said=said)


def below(said: Markup, answer: Answer) -> Answer:
    """The same screen, and above it what is to be said first."""
    return replace(answer, screen=replace(answer.screen, text=Markup("%s\n\n%s") % (said, answer.screen.text)))
