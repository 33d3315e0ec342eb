"""What a text finds among the activities that are coming up."""

from markupsafe import Markup

from handlers.buttons.activities import FindActivities, ListActivities, ShowActivity
from handlers.buttons.button import Button
from handlers.buttons.home import Home
from handlers.showing.parts import (
    LONGEST_NAME,
    LONGEST_TITLE,
    Way,
    in_quotes,
    label_of,
    of_so_many,
    page_row,
    told_apart,
)
from handlers.tapping.screen import Press, Row, Screen, page
from storage.views.activities.searching import Found, FoundActivities
from words.words import Words, cut

PAGE = 5
"""How many activities a page shows."""


def found(words: Words, listed: FoundActivities, shown: FindActivities) -> Screen:
    """A page of the activities, each leading to its card."""
    onward: Row = (Press(words.say("All activities"), ListActivities()), Press(words.say("‹ Home"), Home()))
    if not listed.found:
        return _nothing(words, shown, onward)
    title = words.say("Activities: {text}", text=shown.text)
    labels = told_apart([_labels(words, activity) for activity in listed.found])
    return page(
        of_so_many(words, title, listed.extent),
        *(_line(words, activity) for activity in listed.found),
        rows=(
            *(
                (Press(label, ShowActivity(activity=activity.activity_id)),)
                for label, activity in zip(labels, listed.found, strict=True)
            ),
            *page_row(words, listed.extent, lambda number: _turned(shown, number)),
            onward,
        ),
    )


def _line(words: Words, activity: Found) -> Markup:
    title, unit = cut(activity.title, LONGEST_TITLE), cut(activity.unit, LONGEST_NAME)
    more = words.many("{number} time", "{number} times", activity.times) if activity.times > 1 else None
    parts = (words.moment(activity.starts_at), title, cut(activity.venue, LONGEST_NAME), unit, more)
    return Markup("📅 %s") % words.listed(part for part in parts if part)


def _labels(words: Words, activity: Found) -> tuple[Way[str], ...]:
    return label_of(words, activity.title, activity.starts_at, activity.unit, activity.activity_id)


def _turned(shown: FindActivities, number: int) -> Button:
    return shown.model_copy(update={"page": number})


def _nothing(words: Words, shown: FindActivities, onward: Row) -> Screen:
    if shown.page:
        again = Press(words.say("From the start"), _turned(shown, 0), "success")
        return page(in_quotes(words, shown.text), words.say("That was all."), rows=((again,), onward))
    return page(
        in_quotes(words, shown.text),
        words.say("Nothing with that name is coming up any more."),
        rows=(onward,),
    )
