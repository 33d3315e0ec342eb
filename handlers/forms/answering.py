"""What people type and tap while a form is open: answers to its questions, and the ways back, on and out of it."""

from dataclasses import replace

from handlers.buttons import forms as buttons
from handlers.forms import attaching, endings, engine, screens
from handlers.forms.asking import Choice, Form, form_named
from handlers.forms.lines import below
from handlers.forms.problems import WrongAnswer, no_such_choice, not_an_answer
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from storage.process import drafts
from storage.process.drafts import Draft
from volunteering.rules.ground.folding import folded
from volunteering.rules.reading import choices_in, leaves_open
from volunteering.rules.volunteers import plain_phone

routes = Routes()


async def answer_typed(tap: Tap, draft: Draft) -> Answer | GoTo:
    """A message while a form is open: the answer to its question, whatever it is made of."""
    kind = form_named(draft.form)
    if kind is None:
        return outdated(tap)
    if attaching.is_of_the_same_album(draft, tap.attached):
        return below(screens.only_the_first(tap.words), await engine.show(tap, kind, draft))
    if not kind.may_ask(draft, draft.step):
        return await engine.show(tap, kind, draft)
    asks = kind.asks(draft.step)
    if tap.attached is not None and asks.waits_for_file:
        return await attaching.answer_with(tap, kind, draft, tap.attached)
    if tap.contact is not None:
        return await _answer_contact(tap, kind, draft)
    if tap.typed is None:
        return await engine.show(tap, kind, draft, not_an_answer(asks))
    return await _answer_text(tap, kind, draft, screens.without_label(tap.words, asks, tap.typed.strip()))


def waits_for_file(draft: Draft) -> bool:
    """Whether the question of the open form is answered by a photo or a file."""
    kind = form_named(draft.form)
    return kind is not None and kind.may_ask(draft, draft.step) and kind.asks(draft.step).waits_for_file


async def _answer_text(tap: Tap, kind: type[Form], draft: Draft, typed: str) -> Answer | GoTo:
    asks = kind.asks(draft.step)
    if asks.skip and (typed == tap.words.say(asks.skip) or leaves_open(typed)):
        return await engine.keep(tap, kind, draft, draft.step, None)
    if asks.contact and not asks.may_type:
        return await engine.show(tap, kind, draft, WrongAnswer("not_contact", {}))
    if asks.waits_for_file:
        return await engine.show(tap, kind, draft, not_an_answer(asks))
    if asks.choices is not None and not asks.suggests:
        return await _answer_by_name(tap, kind, draft, typed)
    is_asked_anew = draft.step in draft.answers
    is_taken_apart = asks.parts_anew or not is_asked_anew
    parts = asks.parts(typed, tap.now, tap.zone) if asks.parts and is_taken_apart else None
    if parts:
        return await engine.take_apart(tap, kind, draft, parts)
    return await engine.check(tap, kind, draft, draft.step, typed)


async def _answer_contact(tap: Tap, kind: type[Form], draft: Draft) -> Answer | GoTo:
    contact = tap.contact
    asks = kind.asks(draft.step)
    if contact is None or not asks.contact:
        return await engine.show(tap, kind, draft, not_an_answer(asks))
    if contact.telegram_id != tap.sender.telegram_id:
        return await engine.show(tap, kind, draft, WrongAnswer("contact_of_another", {}))
    return await engine.check(tap, kind, draft, draft.step, plain_phone(contact.phone))


async def _answer_by_name(tap: Tap, kind: type[Form], draft: Draft, typed: str) -> Answer | GoTo:
    """A typed answer where choices are offered: the one choice it names, or those it could mean."""
    choices = await engine.choices_for(tap, kind, draft, typed)
    sought = folded(typed)
    exact = [choice for choice in choices if folded(choice.label) == sought and not choice.opens]
    if not exact and (value := kind.asks(draft.step).means(typed)):
        return await engine.check(tap, kind, draft, draft.step, value)
    meant = exact or [choice for choice in choices if sought in folded(choice.label) and not choice.opens]
    if len(meant) == 1:
        return await engine.check(tap, kind, draft, draft.step, meant[0].value)
    if meant:
        turned = [choice for choice in choices if choice.turns]
        return await engine.offer(tap, kind, draft, [*meant, *turned])
    if (nth := await _by_place(tap, kind, draft, typed)) is not None:
        return await engine.check(tap, kind, draft, draft.step, nth.value)
    return await engine.check(tap, kind, draft, draft.step, typed, otherwise=no_such_choice(typed))


async def _by_place(tap: Tap, kind: type[Form], draft: Draft, typed: str) -> Choice | None:
    """The choice that `第2个` means, where all of them stand below one another."""
    shown = await engine.choices_for(tap, kind, draft, "")
    if any(choice.opens or choice.turns for choice in shown):
        return None
    meant = choices_in(typed, [choice.label for choice in shown])
    return shown[min(meant)] if meant else None


