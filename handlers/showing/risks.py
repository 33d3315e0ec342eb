"""The bodily risk of an activity, and how its people are insured: the same wherever it is stated."""

from collections.abc import Sequence

from markupsafe import Markup

from volunteering.rules.activities import Activity, Shift
from volunteering.rules.risk import Insurance, Risk, not_insured
from words.words import Words, cut

LONGEST_NAME = 24
MOST_NAMES = 10


def stated(words: Words, risk: Risk | None) -> tuple[Markup, ...]:
    """That there is one, what it is, and the insurance; nothing where there is none."""
    if risk is None:
        return ()
    return (
        words.say("⚠️ With bodily risk"),
        Markup("<blockquote>%s</blockquote>") % risk.notice,
        insured(words, risk.insurance),
    )


def is_to_agree(words: Words) -> Markup:
    """What the reader has not done yet, who is in it or waits."""
    return words.say("⚠️ You have not agreed to the risk yet.")


def insured(words: Words, insurance: Insurance) -> Markup:
    """Who insures the people, from when to when."""
    return words.say(
        "Insured by {insurer}, {first} to {last}",
        insurer=insurance.insurer,
        first=words.long_day(insurance.first),
        last=words.long_day(insurance.last),
    )


def warned(words: Words, activity: Activity, shift: Shift) -> Markup | None:
    """What a leader is reminded of as long as a shift ahead is not insured on all its days."""
    if not shift.is_ahead(words.now) or not not_insured(activity.risk, (shift.period,), words.zone):
        return None
    return words.say("⚠️ The insurance does not cover this shift. Please insure its people, and change the risk.")


def not_agreed(words: Words, names: Sequence[str]) -> Markup | None:
    """Who is on a roster without having agreed to the risk."""
    if not names:
        return None
    named = words.listed(cut(name, LONGEST_NAME) for name in names[:MOST_NAMES])
    if len(names) > MOST_NAMES:
        return words.many(
            "⚠️ Not agreed to the risk: {names} and {number} more",
            "⚠️ Not agreed to the risk: {names} and {number} more",
            len(names) - MOST_NAMES,
            names=named,
        )
    return words.say("⚠️ Not agreed to the risk: {names}", names=named)
