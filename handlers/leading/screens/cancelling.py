"""Cancelling a shift or an activity: the second question, and what came of it."""

from markupsafe import Markup

from handlers.buttons import leading as buttons
from handlers.buttons.button import Button
from handlers.showing import parts
from handlers.showing.as_shown import start_of
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.views.leading import LedActivity, LedShift
from words.words import Words


def ask_cancel_shift(words: Words, led: LedShift) -> Screen:
    """The second question before a shift is cancelled."""
    this, title, is_study = led.manned.shift, led.activity.title, led.activity.training
    yes = words.say("Yes, cancel the session") if is_study else words.say("Yes, cancel the shift")
    return page(
        words.say("Cancel this session of {title}?", title=title)
        if is_study
        else words.say("Cancel this shift of {title}?", title=title),
        parts.when_and_how_long(words, this),
        _who_is_told(words, led.manned.people),
        words.say("It has begun: who came is still asked for, and has hours.") if this.has_begun(words.now) else None,
        words.say("This cannot be taken back."),
        rows=_keep_or(
            words,
            buttons.ManageShift(shift=this.id),
            Press(yes, buttons.CancelShift(shift=this.id, start=start_of(this)), "danger"),
        ),
    )


def ask_cancel_activity(words: Words, led: LedActivity) -> Screen:
    """The second question before an activity is cancelled."""
    found = led.activity
    return page(
        words.say("Cancel {title}?", title=found.title),
        words.many("{number} session does not take place.", "{number} sessions do not take place.", led.ahead)
        if found.training
        else words.many("{number} shift does not take place.", "{number} shifts do not take place.", led.ahead),
        _who_is_told(words, led.to_tell),
        words.say("Hours that were recorded stay. This cannot be taken back."),
        rows=_keep_or(
            words,
            buttons.ManageActivity(activity=found.id),
            Press(words.say("Yes, cancel the activity"), buttons.CancelActivity(activity=found.id), "danger"),
        ),
    )


def _keep_or(words: Words, keep: Button, cancel: Press) -> tuple[Row, ...]:
    return (WayBack(words.say("Keep it"), keep),), (cancel,)


def _who_is_told(words: Words, people: int) -> Markup:
    if not people:
        return words.say("Nobody is signed up.")
    return words.many(
        "{number} person is signed up and will be told.", "{number} people are signed up and will be told.", people
    )


def cancelled(words: Words, told: int) -> Markup:
    """It does not take place; how many people are told."""
    if not told:
        return words.say("✅ Cancelled.")
    return words.many("✅ Cancelled. {number} person is told.", "✅ Cancelled. {number} people are told.", told)
