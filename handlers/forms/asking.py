"""A form is a pydantic model: its fields in order are the questions (decision 5).

`Annotated[…, Ask(…)]` carries the words, the answers offered and whether the question may be skipped; the field's own
constraints check the answer. The forms stand in the files of questions, where words may stand; what is done with the
answers stands with the handlers. A form's draft is a row: any process can take the next answer.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Annotated, Any, ClassVar, Final
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from handlers.buttons.button import Button
from handlers.buttons.home import Home
from handlers.tapping.tap import Tap
from storage.process.drafts import Draft
from words.words import Words, plain


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer offered as a button. One that `opens` leads to more choices instead of answering."""

    label: str
    value: str
    opens: bool = False
    turns: bool = False  # opens another page of the same choices
    says: str = ""  # what a suggestion types, where that is not its label


Choices = Callable[[Tap, Draft, str], Awaitable[Sequence[Choice]]]
"""Gives the answers to offer. The text is what was opened, or typed to search; empty at first."""


Parts = Callable[[str, datetime, ZoneInfo], Mapping[str, str] | None]
"""Takes a line that was typed in answer to one question apart: what it says, by step; None where it is one answer."""


def _as_it_is(words: Words, value: object) -> str:
    return words.long_day(value) if isinstance(value, date) else str(value)


REPLACES: Final = "replaces"
"""In a draft's `about`: whether what it asks for was answered before, and is answered anew."""


@dataclass(frozen=True, slots=True)
class Ask:
    """The question about one field."""

    question: str  # a sentence for the catalogues
    label: str  # what the answer is called in the review: Title, Place
    hint: str = ""  # an example, under the question
    replaces: str = ""  # said besides where the draft is about something that has an answer already (`REPLACES`)
    why: tuple[str, ...] = ()  # what for, and who sees it: sentences for the catalogues
    skip: str = ""  # label of the button that leaves it open; empty where an answer is needed
    choices: Choices | None = None
    means: Callable[[str], str | None] = lambda _: None  # the choice's value that is meant by what is no label of any
    suggests: bool = False  # the choices' labels are only likely answers: anything may be typed, and is taken as typed
    columns: int = 1  # of the choices
    may_type: bool = False  # a number that is typed is taken where a contact is asked for
    contact: str = ""  # label of the keyboard button that shares the person's own contact
    file: bool = False  # the answer is a photo or a file, which the messenger keeps
    list_file: bool = False  # the answer is a file with a list, which is looked into afterwards
    shows: Callable[[Words, Any], str] = _as_it_is  # the answer in the review
    is_team: bool = False  # the answer is the number of a unit, and the review has its name
    adds: str = ""  # label of the review's button that asks it, where it isn't asked of itself: Add a description
    parts: Parts | None = None  # of a line that answers other questions, too
    parts_anew: bool = False  # also where it is answered anew
    follows: str = ""  # the step by whose answer this one is asked, and with which it is counted
    instead: tuple[tuple[str, Button], ...] = ()  # other ways to begin, by their labels, while nothing is answered

    @property
    def waits_for_file(self) -> bool:
        """Whether something that is sent is the answer, and nothing that is typed."""
        return self.file or self.list_file


def suggested(*answers: str) -> Choices:
    """Likely answers to a question that takes any text: sentences for the catalogues."""

    async def offered(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
        labels = [plain(tap.words.say(answer)) for answer in answers]
        return [Choice(label, str(number)) for number, label in enumerate(labels)]

    return offered


class Form(BaseModel):
    """The questions of one intention. What is done with the answers, a handler says (`handlers.forms.endings`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: ClassVar[str]  # kept in the draft
    title: ClassVar[str]  # a sentence: what this is
    finish: ClassVar[str] = ""  # label of the review's main button; without one the last answer is the end
    leads_to: ClassVar[Button] = Home()  # where Cancel goes
    stays: ClassVar[str] = ""  # label of the way out that changes nothing, where Cancel would say the opposite
    kept: ClassVar[timedelta] = timedelta(days=2)  # since the last answer: so long half a form waits for the rest
    names_its_subject: ClassVar[bool] = False  # above each question: who or what it is about (`subject_of`)

    @classmethod
    def steps(cls, draft: Draft) -> tuple[str, ...]:  # noqa: ARG003  forms override it
        """The fields to ask for, in order; fields left out keep their defaults."""
        return tuple(cls.model_fields)

    @classmethod
    def extras(cls, draft: Draft) -> tuple[str, ...]:  # noqa: ARG003  forms override it
        """The fields that are asked for only when they are tapped in the review."""
        return ()

    @classmethod
    def may_ask(cls, draft: Draft, step: str) -> bool:
        """Whether the step is a question of this draft's, and not its review."""
        return step in cls.steps(draft) or step in cls.extras(draft)

    @classmethod
    def is_reviewed(cls, draft: Draft) -> bool:  # noqa: ARG003  forms override it
        """Whether the answers are shown once more before anything is done; else the last answer is the end."""
        return bool(cls.finish)

    @classmethod
    def counted(cls, draft: Draft) -> tuple[int, int] | None:
        """Which question of how many the draft is at; None where that is no news.

        Counted are those that are asked whatever is answered: what follows from an answer counts as that question.
        What is added in the review is counted with whatever follows from it. One that is only changed is not counted.
        """
        step = draft.step
        first = cls.asks(step).follows or step
        every = tuple(one for one in cls.steps(draft) if not cls.asks(one).follows)
        if first not in every:
            every = (first, *(one for one in cls.model_fields if cls.asks(one).follows == first))
            first = step
        is_changed = step in draft.answers and all(one in draft.answers for one in every)
        return None if is_changed or len(every) == 1 else (every.index(first) + 1, len(every))

    @classmethod
    async def learn(cls, tap: Tap, draft: Draft, step: str) -> Draft:  # noqa: ARG003  forms override it
        """The draft with what the answer to a step says of other questions, which are not asked then."""
        return draft

    @classmethod
    def after_cancel(cls, draft: Draft) -> Button:  # noqa: ARG003  forms override it
        """The button whose screen Cancel leads to."""
        return cls.leads_to

    @classmethod
    def asks(cls, step: str) -> Ask:
        """The question about a field."""
        return next(mark for mark in cls.model_fields[step].metadata if isinstance(mark, Ask))


_forms: dict[str, type[Form]] = {}


def form(kind: type[Form]) -> type[Form]:
    """Make a form known by its name. Raises ValueError where the name is taken."""
    if kind.name in _forms:
        raise ValueError(f"two forms are called {kind.name!r}")
    _forms[kind.name] = kind
    return kind


def every_form() -> Collection[type[Form]]:
    """All the forms there are."""
    return _forms.values()


def form_named(name: str) -> type[Form] | None:
    """The form of a draft; None where an older version of Yigong had one of that name."""
    return _forms.get(name)


@cache
def adapter(kind: type[Form], step: str) -> TypeAdapter[Any]:
    """Checks one field by itself, with its own constraints."""
    info = kind.model_fields[step]
    return TypeAdapter(Annotated[info.annotation, *info.metadata])


def known_answers(kind: type[Form], draft: Draft) -> dict[str, Any]:
    """The answers as the model has them, but one that was left open, or that an older Yigong took and this does not."""
    known = {}
    for step, value in draft.answers.items():
        # What was checked when it was answered is only read again: a start that has passed is said at the end.
        with suppress(ValidationError, KeyError):
            known[step] = adapter(kind, step).validate_python(value, context={"reread": True})
    return {step: value for step, value in known.items() if value is not None}
