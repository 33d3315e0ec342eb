"""Changing activities and shifts: the questions, what came of it, and what cannot be."""

from markupsafe import Markup

from handlers.buttons import Button
from handlers.buttons import posting as buttons
from handlers.buttons.roster import ShowRoster
from handlers.screen import Press, Row, Screen, page
from handlers.screens import parts
from handlers.screens.managing import way_back
from handlers.words import Words
from storage.managing import LedActivity, LedShift
from volunteering.activities import Activity


def choose_edit(words: Words, found: Activity) -> Screen:
    """What would you like to change?"""
    labels = {
        buttons.Field.TITLE: words.say("Title"),
        buttons.Field.PLACE: words.say("Place"),
        buttons.Field.CATEGORY: words.say("Category"),
        buttons.Field.DESCRIPTION: words.say("Description"),
        buttons.Field.DETAILS: words.say("Private details"),
    }
    presses = [Press(label, buttons.EditActivity(activity=found.id, field=field)) for field, label in labels.items()]
    rows: tuple[Row, ...] = (
        *(tuple(presses[at : at + 2]) for at in range(0, len(presses), 2)),
        (way_back(words, found),),
    )
    return page(
        words.say("What would you like to change?"),
        words.say("Times and places are changed on each shift."),
        words.say("When the title or the place changes, everybody signed up is told."),
        rows=rows,
    )


def saved(words: Words, told: int) -> Markup:
    """The change is in; how many people are told."""
    if not told:
        return words.say("✅ Saved.")
    return words.many("✅ Saved. {number} person is told.", "✅ Saved. {number} people are told.", told)


def places_saved(words: Words, promoted: int) -> Markup:
    """There are other places; how many of those waiting got one."""
    if not promoted:
        return words.say("✅ Saved.")
    return words.many(
        "✅ Saved. {number} person has moved up from the waiting list.",
        "✅ Saved. {number} people have moved up from the waiting list.",
        promoted,
    )


def written(words: Words, to: int) -> Markup:
    """The letter is on its way."""
    return words.many("✅ Sent to {number} person.", "✅ Sent to {number} people.", to)


# Cancelling


def ask_cancel_shift(words: Words, led: LedShift) -> Screen:
    """The second question before a shift is cancelled."""
    this = led.manned.shift
    return page(
        words.say("Cancel this shift of {title}?", title=led.activity.title),
        parts.when_and_how_long(words, this),
        _who_is_told(words, led.manned.people),
        words.say("It has begun: who came is still asked for, and has hours.") if this.has_begun(words.now) else None,
        words.say("This cannot be taken back."),
        rows=_keep_or(
            words,
            buttons.ManageShift(shift=this.id),
            Press(words.say("Yes, cancel the shift"), buttons.CancelShift(shift=this.id), "danger"),
        ),
    )


def ask_cancel_activity(words: Words, led: LedActivity) -> Screen:
    """The second question before an activity is cancelled."""
    found = led.activity
    return page(
        words.say("Cancel {title}?", title=found.title),
        words.many("{number} shift does not take place.", "{number} shifts do not take place.", led.ahead),
        _who_is_told(words, led.to_tell),
        words.say("Hours that were recorded stay. This cannot be taken back."),
        rows=_keep_or(
            words,
            buttons.ManageActivity(activity=found.id),
            Press(words.say("Yes, cancel the activity"), buttons.CancelActivity(activity=found.id), "danger"),
        ),
    )


def _keep_or(words: Words, keep: Button, cancel: Press) -> tuple[Row, ...]:
    return (Press(words.say("Keep it"), keep),), (cancel,)


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


# What cannot be


def was_cancelled(words: Words, back: buttons.ManageActivity | buttons.Manage) -> Screen:
    """It was cancelled before."""
    return page(
        words.say("It was cancelled"),
        words.say("What was cancelled stays as it is. Post it anew if it does take place."),
        rows=(
            (Press(words.say("New activity"), buttons.NewActivity()),),
            (Press(words.say("‹ Back"), back),),
        ),
    )


def has_begun(words: Words, shift_id: int) -> Screen:
    """Too late to change the time or the places, or to cancel what is over."""
    return page(
        words.say("It has begun"),
        words.say("How long each person was there is set in the roster."),
        rows=(
            (Press(words.say("Roster"), ShowRoster(shift=shift_id), "success"),),
            (Press(words.say("‹ Back"), buttons.ManageShift(shift=shift_id)),),
        ),
    )


def not_yours(words: Words) -> Screen:
    """Its unit is led by others."""
    return page(
        words.say("Not yours to manage"),
        parts.not_leading(words),
        rows=((Press(words.say("‹ My activities"), buttons.Manage()),),),
    )


def nobody_to_write_to(words: Words, found: Activity) -> Screen:
    """Nobody would get the letter."""
    return page(
        words.say("Nobody to write to"),
        words.say("Nobody else is signed up for {title}.", title=found.title),
        rows=((way_back(words, found),),),
    )


def nobody_to_hand_over_to(words: Words, found: Activity) -> Screen:
    """There is no other leader."""
    return page(
        words.say("Nobody to hand over to"),
        words.say("Nobody else leads {unit}. Its admin can give somebody the role.", unit=found.unit.name),
        rows=((way_back(words, found),),),
    )
