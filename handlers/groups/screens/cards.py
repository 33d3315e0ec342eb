"""What a group reads: the card of an activity, the word that the group is bound, and answers that one person sees."""

from markupsafe import Markup

from handlers.buttons.groups import SignUpHere
from handlers.showing import parts
from handlers.showing.reasons import reason_line
from handlers.showing.roles import room
from handlers.tapping.messenger import Entrance
from handlers.tapping.screen import Link, Press, Row, Screen, page
from storage.views.groups import GroupCard
from volunteering.rules.activities import Activity, Shift, why_off
from volunteering.rules.capacity import Capacity
from volunteering.rules.signing_up import AlreadyIn, Judgement, SignUpState, Taken, Waiting
from words.words import Words, cut, plain

LONGEST_DESCRIPTION = 300
"""Characters: a card is read among others' messages."""

LONGEST_ALERT = 200
"""Characters: Telegram's limit."""


def card(words: Words, found: GroupCard, entrance: Entrance) -> Screen:
    """An activity as a group reads it: how full it is, and nobody's name (docs/rules.md: In groups)."""
    activity = found.activity
    if not found.may_be_sent:
        return page(Markup.escape(activity.title), _ended(words, found), rows=(_into(words, activity, entrance),))
    rest = found.in_all - len(found.shifts)
    shifts = _one_shift(words, *found.shifts[0]) if found.in_all == 1 else _shifts(words, found)
    return page(
        Markup.escape(activity.title),
        *shifts,
        parts.and_more(words, rest),
        parts.where(activity),
        parts.category_and_unit(words, activity),
        _description(activity),
        rows=(*_rows(words, found), _into(words, activity, entrance)),
    )


def _one_shift(words: Words, shift: Shift, capacity: Capacity) -> tuple[Markup, ...]:
    return parts.when_and_how_long(words, shift), room(words, capacity, ())


def _shifts(words: Words, found: GroupCard) -> tuple[Markup, ...]:
    return tuple(
        Markup("%s\n%s") % (parts.when_and_how_long(words, shift), room(words, capacity, ()))
        for shift, capacity in found.shifts
    )


def _description(activity: Activity) -> Markup | None:
    if not activity.description:
        return None
    return Markup("<blockquote expandable>%s</blockquote>") % cut(activity.description, LONGEST_DESCRIPTION)


def _ended(words: Words, found: GroupCard) -> Markup:
    if not found.activity.is_on:
        return parts.cancelled(words, why_off(found.activity))
    return words.say("It is over.") if found.is_bound else words.say("This card is not kept up to date any more.")


def _rows(words: Words, found: GroupCard) -> tuple[Row, ...]:
    to_begin = [(shift, capacity) for shift, capacity in found.shifts if not shift.has_begun(words.now)]
    if len(to_begin) == 1 and found.in_all == 1:
        [(shift, capacity)] = to_begin
        label = words.say("Join waiting list") if capacity.is_full else words.say("Sign up")
        return ((Press(label, SignUpHere(shift=shift.id), "success"),),)
    labels = parts.dated(words, [(shift, _state(words, capacity)) for shift, capacity in to_begin])
    return tuple(
        (Press(label, SignUpHere(shift=shift.id)),) for label, (shift, _) in zip(labels, to_begin, strict=True)
    )


def _state(words: Words, capacity: Capacity) -> Markup:
    return words.say("Join waiting list") if capacity.is_full else words.say("Sign up")


def _into(words: Words, activity: Activity, entrance: Entrance) -> Row:
    return (Link(words.say("More, in private"), entrance(f"a{activity.id}")),)


def greeting(words: Words, team: str) -> Screen:
    """The group hears of a team's activities from now on."""
    return page(
        words.say("New activities of {team} come here", team=team),
        words.say("You sign up with one tap. What concerns you alone, only you see."),
        words.say("An admin of this group ends it with /unbind."),
    )


def alert(words: Words, outcome: Judgement) -> str:
    """What came of a tap, for whoever tapped."""
    activity, shift = outcome.facts.activity, outcome.facts.shift
    when = words.plain_period(shift.period)
    match outcome:
        case Taken():
            said = words.say("✅ You are in: {title}, {period}.", title=activity.title, period=when)
        case Waiting(number=number):
            said = words.say(
                "⏳ All places are taken. You are number {number} on the list: {title}.",
                number=words.number(number),
                title=activity.title,
            )
        case _:
            already = next((one for one in outcome.reasons if isinstance(one, AlreadyIn)), None)
            if already is not None:
                return cut(_already(words, already), LONGEST_ALERT)
            lines = [plain(reason_line(words, reason)) for reason in outcome.reasons]
            return cut("\n".join((words.say("Not this time."), *lines)), LONGEST_ALERT)
    return cut(plain(said), LONGEST_ALERT)


def _already(words: Words, already: AlreadyIn) -> str:
    if already.state is SignUpState.WAITING:
        return words.say("You are on the waiting list already. To leave it, tap “More, in private”.")
    return words.say("You are in already. To leave, tap “More, in private”.")


def gone(words: Words) -> str:
    """The shift of an old card is not there any more."""
    return words.say("That is not here any more.")


def in_private(title: str, said: str, rows: tuple[Row, ...]) -> Screen:
    """The same in the chat of one's own, where the group's card could not show it."""
    return page(Markup.escape(title), Markup.escape(said), rows=rows)
