"""Whether what somebody types is meant for the form they left open, or for what they look at now.

A form takes whatever is typed right after its question. Who has looked at something else since, or types what stands on
a button, is asked, and told what it was taken for; nothing typed is lost, whichever it is.
"""

from dataclasses import replace
from typing import Final

from handlers.buttons.forms import AskWhetherMeant, NotForForm, PutFormAway, TakeTyped
from handlers.forms import answering, engine
from handlers.forms.asking import Form, form_named
from handlers.home.screens import meant as screens
from handlers.home.unknown import help_along, is_command, meant
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.process import drafts
from storage.process.drafts import Draft
from volunteering.rules.ground.folding import folded
from volunteering.rules.ground.periods import local_day
from volunteering.rules.reading import Wish, Wished, day_within, wish_in

routes = Routes()

_UNLIKE_ANSWERS: Final = frozenset(Wish) - {
    Wish.LOOK_FOR,  # begins many a title
    Wish.WEEKEND,
    Wish.THIS_WEEK,  # a time
    Wish.PEOPLE,
    Wish.TEAMS,
    Wish.ANSWER,
    Wish.YES,  # an answer itself
    Wish.GREET,  # begins and ends many a letter
    Wish.LANGUAGE,  # what may be sought, or said of somebody
}
"""Wishes whose words are hardly ever the answer to a question."""


async def answer_or_ask(tap: Tap, draft: Draft) -> Answer | GoTo:
    """A message while a form is open: its answer, or the question whether it is one."""
    kind = form_named(draft.form)
    if kind is None or tap.typed is None:
        return await answering.answer_typed(tap, draft)
    if not kind.may_ask(draft, draft.step):  # its review asks nothing
        return await (help_along(tap) if draft.left_at else answering.answer_typed(tap, draft))
    if draft.left_at or await _is_a_wish(tap, kind, draft, tap.typed):
        return _ask(tap, kind, draft, tap.typed)
    return await answering.answer_typed(tap, draft)


async def _is_a_wish(tap: Tap, kind: type[Form], draft: Draft, typed: str) -> bool:
    if not _is_unlike_answers(tap, typed):
        return False
    asks = kind.asks(draft.step)
    offered = [choice.label for choice in await engine.choices_for(tap, kind, draft, typed)] if asks.choices else []
    labels = [*offered, *([tap.words.say(asks.skip)] if asks.skip else [])]
    return not any(folded(typed) in folded(label) for label in labels)  # a part of a name finds it


def _is_unlike_answers(tap: Tap, typed: str) -> bool:
    wished = wish_in(typed)
    return wished is not None and wished.wish in _UNLIKE_ANSWERS and _says_no_more(tap, wished)


def _says_no_more(tap: Tap, wished: Wished) -> bool:
    """Whether it is a word, or names a day (`我明天来不了了`); “bring a friend if you can't come” is a description."""
    day, rest = day_within(wished.about, local_day(tap.now, tap.zone))
    return not wished.about or (day is not None and not rest)


def _whether_meant(tap: Tap, kind: type[Form], draft: Draft, typed: str) -> Answer:
    is_wish = _is_unlike_answers(tap, typed)
    return Answer(screens.ask_whether_meant(tap.words, kind, draft, typed, is_wish=is_wish), at=AskWhetherMeant())


def _ask(tap: Tap, kind: type[Form], draft: Draft, typed: str) -> Answer:
    kept = replace(draft, about={**draft.about, engine.TOOK: typed}, left_at=draft.left_at or tap.now)
    drafts.save(tap.transaction, kept)
    return _whether_meant(tap, kind, kept, typed)


@routes.button(AskWhetherMeant, anyone=True)
async def ask_again(tap: Tap, _: AskWhetherMeant) -> Answer | GoTo:
    """The same question once more."""
    kind = form_named(tap.draft.form) if tap.draft else None
    if tap.draft is None or kind is None:
        return answering.outdated(tap)
    typed = tap.draft.about.get(engine.TOOK)
    if not isinstance(typed, str) or not kind.may_ask(tap.draft, tap.draft.step):
        return await engine.show(tap, kind, tap.draft)
    return _whether_meant(tap, kind, tap.draft, typed)


@routes.button(TakeTyped, writes=True, anyone=True)
async def take(tap: Tap, button: TakeTyped) -> Answer | GoTo:
    """It is the answer: go on with the form."""
    kind, draft = await answering.current(tap, button.draft)
    typed = draft.about.get(engine.TOOK)
    if not isinstance(typed, str):
        return await engine.show(tap, kind, draft)
    return await answering.answer_typed(replace(tap, typed=typed), draft)


@routes.button(NotForForm, writes=True, anyone=True)
async def not_for_form(tap: Tap, button: NotForForm) -> Answer | GoTo:
    """It is meant for something else; the form stays open."""
    kind, draft = await answering.current(tap, button.draft)
    typed = draft.about.get(engine.TOOK)
    if not isinstance(typed, str):
        return await engine.show(tap, kind, draft)
    return await help_along(replace(tap, typed=typed))


@routes.button(PutFormAway, writes=True, anyone=True)
async def put_form_away(tap: Tap, button: PutFormAway) -> Answer | GoTo:
    """The form is left, and what was typed is done instead; a word that says no more than to stop is done by that."""
    _, draft = await answering.current(tap, button.draft)
    typed, left = draft.about.get(engine.TOOK), await answering.leave(tap, draft)
    wished = wish_in(typed) if isinstance(typed, str) else None
    if not isinstance(typed, str) or (wished and wished.wish in {Wish.STOP, Wish.LEAVE, Wish.HOME}):
        return left
    if wished is None and tap.is_here and not is_command(typed):
        there = await meant(tap, typed)
    else:
        there = await help_along(replace(tap, typed=typed, draft=None))
    if there is None:
        return left  # “I did not understand that” would be no answer to a tap
    return replace(there, toast=screens.put_away(tap.words), puts_keyboard_away=left.puts_keyboard_away)
