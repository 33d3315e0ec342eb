"""Buttons of a form. Each names the draft it belongs to, so that one of an earlier form is known as stale."""

from typing import Annotated

from handlers.buttons.button import Button, Typed


class Choose(Button, code="fc"):
    """One of the answers offered; or, where it opens, the way to more of them."""

    draft: int
    step: str
    choice: Annotated[str, Typed()]
    opens: bool = False


class Back(Button, code="fb"):
    """Back to the question before this one."""

    draft: int


class Skip(Button, code="fs"):
    """Leave this question open."""

    draft: int
    step: str


class Cancel(Button, code="fx"):
    """Leave the form; nothing is kept."""

    draft: int


class Change(Button, code="fe"):
    """From the review: answer this question again."""

    draft: int
    step: str


class Finish(Button, code="fo"):
    """The review is right: do it."""

    draft: int


class AskWhetherMeant(Button, code="fq"):
    """Whether what was typed is meant for the form that was left open."""


class TakeTyped(Button, code="fy"):
    """It is: go on with the form."""

    draft: int


class NotForForm(Button, code="fn"):
    """It isn't; the form stays open."""

    draft: int


class PutFormAway(Button, code="fp"):
    """It isn't, and the form is to be left."""

    draft: int


class Resume(Button, code="fr"):
    """Show where the form stands."""
