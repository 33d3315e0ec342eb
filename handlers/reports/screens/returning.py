"""Who came again after their first shift: with a buddy, and without."""

from markupsafe import Markup

from handlers.reports.screens.totals import back, list_title, nothing
from handlers.tapping.screen import Screen, page
from volunteering.rules.reports import RETURN_WITHIN, Returning, Span
from volunteering.rules.tree import Unit
from words.words import Words


def returning(words: Words, span: Span, unit: Unit, found: Returning) -> Screen:
    """The shares, each with the figures that make it, and of how many it can't be said yet."""
    return page(
        list_title(words, words.say("Newcomers"), span, unit),
        *(_lines(words, found) if found.newcomers else (nothing(words),)),
        rows=((back(words, span, unit),),),
    )


def _lines(words: Words, found: Returning) -> tuple[Markup | None, ...]:
    days = words.number(RETURN_WITHIN.days)
    again = _share(words, found.returned, found.settled) if found.settled else None
    return (
        words.say("Came for the first time: {number}", number=words.number(found.newcomers)),
        words.say("Came again within {days} days: {share}", days=days, share=again) if again else None,
        *_by_buddy(words, found),
        words.many(
            "Of {number} it can't be said yet: their {days} days are not over.",
            "Of {number} it can't be said yet: their {days} days are not over.",
            found.open,
            days=days,
        )
        if found.open
        else None,
    )


def _by_buddy(words: Words, found: Returning) -> tuple[Markup, ...]:
    """Both shares, where anybody had a buddy."""
    if not found.settled_with:
        return ()
    with_one = words.say("With a buddy: {share}", share=_share(words, found.returned_with, found.settled_with))
    if not found.settled_without:
        return (with_one,)
    without = _share(words, found.returned_without, found.settled_without)
    return (with_one, words.say("Without one: {share}", share=without))


def _share(words: Words, part: int, whole: int) -> Markup:
    """`36 % (303 of 831)`."""
    return words.say(
        "{share} ({part} of {whole})",
        share=words.share(part / whole),
        part=words.number(part),
        whole=words.number(whole),
    )
