"""Asking whether what was typed is meant for the form that was left open."""

from handlers.buttons.forms import NotForForm, PutFormAway, TakeTyped
from handlers.forms.asking import Form
from handlers.tapping.screen import Press, Screen, page
from storage.process.drafts import Draft
from words.words import Words, cut

LONGEST_QUOTE = 200  # in characters


def ask_whether_meant(words: Words, kind: type[Form], draft: Draft, typed: str) -> Screen:
    """What it was taken for, and the three ways on."""
    asks = kind.asks(draft.step)
    return page(
        words.say("Your form is still open: {form}", form=words.say(kind.title)),
        words.say(
            "I took “{typed}” for the answer to: {question}",
            typed=cut(typed, LONGEST_QUOTE),
            question=words.say(asks.question),
        ),
        words.say("Nothing you typed is lost. Shall we go on with the form?"),
        rows=(
            (Press(words.say("Go on with the form"), TakeTyped(draft=draft.id), "success"),),
            (Press(words.say("It was not for the form"), NotForForm(draft=draft.id)),),
            (Press(words.say("Put the form away"), PutFormAway(draft=draft.id), "danger"),),
        ),
    )


def put_away(words: Words) -> str:
    """The form was left for what was typed."""
    return words.say("The form is put away.")
