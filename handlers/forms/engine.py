"""The one way through every form: ask, check, go back, skip, leave, review, change, finish (decision 5).

A draft's answers are kept as typed values in JSON. A step that is not among the form's steps is its review.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from pydantic import ValidationError

from handlers.buttons import Button
from handlers.buttons import forms as buttons
from handlers.forms.asking import Ask, Choice, Form, adapter, form_named
from handlers.forms.problems import Problem, no_such_choice, not_an_answer, problem_with
from handlers.forms.readings import meanings
from handlers.screen import Answer, Screen
from handlers.screens import forms as screens
from handlers.tap import Routes, Tap
from handlers.words import Words, plain
from storage import drafts
from storage.drafts import Draft
from volunteering.finding import folded
from volunteering.people import plain_phone

KEPT = timedelta(days=2)
REVIEW = "review"
TYPED = "typed"
"""In a draft's `about`: what was typed for questions before they were asked."""

MEANT = "="
"""How a choice begins that is a meaning of an unclear answer: it is taken as typed."""

routes = Routes()


async def open_form(
    tap: Tap,
    kind: type[Form],
    /,
    *,
    about: dict[str, Any] | None = None,
    typed: Mapping[str, str] | None = None,
    problem: Problem | None = None,
    **answers: Any,
) -> Answer:
    """Start a form, in place of any other; with some answers given already, the first open question is asked.

    `answers` are typed values as the model has them. What was `typed` for other questions beforehand is tried when
    their turn comes. `problem` is said with the first question.
    """
    known = {step: adapter(kind, step).dump_python(value, mode="json") for step, value in answers.items()}
    draft = await drafts.open_draft(
        tap.transaction,
        telegram_id=tap.sender.telegram_id,
        form=kind.name,
        about={**(about or {}), **({TYPED: dict(typed)} if typed else {})},
        answers=known,
        step="",
        message_id=None,
        expires_at=tap.now + KEPT,
    )
    return await _go_on(tap, kind, draft, problem)


def opens(kind: type[Form]) -> Callable[[Tap, Button], Awaitable[Answer]]:
    """The handler of a button that does nothing else than to start a form."""

    async def start(tap: Tap, _: Button) -> Answer:
        return await open_form(tap, kind)

    return start


async def answer_typed(tap: Tap, draft: Draft) -> Answer:
    """A message while a form is open: the answer to its question, whatever it is made of."""
    kind = form_named(draft.form)
    if kind is None:
        return _outdated(tap)
    steps = await kind.steps(tap, draft)
    if draft.step not in steps:
        return await _show(tap, kind, draft)
    asks = kind.asks(draft.step)
    if tap.contact is not None:
        return await _answer_contact(tap, kind, draft)
    if tap.typed is None:
        return await _show(tap, kind, draft, not_an_answer(asks))
    typed = _without_label(tap.words, asks, tap.typed.strip())
    if asks.skip and typed == tap.words.say(asks.skip):
        return await _keep(tap, kind, draft, draft.step, None)
    if asks.contact:
        return await _show(tap, kind, draft, Problem("not_contact", {}))
    if asks.choices is not None and not asks.suggests:
        return await _answer_by_name(tap, kind, draft, typed)
    return await _check(tap, kind, draft, draft.step, typed)


def _without_label(words: Words, asks: Ask, typed: str) -> str:
    """The answer in a line of the review that somebody pastes back: `Time: Sat 5 Dec, 09:00–12:00 (3 h)`."""
    label = plain(words.say("{label}: {answer}", label=words.say(asks.label), answer="")).strip()
    return typed.removeprefix(label).strip() or typed


async def _answer_contact(tap: Tap, kind: type[Form], draft: Draft) -> Answer:
    contact = tap.contact
    asks = kind.asks(draft.step)
    if contact is None or not asks.contact:
        return await _show(tap, kind, draft, not_an_answer(asks))
    if contact.telegram_id != tap.sender.telegram_id:
        return await _show(tap, kind, draft, Problem("contact_of_another", {}))
    return await _check(tap, kind, draft, draft.step, plain_phone(contact.phone))


async def _answer_by_name(tap: Tap, kind: type[Form], draft: Draft, typed: str) -> Answer:
    """A typed answer where choices are offered: the one choice it names, or those it could mean."""
    choices = await _choices(tap, kind, draft, typed)
    sought = folded(typed)
    exact = [choice for choice in choices if folded(choice.label) == sought and not choice.opens]
    meant = exact or [choice for choice in choices if sought in folded(choice.label) and not choice.opens]
    if len(meant) == 1:
        return await _check(tap, kind, draft, draft.step, meant[0].value)
    if meant:
        return Answer(await screens.question(tap, kind, draft, choices=meant), at=buttons.Resume())
    return await _check(tap, kind, draft, draft.step, typed, otherwise=no_such_choice(typed))


