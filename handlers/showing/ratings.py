"""Stars that are given to a shift: the row to give them with, and how they are said."""

from markupsafe import Markup

from handlers.buttons.thanks import RateShift
from handlers.tapping.screen import Press, Row
from volunteering.rules.thanks import BEST, WORST, Average
from words.words import Words


def stars_row(words: Words, shift_id: int, given: int | None = None) -> Row:
    """One tap a number of stars; what is given has a •."""
    return tuple(
        Press(
            words.say("{number} •", number=stars) if stars == given else words.number(stars),
            RateShift(shift=shift_id, stars=stars),
        )
        for stars in range(WORST, BEST + 1)
    )


def how_was_it(words: Words) -> Markup:
    """What the numbers mean."""
    return words.say("How was it? {worst} is poor, {best} is very good.", worst=WORST, best=BEST)


def stars_said(words: Words, stars: int) -> Markup:
    """The stars that one person gives, of so many: `4 of 5`."""
    return words.say("{stars} of {best}", stars=stars, best=BEST)


def rating_said(words: Words, average: Average, people: int) -> Markup:
    """An average, of so many, and by how many people."""
    return words.many(
        "{stars} of {best} by {number} person",
        "{stars} of {best} by {number} people",
        people,
        stars=average_said(words, average),
        best=BEST,
    )


def average_said(words: Words, average: Average) -> Markup:
    """An average in halves: `3.5`; of what can't be told more exactly, that it may be less or more."""
    stars = words.decimal(average.stars) if average.halves % 2 else words.number(average.halves // 2)
    if average.is_least:
        return words.say("{stars} or less", stars=stars)
    return words.say("{stars} or more", stars=stars) if average.is_most else stars
