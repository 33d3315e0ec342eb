"""How the questions of a form look."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from handlers.buttons import forms as buttons
from handlers.buttons.button import Button
from handlers.buttons.home import Home
from handlers.forms.asking import REPLACES, Ask, Choice, Form
from handlers.forms.problems import WrongAnswer
from handlers.forms.readings import start_of
from handlers.forms.sentences import sentence_for
from handlers.showing.rows import side_by_side
from handlers.tapping.screen import AskContact, Press, Row, Screen, page
from storage.process.drafts import Draft
from words.words import Words, cut, plain

LONGEST_LABEL = 40  # of a choice, in characters
LONGEST_LINE = 60  # that was typed, within a sentence
LENGTHS_A_ROW = 3


def question(
    words: Words,
    kind: type[Form],
    draft: Draft,
    *,
    choices: Sequence[Choice],
    subject: Markup | None = None,
    problem: WrongAnswer | None = None,
) -> Screen:
    """A question, whom or what it is about, what was wrong with the last answer, and the ways on."""
    asks = kind.asks(draft.step)
    is_half = problem is not None and start_of(problem) is not None
    lines = (subject, *(_rest_of_it(words, problem) if problem and is_half else _asked(words, draft, asks, problem)))
    columns = LENGTHS_A_ROW if is_half else asks.columns
    rows = (*_choice_rows(draft, choices, columns), *_instead(words, draft, asks), *_ways(words, kind, draft, asks))
    screen = page(_title(words, kind, draft), *lines, rows=rows)
    if asks.contact:
        keyboard = AskContact(share=words.say(asks.contact), skip=words.say(asks.skip))
        return Screen(text=screen.text, contact=keyboard)
    return screen


def _asked(words: Words, draft: Draft, asks: Ask, problem: WrongAnswer | None) -> tuple[Markup | None, ...]:
    return (
        Markup("⚠️ %s") % sentence_for(words, problem) if problem else None,
        words.say(asks.question),
        *(words.say(line) for line in asks.why),
        Markup("<i>%s</i>") % words.say(asks.hint) if asks.hint else None,
        Markup("<i>%s</i>") % words.say(asks.replaces) if asks.replaces and draft.about.get(REPLACES) else None,
    )


def _rest_of_it(words: Words, problem: WrongAnswer) -> tuple[Markup, ...]:
    """Half of the answer is there, and nothing is wrong with it: the other half is asked for."""
    return sentence_for(words, problem), Markup("<i>%s</i>") % words.say("For example: 17:00, or 2 h")


def _title(words: Words, kind: type[Form], draft: Draft) -> Markup:
    counted = kind.counted(draft)
    if counted is None:
        return words.say(kind.title)
    step, steps = counted
    return words.say("{title} ({step} of {steps})", title=words.say(kind.title), step=step, steps=steps)


def _choice_rows(draft: Draft, choices: Sequence[Choice], columns: int) -> tuple[Row, ...]:
    presses = [
        Press(
            cut(choice.label, LONGEST_LABEL),
            buttons.Choose(draft=draft.id, step=draft.step, choice=choice.value, opens=choice.opens),
        )
        for choice in choices
    ]
    return side_by_side(tuple(presses), columns)


def _instead(words: Words, draft: Draft, asks: Ask) -> tuple[Row, ...]:
    return () if draft.answers else tuple((Press(words.say(label), to),) for label, to in asks.instead)


def _ways(words: Words, kind: type[Form], draft: Draft, asks: Ask) -> tuple[Row, ...]:
    first = draft.step == kind.steps(draft)[0]
    skip = Press(words.say(asks.skip), buttons.Skip(draft=draft.id, step=draft.step)) if asks.skip else None
    back = None if first else Press(words.say("‹ Back"), buttons.Back(draft=draft.id))
    leave = Press(words.say(kind.stays) if kind.stays else words.say("Cancel"), buttons.Cancel(draft=draft.id))
    ways = tuple(press for press in (back, leave) if press)
    return ((skip,), ways) if skip else (ways,)


def review(
    words: Words,
    kind: type[Form],
    draft: Draft,
    answers: Mapping[str, Any],
    preview: Markup | None,
    subject: Markup | None = None,
) -> Screen:
    """All the answers, as a preview or line by line, what may be changed or added, and the button that does it."""
    steps = (*kind.steps(draft), *(step for step in kind.extras(draft) if answers.get(step)))
    lines = [preview] if preview else [_line(words, kind, step, answers.get(step)) for step in steps]
    asked = dict.fromkeys((*steps, *kind.extras(draft)))
    changes = [
        Press(_change(words, kind.asks(step), given=step in steps), buttons.Change(draft=draft.id, step=step))
        for step in asked
    ]
    rows: tuple[Row, ...] = (
        (Press(words.say(kind.finish), buttons.Finish(draft=draft.id), "success"),),
        *side_by_side(tuple(changes), 2),
        (Press(words.say("Cancel"), buttons.Cancel(draft=draft.id), "danger"),),
    )
    return page(words.say("Is this right?"), subject, *lines, rows=rows)


def _change(words: Words, asks: Ask, *, given: bool) -> Markup:
    if asks.adds and not given:
        return words.say(asks.adds)
    return words.say("Change {what}", what=words.say(asks.label).lower())


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


def first_this(words: Words, line: str, *, is_kept: bool) -> Markup:
    """The form that is open comes first; a line that was typed for another comes after it, or is too many."""
    if not line:
        return words.say("⚠️ This is still open. Confirm it, or cancel it, and then begin another.")
    if not is_kept:
        return words.say("⚠️ These first, please: then type “{line}” again.", line=cut(line, LONGEST_LINE))
    return words.say("⏳ First this one. “{line}” comes next.", line=cut(line, LONGEST_LINE))


def next_one(words: Words) -> Markup:
    """A form was left, and the next line that was typed is opened."""
    return words.say("That one was not saved. The next:")


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


def only_the_first(words: Words) -> Markup:
    """Of several photos that were sent together."""
    return words.say("⚠️ Of several photos sent together only the first is kept. Send one that shows everything.")


def keyboard_goes(words: Words) -> Markup:
    """Said when the contact keyboard goes away with its question."""
    return words.say("All right.")


def contact_kept(words: Words, *, given: bool) -> Markup:
    """Said when the contact keyboard goes away."""
    return words.say("Thank you.") if given else words.say("All right. You can add it in your profile at any time.")
