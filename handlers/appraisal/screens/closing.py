"""Closing an appraisal, and opening it again: what either means, and who is missing."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.appraisal.screens import lines
from handlers.appraisal.screens.managing import those, to_progress
from handlers.buttons.appraisal import CloseAppraisal, ReopenAppraisal, Which
from handlers.showing.parts import LONGEST_NAME, called
from handlers.tapping.screen import Press, Screen, page
from storage.views.appraisal.lists import AppraisalProgress, SheetLine
from volunteering.rules.appraisal.sheets import REOPENED_WITHIN, Appraisal
from words.words import Words

NAMED = 4
"""Of those who are missing, so many are named before it is closed."""


def ask_close(words: Words, found: AppraisalProgress) -> Screen:
    """What closing it means, and who is missing."""
    one = found.appraisal
    unsaid, unjudged, unread = (those(found, which) for which in (Which.UNSAID, Which.UNJUDGED, Which.UNREAD))
    return page(
        words.say("Close {appraisal}?", appraisal=lines.name_of(words, one)),
        _missing(words, words.say("Own word missing"), unsaid),
        _missing(words, words.say("Not appraised"), unjudged),
        _missing(words, words.say("Not read"), unread),
        None if unsaid or unjudged or unread else words.say("✅ Nobody is missing."),
        words.say("Then nothing more can be said in it. Everybody in it is told, and can read theirs at any time."),
        words.many(
            "For {number} day you can open it again; later only an admin of a team above can.",
            "For {number} days you can open it again; later only an admin of a team above can.",
            REOPENED_WITHIN.days,
        ),
        rows=(
            (Press(words.say("Close it"), CloseAppraisal(appraisal=one.id), "danger"),),
            (to_progress(words, one.id),),
        ),
    )


def _missing(words: Words, what: Markup, some: Sequence[SheetLine]) -> Markup | None:
    """⚠️ of how many that is so, and who the first of them are."""
    if not some:
        return None
    names = [called(words, line.name, LONGEST_NAME) for line in some[:NAMED]]
    left = len(some) - len(names)
    more = (words.many("{number} more", "{number} more", left),) if left else ()
    return words.say(
        "⚠️ {what} {number}: {names}",
        what=what,
        number=words.number(len(some)),
        names=words.listed((*names, *more)),
    )


def ask_reopen(words: Words, one: Appraisal) -> Screen:
    """What opening it again means."""
    return page(
        words.say("Open {appraisal} again?", appraisal=lines.name_of(words, one)),
        words.say("It goes on as it was when it was closed. Everybody in it is told."),
        rows=(
            (Press(words.say("Open it again"), ReopenAppraisal(appraisal=one.id), "success"),),
            (to_progress(words, one.id),),
        ),
    )
