"""The questions about what roles ask for, and about who lacks it."""

import re
from collections.abc import Sequence
from typing import Annotated, ClassVar

from pydantic import BeforeValidator
from typing_extensions import override

from handlers.buttons.button import Button
from handlers.buttons.leading import Manage, ManageShift
from handlers.buttons.needs import ShowNeeds
from handlers.forms.asking import Ask, Choice, Form, form
from handlers.forms.searching import LookedUp, asks_whom
from handlers.tapping.tap import Tap
from storage.process.drafts import Draft
from volunteering.rules.needs import Age
from words.words import plain, sentence

LIKELY_AGES = (14, 16, 18)


@form
class FindingHindered(Form):
    """Of whom a leader would like to know why they can't sign up."""

    name: ClassVar[str] = "find_hindered"
    title: ClassVar[str] = sentence("Why can't they?")
    leads_to: ClassVar[Button] = Manage()
    names_its_subject: ClassVar[bool] = True

    text: Annotated[LookedUp, asks_whom(sentence("Who is it that can't sign up?"), of_any_team=True)]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ManageShift(shift=draft.number("shift"))


def _years(raw: object) -> object:
    """A number of years, however it is typed: 18, from 18, 18岁."""
    if not isinstance(raw, str):
        return raw
    found = re.search(r"\d{1,3}", raw)
    return int(found[0]) if found else raw


async def _likely_ages(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
    return [Choice(plain(tap.words.number(age)), str(age), says=str(age)) for age in LIKELY_AGES]


@form
class LeastAge(Form):
    """From what age on people may come."""

    name: ClassVar[str] = "least_age"
    title: ClassVar[str] = sentence("Least age")
    leads_to: ClassVar[Button] = Manage()
    names_its_subject: ClassVar[bool] = True

    age: Annotated[
        Age | None,
        BeforeValidator(_years),
        Ask(
            question=sentence("From what age on may people come?"),
            label=sentence("Least age"),
            hint=sentence("Tap a number, or type another one."),
            choices=_likely_ages,
            suggests=True,
            columns=3,
            skip=sentence("Any age"),
        ),
    ] = None

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        role = draft.number("role") if "role" in draft.about else None
        return ShowNeeds(shift=draft.number("shift"), role=role)
