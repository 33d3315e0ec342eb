"""Being asked to help out: the message, what came of each answer, and how often."""

from datetime import datetime

from markupsafe import Markup

from handlers.buttons.activities import ListActivities
from handlers.buttons.asking import (
    AskAsBefore,
    AskLess,
    NotThisMonth,
    NotThisOne,
    SetPace,
    ShowPace,
    TakeAsked,
)
from handlers.buttons.volunteers import ShowProfile
from handlers.showing import parts
from handlers.showing.needs import needs_lines
from handlers.showing.roles import missing
from handlers.showing.rows import side_by_side
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from volunteering.rules.asking import AskChoice, AskPace
from volunteering.rules.signing_up import Facts, SignUpState
from words.words import Words, cut


def can_you_come(
    words: Words, facts: Facts, ask_id: int, *, first: bool, per_week: int, said: Markup | None = None
) -> Screen:
    """What, when, where and how many are missing; the first time also why they are asked, and how that stops."""
    activity, shift = facts.activity, facts.shift
    return page(
        words.say("Can you help out? {title}", title=activity.title),
        said,
        parts.when_and_how_long(words, shift),
        parts.where(activity),
        missing(words, shift, facts.room_in_all),
        *needs_lines(words, (room.role for room in facts.roles)),
        parts.category_and_unit(words, activity),
        parts.description(activity),
        why_asked(words, per_week) if first else None,
        rows=(
            (Press(words.say("Take it"), TakeAsked(ask=ask_id), "success"),),
            (
                Press(words.say("Not this one"), NotThisOne(ask=ask_id)),
                Press(words.say("Not this month"), NotThisMonth(ask=ask_id)),
            ),
            (Press(words.say("Ask me less"), AskLess(ask=ask_id)),),
        ),
    )


def why_asked(words: Words, per_week: int) -> Markup:
    """Why somebody is asked, how often, and how to have less of it."""
    return words.many(
        "You are asked because people are missing and you could come: at most {number} time in seven days, "
        "and never at night. If that is too often, tap “Ask me less”, down to never.",
        "You are asked because people are missing and you could come: at most {number} times in seven days, "
        "and never at night. If that is too often, tap “Ask me less”, down to never.",
        per_week,
    )


def not_free(words: Words, facts: Facts) -> Screen:
    """Others were faster, or it doesn't take place: no refusal, but thanks, and what else there is."""
    activity, shift = facts.activity, facts.shift
    if not facts.is_on:
        said = words.say("It does not take place after all. Thank you for wanting to come.")
    elif shift.has_begun(words.now):
        said = words.say("It has begun. Thank you for wanting to come.")
    else:
        said = words.say("It is filled: there are enough people by now. Thank you for wanting to come.")
    return page(
        words.say("Not needed any more: {title}", title=activity.title),
        parts.when_and_how_long(words, shift),
        said,
        rows=((Press(words.say("See what else there is"), ListActivities(), "success"),),),
    )


def not_this_one(words: Words, facts: Facts, ask_id: int) -> Screen:
    """Said, and it may still be taken."""
    return page(
        words.say("Not this one: {title}", title=facts.activity.title),
        parts.when_and_how_long(words, facts.shift),
        words.say("Thank you for saying so. Somebody else is asked."),
        rows=(
            (Press(words.say("Take it after all"), TakeAsked(ask=ask_id)),),
            *_less(words, ask_id),
            (WayBack(words.say("‹ Activities"), ListActivities()),),
        ),
    )


def asked_less(words: Words, facts: Facts, choice: AskChoice, before: AskChoice, per_week: int, ask_id: int) -> Screen:
    """How often it is from now on, with the way back; once more is one step less. This one they may still take."""
    undo = AskAsBefore(pace=before.pace, until=int(before.until.timestamp()) if before.until else 0, ask=ask_id)
    title = cut(facts.activity.title, parts.LONGEST_TITLE)
    is_open = is_to_be_had(facts, words.now)
    return page(
        words.say("Thank you for saying so"),
        how_often(words, choice, per_week),
        words.say("You may still come to {title}: {span}.", title=title, span=words.span(facts.shift.period))
        if is_open
        else None,
        rows=(
            *(((Press(words.say("Take it after all"), TakeAsked(ask=ask_id)),),) if is_open else ()),
            (Press(words.say("Undo"), undo),),
            *(_less(words, ask_id) if choice.pace is not AskPace.NEVER and choice.until == before.until else ()),
            (WayBack(words.say("How often I am asked"), ShowPace()),),
        ),
    )


def is_to_be_had(facts: Facts, now: datetime) -> bool:
    """Whether whoever was asked may still say yes: it is ahead, and they are not in it."""
    is_in = facts.mine is not None and facts.mine.state is not SignUpState.LEFT
    return facts.is_on and not facts.shift.has_begun(now) and not is_in


def _less(words: Words, ask_id: int) -> tuple[Row, ...]:
    return ((Press(words.say("Ask me less"), AskLess(ask=ask_id)),),)


def how_often(words: Words, choice: AskChoice, per_week: int) -> Markup:
    """How often somebody is asked, and from when on."""
    if choice.pace is AskPace.NEVER:
        return words.say("You are not asked any more.")
    if choice.until is not None and choice.until > words.now:
        return words.say("You are not asked before {day}.", day=_day(words, choice.until))
    match choice.pace:
        case AskPace.WEEKLY:
            return words.say("You are asked once in seven days at the most.")
        case AskPace.MONTHLY:
            return words.say("You are asked once in thirty days at the most.")
    return words.many(
        "You are asked {number} time in seven days at the most.",
        "You are asked {number} times in seven days at the most.",
        per_week,
    )


def _day(words: Words, at: datetime) -> Markup:
    return words.day(at.astimezone(words.zone).date())


def pace(words: Words, choice: AskChoice, per_week: int, *, said: Markup | None = None) -> Screen:
    """How often, and the choice of another."""
    names = {
        AskPace.USUAL: words.many("{number} time a week", "{number} times a week", per_week),
        AskPace.WEEKLY: words.say("Once a week"),
        AskPace.MONTHLY: words.say("Once a month"),
        AskPace.NEVER: words.say("Never"),
    }
    is_paused = choice.until is not None and choice.until > words.now
    again = ((Press(words.say("Ask me again now"), SetPace(pace=choice.pace), "success"),),) if is_paused else ()
    return page(
        words.say("When people are missing"),
        said,
        how_often(words, choice, per_week),
        words.say(
            "Where a shift of your teams takes more people than it has, you may be asked whether you can come. "
            "At night nobody is asked, and not on days you said you can't."
        ),
        rows=(
            *again,
            *side_by_side(
                tuple(
                    Press(Markup("• %s") % name if one is choice.pace else name, SetPace(pace=one))
                    for one, name in names.items()
                ),
                2,
            ),
            (Press(words.say("‹ Profile"), ShowProfile()),),
        ),
    )


def undone(words: Words) -> Markup:
    """As it was before."""
    return words.say("✅ Undone.")
