"""What becomes of a form's answers: the handler that does it, and what its review shows of it before.

A form and its ending are to each other as a button and its handler: the one is what people see, the other what is done.
"""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from markupsafe import Markup

from handlers.forms.asking import Form
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Tap
from storage.process.drafts import Draft

F = TypeVar("F", bound=Form)

Ending = Callable[[Tap, F, Draft], Awaitable[Answer | GoTo]]
Preview = Callable[[Tap, F, Draft], Awaitable[Markup | None]]

Leaving = Callable[[Tap, Draft], Awaitable[Answer | GoTo | None]]

_endings: dict[type[Form], Ending[Any]] = {}
_previews: dict[type[Form], Preview[Any]] = {}
_leavings: dict[type[Form], Leaving] = {}


def ends(*kinds: type[F]) -> Callable[[Ending[F]], Ending[F]]:
    """The handler that does what these forms' answers say; the draft is dropped before, in the same transaction.

    Raises ValueError where a form has one already.
    """

    def keep(ending: Ending[F]) -> Ending[F]:
        for kind in kinds:
            if kind in _endings:
                raise ValueError(f"two handlers end the form {kind.name!r}")
            _endings[kind] = ending
        return ending

    return keep


def previews(kind: type[F]) -> Callable[[Preview[F]], Preview[F]]:
    """What a form's review shows in place of its lines; None where it can't be told."""

    def keep(preview: Preview[F]) -> Preview[F]:
        _previews[kind] = preview
        return preview

    return keep


def leaves(kind: type[F]) -> Callable[[Leaving], Leaving]:
    """What comes once this form was left with nothing done; None for the usual screen."""

    def keep(leaving: Leaving) -> Leaving:
        _leavings[kind] = leaving
        return leaving

    return keep


async def left(tap: Tap, kind: type[Form], draft: Draft) -> Answer | GoTo | None:
    """What comes after leaving a form; None: the usual screen."""
    leaving = _leavings.get(kind)
    return await leaving(tap, draft) if leaving else None


async def finish(tap: Tap, filled: Form, draft: Draft) -> Answer | GoTo:
    """Do what the answers say."""
    return await _endings[type(filled)](tap, filled, draft)


async def preview_of(tap: Tap, filled: Form, draft: Draft) -> Markup | None:
    """What the review shows in place of its lines; None: the lines."""
    preview = _previews.get(type(filled))
    return await preview(tap, filled, draft) if preview else None


def has_ending(kind: type[Form]) -> bool:
    """Whether a handler does what this form's answers say."""
    return kind in _endings
