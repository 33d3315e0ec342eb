"""A form that has every kind of question, for trying the one way through all of them."""

import json
from typing import Annotated, Any, ClassVar

from markupsafe import Markup
from pydantic import Field

from handlers.buttons.button import Button
from handlers.buttons.forms import Resume
from handlers.buttons.home import Help
from handlers.forms.asking import Ask, Choice, Form, form
from handlers.forms.endings import ends
from handlers.forms.engine import REVIEW
from handlers.forms.phones import Phone
from handlers.tapping.screen import Answer, page
from handlers.tapping.tap import Tap
from storage.process import drafts
from storage.process.drafts import Draft
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from volunteering.rules.activities import Category
from volunteering.rules.ground.texts import Title
from volunteering.rules.journal import Did


async def _kinds(tap: Tap, _: Draft, opened: str) -> list[Choice]:
    if opened == "more":
        return [Choice("Rights", Category.RIGHTS), Choice("Other", Category.OTHER)]
    return [
        Choice("Culture", Category.CULTURE),
        Choice("Charity", Category.CHARITY),
        Choice("More ›", "more", opens=True),
    ]


async def _usual_titles(tap: Tap, _: Draft, __: str) -> list[Choice]:
    return [Choice("Tea: for <everybody>", "0")]


@form
class Errand(Form):
    """Something to be done."""

    name: ClassVar[str] = "test_errand"
    title: ClassVar[str] = "Errand"
    finish: ClassVar[str] = "Do it"
    leads_to: ClassVar[Button] = Help()

    what: Annotated[Title, Ask("What is it?", "What", hint="Any words.", choices=_usual_titles, suggests=True)]
    kind: Annotated[Category, Ask("Which kind?", "Kind", choices=_kinds, shows=lambda _, kind: kind.title())]
    people: Annotated[int | None, Field(ge=1, le=99), Ask("How many people?", "People", skip="Nobody knows")] = None
    phone: Annotated[Phone | None, Ask("Whom to call?", "Phone", contact="Share mine", skip="Nobody")] = None


@ends(Errand)
async def run(tap: Tap, errand: Errand, _: Draft) -> Answer:
    note, me = tap.records.journal.note, tap.me.id
    sort, people, phone = errand.kind.value, errand.people, errand.phone
    note(Did.LETTER, by_id=me, at=tap.now, person_id=me, what=errand.what, sort=sort, people=people, phone=phone)
    return Answer(page(Markup("Done: {}").format(errand.what)), at=Help())


@form
class Question(Form):
    """A single question, which is done with its answer."""

    name: ClassVar[str] = "test_question"
    title: ClassVar[str] = "Question"

    answer: Annotated[Title, Ask("Well?", "Answer")]


@ends(Question)
async def repeat(_: Tap, question: Question, __: Draft) -> Answer:
    return Answer(page(Markup("You said {}").format(question.answer)))


async def _sorts(_: Tap, __: Draft, typed: str) -> list[Choice]:
    every = [Choice("Culture", Category.CULTURE), Choice("Charity", Category.CHARITY), Choice("Other", Category.OTHER)]
    return [choice for choice in every if typed.lower() in choice.label.lower()]


@form
class Sort(Form):
    """A single question with all its choices below one another."""

    name: ClassVar[str] = "test_sort"
    title: ClassVar[str] = "Sort"

    kind: Annotated[Category, Ask("Which kind?", "Kind", choices=_sorts)]


@ends(Sort)
async def say_sort(_: Tap, sort: Sort, __: Draft) -> Answer:
    return Answer(page(Markup("It is {}").format(sort.kind.value)))


async def opened_form(chat: Chat, form_kind: type[Form] = Errand, /, **answers: Any) -> PhoneInChat:
    """A volunteer at the first open question of the form."""
    wei = await chat.volunteer()
    await opened_for(chat, wei, form_kind, **answers)
    return wei


async def opened_for(chat: Chat, wei: PhoneInChat, form_kind: type[Form], /, **answers: Any) -> None:
    async with chat.database.transaction() as transaction:
        await drafts.begin_draft(
            transaction,
            telegram_id=wei.id,
            form=form_kind.name,
            about={},
            answers=answers,
            step=next((step for step in form_kind.model_fields if step not in answers), REVIEW),
            message_id=None,
            expires_at=chat.clock.now() + Form.kept,
        )
    await wei.taps_button(Resume())


ANSWERS: dict[str, Any] = {"what": "Tea", "kind": "culture", "people": 3, "phone": None}


async def draft_number(city: City) -> int:
    return await city.figure("SELECT id AS n FROM drafts")


async def errands_done(city: City) -> list[dict[str, Any]]:
    rows = await city.table("SELECT facts FROM journal WHERE kind = 'letter' ORDER BY id")
    return [json.loads(row["facts"]) for row in rows]
