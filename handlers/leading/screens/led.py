"""The leader's side of an activity, and of a shift."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.buttons import leading, letters
from handlers.buttons.asking import ShowAsked
from handlers.buttons.enquiries import ListAskedAbout
from handlers.buttons.needs import FindHindered, ShowNeeds
from handlers.buttons.quizzes import ShowQuiz
from handlers.buttons.training import ShowLearners
from handlers.leading.screens.moved import confirmed, is_unsettled, undo_move_row
from handlers.leading.screens.series import end_rows, going_on
from handlers.showing import answers, parts, risks
from handlers.showing.coming import code_and_roster
from handlers.showing.inviting import tell_a_friend
from handlers.showing.needs import needs_lines
from handlers.showing.roles import missing
from handlers.showing.training import add_session_or_shift
from handlers.tapping.messenger import Entrance
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.views.leading import LedActivity, LedShift, Manned
from volunteering.rules.activities import Activity, Shift, State, is_on, why_off
from volunteering.rules.ground.moment import Moment
from volunteering.rules.series import Series
from words.words import Words, cut

PAGE = 5
"""How many activities, or shifts of one, a page shows."""

LONGEST_TITLE = 40  # within a line, in characters
LONGEST_LABEL = 40  # of a button
LONGEST_DESCRIPTION = 200


def activity(
    words: Words,
    led: LedActivity,
    entrance: Entrance,
    moment: Moment,
    *,
    series: Sequence[Series] = (),
    said: Markup | None = None,
) -> Screen:
    """An activity with its shifts and what of it comes again by a rule, and what can be done with it."""
    found = led.activity
    on = found.is_on
    lines = (
        said or _settling(words, is_unsettled(words, led.move) or led.undoable is not None),
        None if on else parts.cancelled(words, why_off(found)),
        *(going_on(words, series, found, moment) if on else ()),
        parts.where(found),
        parts.category_and_unit(words, found),
        parts.led_by(words, found),
        cut(found.description, LONGEST_DESCRIPTION) if found.description else None,
        parts.details_for_leaders(words, found),
        *risks.stated(words, found.risk),
        next((one for one in (risks.warned(words, found, manned.shift) for manned in led.shifts) if one), None),
    )
    rows = (
        *_undo_row(words, led, on=on),
        *_shift_rows(words, led.shifts),
        *parts.page_row(words, led.extent, lambda n: leading.ManageActivity(activity=found.id, page=n)),
        *(_acts(words, led, entrance) if on else ()),
        *((_results_row(words, found),) if found.training else ()),
        *_questions_row(words, led),
        (WayBack(words.say("‹ My activities"), leading.Manage()),),
        *(end_rows(words, series) if on else ()),
        *(_cancel_row(words, found, leading.AskCancelActivity(activity=found.id)) if on and led.ahead else ()),
    )
    return page(parts.of_so_many(words, found.title, led.extent), *lines, rows=rows)


def _results_row(words: Words, training: Activity) -> Row:
    """What came of it for its people, and the test at its end."""
    return (
        Press(words.say("Enter results"), ShowLearners(activity=training.id)),
        Press(words.say("Test"), ShowQuiz(activity=training.id)),
    )


def _settling(words: Words, is_unsettled: bool) -> Markup | None:  # noqa: FBT001
    return words.say("⏳ It was just changed. Nobody has been told yet.") if is_unsettled else None


def _undo_row(words: Words, led: LedActivity, *, on: bool) -> tuple[Row, ...]:
    """The way back from a change while nobody is told, and from a move for an hour: from the newest of them."""
    if led.undoable is not None and not is_unsettled(words, led.move):
        change = leading.UndoChange(change=led.undoable, activity=led.activity.id)
        return ((Press(words.say("Undo"), change),), *undo_move_row(words, led.move, led.activity))
    return undo_move_row(words, led.move, led.activity) if on else ()


def _acts(words: Words, led: LedActivity, entrance: Entrance) -> tuple[Row, ...]:
    number = led.activity.id
    return (
        (
            Press(add_session_or_shift(words, led.activity), leading.AddShift(activity=number)),
            Press(words.say("Edit"), leading.ChooseEdit(activity=number)),
        ),
        (
            Press(words.say("Write to people"), letters.WriteToPeople(activity=number)),
            Press(words.say("Hand over"), leading.HandOver(activity=number)),
        ),
        *(((tell_a_friend(words, led.activity, entrance),),) if led.ahead else ()),
    )


def _questions_row(words: Words, led: LedActivity) -> tuple[Row, ...]:
    """The way to what was asked about it, with how much; marked where something waits."""
    if not led.enquiries:
        return ()
    said = words.say("Questions ({number})", number=words.number(led.enquiries))
    label = Markup("⚠️ %s") % said if led.unanswered else said
    return ((Press(label, ListAskedAbout(activity=led.activity.id)),),)


def _cancel_row(
    words: Words, activity: Activity, button: leading.AskCancelActivity | leading.AskCancelShift
) -> tuple[Row, ...]:
    if not isinstance(button, leading.AskCancelShift):
        label = words.say("Cancel the activity")
    else:
        label = words.say("Cancel this session") if activity.training else words.say("Cancel this shift")
    return ((Press(label, button, "danger"),),)


def _shift_rows(words: Words, shifts: Sequence[Manned]) -> tuple[Row, ...]:
    labels = parts.dated(words, [(manned.shift, _state(words, manned)) for manned in shifts])
    return tuple(
        (Press(label, leading.ManageShift(shift=manned.shift.id)),)
        for label, manned in zip(labels, shifts, strict=True)
    )


def _state(words: Words, manned: Manned) -> Markup:
    """How a shift stands, in a few words."""
    shift = manned.shift
    if shift.called_off:
        return words.say("cancelled")
    if shift.is_over(words.now):
        if shift.roster_at or not manned.capacity.taken:
            return words.say("over")
        return words.say("⚠️ roster")
    if shift.state is State.CANCELLED:  # after it began
        return words.say("cancelled")
    limit, taken = manned.capacity.limit, manned.capacity.taken
    if limit is None:
        return words.many("{number} person", "{number} people", taken)
    return words.say("{taken} of {places}", taken=words.number(taken), places=words.number(limit))


def shift(
    words: Words,
    led: LedShift,
    moment: Moment,
    *,
    said: Markup | None = None,
    from_day: leading.ShowDay | None = None,
) -> Screen:
    """A shift, and what can be done with it; with the way back to the day whose list it was opened from."""
    found, manned = led.activity, led.manned
    this = manned.shift
    on = is_on(found, this)
    is_ahead, cancels = on and not this.has_begun(words.now), leading.AskCancelShift(shift=this.id)
    lines = (
        said or _settling(words, is_unsettled(words, led.move)),
        None if on else parts.cancelled(words, why_off(found, this)),
        parts.when_and_how_long(words, this),
        parts.where(found),
        *_heads(words, led),
        missing(words, this, manned.capacity) if is_ahead else None,
        answers.expected(words, this, led.said.answers.values(), led.said.past, moment) if on else None,
        *needs_lines(words, (room.role for room in manned.roles)),
        *(answers.to_call(words, led.said.to_call) if is_ahead else ()),
        *(confirmed(words, led) if is_ahead and led.unconfirmed else ()),
        _roster_line(words, this, manned) if this.is_over(words.now) else None,
        parts.served(words, led.served),
        risks.warned(words, found, this) if on else None,
    )
    rows = (
        *(undo_move_row(words, led.move, found, this) if is_ahead else ()),
        *(answers.call_rows(words, this.id, led.said.to_call) if is_ahead else ()),
        *code_and_roster(words, this, moment, on=on, is_ahead=is_ahead),
        *(_shift_acts(words, this) if is_ahead else ()),
        *(((WayBack(words.say("‹ What needs you"), from_day),),) if from_day else ()),
        (way_back(words, found),),
        *(_cancel_row(words, found, cancels) if on and not this.is_over(words.now) else ()),
    )
    return page(Markup.escape(found.title), *lines, rows=rows)


def _heads(words: Words, led: LedShift) -> tuple[Markup, ...]:
    """How many are in it; once they were asked, or said so by themselves, whether they come."""
    manned, silent = led.manned, any(one.reachable for one in led.said.to_call)
    return answers.heads_or_room(
        words, led.activity, manned.shift, manned.capacity, manned.roles, led.said.answers, silent=silent
    )


def _roster_line(words: Words, this: Shift, manned: Manned) -> Markup | None:
    if this.roster_at:
        return words.say("✅ The roster is confirmed.")
    return (
        words.say("⚠️ The roster is still to be confirmed.") if manned.capacity.taken and not this.called_off else None
    )


def _shift_acts(words: Words, this: Shift) -> tuple[Row, ...]:
    return (
        (
            Press(words.say("Change time"), leading.MoveShift(shift=this.id)),
            Press(words.say("Change places"), leading.ChangePlaces(shift=this.id)),
        ),
        (Press(words.say("What does it take?"), ShowNeeds(shift=this.id)),),
        *(((Press(words.say("Who was asked"), ShowAsked(shift=this.id)),),) if this.takes else ()),
        (Press(words.say("Why can't they?"), FindHindered(shift=this.id)),),
    )


def way_back(words: Words, activity: Activity) -> Press:
    """From a shift or a question to its activity."""
    label = words.say("‹ {title}", title=activity.title)
    return WayBack(cut(label, LONGEST_LABEL), leading.ManageActivity(activity=activity.id))