@routes.button(buttons.Choose, writes=True, anyone=True)
async def choose(tap: Tap, button: buttons.Choose) -> Answer:
    """One of the offered answers, or the way to more of them."""
    found = await _current(tap, button.draft, button.step)
    if isinstance(found, Answer):
        return found
    kind, draft = found
    if kind.asks(draft.step).contact:
        return await _show(tap, kind, draft)  # a number in a forged button is nobody's contact
    if button.opens:
        choices = await _choices(tap, kind, draft, button.choice)
        return Answer(await screens.question(tap, kind, draft, choices=choices), at=buttons.Resume())
    if button.choice.startswith(MEANT):
        return await _check(tap, kind, draft, draft.step, button.choice.removeprefix(MEANT))
    if kind.asks(draft.step).suggests:
        return await _take_suggestion(tap, kind, draft, button.choice)
    return await _check(tap, kind, draft, draft.step, button.choice)


async def _take_suggestion(tap: Tap, kind: type[Form], draft: Draft, value: str) -> Answer:
    suggested = [choice for choice in await _choices(tap, kind, draft, "") if choice.value == value]
    if not suggested:
        return await _show(tap, kind, draft)
    return await _check(tap, kind, draft, draft.step, suggested[0].says or suggested[0].label)


@routes.button(buttons.Skip, writes=True, anyone=True)
async def skip(tap: Tap, button: buttons.Skip) -> Answer:
    """Leave the question open."""
    found = await _current(tap, button.draft, button.step)
    if isinstance(found, Answer):
        return found
    kind, draft = found
    if not kind.asks(draft.step).skip:
        return await _show(tap, kind, draft)
    return await _keep(tap, kind, draft, draft.step, None)


@routes.button(buttons.Back, writes=True, anyone=True)
async def back(tap: Tap, button: buttons.Back) -> Answer:
    """The question before this one."""
    found = await _current(tap, button.draft)
    if isinstance(found, Answer):
        return found
    kind, draft = found
    steps = await kind.steps(tap, draft)
    at = steps.index(draft.step) if draft.step in steps else len(steps)
    if at == 0:
        return await _show(tap, kind, draft)
    return await _show(tap, kind, await _move(tap, draft, steps[at - 1]))


@routes.button(buttons.Change, writes=True, anyone=True)
async def change(tap: Tap, button: buttons.Change) -> Answer:
    """From the review back to one question."""
    found = await _current(tap, button.draft)
    if isinstance(found, Answer):
        return found
    kind, draft = found
    if button.step not in await kind.steps(tap, draft):
        return await _show(tap, kind, draft)
    return await _show(tap, kind, await _move(tap, draft, button.step))


@routes.button(buttons.Finish, writes=True, anyone=True)
async def finish(tap: Tap, button: buttons.Finish) -> Answer:
    """The review is right: check everything once more, for time has passed, and do it."""
    found = await _current(tap, button.draft)
    if isinstance(found, Answer):
        return found
    return await _finish(tap, *found)


@routes.button(buttons.Cancel, writes=True, anyone=True)
async def cancel(tap: Tap, button: buttons.Cancel) -> Answer:
    """Leave the form. An earlier form's button leaves nothing."""
    found = await _current(tap, button.draft)
    if isinstance(found, Answer):
        return found
    return leave(tap, found[1])


@routes.command("cancel", writes=True, anyone=True)
async def cancel_command(tap: Tap, _: str) -> Answer:
    """Leave any form."""
    if tap.draft is None:
        return Answer(screens.nothing_to_cancel(tap.words), at=buttons.Resume())
    return leave(tap, tap.draft)


@routes.button(buttons.Resume, anyone=True)
async def resume(tap: Tap, _: buttons.Resume) -> Answer:
    """Where the form stands."""
    kind = form_named(tap.draft.form) if tap.draft else None
    if tap.draft is None or kind is None:
        return _outdated(tap)
    return await _show(tap, kind, tap.draft)