@routes.button(buttons.Choose, writes=True, anyone=True)
async def choose(tap: Tap, button: buttons.Choose) -> Answer | GoTo:
    """One of the offered answers, or the way to more of them."""
    kind, draft = await current(tap, button.draft, button.step)
    if kind.asks(draft.step).contact or kind.asks(draft.step).waits_for_file:
        return await engine.show(tap, kind, draft)  # a number in a forged button is nobody's contact, and no photo
    if button.opens:
        choices = await engine.choices_for(tap, kind, draft, button.choice)
        return await engine.offer(tap, kind, draft, choices)
    if button.choice.startswith(engine.MEANT):
        return await engine.check(tap, kind, draft, draft.step, button.choice.removeprefix(engine.MEANT))
    if kind.asks(draft.step).suggests:
        return await _take_suggestion(tap, kind, draft, button.choice)
    return await engine.check(tap, kind, draft, draft.step, button.choice)


async def _take_suggestion(tap: Tap, kind: type[Form], draft: Draft, value: str) -> Answer | GoTo:
    suggested = [choice for choice in await engine.choices_for(tap, kind, draft, "") if choice.value == value]
    if not suggested:
        return await engine.show(tap, kind, draft)
    return await engine.check(tap, kind, draft, draft.step, suggested[0].says or suggested[0].label)


@routes.button(buttons.Skip, writes=True, anyone=True)
async def skip(tap: Tap, button: buttons.Skip) -> Answer | GoTo:
    """Leave the question open."""
    kind, draft = await current(tap, button.draft, button.step)
    if not kind.asks(draft.step).skip:
        return await engine.show(tap, kind, draft)
    return await engine.keep(tap, kind, draft, draft.step, None)


@routes.button(buttons.Back, writes=True, anyone=True)
async def back(tap: Tap, button: buttons.Back) -> Answer | GoTo:
    """The question before this one; from what may be added, whatever comes next."""
    kind, draft = await current(tap, button.draft)
    if draft.step in kind.extras(draft):
        return await engine.go_on(tap, kind, draft)
    steps = kind.steps(draft)
    at = steps.index(draft.step) if draft.step in steps else len(steps)
    if at == 0:
        return await engine.show(tap, kind, draft)
    return await engine.show(tap, kind, engine.move(tap, kind, draft, steps[at - 1]))


@routes.button(buttons.Change, writes=True, anyone=True)
async def change(tap: Tap, button: buttons.Change) -> Answer | GoTo:
    """From the review to one question: back, or to one that it offers."""
    kind, draft = await current(tap, button.draft)
    if not kind.may_ask(draft, button.step):
        return await engine.show(tap, kind, draft)
    return await engine.show(tap, kind, engine.move(tap, kind, draft, button.step))


@routes.button(buttons.Finish, writes=True, anyone=True)
async def finish(tap: Tap, button: buttons.Finish) -> Answer | GoTo:
    """The review is right: check everything once more, for time has passed, and do it."""
    return await engine.end(tap, *await current(tap, button.draft))


@routes.button(buttons.Cancel, writes=True, anyone=True)
async def cancel(tap: Tap, button: buttons.Cancel) -> Answer | GoTo:
    """Leave the form. An earlier form's button leaves nothing."""
    _, draft = await current(tap, button.draft)
    return await leave(tap, draft)


@routes.command("cancel", writes=True, anyone=True)
async def cancel_command(tap: Tap, _: str) -> Answer | GoTo:
    """Leave the form that is open, whichever it is."""
    if tap.draft is None:
        return Answer(screens.nothing_to_cancel(tap.words), at=buttons.Resume())
    return await leave(tap, tap.draft)


@routes.button(buttons.Resume, anyone=True)
async def resume(tap: Tap, _: buttons.Resume) -> Answer:
    """Where the form stands."""
    kind = form_named(tap.draft.form) if tap.draft else None
    if tap.draft is None or kind is None:
        return outdated(tap)
    return await engine.show(tap, kind, tap.draft)


async def leave(tap: Tap, draft: Draft) -> Answer | GoTo:
    """Drop the draft and say so."""
    drafts.drop(tap.transaction, draft.telegram_id)
    kind = form_named(draft.form)
    if kind and (onward := await endings.left(tap, kind, draft)):
        return onward
    back_to = kind.after_cancel(draft) if kind else Form.leads_to
    if kind and kind.stays:  # "Cancelled" would say that it was done
        return GoTo(back_to)
    asked_contact = kind is not None and draft.step in kind.model_fields and kind.asks(draft.step).contact
    return Answer(
        screens.cancelled(tap.words, back_to, registered=tap.person is not None),
        at=back_to,
        puts_keyboard_away=screens.keyboard_goes(tap.words) if asked_contact else None,
    )


def outdated(tap: Tap) -> Answer:
    """The form is no longer open, or none of ours."""
    return Answer(screens.outdated(tap.words, registered=tap.person is not None), at=buttons.Resume())


async def current(tap: Tap, draft_id: int, step: str | None = None) -> tuple[type[Form], Draft]:
    """The form that a button belongs to. Raises Instead for a stale one: where things stand."""
    draft = tap.draft
    kind = form_named(draft.form) if draft else None
    if draft is None or kind is None:
        raise Instead(outdated(tap))
    # A forged button may name the review, which is no question.
    if draft.id != draft_id or (step is not None and (step != draft.step or step not in kind.model_fields)):
        shown = await engine.show(tap, kind, draft)
        raise Instead(replace(shown, toast=screens.stale_toast(tap.words)))
    return kind, draft
