"""Posting: what volunteers will see, and what came of it."""

from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup

from handlers.buttons.attendance import ShowRoster
from handlers.buttons.leading import AddShift, BeginPosting, ChooseOld, CopyActivity, Manage, ManageActivity
from handlers.buttons.needs import ShowNeeds
from handlers.buttons.quizzes import ShowQuiz
from handlers.forms.problems import WrongAnswer
from handlers.forms.sentences import sentence_for
from handlers.showing import parts, roles
from handlers.showing.fairness import unfair_line
from handlers.showing.inviting import tell_a_friend
from handlers.showing.needs import needs_lines
from handlers.showing.risks import stated
from handlers.showing.rows import side_by_side
from handlers.showing.training import add_session_or_shift, passing, too_few
from handlers.tapping.messenger import Entrance
from handlers.tapping.screen import Press, Screen, WayBack, page
from storage.views.leading import Led, LedActivity, LedList
from volunteering.actions.leading.led import NotALeader
from volunteering.actions.leading.posting import NotPosted
from volunteering.rules.activities import Activity, InThePast, NewShift, NoShifts, ShiftReason, TooLong
from volunteering.rules.capacity import LimitOutOfRange, places_of
from volunteering.rules.fairness import SignUpOver
from volunteering.rules.qualifications import KindElsewhere
from volunteering.rules.risk import NotInsured
from volunteering.rules.roles import NameTooLong, NoName, RoleReason, SameName, TooManyRoles
from volunteering.rules.training import NewTraining
from volunteering.rules.tree import NotAllowed
from words.words import Words, cut

PAGE = 6
"""How many activities to copy a page shows."""

LONGEST_LABEL = 40  # of a button, in characters

Reason = NotAllowed | NotALeader | NoShifts | ShiftReason | NotInsured | KindElsewhere


def preview(words: Words, activity: Activity, shift: NewShift, again: Iterable[Markup | None] = ()) -> Markup:
    """The card as volunteers will see it, and what only those who are in will be told; how it comes `again`."""
    lines = (
        Markup("<b>{}</b>").format(activity.title),
        parts.when_and_how_long(words, shift),
        *again,
        parts.where(activity),
        roles.offered(words, shift.limit_in_all, shift.roles),
        roles.least_of(words, shift),
        *needs_lines(words, shift.roles),
        parts.category_and_unit(words, activity),
        parts.description(activity),
        *stated(words, activity.risk),
        words.say("Only for those who are in: {details}", details=activity.details) if activity.details else None,
    )
    return Markup("\n").join(line for line in lines if line is not None)


def choose_old(words: Words, found: LedList, shown: ChooseOld) -> Screen:
    """A page of the activities that may be copied, by when they were last."""
    labels = parts.told_apart([_by_day(words, led) for led in found.activities])
    rows = (
        *(
            (Press(cut(label, LONGEST_LABEL), CopyActivity(activity=led.activity_id)),)
            for label, led in zip(labels, found.activities, strict=True)
        ),
        *parts.page_row(words, found.extent, lambda number: shown.model_copy(update={"page": number})),
        (Press(words.say("‹ Back"), BeginPosting()),),
    )
    says = words.say("Everything is taken over but the time.") if found.activities else _nothing_to_copy(words, shown)
    return page(parts.of_so_many(words, words.say("Which one would you like to copy?"), found.extent), says, rows=rows)


def _by_day(words: Words, led: Led) -> tuple[parts.Way[str], ...]:
    """When it last was comes first: of a long title the end is cut, and last month's has the same."""
    day = words.day(led.at.astimezone(words.zone).date())
    return (
        lambda: words.listed((day, led.title)),
        lambda: words.listed((words.moment(led.at), led.title)),
        lambda: words.listed((words.say("no. {number}", number=led.activity_id), day, led.title)),
    )


def _nothing_to_copy(words: Words, shown: ChooseOld) -> Markup:
    return words.say("That was all.") if shown.page else words.say("You have not led anything yet.")


