"""The one way through every form: ask, check, review, finish (decision 5). `answering` has what people tap and type.

A draft's answers are kept as typed values in JSON. A step that is not among the form's steps is its review.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup
from pydantic import JsonValue, ValidationError

from handlers.buttons import forms as buttons
from handlers.buttons.button import Button
from handlers.forms import endings, screens
from handlers.forms.asking import Choice, Form, adapter, known_answers
from handlers.forms.problems import WrongAnswer, problem_with
from handlers.forms.readings import meanings
from handlers.forms.subjects import subject_of
from handlers.tapping.screen import Answer, GoTo, Screen
from handlers.tapping.tap import Tap
from handlers.tapping.trail import NOWHERE, Trail
from storage.process import drafts
from storage.process.drafts import Draft

REVIEW = "review"
TYPED = "typed"
"""In a draft's `about`: what was typed for questions before they were asked."""

TOOK = "took"
"""In a draft's `about`: what was typed last of which it isn't sure that it is an answer at all."""

PART = "part"
"""In a draft's `about`: what was understood of an answer that was not whole, until the rest is typed."""

TRAIL = "trail"
"""In a draft's `about`: the lists that its person came through, without what they searched them for."""

MEANT = "="
"""How a choice begins that is a meaning of an unclear answer: it is taken as typed."""


async def begin_form(
    tap: Tap,
    kind: type[Form],
    /,
    *,
    about: dict[str, Any] | None = None,
    typed: Mapping[str, str] | None = None,
    problem: WrongAnswer | None = None,
    **answers: Any,
) -> Answer | GoTo:
    """Start a form, in place of any other; with some answers given already, the first open question is asked.

    `answers` are typed values as the model has them. What was `typed` for other questions beforehand is tried when
    their turn comes. `problem` is said with the first question.
    """
    known = {step: adapter(kind, step).dump_python(value, mode="json") for step, value in answers.items()}
    draft = await drafts.begin_draft(
        tap.transaction,
        telegram_id=tap.sender.telegram_id,
        form=kind.name,
        about={
            **(about or {}),
            **({TYPED: dict(typed)} if typed else {}),
            **({TRAIL: list(trail.lists)} if (trail := tap.trail.without_words()).lists else {}),
        },
        answers=known,
        step="",
        message_id=None,
        expires_at=tap.now + kind.kept,
    )
    return await go_on(tap, kind, draft, problem)


async def kept_for(tap: Tap, kind: type[Form], typed: str, *, about: dict[str, Any]) -> Draft:
    """A form for what was typed before anybody asked: it waits there until it is said to be the answer, or not."""
    [step, *_] = kind.model_fields
    draft = await drafts.begin_draft(
        tap.transaction,
        telegram_id=tap.sender.telegram_id,
        form=kind.name,
        about={**about, TOOK: typed},
        answers={},
        step=step,
        message_id=None,
        expires_at=tap.now + kind.kept,
    )
    kept = replace(draft, left_at=tap.now)
    drafts.save(tap.transaction, kept)
    return kept


def trail_of(draft: Draft) -> Trail:
    """The lists that the form's person came through when they began it."""
    lists = draft.about.get(TRAIL)
    return Trail(tuple(map(str, lists))) if isinstance(lists, list) else NOWHERE


def opens(kind: type[Form]) -> Callable[[Tap, Button], Awaitable[Answer | GoTo]]:
    """The handler of a button that does nothing else than to start a form."""

    async def start(tap: Tap, _: Button) -> Answer | GoTo:
        return await begin_form(tap, kind)

    return start


async def check(
    tap: Tap, kind: type[Form], draft: Draft, step: str, raw: object, otherwise: WrongAnswer | None = None
) -> Answer | GoTo:
    """Check an answer by its field's constraints; keep it, or say what is wrong with it and ask again."""
    try:
        value = adapter(kind, step).validate_python(raw, context=_context(tap, draft, step))
    except ValidationError as error:
        problem = problem_with(error, raw)
        if part := problem.facts.get("part"):
            draft = replace(draft, about={**draft.about, PART: {step: part}})
            drafts.save(tap.transaction, draft)
        return await show(tap, kind, draft, otherwise or problem)
    return await keep(tap, kind, draft, step, adapter(kind, step).dump_python(value, mode="json"))


async def keep(tap: Tap, kind: type[Form], draft: Draft, step: str, value: JsonValue) -> Answer | GoTo:
    """Take an answer that is right, as it stands in the draft; None leaves the question open. Then go on."""
    about = {of: known for of, known in draft.about.items() if of not in {PART, TOOK}}
    kept = replace(draft, about=about, answers={**draft.answers, step: value})
    answer = await go_on(tap, kind, await kind.learn(tap, kept, step))
    if kind.asks(step).contact:
        return replace(answer, puts_keyboard_away=screens.contact_kept(tap.words, given=value is not None))
    return answer


