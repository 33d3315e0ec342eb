"""Looking for a person in a form: what is typed is found in names, and at the end of phone numbers."""

from typing import Annotated, Final

from markupsafe import Markup
from pydantic import AfterValidator, StringConstraints

from handlers.buttons.button import Button, sought
from handlers.forms.asking import Ask, Form
from handlers.forms.problems import WrongAnswer
from handlers.tapping.tap import Tap
from storage.process import drafts
from storage.views.attendance.walk_ins import digits_in
from volunteering.rules.ground.texts import one_line
from volunteering.rules.tree import Unit
from words.words import Words, sentence

Carried = Annotated[str, AfterValidator(sought), StringConstraints(min_length=1)]
"""Cut to what a button of the list that it leads to can carry."""

LookedUp = Annotated[str, AfterValidator(one_line), StringConstraints(min_length=1, max_length=64)]
"""Looked up at once, and kept nowhere."""

_OF_ONES_TEAMS: Final = sentence("A part of the name, or the end of the phone number.")
_OF_ANY_TEAM: Final = sentence("A part of the name; of another team's people, the last 4 digits of the phone number.")


def nobody_there(typed: str, unit: Unit) -> WrongAnswer:
    """What was typed finds nobody of a unit by name, and nobody anywhere by the end of their number."""
    of_what = "nobody_with_number" if digits_in(typed) else "nobody_found"
    return WrongAnswer(of_what, {"typed": typed, "team": unit.name})


def nobody_of_mine(typed: str) -> WrongAnswer:
    """What was typed finds nobody of one's teams."""
    return WrongAnswer("nobody_of_mine", {"typed": typed})


def or_another(words: Words) -> Markup:
    """Below those who were found, while what is typed next is looked for, too."""
    return words.say("Or type another name, or the end of a number.")


def stop_looking(tap: Tap, kind: type[Form]) -> None:
    """Whoever was meant is found: what is typed from now on is nobody's name. Another form stays open."""
    if tap.draft and tap.draft.form == kind.name:
        drafts.drop(tap.transaction, tap.draft.telegram_id)


def asks_whom(question: str, *, of_any_team: bool = False, instead: tuple[tuple[str, Button], ...] = ()) -> Ask:
    """The question for somebody of one's teams, or of any; its words are a sentence for the catalogues."""
    hint = _OF_ANY_TEAM if of_any_team else _OF_ONES_TEAMS
    return Ask(question=question, label=sentence("Search"), hint=hint, instead=instead)