def posted(
    words: Words,
    led: LedActivity,
    entrance: Entrance,
    training: NewTraining | None,
    over: SignUpOver | None = None,
    again: Iterable[Markup | None] = (),
) -> tuple[Screen, str]:
    """It is there for everybody; with the toast.

    `training`: what it is besides; `over`: nobody can sign up; how it comes `again`.
    """
    activity = led.activity
    shifts = [manned.shift for manned in led.shifts]
    has_roles = any(shift.roles for shift in shifts[:1])  # of which some often take more than the others
    is_short = training is not None and training.takes_more_than(len(shifts))
    one_more = Press(add_session_or_shift(words, activity), AddShift(activity=activity.id))
    further = (
        *(() if is_short else (one_more,)),
        *((Press(words.say("Add a test"), ShowQuiz(activity=activity.id)),) if training else ()),
        *(Press(words.say("Roster"), ShowRoster(shift=shift.id)) for shift in shifts[:1]),
    )
    screen = page(
        words.say("Posted: {title}", title=activity.title),
        *(parts.when_and_how_long(words, shift) for shift in shifts[:1]),
        *again,
        passing(words, training) if training else None,
        too_few(words, training, len(shifts)) if training else None,
        words.say("It is in the list now. Tell people about it.") if over is None else nobody_can_sign_up(words, over),
        rows=(
            *(((replace(one_more, style="success"),),) if is_short else ()),
            (tell_a_friend(words, activity, entrance, shifts[0] if len(shifts) == 1 else None),),
            *(((Press(words.say("What does it take?"), ShowNeeds(shift=shifts[0].id)),),) if has_roles else ()),
            *side_by_side(further, 2),
            (
                Press(words.say("Manage it"), ManageActivity(activity=activity.id)),
                WayBack(words.say("‹ My activities"), Manage()),
            ),
        ),
    )
    return screen, words.say("Posted.")


def nobody_can_sign_up(words: Words, over: SignUpOver) -> Markup:
    """It was posted after sign-up closes there, which only its leader can do something about."""
    what_helps = words.say("Nobody can sign up for it. Whoever comes all the same is put on the roster there.")
    return Markup("⚠️ %s") % words.sentences((unfair_line(words, over), what_helps))


def posted_before(words: Words, title: str) -> Markup:
    """The same in one line, above what comes next."""
    return words.say("✅ Posted: {title}", title=title)


def not_posted(words: Words, outcome: NotPosted) -> Screen:
    """Why not, each reason in its own line."""
    return page(
        words.say("Not posted"),
        *(reason_line(words, reason) for reason in outcome.reasons),
        rows=((Press(words.say("New activity"), BeginPosting()),), *parts.home_row(words)),
    )


def reason_line(words: Words, reason: Reason) -> Markup:
    """One reason against an activity or a shift, as a sentence."""
    match reason:
        case NotAllowed():
            return parts.not_leading(words)
        case NotALeader():
            return words.say("Only somebody who leads that team can lead this.")
        case KindElsewhere():
            return words.say("That team does not have this kind of qualification.")
        case NoShifts():
            return words.say("Without a shift there is nothing to sign up for.")
        case NotInsured(period=period, insurance=insurance):
            facts = {"period": period, "first": insurance.first, "last": insurance.last}
            return sentence_for(words, WrongAnswer("insured_not_then", facts))
        case InThePast(period=period):
            return words.say("{period} has begun already.", period=words.period(period))
        case TooLong(period=period):
            return words.say("{period} is too long: a shift has 24 hours at the most.", period=words.period(period))
        case _:
            return _against_places(words, reason)


def _against_places(words: Words, reason: RoleReason) -> Markup:
    match reason:
        case LimitOutOfRange():
            return sentence_for(words, WrongAnswer("places_out_of_range", {}))
        case TooManyRoles():
            return sentence_for(words, WrongAnswer("roles_too_many", {}))
        case SameName(name=name):
            return sentence_for(words, WrongAnswer("roles_same_name", {"typed": name}))
        case NameTooLong(name=name):
            return sentence_for(words, WrongAnswer("roles_text_too_long", {"typed": name}))
        case NoName(limit=limit):
            return sentence_for(words, WrongAnswer("roles_no_name", {"typed": places_of(limit)}))
