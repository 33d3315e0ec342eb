"""Rating a shift: what may be rated, what one gives it, and what leaders see of all of them."""

import hashlib
from collections.abc import Sequence

from markupsafe import Markup

from handlers.buttons.forms import PutFormAway, TakeTyped
from handlers.buttons.home import Home
from handlers.buttons.leading import ManageShift
from handlers.buttons.thanks import (
    HideWords,
    ListToRate,
    SayOfShift,
    ShowMyRating,
    ShowRatings,
    WithdrawRating,
)
from handlers.showing.parts import (
    LONGEST_LABEL,
    LONGEST_TITLE,
    in_quotes,
    label_of,
    of_so_many,
    page_row,
    told_apart,
    when_and_how_long,
)
from handlers.showing.ratings import how_was_it, rating_said, stars_row, stars_said
from handlers.showing.rows import side_by_side
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.engine.pages import Extent, Page
from storage.views.thanks import SeenRatings, ToRate
from volunteering.actions.thanks.rating import LeadsIt, MayRate, NoRating, TooLateToRate, WasNotThere
from volunteering.rules.thanks import FEWEST, RATED_WITHIN, Rating
from words.words import Words, cut

LONGEST_QUOTE = 200

PAGE = 5
"""How many shifts, or words, a page shows."""


def to_rate(words: Words, found: Sequence[ToRate], number: int) -> Screen:
    """The shifts that may be rated."""
    shown, extent = Page(PAGE, number).of(found)
    labels = told_apart(
        [label_of(words, one.activity.title, one.shift.period.start, one.activity.venue, one.shift.id) for one in shown]
    )
    presses = tuple(
        (Press(_with_stars(words, label, one.stars), ShowMyRating(shift=one.shift.id)),)
        for label, one in zip(labels, shown, strict=True)
    )
    return page(
        of_so_many(words, words.say("How was it?"), extent),
        None
        if found
        else words.many(
            "Nothing to rate. Once the roster says that you came, you may rate the shift for {number} day.",
            "Nothing to rate. Once the roster says that you came, you may rate the shift for {number} days.",
            RATED_WITHIN.days,
        ),
        _who_reads(words) if found else None,
        rows=(
            *presses,
            *page_row(words, extent, lambda to: ListToRate(page=to)),
            (Press(words.say("‹ Home"), Home()),),
        ),
    )


def _with_stars(words: Words, label: str, stars: int | None) -> str:
    return cut(words.listed((stars_said(words, stars), label)), LONGEST_LABEL) if stars else label


def _who_reads(words: Words) -> Markup:
    return words.say(
        "Leaders see the average and the words of {number} people or more, as of last night, and never who said what.",
        number=FEWEST,
    )


def mine(words: Words, found: MayRate, *, said: Markup | None = None) -> Screen:
    """What one gives a shift."""
    shift, rating = found.shift.id, found.rating
    return page(
        words.say("Your rating: {title}", title=cut(found.activity.title, LONGEST_TITLE)),
        said,
        when_and_how_long(words, found.shift),
        words.say("You give it {stars}.", stars=stars_said(words, rating.stars)) if rating else how_was_it(words),
        in_quotes(words, rating.words) if rating and rating.words else None,
        _who_reads(words),
        rows=(
            stars_row(words, shift, rating.stars if rating else None),
            *((_word_row(words, shift, rating),) if rating else ()),
            (WayBack(words.say("‹ What you can rate"), ListToRate()),),
            *(((Press(words.say("Take my rating back"), WithdrawRating(shift=shift), "danger"),),) if rating else ()),
        ),
    )


def _word_row(words: Words, shift: int, rating: Rating) -> Row:
    label = words.say("Change the words") if rating.words else words.say("Say a word")
    return (Press(label, SayOfShift(shift=shift), "success"),)


def given(words: Words) -> Markup:
    """The stars are in."""
    return words.say("✅ Thank you. It is noted.")


def whether_about(words: Words, draft: int, title: str, typed: str) -> Screen:
    """The question whether what was typed after the stars is a word beside them."""
    return page(
        words.say("Is that about {title}?", title=cut(title, LONGEST_TITLE)),
        in_quotes(words, cut(typed, LONGEST_QUOTE)),
        words.say("Leaders read it without your name. Please name nobody."),
        rows=(
            (Press(words.say("Yes, add it to my rating"), TakeTyped(draft=draft), "success"),),
            (Press(words.say("No, it is not"), PutFormAway(draft=draft)),),
        ),
    )


def taken_back(words: Words) -> Markup:
    """Nothing is said of it any more."""
    return words.say("✅ Taken back. Nothing of it counts any more.")


def not_rated(words: Words, outcome: NoRating) -> Screen:
    """Why somebody can't rate it."""
    gave = None
    match outcome:
        case WasNotThere():
            why = words.say("The roster does not say that you came.")
        case LeadsIt():
            why = words.say("You lead there and read what others say, so you do not rate it yourself.")
        case TooLateToRate(rating=rating):
            why = words.say("You could rate it for {number} days. They are over.", number=RATED_WITHIN.days)
            gave = words.say("You gave it {stars}.", stars=stars_said(words, rating.stars)) if rating else None
    return page(
        words.say("Not to be rated: {title}", title=outcome.activity.title),
        why,
        gave,
        rows=((Press(words.say("What you can rate"), ListToRate()),), (Press(words.say("‹ Home"), Home()),)),
    )


# What leaders see


def checksum_of(text: str) -> str:
    """What tells words apart in a button, which has no room for them."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def ratings(words: Words, found: SeenRatings, number: int, *, hides: bool, said: Markup | None = None) -> Screen:
    """What leaders see; whoever `hides` words sees what is hidden, too."""
    seen = found.seen
    every = [*((text, False) for text in seen.words), *((text, True) for text in seen.hidden if hides)]
    shown, extent = Page(PAGE, number).of(every)
    average = seen.average
    nothing = words.say(
        "Nothing yet: from {number} ratings on there is something to see, the morning after.", number=FEWEST
    )
    return page(
        of_so_many(words, words.say("Ratings: {title}", title=cut(found.activity.title, LONGEST_TITLE)), extent),
        said,
        when_and_how_long(words, found.shift),
        rating_said(words, average, seen.people) if average else nothing,
        *(_word(words, extent, place, text, hidden=hidden) for place, (text, hidden) in enumerate(shown)),
        rows=(
            *_hide_rows(words, found, shown, extent, hides=hides),
            *page_row(words, extent, lambda to: ShowRatings(shift=found.shift.id, page=to)),
            (Press(words.say("‹ Shift"), ManageShift(shift=found.shift.id)),),
        ),
    )


def _word(words: Words, extent: Extent, place: int, text: str, *, hidden: bool) -> Markup:
    line = words.say("{number}. “{words}”", number=extent.first + place, words=text)
    return words.say("{line} (hidden)", line=line) if hidden else line


def _hide_rows(
    words: Words, found: SeenRatings, shown: Sequence[tuple[str, bool]], extent: Extent, *, hides: bool
) -> tuple[Row, ...]:
    if not hides:
        return ()
    presses = tuple(
        Press(
            words.say("Show {number}", number=extent.first + place)
            if hidden
            else words.say("Hide {number}", number=extent.first + place),
            HideWords(shift=found.shift.id, checksum=checksum_of(text), hidden=not hidden),
        )
        for place, (text, hidden) in enumerate(shown)
    )
    return side_by_side(presses, 3)