async def take_apart(tap: Tap, kind: type[Form], draft: Draft, parts: Mapping[str, str]) -> Answer | GoTo:
    """Take what a line says for several questions: each is tried in its turn, in place of what was answered before."""
    typed = draft.about.get(TYPED)
    about = {**draft.about, TYPED: {**(typed if isinstance(typed, dict) else {}), **parts}}
    answers = {step: value for step, value in draft.answers.items() if step not in parts}
    return await go_on(tap, kind, replace(draft, about=about, answers=answers))


async def go_on(tap: Tap, kind: type[Form], draft: Draft, problem: WrongAnswer | None = None) -> Answer | GoTo:
    """To the first question that is still open, else to the review, else to the end."""
    steps = kind.steps(draft)
    step = next((step for step in steps if step not in draft.answers), REVIEW)
    if step == REVIEW and not kind.is_reviewed(draft):
        return await end(tap, kind, draft)
    moved = move(tap, kind, draft, step)
    typed = draft.about.get(TYPED)
    if isinstance(typed, dict) and step in typed and not problem:
        return await check(tap, kind, moved, step, typed[step])
    return await show(tap, kind, moved, problem)


def move(tap: Tap, kind: type[Form], draft: Draft, step: str) -> Draft:
    """The draft at another step, kept for as long again."""
    moved = replace(draft, step=step, expires_at=tap.now + kind.kept, left_at=None)
    drafts.save(tap.transaction, moved)
    return moved


async def end(tap: Tap, kind: type[Form], draft: Draft) -> Answer | GoTo:
    """Check everything once more, for time has passed, drop the draft and do what the answers say."""
    steps = kind.steps(draft)
    missing = next((step for step in steps if step not in draft.answers), None)
    if missing:
        return await show(tap, kind, move(tap, kind, draft, missing))
    given = {step: value for step, value in draft.answers.items() if value is not None}
    try:
        filled = kind.model_validate(given, context=_context(tap, draft))
    except ValidationError as error:
        step = str(error.errors()[0]["loc"][0])
        return await show(tap, kind, move(tap, kind, draft, step), problem_with(error, given.get(step)))
    drafts.drop(tap.transaction, draft.telegram_id)
    return await endings.finish(tap, filled, draft)


async def show(tap: Tap, kind: type[Form], draft: Draft, problem: WrongAnswer | None = None) -> Answer:
    """Where the form stands: its question or its review, and what was wrong with the last answer."""
    return Answer(await _screen(tap, kind, draft, problem), at=buttons.Resume())


async def _screen(tap: Tap, kind: type[Form], draft: Draft, problem: WrongAnswer | None) -> Screen:
    if not kind.may_ask(draft, draft.step):
        return await _review(tap, kind, draft)
    meant = (
        [replace(choice, value=f"{MEANT}{choice.value}") for choice in meanings(tap.words, problem)] if problem else []
    )
    choices = meant or await choices_for(tap, kind, draft, "")
    subject = await _subject(tap, kind, draft)
    return screens.question(tap.words, kind, draft, choices=choices, subject=subject, problem=problem)


async def _subject(tap: Tap, kind: type[Form], draft: Draft) -> Markup | None:
    return await subject_of(tap, draft) if kind.names_its_subject else None


async def _review(tap: Tap, kind: type[Form], draft: Draft) -> Screen:
    known, steps = known_answers(kind, draft), kind.steps(draft)
    left_open = {step for step, answer in draft.answers.items() if answer is None}
    is_whole = all(step in known or step in left_open for step in steps)
    filled = kind.model_construct(set(known), **known)
    preview = await endings.preview_of(tap, filled, draft) if is_whole else None
    answers = known if preview else {**known, **await _named_teams(tap, kind, known)}
    subject = None if preview else await _subject(tap, kind, draft)  # a preview says whom or what it is about
    return screens.review(tap.words, kind, draft, answers, preview, subject)


async def _named_teams(tap: Tap, kind: type[Form], known: Mapping[str, Any]) -> dict[str, str]:
    """What the units among the answers are called."""
    asked = {step: number for step, number in known.items() if number is not None and kind.asks(step).is_team}
    found = {step: await tap.records.units.get(number) for step, number in asked.items()}
    return {step: unit.name for step, unit in found.items() if unit is not None}


async def offer(tap: Tap, kind: type[Form], draft: Draft, choices: Sequence[Choice]) -> Answer:
    """The same question with other answers to tap."""
    subject = await _subject(tap, kind, draft)
    screen = screens.question(tap.words, kind, draft, choices=choices, subject=subject)
    return Answer(screen, at=buttons.Resume())


async def choices_for(tap: Tap, kind: type[Form], draft: Draft, opened: str) -> list[Choice]:
    """What is offered to be tapped: at first, or below what was opened, or like what was typed."""
    offered = kind.asks(draft.step).choices
    return list(await offered(tap, draft, opened)) if offered else []


def _context(tap: Tap, draft: Draft, step: str = "") -> dict[str, object]:
    parts = draft.about.get(PART)
    return {
        "now": tap.now,
        "zone": tap.zone,
        "answers": draft.answers,
        "part": parts.get(step) if isinstance(parts, dict) else None,
    }
