"""Asking whether what was typed is meant for the form that was left open."""

from handlers.buttons.forms import NotForForm, PutFormAway, TakeTyped
from handlers.forms.asking import Form
from handlers.tapping.screen import Press, Row, Screen, page
from storage.process.drafts import Draft
from words.words import Words, cut

LONGEST_QUOTE = 200  # in characters


def ask_whether_meant(words: Words, kind: type[Form], draft: Draft, typed: str, *, is_wish: bool) -> Screen:
    """What it was taken for, and the three ways on: of a word that stands on a button, first where that leads."""
    asks = kind.asks(draft.step)
    go_on, elsewhere = words.say("Go on with the form"), words.say("It was not for the form")
    ways: tuple[Row, ...] = (
        (Press(go_on, TakeTyped(draft=draft.id), None if is_wish else "success"),),
        (Press(elsewhere, NotForForm(draft=draft.id), "success" if is_wish else None),),
    )
    return page(
        words.say("Your form is still open: {form}", form=words.say(kind.title)),
        words.say(
            "I took “{typed}” for the answer to: {question}",
            typed=cut(typed, LONGEST_QUOTE),
            question=words.say(asks.question),
        ),
        words.say("Nothing you typed is lost. Shall we go on with the form?"),
        rows=(
            *(reversed(ways) if is_wish else ways),
            (Press(words.say("Put the form away"), PutFormAway(draft=draft.id), "danger"),),
        ),
    )


def put_away(words: Words) -> str:
    """The form was left for what was typed."""
    return words.say("The form is put away.")