def leave(tap: Tap, draft: Draft) -> Answer:
    """Drop the draft and say so."""
    drafts.drop(tap.transaction, draft.telegram_id)
    kind = form_named(draft.form)
    back_to = kind.after_cancel(draft) if kind else Form.leads_to
    asked_contact = kind is not None and draft.step in kind.model_fields and kind.asks(draft.step).contact
    return Answer(
        screens.cancelled(tap.words, back_to, registered=tap.person is not None),
        at=back_to,
        puts_keyboard_away=screens.keyboard_goes(tap.words) if asked_contact else None,
    )


def _outdated(tap: Tap) -> Answer:
    return Answer(screens.outdated(tap.words, registered=tap.person is not None), at=buttons.Resume())


async def _current(tap: Tap, draft_id: int, step: str | None = None) -> tuple[type[Form], Draft] | Answer:
    """The form that a button belongs to; or, for a stale one, where things stand."""
    draft = tap.draft
    kind = form_named(draft.form) if draft else None
    if draft is None or kind is None:
        return _outdated(tap)
    # A forged button may name the review, which is no question.
    if draft.id != draft_id or (step is not None and (step != draft.step or step not in kind.model_fields)):
        shown = await _show(tap, kind, draft)
        return replace(shown, toast=screens.stale_toast(tap.words))
    return kind, draft


async def _check(
    tap: Tap, kind: type[Form], draft: Draft, step: str, raw: object, otherwise: Problem | None = None
) -> Answer:
    """Check an answer by its field's constraints; keep it, or say what is wrong with it and ask again."""
    try:
        value = adapter(kind, step).validate_python(raw, context=_context(tap))
    except ValidationError as error:
        return await _show(tap, kind, draft, otherwise or problem_with(error, raw))
    return await _keep(tap, kind, draft, step, adapter(kind, step).dump_python(value, mode="json"))


async def _keep(tap: Tap, kind: type[Form], draft: Draft, step: str, value: object) -> Answer:
    answer = await _go_on(tap, kind, draft.model_copy(update={"answers": {**draft.answers, step: value}}))
    if kind.asks(step).contact:
        return replace(answer, puts_keyboard_away=screens.thanks(tap.words))
    return answer


async def _go_on(tap: Tap, kind: type[Form], draft: Draft, problem: Problem | None = None) -> Answer:
    """To the first question that is still open, else to the review, else to the end."""
    steps = await kind.steps(tap, draft)
    step = next((step for step in steps if step not in draft.answers), REVIEW)
    if step == REVIEW and not kind.finish:
        return await _finish(tap, kind, draft)
    moved = await _move(tap, draft, step)
    typed = draft.about.get(TYPED)
    if isinstance(typed, dict) and step in typed and not problem:
        return await _check(tap, kind, moved, step, typed[step])
    return await _show(tap, kind, moved, problem)


async def _move(tap: Tap, draft: Draft, step: str) -> Draft:
    moved = draft.model_copy(update={"step": step, "expires_at": tap.now + KEPT})
    drafts.save(tap.transaction, moved)
    return moved


async def _finish(tap: Tap, kind: type[Form], draft: Draft) -> Answer:
    steps = await kind.steps(tap, draft)
    missing = next((step for step in steps if step not in draft.answers), None)
    if missing:
        return await _show(tap, kind, await _move(tap, draft, missing))
    given = {step: value for step, value in draft.answers.items() if value is not None}
    try:
        filled = kind.model_validate(given, context=_context(tap))
    except ValidationError as error:
        step = str(error.errors()[0]["loc"][0])
        return await _show(tap, kind, await _move(tap, draft, step), problem_with(error, given.get(step)))
    drafts.drop(tap.transaction, draft.telegram_id)
    return await filled.done(tap, draft)


async def _show(tap: Tap, kind: type[Form], draft: Draft, problem: Problem | None = None) -> Answer:
    return Answer(await _screen(tap, kind, draft, problem), at=buttons.Resume())


async def _screen(tap: Tap, kind: type[Form], draft: Draft, problem: Problem | None) -> Screen:
    steps = await kind.steps(tap, draft)
    if draft.step not in steps:
        return await screens.review(tap, kind, draft, steps)
    meant = (
        [replace(choice, value=f"{MEANT}{choice.value}") for choice in meanings(tap.words, problem)] if problem else []
    )
    choices = meant or await _choices(tap, kind, draft, "")
    return await screens.question(tap, kind, draft, choices=choices, problem=problem)


async def _choices(tap: Tap, kind: type[Form], draft: Draft, opened: str) -> list[Choice]:
    offer = kind.asks(draft.step).choices
    return list(await offer(tap, draft, opened)) if offer else []


def _context(tap: Tap) -> dict[str, object]:
    return {"now": tap.now, "zone": tap.zone}
