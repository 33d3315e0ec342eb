"""Changing activities and shifts: the questions, what came of it, and what cannot be."""

from datetime import datetime

from markupsafe import Markup

from handlers.buttons import leading as buttons
from handlers.buttons.attendance import ShowRoster
from handlers.leading.screens.led import way_back
from handlers.showing import parts
from handlers.showing.as_shown import start_of
from handlers.showing.rows import side_by_side
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from volunteering.actions.leading.moving import WouldMoveUp
from volunteering.rules.activities import Activity
from volunteering.rules.capacity import places_of
from volunteering.rules.changes import SETTLES
from volunteering.rules.moves import WhoIsAsked
from words.words import Words


def choose_edit(words: Words, found: Activity) -> Screen:
    """What would you like to change?"""
    labels = {
        buttons.Field.TITLE: words.say("Title"),
        buttons.Field.VENUE: words.say("Place"),
        buttons.Field.CATEGORY: words.say("Category"),
        buttons.Field.DESCRIPTION: words.say("Description"),
        buttons.Field.DETAILS: words.say("Private details"),
        buttons.Field.RISK: words.say("Change the risk") if found.risk else words.say("Add a risk"),
    }
    presses = [Press(label, buttons.EditActivity(activity=found.id, field=field)) for field, label in labels.items()]
    rows: tuple[Row, ...] = (
        *side_by_side(tuple(presses), 2),
        *(((Press(words.say("No risk any more"), buttons.TakeRiskAway(activity=found.id)),),) if found.risk else ()),
        (way_back(words, found),),
    )
    return page(
        words.say("What would you like to change?"),
        words.say("Times and places are changed on each shift."),
        words.say("When the title, the place or the risk changes, everybody signed up is told."),
        rows=rows,
    )


def saved(words: Words, told: int) -> Markup:
    """The change is in; how many people are told."""
    if not told:
        return parts.saved(words)
    return words.many(
        "✅ Saved. {number} person will be told in half a minute.",
        "✅ Saved. {number} people will be told in half a minute.",
        told,
    )


def moved(words: Words, told: int, asked: WhoIsAsked, *, at: datetime) -> Markup:
    """It is at another time or place; how many people are told when, and how many of them are asked."""
    if not asked.people:
        return _told_when(words, told, at)
    elsewhere = words.many("{number} is elsewhere then", "{number} are elsewhere then", asked.elsewhere)
    if asked.people == told:
        return Markup("\n").join((_asked_when(words, told, at), *((elsewhere,) if asked.elsewhere else ())))
    people = words.many("{number} person is asked to confirm", "{number} people are asked to confirm", asked.people)
    who = words.listed((people, elsewhere)) if asked.elsewhere else people
    return Markup("\n").join((_told_when(words, told, at), who))


def _asked_when(words: Words, people: int, at: datetime) -> Markup:
    """Of a shift in which nobody waits: whoever is told is asked."""
    if at <= words.now + SETTLES:
        return words.many(
            "✅ Saved. {number} person is asked to confirm in half a minute.",
            "✅ Saved. {number} people are asked to confirm in half a minute.",
            people,
        )
    return words.many(
        "✅ Saved. {number} person is asked to confirm {when}: nobody is woken for it.",
        "✅ Saved. {number} people are asked to confirm {when}: nobody is woken for it.",
        people,
        when=words.moment(at),
    )


def _told_when(words: Words, told: int, at: datetime) -> Markup:
    if not told or at <= words.now + SETTLES:
        return saved(words, told)
    return words.many(
        "✅ Saved. {number} person will be told {when}: nobody is woken for it.",
        "✅ Saved. {number} people will be told {when}: nobody is woken for it.",
        told,
        when=words.moment(at),
    )


def undone(words: Words, told: int, *, was_told: bool = False) -> Markup:
    """It is as it was; so many people had come to know it otherwise, or everybody had been told."""
    if was_told and told:
        return words.many(
            "✅ Undone. {number} person will be told that it is back.",
            "✅ Undone. {number} people will be told that it is back.",
            told,
        )
    if not told:
        return words.say("✅ Undone. Nobody will be told.")
    return words.many(
        "✅ Undone. {number} person who had just signed up will be told.",
        "✅ Undone. {number} people who had just signed up will be told.",
        told,
    )


def changed_since(words: Words) -> Markup:
    """Another change came after it."""
    return words.say("⚠️ It was changed once more since then. Here is how it is now.")


def told_already(words: Words, here: buttons.ManageActivity | buttons.ManageShift) -> Screen:
    """Too late to take a change back; another one can be made."""
    return page(
        words.say("People have been told already"),
        words.say("The half minute is over. Change it again, and everybody will be told that, too."),
        rows=_again_rows(words, here),
    )


def too_late_to_undo(words: Words, here: buttons.ManageActivity | buttons.ManageShift) -> Screen:
    """The same of a move, after an hour."""
    return page(
        words.say("Too late to undo"),
        words.say("A move can be undone for an hour. Change it again, and everybody will be asked again."),
        rows=_again_rows(words, here),
    )


def _again_rows(words: Words, here: buttons.ManageActivity | buttons.ManageShift) -> tuple[Row, ...]:
    again = (
        Press(words.say("Change time"), buttons.MoveShift(shift=here.shift))
        if isinstance(here, buttons.ManageShift)
        else Press(words.say("Edit"), buttons.ChooseEdit(activity=here.activity))
    )
    return ((again,), (Press(words.say("‹ Back"), here),))


def places_saved(words: Words, promoted: int) -> Markup:
    """There are other places; how many went to those waiting."""
    if not promoted:
        return parts.saved(words)
    return words.many(
        "✅ Saved. {number} place is offered to those who wait, in order.",
        "✅ Saved. {number} places are offered to those who wait, in order.",
        promoted,
    )


def ask_places(words: Words, outcome: WouldMoveUp) -> Screen:
    """The second question before places go to people who wait."""
    shift = outcome.shift
    places, minimum = places_of(outcome.limit), outcome.minimum
    sure = buttons.SetPlaces(shift=shift.id, places=places, minimum=minimum, start=start_of(shift))
    return page(
        words.say("Change the places of {title}?", title=outcome.activity.title),
        parts.when_and_how_long(words, shift),
        words.many(
            "⏳ {number} place is offered at once to those who wait.",
            "⏳ {number} places are offered at once to those who wait.",
            outcome.people,
        ),
        rows=(
            (WayBack(words.say("Keep it"), buttons.ManageShift(shift=shift.id)),),
            (Press(words.say("Yes, change it"), sure, "success"),),
        ),
    )


def was_cancelled(words: Words, back: buttons.ManageActivity | buttons.Manage) -> Screen:
    """It was cancelled before."""
    return page(
        words.say("It was cancelled"),
        words.say("What was cancelled stays as it is. Post it anew if it does take place."),
        rows=(
            (Press(words.say("New activity"), buttons.BeginPosting()),),
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
        words.say("You do not manage this"),
        parts.not_leading(words),
        rows=((WayBack(words.say("‹ My activities"), buttons.Manage()),),),
    )


def nobody_to_hand_over_to(words: Words, found: Activity) -> Screen:
    """There is no other leader."""
    return page(
        words.say("Nobody to hand over to"),
        words.say("Nobody else leads {unit}. Its admin can give somebody the role.", unit=found.unit.name),
        rows=((way_back(words, found),),),
    )
