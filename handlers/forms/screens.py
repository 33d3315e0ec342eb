"""How the questions of a form look."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from handlers.buttons import forms as buttons
from handlers.buttons.button import Button
from handlers.buttons.home import Home
from handlers.forms.asking import Ask, Choice, Form
from handlers.forms.problems import WrongAnswer
from handlers.forms.readings import start_of
from handlers.forms.sentences import sentence_for
from handlers.tapping.screen import AskContact, Press, Row, Screen, page
from storage.process.drafts import Draft
from words.words import Words, cut, plain

LONGEST_LABEL = 40  # of a choice, in characters
LENGTHS_A_ROW = 3


def question(
    words: Words,
    kind: type[Form],
    draft: Draft,
    steps: Sequence[str],
    *,
    choices: Sequence[Choice],
    subject: Markup | None = None,
    problem: WrongAnswer | None = None,
) -> Screen:
    """One of the steps, whom or what it is about, what was wrong with the last answer, and the ways on."""
    asks, index = kind.asks(draft.step), steps.index(draft.step)
    lines = (
        subject,
        Markup("⚠️ %s") % sentence_for(words, problem) if problem else None,
        words.say(asks.question),
        Markup("<i>%s</i>") % words.say(asks.hint) if asks.hint else None,
    )
    columns = LENGTHS_A_ROW if problem and start_of(problem) else asks.columns
    rows = (*_choice_rows(draft, choices, columns), *_ways(words, kind, draft, first=index == 0))
    screen = page(_title(words, kind, index, len(steps)), *lines, rows=rows)
    if asks.contact:
        keyboard = AskContact(share=words.say(asks.contact), skip=words.say(asks.skip))
        return Screen(text=screen.text, contact=keyboard)
    return screen


def _title(words: Words, kind: type[Form], index: int, count: int) -> Markup:
    if count == 1:
        return words.say(kind.title)
    return words.say("{title} ({step} of {steps})", title=words.say(kind.title), step=index + 1, steps=count)


def _choice_rows(draft: Draft, choices: Sequence[Choice], columns: int) -> tuple[Row, ...]:
    presses = [
        Press(
            cut(choice.label, LONGEST_LABEL),
            buttons.Choose(draft=draft.id, step=draft.step, choice=choice.value, opens=choice.opens),
        )
        for choice in choices
    ]
    return tuple(tuple(presses[at : at + columns]) for at in range(0, len(presses), columns))


def _ways(words: Words, kind: type[Form], draft: Draft, *, first: bool) -> tuple[Row, ...]:
    asks = kind.asks(draft.step)
    skip = Press(words.say(asks.skip), buttons.Skip(draft=draft.id, step=draft.step)) if asks.skip else None
    back = None if first else Press(words.say("‹ Back"), buttons.Back(draft=draft.id))
    leave = Press(words.say(kind.stays) if kind.stays else words.say("Cancel"), buttons.Cancel(draft=draft.id))
    ways = tuple(press for press in (back, leave) if press)
    return ((skip,), ways) if skip else (ways,)


def review(
    words: Words,
    kind: type[Form],
    draft: Draft,
    steps: Sequence[str],
    answers: Mapping[str, Any],
    preview: Markup | None,
) -> Screen:
    """All the answers, as a preview or line by line, each to be changed, and the button that does it."""
    lines = [preview] if preview else [_line(words, kind, step, answers.get(step)) for step in steps]
    changes = [
        Press(
            words.say("Change {what}", what=words.say(kind.asks(step).label).lower()),
            buttons.Change(draft=draft.id, step=step),
        )
        for step in steps
    ]
    rows: tuple[Row, ...] = (
        (Press(words.say(kind.finish), buttons.Finish(draft=draft.id), "success"),),
        *(tuple(changes[at : at + 2]) for at in range(0, len(changes), 2)),
        (Press(words.say("Cancel"), buttons.Cancel(draft=draft.id), "danger"),),
    )
    return page(words.say("Is this right?"), *lines, rows=rows)


def _line(words: Words, kind: type[Form], step: str, value: object) -> Markup:
    asks = kind.asks(step)
    shown = words.say("not given") if value is None else asks.shows(words, value)
    if isinstance(shown, Markup):
        return words.say("{label}: {answer}", label=words.say(asks.label), answer=shown)
    return words.say("{label}: {answer}", label=words.say(asks.label), answer=cut(shown, 200))


def without_label(words: Words, asks: Ask, typed: str) -> str:
    """The answer in a line of the review that somebody pastes back: `Time: Sat 5 Dec, 09:00–12:00 (3 h)`."""
    label = plain(words.say("{label}: {answer}", label=words.say(asks.label), answer="")).strip()
    return typed.removeprefix(label).strip() or typed


def cancelled(words: Words, back_to: Button, *, registered: bool) -> Screen:
    """The form was left."""
    return page(
        words.say("Cancelled"), words.say("Nothing was saved."), rows=_onward(words, back_to, registered=registered)
    )


def nothing_to_cancel(words: Words) -> Screen:
    """There was no form to leave."""
    return page(
        words.say("Nothing to cancel"), words.say("No form is open."), rows=_onward(words, Home(), registered=True)
    )


def outdated(words: Words, *, registered: bool) -> Screen:
    """A button of a form that is no longer open."""
    return page(
        words.say("That form is closed"),
        words.say("It was finished, cancelled or left for too long."),
        rows=_onward(words, Home(), registered=registered),
    )


def _onward(words: Words, to: Button, *, registered: bool) -> tuple[Row, ...]:
    return ((Press(words.say("Go on") if registered else words.say("Start"), to),),)


def stale_toast(words: Words) -> str:
    """A button of an earlier question."""
    return words.say("That question is behind us; here is where you are.")


def keyboard_goes(words: Words) -> Markup:
    """Said when the contact keyboard goes away with its question."""
    return words.say("All right.")


def contact_kept(words: Words, *, given: bool) -> Markup:
    """Said when the contact keyboard goes away."""
    return words.say("Thank you.") if given else words.say("All right. You can add it in your profile at any time.")
