"""Those whom a text finds: to be in an appraisal, too, or to be the leader above of somebody."""

from collections.abc import Callable

from markupsafe import Markup

from handlers.buttons.appraisal import (
    FindLeaderAbove,
    FindToAdd,
    ListLeadersAbove,
    ListToAdd,
    NameLeaderAbove,
    NamePost,
    ShowAppraisal,
    ShowSheet,
)
from handlers.buttons.button import Button
from handlers.showing.parts import LONGEST_NAME, called, of_so_many, page_row, somebody
from handlers.tapping.screen import Press, Row, Screen, page
from storage.views.volunteers.directory import PeoplePage
from words.words import Words

PAGE = 6
"""How many people a page shows."""


def to_add(words: Words, found: PeoplePage, button: ListToAdd, *, said: Markup | None = None) -> Screen:
    """Whom of those found to add."""
    return page(
        of_so_many(words, words.say("Whom to add: {text}", text=button.text), found.extent),
        said,
        None if found.people else _nobody(words),
        rows=(
            *_rows(words, found, button, lambda person: NamePost(appraisal=button.appraisal, person=person)),
            (Press(words.say("Search"), FindToAdd(appraisal=button.appraisal)),),
            (Press(words.say("‹ How far it is"), ShowAppraisal(appraisal=button.appraisal)),),
        ),
    )


def to_lead(words: Words, found: PeoplePage, button: ListLeadersAbove, *, said: Markup | None = None) -> Screen:
    """Whom of those found to name."""
    return page(
        of_so_many(words, words.say("Leader above: {text}", text=button.text), found.extent),
        said,
        None if found.people else _nobody(words),
        rows=(
            *_rows(words, found, button, lambda person: NameLeaderAbove(sheet=button.sheet, person=person)),
            (Press(words.say("Search"), FindLeaderAbove(sheet=button.sheet)),),
            (Press(words.say("‹ Back"), ShowSheet(sheet=button.sheet)),),
        ),
    )


def _rows(
    words: Words, found: PeoplePage, button: ListToAdd | ListLeadersAbove, to: Callable[[int], Button]
) -> tuple[Row, ...]:
    """Those who were found, each leading on, and the way to more of them."""
    return (
        *((Press(somebody(words, one.name, one.unit.name), to(one.id)),) for one in found.people),
        *page_row(words, found.extent, lambda turned: button.model_copy(update={"page": turned})),
    )


def _nobody(words: Words) -> Markup:
    return words.say("Nobody in your teams. A part of the name, or the end of the number, is enough.")


def added(words: Words, name: str) -> Markup:
    """They are in it, and told."""
    return words.say("✅ {name} is in the appraisal, with that post.", name=called(words, name, LONGEST_NAME))


def elsewhere(words: Words, name: str) -> Markup:
    """Another unit has them in its appraisal."""
    return words.say("⚠️ {name} is in another appraisal of that year already.", name=called(words, name, LONGEST_NAME))


def not_oneself(words: Words) -> Markup:
    """Of themselves nobody settles this."""
    return words.say("⚠️ Of yourself another admin settles that.")


def no_leader(words: Words, name: str) -> Markup:
    """Without a role, or not here."""
    return words.say(
        "⚠️ {name} has no role, or is the one who is appraised: nothing was changed.",
        name=called(words, name, LONGEST_NAME),
    )


def named(words: Words) -> Markup:
    """Who appraises is settled."""
    return words.say("✅ Saved. Whoever appraises them is told.")


def taken_out(words: Words) -> Markup:
    """They are not appraised."""
    return words.say("They are out of the appraisal. What was said is kept, in case you put them back.")


def put_back(words: Words) -> Markup:
    """They are appraised after all."""
    return words.say("✅ They are in the appraisal again.")
